"""Tells when two articles are one: by link, guid or equal text, and never by title alone."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from .text import fold, one_line

if TYPE_CHECKING:
    from .store import Stored
    from .types import Article

#: Parts of a query that say where a reader came from, and not what stands there.
TRACES = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|ref|source", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class Copies:
    """The links and texts of some articles. Equal guids have equal ids already.

    A text is a copy when title and body are equal: short answers may share a body under different titles. A link
    tells copies between two sources; within one only where its links stand for one article each, since several
    articles may be parts of one page.
    """

    one_each: frozenset[str] = frozenset()  #: origins whose links stand for one article each
    texts: dict[bytes, str] = field(default_factory=dict)  #: digest -> id
    links: dict[str, tuple[str, str]] = field(default_factory=dict)  #: address -> id and origin

    def original(self, stored: Stored) -> str | None:
        """The id of the article that this is a copy of; None where it is none, or has that id itself."""
        article = stored.article
        by_text = self.texts.get(digest(article), article.id)
        if by_text != article.id:
            return by_text
        id_, origin = self.links.get(address(article), (article.id, stored.origin))
        same = id_ != article.id and (origin != stored.origin or origin in self.one_each)
        return id_ if same else None

    def add(self, stored: Stored) -> None:
        """Remember an article; the first of several copies counts."""
        self.texts.setdefault(digest(stored.article), stored.article.id)
        if address(stored.article):
            self.links.setdefault(address(stored.article), (stored.article.id, stored.origin))


def digest(article: Article) -> bytes:
    """What stays the same when only case, accents and white space of title and body change."""
    text = f"{one_line(article.title)}\n{one_line(article.body)}"
    return hashlib.blake2b(fold(text).encode(), digest_size=16).digest()


def address(article: Article) -> str:
    """What stays the same of an article's link however it is written; empty where it points to no article's place."""
    try:
        parts = urlsplit(article.link or "")
        asked = [(name, value) for name, value in parse_qsl(parts.query) if not TRACES.fullmatch(name)]
    except ValueError:
        return article.link or ""
    path, fragment = parts.path.rstrip("/"), f"#{parts.fragment}" if parts.fragment else ""
    if not path and not asked and not fragment:
        return ""
    return f"{(parts.netloc.lower()).removeprefix('www.')}{path}?{urlencode(asked)}{fragment}"
