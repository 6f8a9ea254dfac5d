"""The tables of the people database are made once, carried over from version to version, and never half."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from databases import READER, execute, refusal
from sqlalchemy import Connection

from bot.people import People
from bot.people.schema import MIGRATIONS
from bot.people.tables import METADATA, REVISION, VERSION_TABLE


@pytest.fixture
async def people(url: str) -> AsyncIterator[People]:
    opened = await People.open(url)
    yield opened
    await opened.close()


def test_the_revision_we_expect_is_that_of_the_newest_migration() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [REVISION]


async def test_the_migrations_make_exactly_the_tables_that_we_use(people: People) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        return list(compare_metadata(context, METADATA))

    async with people.transaction() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_migration_that_fails_leaves_nothing_half_made(url: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    await execute(url, "CREATE TABLE views (something TEXT)")  # the last table that the migration makes
    assert "already exists" in await refusal(url)
    await execute(url, "DROP TABLE views")
    people = await People.open(url)
    assert await people.saved(READER) == ()
    await people.close()


async def test_what_was_counted_before_the_scores_came_is_carried_over(url: str) -> None:
    people = await People.open(url)
    await people.save(READER, "sleep")
    await people.close()
    await execute(
        url,
        "DROP TABLE searches",
        "ALTER TABLE views DROP COLUMN score",
        "INSERT INTO views (article, count) VALUES ('grief', 2), ('sleep', 5), ('stress', 3)",
        f"UPDATE {VERSION_TABLE} SET version_num = '0002'",  # noqa: S608  # our own table
    )
    people = await People.open(url)
    assert await people.most_viewed(3) == ("sleep", "stress", "grief")
    assert (await people.views("sleep"), await people.saved(READER)) == (5, ("sleep",))
    assert await people.keep_search(READER, "grief")
    await people.close()


async def test_tables_of_a_newer_version_are_refused_and_left_alone(url: str) -> None:
    people = await People.open(url)
    await people.close()
    await execute(url, f"UPDATE {VERSION_TABLE} SET version_num = '9999'")  # noqa: S608  # our own table
    newer = f"its tables (revision 9999) are newer than this version of the bot (revision {REVISION})."
    assert (await refusal(url)).endswith(f"cannot be used: {newer}")


# Several processes, and speed

OPENER = """
import asyncio, sys
from bot.people import People

async def open_once():
    people = await People.open(sys.argv[1])
    await people.count_view("sleep")
    await people.close()

print("ready", flush=True)
sys.stdin.readline()
asyncio.run(open_once())
print("alembic" in sys.modules)
"""


def opener(url: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-c", OPENER, url]
    root = Path(__file__).parents[2]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=root, stdin=pipe, stdout=pipe, stderr=pipe, text=True)  # noqa: S603  # ours


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    said, complained = process.communicate("go\n", timeout=60)
    return process.returncode, said, complained


async def test_two_processes_may_open_a_new_database_at_once(url: str) -> None:
    with opener(url) as one, opener(url) as two:
        for each in (one, two):
            assert each.stdout is not None
            assert each.stdout.readline() == "ready\n"
        ended = await asyncio.gather(asyncio.to_thread(finish, one), asyncio.to_thread(finish, two))
    assert [(status, complained) for status, _, complained in ended] == [(0, ""), (0, "")]
    people = await People.open(url)
    assert await people.views("sleep") == 2
    await people.close()


async def test_opening_an_up_to_date_database_does_not_import_alembic(url: str) -> None:
    people = await People.open(url)
    await people.close()
    with opener(url) as process:
        ended = await asyncio.to_thread(finish, process)
    assert ended == (0, "ready\nFalse\n", "")
