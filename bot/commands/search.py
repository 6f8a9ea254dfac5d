"""``ally search``: ranked articles for a query."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.config import load_config

from .edge import json_lines, plainly, report_broken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content import Catalog, Explanation, Found, Parts


@click.command()
@click.argument("query", required=False)
@click.option("--jsonl", is_flag=True, help='Read {"id","query"} lines from standard input, write one result a line.')
@click.option("--db", type=click.Path(path_type=Path), help="The content.db to search.")
@click.option(
    "-n", "count", default=10, show_default=True, type=click.IntRange(1, 100), help="At most so many results."
)
@click.option("--explain", is_flag=True, help="Tell what was made of the query, and what each score is made of.")
@click.option("--text-only", is_flag=True, help="Leave meaning out, also where the extra `semantic` is installed.")
@plainly
def search(  # noqa: PLR0913 - one for each option
    query: str | None, *, jsonl: bool, db: Path | None, count: int, explain: bool, text_only: bool
) -> None:
    """Search the articles for QUERY."""
    if jsonl == (query is not None):
        raise click.UsageError("give a QUERY or --jsonl")
    catalog = opened(db, text_only=text_only)
    if query is not None:
        told = catalog.explain(query, count)
        click.echo("\n".join(explained(told, catalog) if explain else listed(told, catalog)) or "nothing found")
        return
    broken: list[str] = []
    for row in json_lines("query", broken):
        told = catalog.explain(row["query"], count)
        found = told.results.found or catalog.nearest(row["query"]).found[:count]
        answer = {
            "id": row["id"],
            "results": [plain(hit) for hit in found],
            "categories": [slug for slug, _ in told.meant],
            **(reasons(told) if explain else {}),
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
    report_broken(broken)


def opened(db: Path | None, *, text_only: bool) -> Catalog:
    """The named content.db, or the configured one, built first where it is missing."""
    from bot.build import open_catalog  # noqa: PLC0415 - `ally --help` need not load the bot
    from content import Catalog, encoder_for  # noqa: PLC0415 - the same

    if db is None:
        return open_catalog(load_config(), [], text_only=text_only)
    return Catalog(db, None if text_only else encoder_for(db))


def plain(found: Found) -> dict[str, Any]:
    """One result as the documented plain values."""
    teaser = found.teaser
    return {"id": teaser.id, "title": teaser.title, "category": teaser.category, "score": round(found.score, 6)}


def reasons(told: Explanation) -> dict[str, Any]:
    """What was made of the query, and the parts of each result's score, as plain values."""
    return {
        "corrected": told.results.corrected,
        "words": list(told.words),
        "because": dict(told.meant),
        "parts": [parts_of(parts) for parts in told.parts],
    }


def parts_of(parts: Parts) -> dict[str, float]:
    """Every part of a score that is not nothing."""
    return {name: round(value, 4) for name, value in asdict(parts).items() if value}


def listed(told: Explanation, catalog: Catalog) -> Iterator[str]:
    """Results for a person's eyes."""
    if told.results.corrected:
        yield f"searched for: {told.results.corrected}"
    if told.results.categories:
        yield f"topics meant: {', '.join(title(slug, catalog) for slug in told.results.categories)}"
    for number, found in enumerate(told.results.found, 1):
        yield f"{number:3}. {found.teaser.title or found.teaser.id}  [{found.teaser.category}]  {found.score:.3f}"
        yield f"     {found.snippet}"


def explained(told: Explanation, catalog: Catalog) -> Iterator[str]:
    """The same, with what was made of the query and of each score."""
    yield f"corrected: {told.results.corrected or 'nothing'}"
    yield f"words searched: {', '.join(told.words) or 'none'}"
    yield from (f"topic meant: {title(slug, catalog)}, because of {because}" for slug, because in told.meant)
    for number, (found, parts) in enumerate(zip(told.results.found, told.parts, strict=True), 1):
        yield f"{number:3}. {found.teaser.title or found.teaser.id}  [{found.teaser.category}]  {found.score:.3f}"
        yield "     = " + " + ".join(f"{name} {value:.3f}" for name, value in parts_of(parts).items())


def title(slug: str, catalog: Catalog) -> str:
    """A category as readers know it."""
    category = catalog.category(slug)
    return category.title if category else slug
