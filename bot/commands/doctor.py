"""``ally doctor``: everything that is wrong, at once, in plain words."""

from __future__ import annotations

import asyncio
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import click

from bot.config import has_token, load_config
from bot.errors import AllyError

from .edge import PROBLEM, plainly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.config import Config

LIBRARIES = ("python-telegram-bot", "rapidfuzz", "PyYAML", "sqlite-utils", "SQLAlchemy", "ahocorasick-rs", "babel")


@click.command()
@plainly
def doctor() -> None:
    """Check configuration, data files, databases and versions."""
    problems = list(examine())
    for problem in problems:
        click.echo(f"problem: {problem}")
    click.echo(f"{len(problems)} problems" if problems else "all is well")
    sys.exit(PROBLEM if problems else 0)


def examine() -> Iterator[str]:
    """Tell what is there on the way, yield what is wrong."""
    click.echo(f"Python {sys.version.split()[0]}, {', '.join(map(versioned, LIBRARIES))}")
    try:
        config = load_config()
    except AllyError as error:
        yield str(error)
        return
    click.echo(f"data folder {config.data_folder}")
    click.echo(f"articles    {config.content_db}")
    click.echo(f"people      {config.people_url.split('@')[-1]}")
    click.echo(f"token       {'set' if has_token() else 'not set; only `ally run` needs one'}")
    yield from data_files()
    yield from asyncio.run(troubles(config))


def versioned(library: str) -> str:
    """A library with its version."""
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return f"{library} missing"


def data_files() -> Iterator[str]:
    """Problems of the data files, and how much of the words of care is reviewed."""
    from safety import DATA, SafetyError, load_all, load_care  # noqa: PLC0415 - `ally --help` need not load the rules

    try:
        lexicons, combinations = load_all(DATA)
        care = load_care(DATA)
    except SafetyError as error:
        yield str(error)
        return
    rules = sum(len(lexicon.rules) for lexicon in lexicons)
    click.echo(f"screening   {len(lexicons)} languages, {rules} rules, {len(combinations)} combinations")
    unreviewed = [language for language, words in care.words.items() if words.reviewed_by == "none yet"]
    if unreviewed:
        click.echo(f"note: nobody qualified has reviewed the words of care in: {', '.join(unreviewed)}")
    unchecked = sum(line.is_shown and line.checked_on == "never" for line in care.directory.lines)
    click.echo(f"note: {unchecked} shown numbers were never checked by a person; see `ally helplines --check`")


async def troubles(config: Config) -> tuple[str, ...]:
    """What the bot itself says could not be had."""
    from bot.build import build  # noqa: PLC0415 - as above

    app = await build(config)
    try:
        if app.library.catalog is not None:
            topics = app.library.catalog.categories
            click.echo(f"articles    {sum(map(app.library.catalog.count, (t.slug for t in topics)))} in {len(topics)} topics")
        return app.troubles
    finally:
        await app.close()
