"""Articles and categories as rows of a table, and back."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from .search import Candidate
from .types import Article, Category, Citation, Teaser

Row = Mapping[str, Any]  # what a database driver gives; every other shape has a type

LISTS = ("topics", "tags", "authors")
TEASER_COLUMNS = "id, title, summary, category, published, minutes"


def article_row(article: Article) -> dict[str, object]:
    """The article's columns; lists are JSON."""
    return {
        **{name: getattr(article, name) for name in Article.__dataclass_fields__},
        "published": article.published.isoformat() if article.published else None,
        "citations": json.dumps([asdict(citation) for citation in article.citations], ensure_ascii=False),
        **{name: json.dumps(getattr(article, name), ensure_ascii=False) for name in LISTS},
    }


def read_article(row: Row) -> Article:
    """The article that ``article_row`` wrote."""
    fields = {name: row[name] for name in Article.__dataclass_fields__}
    fields |= {name: texts_of(row[name]) for name in LISTS}
    fields["citations"] = tuple(Citation(**item) for item in json.loads(row["citations"]))
    fields["published"] = day_of(row["published"])
    fields["curated"] = bool(row["curated"])
    return Article(**fields)


def read_teaser(row: Row) -> Teaser:
    """A teaser from a row with at least ``TEASER_COLUMNS``."""
    fields = {name: row[name] for name in Teaser.__dataclass_fields__}
    return Teaser(**{**fields, "published": day_of(row["published"])})


def category_row(category: Category, position: int) -> dict[str, object]:
    """The category's columns, and its place in the order readers see."""
    return {
        **asdict(category),
        "aliases": json.dumps(category.aliases, ensure_ascii=False),
        "related": json.dumps(category.related, ensure_ascii=False),
        "position": position,
    }


def read_category(row: Row) -> Category:
    """The category that ``category_row`` wrote."""
    fields = {name: row[name] for name in Category.__dataclass_fields__}
    fields["aliases"] = texts_of(row["aliases"])
    fields["related"] = texts_of(row["related"])
    fields["care"] = bool(row["care"])
    return Category(**fields)


def day_of(written: str | None) -> date | None:
    """The day a column holds."""
    return date.fromisoformat(written) if written else None


def texts_of(written: str) -> tuple[str, ...]:
    """The list a column holds."""
    return tuple(json.loads(written)) if written != "[]" else ()


def read_candidate(row: Row, likeness: float) -> Candidate:
    """A row of the index's answer."""
    return Candidate(
        teaser=read_teaser(row),
        body=row["body"],
        tags=texts_of(row["tags"]),
        topics=texts_of(row["topics"]),
        score=row["score"],
        likeness=likeness,
    )
