"""``ally lint``: safe-messaging findings in articles, and everything wrong with the data files."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from .edge import PROBLEM, plainly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

YAML = {".yaml", ".yml"}
#: What the words of care of one language are read with.
BESIDE_CARE = ("cards.yaml", "helplines.yaml", "denylist.yaml", "countries.yaml")


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@plainly
def lint(files: tuple[Path, ...]) -> None:
    """Check FILES; without any, everything that ships with the bot.

    FILES are articles (.md, .jsonl), folders of them, folders of a language (safety/data/en), single data files, which
    go by their names (helplines.yaml, topics.yaml, config.yaml ...), and menu texts (any other .yaml file).
    """
    problems = [problem for file in files for problem in of_file(file)] if files else of_everything()
    told = tuple(dict.fromkeys(problems))
    for problem in told:
        click.echo(problem)
    if not told:
        click.echo("nothing to complain about")
    sys.exit(PROBLEM if told else 0)


def of_everything() -> Iterator[str]:
    """Every data file of every room, and the starter library."""
    from content import starter  # noqa: PLC0415 - `ally --help` need not load the rooms
    from safety import DATA, OPINION, load_all, load_care, load_opinion  # noqa: PLC0415 - the same

    for check in (lambda: load_all(DATA), lambda: load_opinion(DATA / OPINION), lambda: load_care(DATA)):
        yield from refused(check)
    for path in single_files():
        yield from of_data(path)
    yield from of_articles(starter())


def single_files() -> tuple[Path, ...]:
    """The data files that are read one by one."""
    from bot.texts import FOLDER  # noqa: PLC0415 - as above
    from content import CATEGORIES, LINT_RULES, TOPICS, WORDING  # noqa: PLC0415 - as above
    from safety import DATA  # noqa: PLC0415 - as above

    return CATEGORIES, TOPICS, WORDING, LINT_RULES, DATA / "short_codes.yaml", *sorted(FOLDER.glob("*.yaml"))


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
    folder = path if path.is_dir() else path.parent
    if (folder / "lexicon.yaml").exists() or (folder / "care.yaml").exists():
        yield from of_language(folder)
    elif path.suffix in YAML and not path.is_dir():
        yield from of_data(path)
    else:
        yield from of_articles(path)


def of_language(folder: Path) -> Iterator[str]:
    """What a language folder hears and says, wherever it lies."""
    from safety import DATA, load_care, load_language  # noqa: PLC0415 - as above

    folder = folder.resolve()  # the name of "." is its language too
    yield from refused(lambda: load_language(folder, DATA))
    with TemporaryDirectory() as place:  # the words of care are read for all languages: here this one is all
        data = Path(place)
        for name in BESIDE_CARE:
            shutil.copy(DATA / name, data)
        alone = data / folder.name
        alone.mkdir()
        (alone / "lexicon.yaml").touch()
        if (folder / "care.yaml").exists():
            shutil.copy(folder / "care.yaml", alone)
        for problem in refused(lambda: load_care(data)):
            yield problem.replace(str(alone), str(folder)).replace(str(data), str(DATA))


def of_data(path: Path) -> Iterator[str]:
    """One data file, read by the loader that its name asks for; any other name is that of menu texts."""
    from bot.config import load_config  # noqa: PLC0415 - as above
    from content import CATEGORIES, load_categories, load_topics, load_wording  # noqa: PLC0415 - as above
    from safety import load_all, load_care, load_combinations, load_short_codes  # noqa: PLC0415 - as above

    loaders: dict[str, Callable[[], object]] = {
        "categories.yaml": lambda: load_categories(path), "search.yaml": lambda: load_wording(path),
        "topics.yaml": lambda: load_topics(path, load_categories(CATEGORIES)), "lint.yaml": lambda: check_rules(path),
        "combine.yaml": lambda: load_combinations(path), "concepts.yaml": lambda: load_all(path.parent),
        "short_codes.yaml": lambda: load_short_codes(path),
        "config.yaml": lambda: load_config({"ALLY_CONFIG": str(path)}),
        **dict.fromkeys(BESIDE_CARE, lambda: load_care(path.parent)),
    }  # fmt: skip
    yield from refused(loaders.get(path.name, lambda: check_texts(path)))


def check_rules(path: Path) -> None:
    """The rules of safe messaging, which catch and spare what they say they do.

    Raises:
        RulesError: with every problem.
    """
    from content import RulesError, broken_examples, load_rules  # noqa: PLC0415 - as above

    broken = broken_examples(load_rules(path))
    if broken:
        raise RulesError(path, broken)


def check_texts(path: Path) -> None:
    """Menu texts in one language, beside the English ones of their folder, or where it has none, beside ours.

    Raises:
        TextsError: with every problem.
    """
    from bot.texts import FOLDER, MODEL, load_one, read  # noqa: PLC0415 - as above

    own = path.with_name(f"{MODEL}.yaml")
    load_one(path, read(own if own.exists() else FOLDER / own.name))


def of_articles(path: Path) -> Iterator[str]:
    """Problems and findings of the articles in a folder or file."""
    from content import (  # noqa: PLC0415 - as above
        CATEGORIES,
        LINT_RULES,
        SOURCES,
        Article,
        ContentError,
        Place,
        lint,
        load_categories,
        load_rules,
    )

    try:
        categories, rules = load_categories(CATEGORIES), load_rules(LINT_RULES)
    except ContentError as error:
        yield str(error)
        return
    care = {category.slug for category in categories if category.care}
    kind = next(kind for kind in SOURCES.values() if kind.accepts(str(path)))
    for item in kind(Place(name=str(path)), categories).read():
        if isinstance(item, Article):
            for finding in lint(item, rules, care=item.category in care):
                yield f"{item.id}: {finding.rule}: {finding.sentence or '-'}\n    {finding.suggestion}"
        else:
            yield str(item)
