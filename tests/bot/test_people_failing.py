"""The people database fails in one clear sentence that holds nothing of a reader, and goes on."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from databases import HAS_POSTGRES, READER, execute, refusal
from sqlalchemy import make_url, text

from bot.errors import PeopleError
from bot.people import People
from bot.people.engine import connect
from bot.people.tables import METADATA


@pytest.fixture
async def people(url: str) -> AsyncIterator[People]:
    opened = await People.open(url)
    yield opened
    await opened.close()


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
    lambda people: people.keep_search(READER, "sleep"),
    lambda people: people.drop_search(READER, "sleep"),
    lambda people: people.searches(READER),
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
