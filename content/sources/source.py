"""What every kind of source can do."""

from collections.abc import Iterator
from typing import Protocol

from content.types import Article, Category, Problem


class Source(Protocol):
    """A place that articles come from. Made from the place and the categories they may belong to."""

    def __init__(self, place: str, categories: tuple[Category, ...]) -> None: ...

    @staticmethod
    def accepts(place: str) -> bool:
        """Whether a place is of this kind, by its look."""
        ...

    def read(self) -> Iterator[Article | Problem]:
        """Each article, or what kept it from being one; never raises because of what it reads."""
        ...
