"""What readers chose is at hand, and no card waits for the database."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import replace

import pytest

from bot.errors import NoPeopleError, PeopleError
from bot.people import People, Settings
from bot.readers import FRESH, PATIENCE, Readers

ANNA = "anna"


class Hanging(People):
    """A database that takes choices at once, and tells what it held when it was asked only when it is told to."""

    def __init__(self) -> None:
        self.answers = asyncio.Event()
        self.asked = 0
        self.row = Settings(language="es", country="DE")

    async def settings(self, key: str) -> Settings:
        """As if a thread held the database: even a cancelled question waits for it."""
        del key
        self.asked += 1
        row = self.row
        try:
            await self.answers.wait()
        except asyncio.CancelledError:
            await asyncio.sleep(1)
            raise
        return row

    async def choose_country(self, key: str, country: str | None) -> None:
        """Write at once."""
        del key
        self.row = replace(self.row, country=country)

    async def choose_language(self, key: str, language: str | None) -> None:
        """The same."""
        del key
        self.row = replace(self.row, language=language)

    async def forget(self, key: str) -> None:
        """Deleting takes as long as reading."""
        del key
        await self.answers.wait()

    async def most_viewed(self, n: int) -> tuple[str, ...]:
        """The same."""
        self.asked += 1
        await self.answers.wait()
        return ("sleep",)[:n]


class Failing(Hanging):
    """A database that can be read and not written."""

    async def choose_country(self, key: str, country: str | None) -> None:
        """Fail."""
        del key, country
        raise PeopleError("the disk is full")


class Watch:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


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

    assert await readers.settings(ANNA) == people.row
    assert people.asked == 1


@pytest.mark.parametrize("kind", [Hanging, Failing])
async def test_a_late_answer_never_undoes_a_choice_and_a_choice_hides_nothing_else(kind: type[Hanging]) -> None:
    people = kind()
    readers = Readers(people)
    await readers.settings(ANNA)
    with suppress(PeopleError):
        await readers.choose_country(ANNA, "FR")
    at_once = await readers.settings(ANNA)
    people.answers.set()
    await asyncio.sleep(0.01)

    assert (at_once, await readers.settings(ANNA)) == (Settings(country="FR"), Settings(language="es", country="FR"))


async def test_of_two_choices_neither_undoes_the_other_while_the_database_says_nothing() -> None:
    readers = Readers(Hanging())
    await readers.choose_country(ANNA, "FR")
    await readers.choose_language(ANNA, "de")

    assert await readers.settings(ANNA) == Settings(language="de", country="FR")


async def test_a_choice_that_could_not_be_written_holds_until_the_next_start() -> None:
    people, watch = Failing(), Watch()
    people.answers.set()
    readers = Readers(people, watch)
    with pytest.raises(PeopleError):
        await readers.choose_country(ANNA, "FR")
    seen = []
    for _ in range(3):
        seen.append(await readers.settings(ANNA))
        watch.seconds += FRESH + 1

    assert seen == [Settings(language="es", country="FR")] * 3


async def test_what_another_process_wrote_is_seen_within_half_a_minute(people: People) -> None:
    watch = Watch()
    readers = Readers(people, watch)
    await readers.choose_country(ANNA, "FR")
    seen = [await readers.settings(ANNA)]
    await people.choose_country(ANNA, "IE")
    for seconds in (FRESH - 1, 1):
        watch.seconds += seconds
        seen.append(await readers.settings(ANNA))

    assert [settings.country for settings in seen] == ["FR", "FR", "IE"]


async def test_where_the_database_says_nothing_what_is_old_still_holds_and_is_waited_for_once() -> None:
    people, watch = Hanging(), Watch()
    people.answers.set()
    readers = Readers(people, watch)
    known = await readers.settings(ANNA)
    people.answers.clear()
    watch.seconds += FRESH
    began = time.monotonic()
    seen = [await readers.settings(ANNA) for _ in range(3)]

    assert seen == [known] * 3
    assert (people.asked, time.monotonic() - began < 2 * PATIENCE) == (2, True)


async def test_whoever_was_not_seen_for_longest_is_let_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.readers.MOST_AT_HAND", 2)
    people = Hanging()
    people.answers.set()
    readers = Readers(people)
    for key in ("anna", "ben", "anna", "carla"):
        await readers.settings(key)

    assert list(readers.at_hand) == ["anna", "carla"]


async def test_nothing_that_is_read_while_it_is_deleted_comes_back() -> None:
    people = Hanging()
    readers = Readers(people)
    forgetting = asyncio.create_task(readers.forget(ANNA))
    await asyncio.sleep(0)
    people.settings = answering  # type: ignore[method-assign] # deleting takes longer than reading
    during = await readers.settings(ANNA)
    people.answers.set()
    await forgetting

    assert (during, readers.known(ANNA), readers.asking) == (Settings(country="DE"), Settings(), {})


async def answering(key: str) -> Settings:
    """What the database holds as long as it is not deleted."""
    del key
    return Settings(country="DE")


async def test_a_country_is_chosen_without_waiting_for_a_slow_database_and_a_failure_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    readers = Readers(Failing())
    await readers.choose_country_soon(ANNA, "FR")

    assert readers.known(ANNA) == Settings(country="FR")
    assert "PeopleError" in caplog.text
    assert "the disk is full" not in caplog.text


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
