"""``ally train``: learns the second opinion anew from labelled lines."""

from __future__ import annotations

from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .edge import plainly
from .screen import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safety import Learned

PARTS = ("alone", "with the model")
#: The columns of their tables, and how wide each is.
COLUMNS = {"card above": 12, "harmless lines": 16, "with a card": 13, "unheard lines": 15, "heard": 7}


@click.command()
@click.argument("lines", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--to", type=click.Path(path_type=Path), help="Folder to write to instead of the packaged data.")
@click.option(
    "--allowed", default=0.025, show_default=True, type=click.FloatRange(0, 0.2),
    help="Share of harmless lines that may get a card from it alone.",
)  # fmt: skip
@plainly
def train(lines: Path, *, to: Path | None, allowed: float) -> None:
    """Learn the second opinion from the folder LINES, laid out as tests/safety is (docs/SAFETY.md)."""
    from safety import DATA, OPINION, load_all, load_encoder, read_lines, train  # noqa: PLC0415 - `ally --help` need not load the rules

    if find_spec("sklearn") is None:
        raise click.ClickException("this needs scikit-learn: pip install 'anxiety-ally[train]'")
    rules = load(rules_only=True)
    found = read_lines(lines, load_all(DATA)[0], rules)
    click.echo(f"{len(found)} lines", err=True)
    encode = load_encoder()
    if encode is None:
        click.echo("without a sentence model, whose extra is not installed: what was learned upon it goes", err=True)
    tell = partial(click.echo, err=True)
    for what, rows in zip(PARTS, train(found, rules, allowed, to or DATA / OPINION, tell, encode), strict=True):
        show(what, rows)


def show(what: str, learned: Sequence[Learned]) -> None:
    """The table of one part, if there is one."""
    if learned:
        click.echo(f"{what:20}" + "".join(f"{head:>{width}}" for head, width in COLUMNS.items()))
    for row in learned:
        cells = zip((row.least, row.calm, row.alarms, row.asked, row.heard), COLUMNS.values(), strict=True)
        click.echo(f"{row.script:20}" + "".join(f"{cell:{width}}" for cell, width in cells))
