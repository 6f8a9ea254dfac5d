"""``ally search``: ranked articles for a query."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.config import load_config

from .edge import json_lines, plainly, report_broken

if TYPE_CHECKING:
    from content import Catalog, Found, Results


@click.command()
@click.argument("query", required=False)
@click.option("--jsonl", is_flag=True, help='Read {"id","query"} lines from standard input, write one result a line.')
@click.option("--db", type=click.Path(path_type=Path), help="The content.db to search.")
@click.option(
    "-n", "count", default=10, show_default=True, type=click.IntRange(1, 100), help="At most so many results."
)
@plainly
def search(query: str | None, *, jsonl: bool, db: Path | None, count: int) -> None:
    """Search the articles for QUERY."""
    if jsonl == (query is not None):
        raise click.UsageError("give a QUERY or --jsonl")
    catalog = opened(db)
    if query is not None:
        click.echo(told(catalog.search(query, count), catalog))
        return
    broken: list[str] = []
    for row in json_lines("query", broken):
        found = catalog.search(row["query"], count).found or catalog.nearest(row["query"]).found[:count]
        click.echo(json.dumps({"id": row["id"], "results": [plain(hit) for hit in found]}, ensure_ascii=False))
    report_broken(broken)


def opened(db: Path | None) -> Catalog:
    """The named content.db, or the configured one, built first where it is missing."""
    from bot.build import open_catalog  # noqa: PLC0415 - `ally --help` need not load the bot
    from content import Catalog  # noqa: PLC0415 - the same

    return Catalog(db) if db else open_catalog(load_config(), [])


def plain(found: Found) -> dict[str, Any]:
    """One result as the documented plain values."""
    teaser = found.teaser
    return {"id": teaser.id, "title": teaser.title, "category": teaser.category, "score": round(found.score, 6)}


def told(results: Results, catalog: Catalog) -> str:
    """Results for a person's eyes."""
    lines = [f"searched for: {results.corrected}"] if results.corrected else []
    titles = [category.title for slug in results.categories if (category := catalog.category(slug))]
    lines += [f"topics meant: {', '.join(titles)}"] if titles else []
    for number, found in enumerate(results.found, 1):
        lines.append(
            f"{number:3}. {found.teaser.title or found.teaser.id}  [{found.teaser.category}]  {found.score:.3f}"
        )
        lines.append(f"     {found.snippet}")
    return "\n".join(lines or ["nothing found"])
