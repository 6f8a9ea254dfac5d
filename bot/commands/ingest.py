"""``ally ingest``: builds or updates content.db from the publisher's sources."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.config import load_config

from .edge import PROBLEM, plainly

if TYPE_CHECKING:
    from content import Report


@click.command()
@click.argument("sources", nargs=-1)
@click.option("--db", type=click.Path(path_type=Path), help="The content.db to build or update.")
@click.option("--trust", is_flag=True, help="The publisher vouches for the articles: the lint only warns.")
@plainly
def ingest(sources: tuple[str, ...], *, db: Path | None, trust: bool) -> None:
    """Read SOURCES (folders of Markdown, .jsonl files, feeds by address; else the configured ones) into content.db."""
    from content import CATEGORIES, load_categories  # noqa: PLC0415 - `ally --help` need not load the library
    from content import ingest as read_in  # noqa: PLC0415 - the same

    config = load_config()
    paths = [placed(source) for source in sources or config.sources]
    place = db or config.content_db
    place.parent.mkdir(parents=True, exist_ok=True)
    report = read_in(paths, place, load_categories(CATEGORIES), trust=trust)
    tell(report, place)
    sys.exit(PROBLEM if report.failed else 0)


def placed(source: str) -> Path | str:
    """The place that a source names: the starter library, an address, or a path."""
    from content import starter  # noqa: PLC0415 - as above

    if source == "starter":
        return starter()
    return source if "://" in source else Path(source).expanduser()


def tell(report: Report, place: Path) -> None:
    """What was new, changed, held back and failed."""
    for held in report.held:
        click.echo(f"held back: {held.id}")
        for finding in held.findings:
            click.echo(f"  {finding.rule}: {finding.sentence or '-'}\n    {finding.suggestion}")
    for problem in report.failed:
        click.echo(problem, err=True)
    counts = {
        "new": report.new, "changed": report.changed, "same": report.same, "gone": report.gone, "held": report.held,
        "duplicates": report.duplicates, "failed": report.failed,
    }  # fmt: skip
    click.echo(f"{place}: " + ", ".join(f"{len(items)} {name}" for name, items in counts.items()))
