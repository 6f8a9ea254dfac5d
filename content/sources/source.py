"""What every kind of source can do, and what a publisher may say about one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.types import Article, Category, Problem, Skipped, Unchanged

    from .fetch import Fetcher

MOST_PAGES = 500  #: of a site that one run fetches


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that articles come from, with the publisher's wishes."""

    name: str  #: a path, an address, or ``site:`` and an address
    category: str | None = None  #: the slug that all of its articles get, whatever they say
    private: bool = False  #: an address of this machine or network is meant
    pause: float | None = None  #: seconds between two calls to its host; None: ours
    pages: int = MOST_PAGES  #: of a site that one run fetches; the next run goes on


class Source(Protocol):
    """A place that articles come from. Made from the place and the categories they may belong to."""

    partial: bool  #: it lists its newest articles only: what it no longer lists is not gone
    one_each: bool  #: a link stands for one article: two with the same link are the same one
    expected: int | None  #: how many items ``read`` will give, once that is known

    def __init__(self, place: Place, categories: tuple[Category, ...], fetcher: Fetcher | None = None) -> None: ...

    @staticmethod
    def accepts(name: str) -> bool:
        """Whether a place is of this kind, by its look."""
        ...

    def read(self) -> Iterator[Article | Problem | Skipped | Unchanged]:
        """Each article, or what kept it from being one; never raises because of what it reads."""
        ...
