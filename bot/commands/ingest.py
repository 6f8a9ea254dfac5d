"""``ally ingest``: builds or updates content.db from the publisher's sources."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.config import load_config

from .edge import PROBLEM, plainly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from content import Report, Step

WIDEST = 48  #: characters of a source's name beside the bar


@click.command()
@click.argument("sources", nargs=-1)
@click.option("--db", type=click.Path(path_type=Path), help="The content.db to build or update.")
@click.option("--trust", is_flag=True, help="The publisher vouches for the articles: the lint only warns.")
@click.option("--text-only", is_flag=True, help="Leave meaning out, also where the extra `semantic` is installed.")
@plainly
def ingest(sources: tuple[str, ...], *, db: Path | None, trust: bool, text_only: bool) -> None:
    """Read SOURCES into content.db; without any, the configured ones.

    A source is a folder of Markdown, a .jsonl file, the address of a feed, or a site: the address of its sitemap, of a
    host without a path, or any address with site: before it. Stopped, it goes on from there when it is run again.
    """
    from bot.places import named  # noqa: PLC0415 - the same
    from content import CATEGORIES, load_categories, load_encoder  # noqa: PLC0415 - `ally --help` need not load the library
    from content import ingest as read_in  # noqa: PLC0415 - the same

    config, categories = load_config(), load_categories(CATEGORIES)
    place = db or config.content_db
    place.parent.mkdir(parents=True, exist_ok=True)
    encoder = None if text_only else load_encoder(threads=0)
    with progress() as watch:
        report = read_in(
            named(config, categories, sources), place, categories, trust=trust, watch=watch, encoder=encoder
        )  # fmt: skip
    tell(report, place)
    sys.exit(PROBLEM if report.failed else 0)


@contextmanager
def progress() -> Iterator[Callable[[Step], None]]:
    """A bar on a terminal, which goes when all is read; nothing elsewhere."""
    from rich.console import Console  # noqa: PLC0415 - as above
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - as above

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TextColumn("{task.fields[read]}"))
    with Progress(
        *columns, TimeElapsedColumn(), console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=1.0, read="")

        def watch(step: Step) -> None:
            within = step.item / max(step.items, step.item, 1) if step.items else 0.0
            of = f"/{step.items}" if step.items else ""
            bar.update(
                task, description=shortened(step.place), completed=(step.source - 1 + within) / step.sources,
                read=f"{step.item}{of} read, source {step.source} of {step.sources}",
            )  # fmt: skip

        yield watch


def shortened(place: str) -> str:
    """A place as it fits beside the bar: its end says most."""
    return place if len(place) <= WIDEST else f"…{place[1 - WIDEST :]}"


def tell(report: Report, place: Path) -> None:
    """What was new, changed, held back, skipped and failed."""
    for held in report.held:
        click.echo(f"held back: {held.id}")
        for finding in held.findings:
            click.echo(f"  {finding.rule}: {finding.sentence or '-'}\n    {finding.suggestion}")
    for skipped in report.skipped:
        click.echo(f"skipped: {skipped}")
    for problem in report.failed:
        click.echo(problem, err=True)
    counts = {
        "new": report.new, "changed": report.changed, "same": report.same, "gone": report.gone, "held": report.held,
        "duplicates": report.duplicates, "skipped": report.skipped, "failed": report.failed,
    }  # fmt: skip
    click.echo(f"{place}: " + ", ".join(f"{len(items)} {name}" for name, items in counts.items()))
