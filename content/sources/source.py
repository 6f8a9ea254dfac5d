"""What every kind of source can do."""

from collections.abc import Iterator
from typing import Protocol

from content.types import Article, Category, Problem, Unchanged

from .fetch import Fetcher


class Source(Protocol):
    """A place that articles come from. Made from the place and the categories they may belong to."""

    partial: bool  #: it lists its newest articles only: what it no longer lists is not gone

    def __init__(self, place: str, categories: tuple[Category, ...], fetcher: Fetcher | None = None) -> None: ...

    @staticmethod
    def accepts(place: str) -> bool:
        """Whether a place is of this kind, by its look."""
        ...

    def read(self) -> Iterator[Article | Problem | Unchanged]:
        """Each article, or what kept it from being one; never raises because of what it reads."""
        ...
