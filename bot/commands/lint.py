"""``ally lint``: safe-messaging findings in articles, and everything wrong with the data files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .edge import PROBLEM, plainly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@plainly
def lint(files: tuple[Path, ...]) -> None:
    """Check FILES (articles, folders of them, language folders); without any, everything that ships with the bot."""
    problems = [problem for file in files for problem in of_file(file)] if files else list(of_everything())
    for problem in problems:
        click.echo(problem)
    if not problems:
        click.echo("nothing to complain about")
    sys.exit(PROBLEM if problems else 0)


def of_everything() -> Iterator[str]:
    """Every data file of every room, and the starter library."""
    from bot.texts import FOLDER, load_texts  # noqa: PLC0415 - `ally --help` need not load the rooms
    from content import CATEGORIES, LINT_RULES, load_categories, load_rules, starter  # noqa: PLC0415 - the same
    from safety import DATA, OPINION, load_all, load_care, load_opinion  # noqa: PLC0415 - the same

    languages = ("en", *(path.stem for path in sorted(FOLDER.glob("*.yaml")) if path.stem != "en"))
    checks: tuple[Callable[[], object], ...] = (
        lambda: load_all(DATA), lambda: load_opinion(DATA / OPINION), lambda: load_care(DATA),
        lambda: load_texts(languages),
        lambda: load_categories(CATEGORIES), lambda: load_rules(LINT_RULES),
    )  # fmt: skip
    for check in checks:
        yield from refused(check)
    yield from of_articles(starter())


def refused(check: Callable[[], object]) -> Iterator[str]:
    """What a loader says if it refuses."""
    from bot.errors import AllyError  # noqa: PLC0415 - as above
    from content import ContentError  # noqa: PLC0415 - as above
    from safety import SafetyError  # noqa: PLC0415 - as above

    try:
        check()
    except (AllyError, ContentError, SafetyError) as error:
        yield str(error)


def of_file(path: Path) -> Iterator[str]:
    """One file or folder named on the command line."""
    from safety import DATA, load_language  # noqa: PLC0415 - as above

    folder = path if path.is_dir() else path.parent
    if (folder / "lexicon.yaml").exists():
        yield from refused(lambda: load_language(folder, DATA))
    else:
        yield from of_articles(path)


def of_articles(path: Path) -> Iterator[str]:
    """Problems and findings of the articles in a folder or file."""
    from content import (  # noqa: PLC0415 - as above
        CATEGORIES,
        LINT_RULES,
        SOURCES,
        Article,
        Place,
        lint,
        load_categories,
        load_rules,
    )

    categories = load_categories(CATEGORIES)
    care = {category.slug for category in categories if category.care}
    rules = load_rules(LINT_RULES)
    kind = next(kind for kind in SOURCES.values() if kind.accepts(str(path)))
    for item in kind(Place(name=str(path)), categories).read():
        if isinstance(item, Article):
            for finding in lint(item, rules, care=item.category in care):
                yield f"{item.id}: {finding.rule}: {finding.sentence or '-'}\n    {finding.suggestion}"
        else:
            yield str(item)
