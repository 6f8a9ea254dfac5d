"""``ally classify``: the category that a question or an article belongs to, and the words that say so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from .edge import json_lines, plainly, report_broken

if TYPE_CHECKING:
    from content import Guess


@click.command()
@click.argument("text", required=False)
@click.option(
    "--jsonl", is_flag=True, help='Read {"id","title","text"} lines from standard input, write one result a line.'
)
@plainly
def classify(text: str | None, *, jsonl: bool) -> None:
    """Tell which category TEXT (a question, or an article) belongs to; up to three, likeliest first."""
    from content import CATEGORIES, TOPICS, load_categories, load_topics  # noqa: PLC0415 - `ally --help` need not load them

    if jsonl == (text is not None):
        raise click.UsageError("give a TEXT or --jsonl")
    categories = load_categories(CATEGORIES)
    topics = load_topics(TOPICS, categories)
    if text is not None:
        titles = {category.slug: category.title for category in categories}
        for guess in topics.guess(text):
            click.echo(f"{guess.share:6.1%}  {titles[guess.slug]}  {', '.join(guess.reasons)}".rstrip())
        return
    broken: list[str] = []
    for row in json_lines("text", broken):
        guesses = topics.guess(str(row.get("title") or ""), str(row["text"]))
        click.echo(json.dumps({"id": row["id"], **plain(guesses)}, ensure_ascii=False))
    report_broken(broken)


def plain(guesses: tuple[Guess, ...]) -> dict[str, Any]:
    """The likeliest category and its share, the others, and the words that speak for the first."""
    first, *others = guesses
    return {
        "category": first.slug, "score": round(first.share, 4),
        "others": [{"category": guess.slug, "score": round(guess.share, 4)} for guess in others],
        "reasons": list(first.reasons),
    }  # fmt: skip
