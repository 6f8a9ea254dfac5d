"""``content.db`` as readers see it: opened read-only, never changed under them."""

from pathlib import Path
from threading import Lock

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined] # the driver it chose: others raise other errors

from content.errors import StoreError
from content.rows import Row
from content.search import Encoder, load_encoder

from .schema import SCHEMA


class Store:
    """An open ``content.db``. Any thread may ask it: questions wait for each other."""

    def __init__(self, db: Database, fingerprint: str, encoder: str) -> None:
        self.db = db
        self.fingerprint = fingerprint
        self.encoder = encoder  # "" where no article has a vector
        self.lock = Lock()

    def rows(self, sql: str, *values: str | float | bytes) -> list[Row]:
        """Every row that answers, by column name.

        Raises:
            StoreError: The file is damaged, or the store is closed.
        """
        try:
            with self.lock:
                cursor = self.db.execute(sql, values)
                names = [column[0] for column in cursor.description]
                return [dict(zip(names, row, strict=True)) for row in cursor]
        except sqlite3.Error as error:
            raise StoreError(f"the library could not be read: {error}") from error

    def close(self) -> None:
        """Let go of the file."""
        with self.lock:
            self.db.close()


def encoder_of(path: Path) -> str:
    """The name of the encoder whose vectors this library holds; "" for none, and where there is no library."""
    try:
        store = open_store(path)
    except StoreError:
        return ""
    store.close()
    return store.encoder


def encoder_for(path: Path) -> Encoder | None:
    """The encoder, where this library holds vectors to compare with and it is installed; only then it is loaded."""
    return load_encoder() if encoder_of(path) else None


def open_store(path: Path) -> Store:
    """The library in this file, which is never written to.

    Raises:
        StoreError: There is no such file, it is no library, or another version built it.
    """
    if not path.is_file():
        raise StoreError(f"{path}: there is no library here yet; `ally ingest` builds it")
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        db = Database(connection, execute_plugins=False)
        schema = db.execute("SELECT schema FROM about").fetchone()[0]
    except (sqlite3.Error, TypeError) as error:
        raise StoreError(f"{path}: this is no library, or a damaged one ({error}); `ally ingest` builds it") from error
    if schema != SCHEMA:
        db.close()
        raise StoreError(f"{path}: built by another version (schema {schema}, not {SCHEMA}); `ally ingest` rebuilds it")
    fingerprint, encoder = db.execute("SELECT fingerprint, encoder FROM about").fetchone()
    return Store(db, fingerprint, encoder)
