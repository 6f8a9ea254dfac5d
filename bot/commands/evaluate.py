"""``ally eval``: how well the screening hears labelled messages."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .edge import PROBLEM, plainly
from .screen import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safety import Labelled, Tally


@click.command("eval")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--misses",
    is_flag=True,
    help="Also list the wrong ones by line number, with the rules that fired; never their text.",
)
@plainly
def evaluate(file: Path, *, misses: bool) -> None:
    """Screen the labelled lines {"text","label","lang"} of FILE: recall, false alarms, precision, by language and set.

    A line with "primary": false is left out; "dataset" names its set. A message counts as heard at ideation or above,
    and at distress where a life may be at risk.
    """
    from safety import is_heard, measure  # noqa: PLC0415 - `ally --help` need not load the rules

    problems: list[str] = []
    rows = list(read(file, problems))
    screener = load()
    tallies = measure((line for _, line in rows), screener.screen)
    click.echo(f"{'':32}{'recall':>28}{'false alarms':>28}{'precision':>28}  topic")
    for (what, which), tally in sorted(tallies.items()):
        click.echo(f"{(what + ' ' + which).strip():32}" + figures(tally))
    if misses:
        for number, line in rows:
            screening = screener.screen(line.text)
            if is_heard(screening) != line.at_risk:
                rules = ", ".join(
                    f"{s.rule}{' muted by ' + s.muted_by if s.muted_by else ''}" for s in screening.signals
                )
                click.echo(f"line {number}: {'missed' if line.at_risk else 'false alarm'} ({line.language}) {rules}")
    for problem in problems:
        click.echo(problem, err=True)
    sys.exit(PROBLEM if problems else 0)


def figures(tally: Tally) -> str:
    """One row of the table."""
    from safety import share  # noqa: PLC0415 - as above

    cells = [
        (tally.hits, tally.positives), (tally.alarms, tally.negatives), (tally.hits, tally.hits + tally.alarms),
    ]  # fmt: skip
    return "".join(f"{told(part, whole, share(part, whole)):>28}" for part, whole in cells) + f"  {tally.topics}"


def told(part: int, whole: int, found: tuple[float, float, float] | None) -> str:
    """A share as people read it."""
    return f"{found[0]:.3f} [{found[1]:.3f}-{found[2]:.3f}] {part}/{whole}" if found else "-"


def read(file: Path, problems: list[str]) -> Iterator[tuple[int, Labelled]]:
    """The labelled lines with their numbers; those that do not read are named."""
    from safety import Labelled  # noqa: PLC0415 - as above

    for number, raw in enumerate(file.read_text("utf-8").splitlines(), 1):
        if not raw.strip():
            continue
        try:
            row = json.loads(raw)
            if row.get("primary", True):
                yield number, Labelled(
                    text=str(row["text"]), at_risk=bool(int(row["label"])), language=str(row.get("lang", "")),
                    group=str(row.get("dataset", "")),
                )  # fmt: skip
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            problems.append(
                f"{file}:{number}: must be an object with text, label (0 or 1) and lang ({type(error).__name__})"
            )
