"""``ally doctor``: everything that is wrong, at once, in plain words."""

from __future__ import annotations

import asyncio
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from bot.config import has_token, load_config, load_telegram
from bot.errors import AllyError, PeopleError

from .edge import PROBLEM, expected, plainly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.config import Config, TelegramSettings
    from content import Catalog
    from safety import Care

LIBRARIES = ("python-telegram-bot", "rapidfuzz", "PyYAML", "sqlite-utils", "SQLAlchemy", "babel")
#: Seconds that the Bot API has to answer our two questions.
PATIENCE = 5.0


@click.command()
@plainly
def doctor() -> None:
    """Check configuration, token, data files, databases and versions."""
    tasks: list[str] = []
    problems = tuple(dict.fromkeys(examine(tasks)))
    for problem in problems:
        click.echo(f"problem: {problem}")
    click.echo(f"{len(problems)} problems" if problems else verdict(tasks))
    sys.exit(PROBLEM if problems else 0)


def verdict(tasks: list[str]) -> str:
    """The last sentence where no program finds anything wrong: what only people can do is not done by that."""
    if not tasks:
        return "all is well"
    return f"the machine side is well; people still have to {' and to '.join(tasks)}"


def tell(name: str, what: object) -> None:
    """One line of what is there."""
    click.echo(f"{name:<11} {what}")


def examine(tasks: list[str]) -> Iterator[str]:
    """Tell what is there on the way, yield what is wrong; what people have to do goes to ``tasks``."""
    tell("Python", f"{sys.version.split()[0]}, {', '.join(map(versioned, LIBRARIES))}")
    yield from refused(lambda: data_files(tasks))
    yield from refused(token)
    try:
        config = load_config()
    except AllyError as error:
        yield str(error)
        return
    tell("data folder", config.data_folder)
    yield from refused(lambda: asyncio.run(parts(config)))


def refused(check: Callable[[], Iterator[str] | tuple[str, ...]]) -> Iterator[str]:
    """The problems that a check finds, and the one that ends it."""
    try:
        yield from check()
    except expected() as error:
        yield str(error)


def versioned(library: str) -> str:
    """A library with its version."""
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return f"{library} missing"


def data_files(tasks: list[str]) -> Iterator[str]:
    """Problems of the data files, and what people have to do about the words and numbers of care."""
    from safety import DATA, OPINION, engine, load_all, load_care, load_opinion  # noqa: PLC0415 - `ally --help` need not load the rules

    tell("matcher", engine())
    tasks += left_to_people(load_care(DATA))
    lexicons, combinations = load_all(DATA)
    rules = sum(len(lexicon.rules) for lexicon in lexicons)
    tell("screening", f"{len(lexicons)} languages, {rules} rules, {len(combinations)} combinations")
    opinion = load_opinion(DATA / OPINION)
    model = "with" if opinion and opinion.sense else "without"
    tell("opinion", f"learned from {opinion.lines} lines, {model} a sentence model" if opinion else "no second one")
    yield from ()


def left_to_people(care: Care) -> Iterator[str]:
    """Tell which words of care nobody reviewed and how many numbers nobody checked; yield both as tasks."""
    unreviewed = [language for language, words in care.words.items() if words.reviewed_by == "none yet"]
    if unreviewed:
        tell("note", f"nobody qualified has reviewed the words of care in: {', '.join(unreviewed)}")
        yield f"review the words of care (languages: {len(unreviewed)})"
    unchecked = sum(line.is_shown and line.checked_on == "never" for line in care.directory.lines)
    if unchecked:
        tell("note", f"{unchecked} shown numbers were never checked by a person; see `ally helplines --check`")
        yield f"check the numbers that are shown ({unchecked})"


def token() -> Iterator[str]:
    """What is wrong with the token, the way to Telegram and the webhook, where a token is set."""
    if not has_token():
        tell("token", "not set; only `ally run` needs one")
        return
    settings = load_telegram()
    tell("token", "set")
    yield from asyncio.run(telegram(settings))


async def telegram(settings: TelegramSettings) -> tuple[str, ...]:
    """Ask Telegram who we are and what it knows of our webhook."""
    from bot.channels.telegram import Account  # noqa: PLC0415 - only a bot with a token needs the library

    account = Account(token=settings.token, base_url=settings.api_base, file_url=settings.file_base)
    try:
        async with asyncio.timeout(PATIENCE), account.bot(1) as bot:
            tell("telegram", f"@{bot.username} at {urlsplit(settings.api_base).hostname}")
            return tuple(webhook(await bot.get_webhook_info(), settings))
    except Exception as error:  # noqa: BLE001 - an edge: the library's own errors stay in its folder, told by kind
        return (unreached(error, settings),)


def unreached(error: Exception, settings: TelegramSettings) -> str:
    """Why Telegram did not answer; the error's own words could hold the token."""
    from bot.channels.telegram.polling import WRONG_TOKEN  # noqa: PLC0415 - as above

    if type(error).__name__ == "InvalidToken":
        return WRONG_TOKEN
    where = urlsplit(settings.api_base).hostname
    return (
        f"the Bot API at {where} cannot be reached ({type(error).__name__}). Check the network and TELEGRAM_API_BASE."
    )


def webhook(info: Any, settings: TelegramSettings) -> Iterator[str]:  # noqa: ANN401 - the library's own record
    """Tell how updates come in; yield why Telegram could not deliver them."""
    ours, theirs = urlsplit(settings.webhook_url).hostname, urlsplit(info.url or "").hostname
    tell("updates", f"by webhook at {ours}" if ours else "by polling")
    tell("waiting", f"{info.pending_update_count} updates")
    if theirs and theirs != ours:
        tell("note", f"Telegram still has a webhook at {theirs}; `ally run` {'replaces it' if ours else 'removes it'}")
    if info.last_error_message:
        yield f"Telegram could not deliver to the webhook: {info.last_error_message}"


def meaning(catalog: Catalog) -> str:
    """Whether articles are found by meaning too, and if not, what would have to be done."""
    from content import load_encoder  # noqa: PLC0415 - as above

    if catalog.encoder:
        return f"articles are found by meaning too ({catalog.encoder.name})"
    if load_encoder():
        return "this library was built without it; `ally ingest` adds it"
    return 'not installed, search goes by words; `pip install "anxiety-ally[semantic]"` and `ally ingest` add it'


async def parts(config: Config) -> tuple[str, ...]:
    """What the bot itself says could not be had."""
    from bot.build import build  # noqa: PLC0415 - as above
    from bot.people.engine import parse, place  # noqa: PLC0415 - as above

    app = await build(config)
    try:
        if app.library.catalog is not None:
            catalog = app.library.catalog
            tell("meaning", meaning(catalog))
            tell("articles", f"{catalog.size} in {len(catalog.categories)} topics, {config.content_db}")
        try:
            tell("people", place(parse(config.people_url)))
        except PeopleError as error:
            return (*app.troubles, str(error))
        return app.troubles
    finally:
        await app.close()
