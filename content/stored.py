"""An article with the place it was read from, and what tells copies of it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from .text import fold, one_line

if TYPE_CHECKING:
    from .types import Article

#: Parts of a query that say where a reader came from, and not what stands there.
TRACES = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|ref|source", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)  # without slots: what was worked out is kept
class Stored:
    """An article and the place it was read from."""

    article: Article
    origin: str

    @cached_property
    def digest(self) -> bytes:
        """What stays the same when only case, accents and white space of title and body change."""
        text = f"{one_line(self.article.title)}\n{one_line(self.article.body)}"
        return hashlib.blake2b(fold(text).encode(), digest_size=16).digest()

    @cached_property
    def address(self) -> str:
        """What stays the same of the link however it is written; empty where it points to no article's place."""
        link = self.article.link
        if not link:
            return ""
        try:
            parts = urlsplit(link)
            asked = [(name, value) for name, value in parse_qsl(parts.query) if not TRACES.fullmatch(name)]
        except ValueError:
            return link
        path, fragment = parts.path.rstrip("/"), f"#{parts.fragment}" if parts.fragment else ""
        if not path and not asked and not fragment:
            return ""
        return f"{(parts.netloc.lower()).removeprefix('www.')}{path}?{urlencode(asked)}{fragment}"
