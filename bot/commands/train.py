"""``ally train``: learns the second opinion anew from labelled lines."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from .edge import plainly
from .screen import load

#: The columns of the table, and how wide each is.
COLUMNS = {"card above": 12, "harmless lines": 16, "with a card": 13, "unheard lines": 15, "heard": 7}


@click.command()
@click.argument("lines", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--to", type=click.Path(path_type=Path), help="Folder to write to instead of the packaged data.")
@click.option(
    "--allowed", default=0.018, show_default=True, type=click.FloatRange(0, 0.2),
    help="Share of harmless lines that may get a card from it alone.",
)  # fmt: skip
@plainly
def train(lines: Path, *, to: Path | None, allowed: float) -> None:
    """Learn the second opinion from the folder LINES, laid out as tests/safety is (docs/SAFETY.md)."""
    from safety import DATA, OPINION, load_all, read_lines, train  # noqa: PLC0415 - `ally --help` need not load the rules

    if find_spec("sklearn") is None:
        raise click.ClickException("this needs scikit-learn: pip install 'anxiety-ally[train]'")
    rules = load(rules_only=True)
    found = read_lines(lines, load_all(DATA)[0], rules)
    click.echo(f"{len(found)} lines", err=True)
    learned = train(found, rules, allowed, to or DATA / OPINION, lambda what: click.echo(what, err=True))
    click.echo(f"{'script':20}" + "".join(f"{head:>{width}}" for head, width in COLUMNS.items()))
    for row in learned:
        cells = zip((row.least, row.calm, row.alarms, row.asked, row.heard), COLUMNS.values(), strict=True)
        click.echo(f"{row.script:20}" + "".join(f"{cell:{width}}" for cell, width in cells))
