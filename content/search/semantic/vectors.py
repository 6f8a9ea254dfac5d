"""The vectors of a library, compared with a query's one after another: exact, and quick up to 100,000 articles."""

from __future__ import annotations

from typing import Any


class Vectors:
    """One vector for each article; the row is the article's number less one."""

    def __init__(self, packed: bytes, size: int) -> None:
        import numpy as np  # noqa: PLC0415 - belongs to the extra

        self.matrix: Any = np.frombuffer(packed, "<f2").reshape(size, -1).astype(np.float32)

    def likeness(self, query: bytes) -> Likeness:
        """How like each article is to what the query's vector stands for."""
        import numpy as np  # noqa: PLC0415 - as above

        return Likeness(self.matrix @ np.frombuffer(query, "<f2").astype(np.float32))


class Likeness:
    """How like each article is to one query, from -1 to 1."""

    def __init__(self, cosines: Any) -> None:  # noqa: ANN401 - an array of the extra's library
        self.cosines = cosines

    def best(self, n: int) -> list[int]:
        """The numbers of the likest articles."""
        n = min(n, len(self.cosines))
        return [int(row) + 1 for row in (-self.cosines).argpartition(n - 1)[:n]] if n else []

    def of(self, number: int) -> float:
        """How like one article is."""
        return float(self.cosines[number - 1])
