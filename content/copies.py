"""Tells when two articles are one: by link, guid or equal text, and never by title alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from .stored import Stored


class Known(Protocol):
    """Articles among which a copy may be, the first of several copies counting."""

    def with_text(self, digest: bytes) -> str | None:
        """The id of the first article with this text."""

    def with_link(self, address: str) -> tuple[str, str] | None:
        """The id and origin of the first article with this link."""


def original(stored: Stored, known: Known, one_each: frozenset[str]) -> str | None:
    """The id of the known article that this is a copy of; None where it is none, or has that id itself.

    Equal guids have equal ids already. A text is a copy when title and body are equal: short answers may share a body
    under different titles. A link tells copies between two sources; within one only where its links stand for one
    article each (``one_each`` has such origins), since several articles may be parts of one page.
    """
    by_text = known.with_text(stored.digest)
    if by_text not in {None, stored.article.id}:
        return by_text
    id_, origin = (known.with_link(stored.address) if stored.address else None) or (stored.article.id, stored.origin)
    same = id_ != stored.article.id and (origin != stored.origin or origin in one_each)
    return id_ if same else None


@dataclass(slots=True, kw_only=True)
class Seen:
    """The texts and links of what came in so far."""

    texts: dict[bytes, str] = field(default_factory=dict)  #: digest -> id
    links: dict[str, tuple[str, str]] = field(default_factory=dict)  #: address -> id and origin

    def with_text(self, digest: bytes) -> str | None:
        """As ``Known`` says."""
        return self.texts.get(digest)

    def with_link(self, address: str) -> tuple[str, str] | None:
        """As ``Known`` says."""
        return self.links.get(address)

    def add(self, stored: Stored) -> None:
        """Remember an article."""
        self.texts.setdefault(stored.digest, stored.article.id)
        if stored.address:
            self.links.setdefault(stored.address, (stored.article.id, stored.origin))
