"""How we reach the people database, and the one sentence we say when we cannot."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import PeopleError

DRIVERS = ("sqlite+aiosqlite", "postgresql+psycopg")
FORMS = "sqlite+aiosqlite:///PATH or postgresql+psycopg://USER@HOST/NAME"

#: Drivers raise a bare ValueError for text that they cannot encode, and ImportError when they are not installed.
FAILURES = (SQLAlchemyError, sqlite3.Error, OSError, ValueError, ImportError)

#: Seconds to wait for a PostgreSQL server to accept a connection.
CONNECT_TIMEOUT = 5


def parse(url: str) -> URL:
    """Read the address of the database.

    Raises:
        PeopleError: it is no address of a kind that we speak; the address itself is not repeated, it may hold a secret.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise PeopleError(f"The people database needs an address like {FORMS}.") from None
    if address.drivername not in DRIVERS:
        raise PeopleError(f"The people database needs an address like {FORMS}, not {address.drivername}.")
    if address.database in {None, "", ":memory:"}:
        raise PeopleError(f"The address of the people database names no place: write {FORMS}.")
    return address


def place(address: URL) -> str:
    """Where the database is, as a person would say it; without passwords, which options may hold too."""
    if is_file(address):
        return str(address.database)
    return address.set(query={}).render_as_string(hide_password=True)


def is_file(address: URL) -> bool:
    """Whether the database is a file of ours (SQLite) and not a server."""
    return address.get_backend_name() == "sqlite"


@contextmanager
def failures(where: str) -> Iterator[None]:
    """Turn whatever the database throws into a PeopleError that names the place."""
    try:
        yield
    except FAILURES as failure:
        raise PeopleError(f"The people database at {where} cannot be used: {reason(failure)}.") from failure


def reason(failure: BaseException) -> str:
    """Say why in the database's words, but only their first line: later ones may quote a row."""
    if isinstance(failure, TimeoutError):
        return "it did not answer in time"
    if isinstance(failure, OSError) and failure.strerror:
        return failure.strerror
    if isinstance(failure, DBAPIError | sqlite3.Error | ImportError):
        said = str(failure.orig if isinstance(failure, DBAPIError) else failure).strip()
        return said.partition("\n")[0].rstrip(".") or type(failure).__name__
    return type(failure).__name__


def make_room(address: URL) -> None:
    """Make the folder and the file where they are missing, readable by their owner alone.

    An existing file is looked at and never opened: closing it again would undo the locks that SQLite holds on it
    elsewhere in this process.

    Raises:
        OSError: one of them cannot be made, or not be read and written.
    """
    if not is_file(address) or str(address.database).startswith("file:"):
        return
    path = Path(str(address.database))
    if not path.parent.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        with suppress(FileExistsError):  # another process was faster
            path.touch(mode=0o600, exist_ok=False)
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not os.access(path, os.R_OK | os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def connect(address: URL, *, patience: float, begin: str = "BEGIN") -> AsyncEngine:
    """Make an engine; nothing is opened before its first use.

    A SQLite engine waits `patience` seconds for another writer and opens each transaction with `begin`.
    """
    waits = {"timeout": patience} if is_file(address) else {"connect_timeout": CONNECT_TIMEOUT}
    engine = create_async_engine(address, connect_args=waits, hide_parameters=True, pool_pre_ping=True)
    if is_file(address):
        take_over_transactions(engine, begin)
    return engine


def take_over_transactions(engine: AsyncEngine, begin: str) -> None:
    """Begin transactions ourselves: Python's own rules would leave tables made by a migration outside of any."""

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA secure_delete = ON")  # what a reader asked us to forget is overwritten in the file
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def open_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)
