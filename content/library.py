"""What the library holds before an ingest, read a few articles at a time."""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from .errors import StoreError
from .rows import Row, read_article
from .store import Store, Stored, open_store
from .types import Article

BATCH = 500


class Library:
    """The articles of an existing file; none where there is no file, or one that has to be built anew."""

    def __init__(self, path: Path) -> None:
        self.store: Store | None = None
        try:
            self.store = open_store(path)
        except StoreError:
            return

    def origins(self) -> dict[str, str]:
        """Every id, with the place its article came from."""
        rows = self.store.rows("SELECT id, origin FROM articles") if self.store else []
        return {row["id"]: row["origin"] for row in rows}

    def article(self, id: str) -> Article | None:  # noqa: A002 - what everybody calls it
        """The article as it stands."""
        rows = self.store.rows("SELECT * FROM articles WHERE id = ?", id) if self.store else []
        return read_article(rows[0]) if rows else None

    def all(self) -> Iterator[Stored]:
        """Every article, in the order it was written."""
        rows = self.after(0)
        while rows:
            yield from (Stored(article=read_article(row), origin=row["origin"]) for row in rows)
            rows = self.after(rows[-1]["number"])

    def after(self, number: int) -> list[Row]:
        """The next few articles."""
        sql = f"SELECT * FROM articles WHERE number > ? ORDER BY number LIMIT {BATCH}"  # noqa: S608 - our own number
        return self.store.rows(sql, number) if self.store else []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.store:
            self.store.close()
