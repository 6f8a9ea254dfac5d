"""JSON Lines, one article a line: other people's exports, so keys we do not know are left alone."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from content.text import fold, minutes, one_line, plain, shorten, writable
from content.topics import Shelving
from content.types import Article, Category, Problem

from .fetch import Fetcher
from .source import Place

LONGEST_SUMMARY = 200


class JsonLines:
    """A ``.jsonl`` file; a broken line is named and the others still count."""

    partial = False  #: what is not there any more is gone
    one_each = False
    expected: int | None = None

    def __init__(self, place: Place, categories: tuple[Category, ...], _fetcher: Fetcher | None = None) -> None:
        self.path = Path(place.name)
        self.slugs = {fold(name): each.slug for each in categories for name in (each.slug, each.title)}
        self.shelving = Shelving(categories)

    @staticmethod
    def accepts(name: str) -> bool:
        """Whether the place is named like a file of JSON Lines."""
        return "://" not in name and name.endswith((".jsonl", ".ndjson"))

    def read(self) -> Iterator[Article | Problem]:
        """Each line's article, or its problem."""
        try:
            with self.path.open("rb") as lines:
                for number, line in enumerate(lines, start=1):
                    if line.strip():
                        yield self.parse(line, f"{self.path}:{number}")
        except OSError as error:
            yield Problem(where=str(self.path), what=error.strerror or "cannot be read")

    def parse(self, line: bytes, where: str) -> Article | Problem:
        """One line, as an article if it is one."""
        try:
            fields = json.loads(line.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            return Problem(where=where, what=f"not JSON: {error}")
        if not isinstance(fields, dict):
            return Problem(where=where, what='not a JSON object with "id" and "body"')
        article = self.article(fields)
        missing = [name for name, value in (("id", article.id), ("body", article.body)) if not value]
        return Problem(where=where, what=f"without {' and '.join(missing)}") if missing else article

    def article(self, fields: dict[str, object]) -> Article:
        """What the line holds."""
        body = text(fields, "body") or text(fields, "text")
        return Article(
            id=text(fields, "id"),
            title=one_line(text(fields, "title")),
            summary=text(fields, "summary") or shorten(plain(body[: 10 * LONGEST_SUMMARY]), LONGEST_SUMMARY),
            body=body,
            category=self.shelving.category(
                (text(fields, "category"), *texts(fields, "tags")), one_line(text(fields, "title")), body
            ),
            topics=tuple(slug for slug in map(self.slugs.get, map(fold, texts(fields, "topics"))) if slug),
            tags=texts(fields, "tags"),
            published=day(text(fields, "published") or text(fields, "date")),
            minutes=minutes(body),
            picture=text(fields, "picture") or None,
            picture_alt=text(fields, "picture_alt"),
            source_name=text(fields, "source_name") or text(fields, "source"),
            link=text(fields, "link") or text(fields, "url") or None,
            authors=texts(fields, "authors"),
            language=text(fields, "language") or "en",
            citations=(),
            curated=fields.get("curated") is True,
            reviewed_on=text(fields, "reviewed_on") or "none yet",
        )


def text(fields: dict[str, object], key: str) -> str:
    """A field as text; a number counts as one, anything else does not."""
    value = fields.get(key)
    return writable(str(value)).strip() if isinstance(value, str | int | float) else ""


def texts(fields: dict[str, object], key: str) -> tuple[str, ...]:
    """A field as a list of different texts; a single text is a list of one."""
    value = fields.get(key)
    items = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(writable(item).strip() for item in items if isinstance(item, str) and item.strip()))


def day(written: str) -> date | None:
    """The day that an ISO date or time begins with, if it does."""
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None
