"""Stems as the index makes them: asked of its own tokenizer."""

from collections.abc import Sequence
from threading import Lock

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined] # the driver it chose

from .schema import TOKENIZER


class Stems:
    """The index's own tokenizer, kept at hand. Any thread may ask it."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.db = Database(sqlite3.connect(":memory:", check_same_thread=False), execute_plugins=False)
        self.db.execute(f"CREATE VIRTUAL TABLE stems USING fts5(word, tokenize = '{TOKENIZER}')")
        self.db.execute("CREATE VIRTUAL TABLE found USING fts5vocab(stems, instance)")

    def of(self, spellings: Sequence[str]) -> dict[str, str]:
        """The stem of each word; a text of many tokens has none."""
        with self.lock, self.db.atomic():
            self.db.execute("DELETE FROM stems")
            self.db.conn.executemany("INSERT INTO stems (rowid, word) VALUES (?, ?)", enumerate(spellings))
            return {spellings[number]: stem for stem, number in self.db.execute("SELECT term, doc FROM found")}
