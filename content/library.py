"""What the library holds before an ingest, asked article by article."""

from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from .errors import StoreError
from .rows import read_article
from .store import Store, open_store
from .types import Article


class Library:
    """The articles of an existing file; none where there is no file, or one that has to be built anew."""

    def __init__(self, path: Path) -> None:
        self.store: Store | None = None
        try:
            self.store = open_store(path)
        except StoreError:
            return

    @cached_property
    def origins(self) -> dict[str, str]:
        """Every id, with the place its article came from."""
        rows = self.store.rows("SELECT id, origin FROM articles") if self.store else []
        return {row["id"]: row["origin"] for row in rows}

    def article(self, id: str) -> Article | None:  # noqa: A002 - what everybody calls it
        """The article as it stands."""
        rows = self.store.rows("SELECT * FROM articles WHERE id = ?", id) if self.store else []
        return read_article(rows[0]) if rows else None

    def with_text(self, digest: bytes) -> str | None:
        """The id of the first article with this text."""
        sql = "SELECT id FROM articles WHERE digest = ? ORDER BY number LIMIT 1"
        rows = self.store.rows(sql, digest) if self.store else []
        return rows[0]["id"] if rows else None

    def with_link(self, address: str) -> tuple[str, str] | None:
        """The id and origin of the first article with this link."""
        sql = "SELECT id, origin FROM articles WHERE address = ? ORDER BY number LIMIT 1"
        rows = self.store.rows(sql, address) if self.store else []
        return (rows[0]["id"], rows[0]["origin"]) if rows else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.store:
            self.store.close()
