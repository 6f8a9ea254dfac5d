"""``ally eval``: how well the screening hears labelled messages."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import yaml

from .edge import PROBLEM, plainly
from .screen import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from safety import Labelled, Screener, Tally

#: Where a line stands: its file and number.
Place = tuple[Path, int]
HALVES = {"gate": slice(0, None, 2), "training": slice(1, None, 2), "both": slice(None)}
WRONG = (ValueError, KeyError, TypeError, AttributeError)


@click.command("eval")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--half", type=click.Choice(list(HALVES)), default="both", show_default=True, help="Which half of hard sets."
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

    A .jsonl file has lines {"text","label","lang"}; one with "primary": false is left out; "dataset" names its set. A
    .yaml file is a hard set (tests/safety/hard). A message counts as heard at ideation or above, and at distress where
    a life may be at risk; one that is labelled with another situation, at distress.
    """
    from safety import measure  # noqa: PLC0415 - `ally --help` need not load the rules

    problems: list[str] = []
    rows = [row for file in files for row in read(file, half, problems)]
    screener = load(rules_only=rules_only, model=not no_model)
    tallies = measure((line for _, line in rows), screener.screen)
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

    for (file, number), line in rows:
        screening = screener.screen(line.text)
        if is_hit(line, screening) if line.at_risk else not is_heard(screening):
            continue
        rules = ", ".join(f"{s.rule}{' muted by ' + s.muted_by if s.muted_by else ''}" for s in screening.signals)
        yield f"{file}:{number}: {'missed' if line.at_risk else 'false alarm'} ({line.language}) {rules}"


def read(file: Path, half: str, problems: list[str]) -> Iterator[tuple[Place, Labelled]]:
    """The labelled lines with their places; those that do not read are named."""
    rows = hard_set(file, half, problems) if file.suffix in {".yaml", ".yml"} else json_lines(file, problems)
    for number, row in rows:
        try:
            if row.get("primary", True):
                yield (file, number), labelled(row)
        except WRONG as error:
            problems.append(
                f"{file}:{number}: must be an object with text, label (0 or 1) and lang ({type(error).__name__})"
            )


def labelled(row: dict[str, Any]) -> Labelled:
    """One line with its labels.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: it has not what a labelled line needs.
    """
    from safety import About, Labelled, Level, Situation  # noqa: PLC0415 - as above

    return Labelled(
        text=str(row["text"]), at_risk=bool(int(row["label"])), language=str(row.get("lang", "")),
        group=str(row.get("dataset", "")), level=Level[row["level"].upper()] if "level" in row else None,
        situation=Situation(row["situation"]) if "situation" in row else None,
        about=About(row["about"]) if "about" in row else None,
    )  # fmt: skip


def json_lines(file: Path, problems: list[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file of JSON lines, with their line numbers."""
    for number, raw in enumerate(file.read_text("utf-8").splitlines(), 1):
        if not raw.strip():
            continue
        try:
            yield number, json.loads(raw)
        except ValueError as error:
            problems.append(
                f"{file}:{number}: must be an object with text, label (0 or 1) and lang ({type(error).__name__})"
            )


def hard_set(file: Path, half: str, problems: list[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The wanted half of a hard set; its lines are numbered from 1, the harmless ones after the others."""
    try:
        data = yaml.safe_load(file.read_text("utf-8"))
        parts = [
            (row, label) for part, label in (("positives", 1), ("negatives", 0)) for row in data[part][HALVES[half]]
        ]
        for number, (row, label) in enumerate(parts, 1):
            yield number, {"label": label, "lang": data["language"], "dataset": row.get("kind", ""), **row}
    except (yaml.YAMLError, *WRONG) as error:
        problems.append(f"{file}: must be a hard set with language, positives and negatives ({type(error).__name__})")
