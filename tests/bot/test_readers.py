"""What readers chose is at hand, and no card waits for the database."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot.errors import NoPeopleError, PeopleError
from bot.people import People, Settings
from bot.readers import PATIENCE, Readers

ANNA = "anna"


class Hanging(People):
    """A database that answers when it is told to, and that nothing can hurry."""

    def __init__(self) -> None:
        self.answers = asyncio.Event()
        self.asked = 0

    async def settings(self, key: str) -> Settings:
        """As if a thread held the database: even a cancelled question waits for it."""
        self.asked += 1
        try:
            await self.answers.wait()
        except asyncio.CancelledError:
            await asyncio.sleep(1)
            raise
        return Settings(country=f"of {key}")

    async def most_viewed(self, n: int) -> tuple[str, ...]:
        """The same."""
        self.asked += 1
        await self.answers.wait()
        return ("sleep",)[:n]


class Broken(People):
    """A database that fails in a way that nobody foresaw."""

    def __init__(self, failure: Exception) -> None:
        self.failure = failure

    async def settings(self, key: str) -> Settings:
        """Fail, whoever is asked for."""
        del key
        raise self.failure

    async def most_viewed(self, n: int) -> tuple[str, ...]:
        """Fail, however many are asked for."""
        del n
        raise self.failure


async def test_a_hanging_database_costs_a_card_at_most_our_patience() -> None:
    readers = Readers(Hanging())
    began = time.monotonic()

    assert await readers.settings(ANNA) == Settings()
    assert PATIENCE - 0.01 <= time.monotonic() - began < PATIENCE + 0.5


async def test_a_late_answer_is_there_for_the_next_message() -> None:
    people = Hanging()
    readers = Readers(people)
    await readers.settings(ANNA)
    people.answers.set()

    assert await readers.settings(ANNA) == Settings(country="of anna")
    assert people.asked == 1


async def test_a_late_answer_never_undoes_a_choice() -> None:
    people = Hanging()
    readers = Readers(people)
    await readers.settings(ANNA)
    readers.keep(ANNA, Settings(country="FR"))
    people.answers.set()
    await asyncio.sleep(0.01)

    assert await readers.settings(ANNA) == Settings(country="FR")


@pytest.mark.parametrize("failure", [PeopleError("broken"), RuntimeError("a bug"), TimeoutError()])
async def test_a_database_that_fails_counts_as_empty(failure: Exception) -> None:
    assert await Readers(Broken(failure)).settings(ANNA) == Settings()
    assert await Readers(Broken(failure)).most_read() == ()


async def test_all_who_ask_what_is_read_most_wait_for_one_answer_and_not_for_long() -> None:
    people = Hanging()
    readers = Readers(people)
    began = time.monotonic()
    early = await asyncio.gather(readers.most_read(), readers.most_read())
    waited = time.monotonic() - began
    people.answers.set()

    late = await readers.most_read()

    assert ([*early, late], people.asked) == ([(), (), ("sleep",)], 1)
    assert waited < PATIENCE + 0.5


async def test_what_is_read_most_is_asked_anew_each_time(people: People) -> None:
    readers = Readers(people)
    nothing = await readers.most_read()
    await people.count_view("sleep")

    assert (nothing, await readers.most_read()) == ((), ("sleep",))


async def test_choices_are_kept_and_forgotten(people: People) -> None:
    readers = Readers(people)
    await readers.choose_country(ANNA, "FR")
    await readers.choose_language(ANNA, "es")
    chosen = (await readers.settings(ANNA), await Readers(people).settings(ANNA))
    await readers.forget(ANNA)

    assert chosen == (Settings(language="es", country="FR"),) * 2
    assert (await readers.settings(ANNA), await people.settings(ANNA)) == (Settings(), Settings())


async def test_without_a_database_a_choice_holds_until_the_next_start() -> None:
    readers = Readers(None)
    with pytest.raises(NoPeopleError):
        await readers.choose_country(ANNA, "FR")

    assert await readers.settings(ANNA) == Settings(country="FR")


async def test_closing_ends_the_open_questions() -> None:
    people = Hanging()
    readers = Readers(people)
    await readers.settings(ANNA)
    await readers.most_read()
    asyncio.get_running_loop().call_later(0.01, people.answers.set)
    await asyncio.wait_for(readers.close(), 5)

    assert (readers.asking, readers.asking_popular) == ({}, None)
