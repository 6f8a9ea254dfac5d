"""Brings a database to the tables we know, once, however many processes start together."""

import asyncio
import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, column, func, inspect, select, table, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import PeopleError

from .engine import connect, is_file, place
from .tables import REVISION, VERSION_TABLE

MIGRATIONS = Path(__file__).parent / "migrations"

#: Alembic's own table, as far as we look into it.
VERSION = table(VERSION_TABLE, column("version_num"))

#: Seconds to wait for another process that is migrating the same file.
MIGRATION_PATIENCE = 60.0

#: Any number, as long as every version of the bot uses this one (PostgreSQL's advisory lock).
LOCK = 2_024_117_301

#: Two processes that turn on the write-ahead log of a new file together may both be refused, at once and in spite of
#: the busy timeout. Seconds between the tries; about five in all.
WAL_PAUSES = (0.01, 0.03, 0.1, 0.3, 0.5, 1.0, 1.0, 2.0)


async def prepare(address: URL) -> None:
    """Migrate the database where it is behind; quick, and without Alembic, where it is not.

    Raises:
        PeopleError: its tables were made by a newer version of the bot.
        SQLAlchemyError: it cannot be opened, read or written.
    """
    engine = connect(address, patience=MIGRATION_PATIENCE, begin="BEGIN IMMEDIATE")
    try:
        if is_file(address):
            await use_wal(engine)
        async with engine.begin() as connection:
            await connection.run_sync(migrate, place(address))
    finally:
        await engine.dispose()


async def use_wal(engine: AsyncEngine) -> None:
    """Let readers of the file go on while another process writes; the file remembers it.

    Where others keep it busy throughout, we go on without: slower under load, and the next start tries again.
    """
    async with engine.connect() as connection:
        raw = (await connection.get_raw_connection()).driver_connection
        for pause in WAL_PAUSES:
            try:
                await raw.execute_fetchall("PRAGMA journal_mode = WAL")  # type: ignore[union-attr]  # aiosqlite's own
            except sqlite3.OperationalError as failure:
                if failure.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    raise
                await asyncio.sleep(pause)
            else:
                return


def migrate(connection: Connection, where: str) -> None:
    """Migrate inside the transaction that is open; a failure leaves the database as it was."""
    if connection.dialect.name == "postgresql":  # SQLite's lock came with BEGIN IMMEDIATE
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
    found = revision(connection)
    if found != REVISION:
        upgrade(connection, found, where)
    else:
        try_to_write(connection)


def revision(connection: Connection) -> str | None:
    """Read which migration the database is at; None for a new one."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.scalar(select(VERSION.c.version_num))
    return None if found is None else str(found)


def try_to_write(connection: Connection) -> None:
    """Write and take it back: a database that may only be read should stop the start, not the first reader."""
    with connection.begin_nested() as trial:
        connection.execute(update(VERSION).values(version_num=REVISION))
        trial.rollback()


def upgrade(connection: Connection, found: str | None, where: str) -> None:
    """Run the migrations that are missing."""
    # Alembic takes longer to import than everything else here, and nearly no start needs it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    try:
        ScriptDirectory.from_config(config).get_revision(found or "head")
    except CommandError:
        newer = f"its tables (revision {found}) are newer than this version of the bot (revision {REVISION})"
        raise PeopleError(f"The people database at {where} cannot be used: {newer}.") from None
    command.upgrade(config, "head")
