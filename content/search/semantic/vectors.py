"""The vectors of a library, compared with a query's one after another: exact, and quick up to 100,000 articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Vectors:
    """One vector for each article, in the order of their numbers."""

    def __init__(self, packed: bytes, numbers: Sequence[int]) -> None:
        import numpy as np  # noqa: PLC0415 - belongs to the extra

        self.numbers = numbers
        self.rows = {number: row for row, number in enumerate(numbers)}
        self.matrix: Any = np.frombuffer(packed, "<f2").reshape(len(numbers), -1).astype(np.float32)

    def likeness(self, query: bytes) -> Likeness:
        """How like each article is to what the query's vector stands for."""
        import numpy as np  # noqa: PLC0415 - as above

        return Likeness(self.numbers, self.rows, self.matrix @ np.frombuffer(query, "<f2").astype(np.float32))


class Likeness:
    """How like each article is to one query, from -1 to 1."""

    def __init__(self, numbers: Sequence[int], rows: Mapping[int, int], cosines: Any) -> None:  # noqa: ANN401 - an array of the extra's library
        self.numbers = numbers
        self.rows = rows
        self.cosines = cosines

    def best(self, n: int) -> list[int]:
        """The numbers of the likest articles."""
        n = min(n, len(self.cosines))
        return [self.numbers[row] for row in (-self.cosines).argpartition(n - 1)[:n]] if n else []

    def of(self, number: int) -> float:
        """How like one article is."""
        return float(self.cosines[self.rows[number]])
