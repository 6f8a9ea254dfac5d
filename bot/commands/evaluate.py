"""``ally eval``: how well the screening hears labelled messages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bot.config import read_yaml

from .edge import PROBLEM, parsed, plainly
from .screen import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from safety import Labelled, Screener, Tally

T = TypeVar("T")
#: Where a line stands: its file, and its number there.
Place = str
HALVES = {"gate": slice(0, None, 2), "training": slice(1, None, 2), "both": slice(None)}
LABELS = (0, 1, "0", "1")
PARTS = {"positives": 1, "negatives": 0}


@click.command("eval")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--half",
    type=click.Choice(list(HALVES)),
    default="both",
    show_default=True,
    help="Of hard sets: the half that the second opinion learned from (training), the other one (gate), or both.",
)
@click.option(
    "--misses",
    is_flag=True,
    help="Also list the wrong ones by file and number, with the rules that fired; never their text.",
)
@click.option("--rules-only", is_flag=True, help="Without the second opinion.")
@click.option("--no-model", is_flag=True, help="Without the sentence model of the second opinion.")
@plainly
def evaluate(files: tuple[Path, ...], *, half: str, misses: bool, rules_only: bool, no_model: bool) -> None:
    """Screen the labelled lines of FILES: recall, false alarms, precision, by language, set and situation.

    A .jsonl file has lines {"text","label","lang"}, with label 1 where somebody is at risk, else 0. "level",
    "situation" and "about" may say more, "dataset" names the set, and a line with "primary": false is left out. A .yaml
    file is a hard set (tests/safety/hard). A message counts as heard at ideation or above, and at distress where a life
    may be at risk; one that is labelled with another situation, at distress.

    Each share comes with its 95 % interval and its counts. The last column counts the harmless messages that got the
    short help of a topic: they are no false alarms.
    """
    from safety import measure  # noqa: PLC0415 - `ally --help` need not load the rules

    problems: list[str] = []
    rows = [row for file in files for row in read(file, half, problems)]
    screener = load(rules_only=rules_only, model=not no_model)
    if not rows:
        problems.append("there are no labelled lines in that: nothing is measured")
    tallies = measure((line for _, line in rows), screener.screen)
    if tallies:
        click.echo(f"{'':32}{'recall':>31}{'false alarms':>31}{'precision':>31}  topic")
    for (what, which), tally in sorted(tallies.items()):
        click.echo(f"{(what + ' ' + which).strip():32}" + figures(tally))
    for line in fitting(tallies.get(("all", ""))):
        click.echo(line)
    if misses:
        for line in missed(rows, screener):
            click.echo(line)
    for problem in problems:
        click.echo(problem, err=True)
    sys.exit(PROBLEM if problems else 0)


def figures(tally: Tally) -> str:
    """One row of the table."""
    cells = [
        (tally.hits, tally.positives), (tally.alarms, tally.negatives), (tally.hits, tally.hits + tally.alarms),
    ]  # fmt: skip
    return "".join(f"{told(part, whole):>31}" for part, whole in cells) + f"  {tally.topics}"


def told(part: int, whole: int) -> str:
    """A share as people read it, with its interval."""
    from safety import share  # noqa: PLC0415 - as above

    found = share(part, whole)
    return f"{found[0]:.3f} [{found[1]:.3f}-{found[2]:.3f}] {part}/{whole}" if found else "-"


def fitting(tally: Tally | None) -> Iterator[str]:
    """Whether the card would fit, where the lines say what they are about."""
    if tally and tally.urgent:
        yield f"with a plan or in the middle of it, heard at distress or above: {told(tally.urgent_hits, tally.urgent)}"
    if tally and tally.judged:
        yield f"heard, and the situation is right: {told(tally.right_situation, tally.judged)}"
    if tally and tally.whose:
        yield f"heard, and it is right who is at risk: {told(tally.right_about, tally.whose)}"


def missed(rows: Iterable[tuple[Place, Labelled]], screener: Screener) -> Iterator[str]:
    """What went wrong, by place and rules; never the text."""
    from safety import is_heard, is_hit  # noqa: PLC0415 - as above

    for place, line in rows:
        screening = screener.screen(line.text)
        if is_hit(line, screening) if line.at_risk else not is_heard(screening):
            continue
        rules = ", ".join(f"{s.rule}{' muted by ' + s.muted_by if s.muted_by else ''}" for s in screening.signals)
        yield f"{place}: {'missed' if line.at_risk else 'false alarm'} ({line.language}) {rules or 'no rule'}"


def read(file: Path, half: str, problems: list[str]) -> Iterator[tuple[Place, Labelled]]:
    """The labelled lines with their places; those that do not read are named."""
    rows = hard_set(file, half, problems) if file.suffix in {".yaml", ".yml"} else json_lines(file, problems)
    for place, row in rows:
        if isinstance(row, dict) and not row.get("primary", True):
            continue
        try:
            line = labelled(row)
        except ValueError as error:
            problems.append(f"{place}: {error}")
        else:
            yield place, line


def labelled(row: object) -> Labelled:
    """One line with its labels.

    Raises:
        ValueError: it has not what a labelled line needs; the message holds nothing of it.
    """
    from safety import About, Labelled, Level, Situation  # noqa: PLC0415 - as above

    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or row.get("label") not in LABELS:
        raise ValueError('must be an object with "text" as text and "label" 0 or 1')
    return Labelled(
        text=row["text"], at_risk=bool(int(row["label"])), language=str(row.get("lang", "")),
        group=str(row.get("dataset", "")), level=choice(row, "level", {level.word: level for level in Level}),
        situation=choice(row, "situation", {situation.value: situation for situation in Situation}),
        about=choice(row, "about", {about.value: about for about in About}),
    )  # fmt: skip


def choice(row: Mapping[str, object], key: str, known: Mapping[str, T]) -> T | None:
    """The label under a key, or None where the line has none.

    Raises:
        ValueError: it is not one that we know.
    """
    if row.get(key) is None:
        return None
    word = str(row[key]).lower()
    if word not in known:
        raise ValueError(f'"{key}" must be one of: {", ".join(known)}')
    return known[word]


def json_lines(file: Path, problems: list[str]) -> Iterator[tuple[Place, object]]:
    """What stands in each line of a file of JSON lines."""
    with file.open("rb") as lines:
        for number, row in parsed(lines, f"{file}:", problems):
            yield f"{file}:{number}", row


def hard_set(file: Path, half: str, problems: list[str]) -> Iterator[tuple[Place, object]]:
    """The wanted half of a hard set; the places count from 1 in the whole list, whichever half is wanted."""
    try:
        data: Any = read_yaml(file)
    except ValueError as error:
        problems.append(f"{file}: cannot be read: {error}")
        return
    if not is_hard_set(data):
        problems.append(f'{file}: must be a hard set with "language", and "positives" and "negatives" as lists')
        return
    for part, label in PARTS.items():
        said = {"label": label, "lang": data["language"]}
        for number, row in tuple(enumerate(data[part], 1))[HALVES[half]]:
            is_line = isinstance(row, dict)
            yield f"{file}: {part} {number}", {**said, "dataset": row.get("kind", ""), **row} if is_line else row


def is_hard_set(data: object) -> bool:
    """Whether this has a language and both lists."""
    return isinstance(data, dict) and "language" in data and all(isinstance(data.get(part), list) for part in PARTS)
