"""Cards are counted, people are not; and a count never stands in the way of a card."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import astuple, replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from fakes import ANNA, Talk, group

from bot.commands.report import PROTOCOL, figures, told
from bot.counts import Counts, Event
from bot.errors import PeopleError
from bot.people import People

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

EVENT = Event(day=date(2026, 11, 22), outcome="shown", level="intent", situation="suicide", country="IE", language="en")


class Database:
    """Takes counts after some failures; an endless wait where a failure is None."""

    def __init__(self, *failures: BaseException | None) -> None:
        self.failures = list(failures)
        self.asked, self.taken = asyncio.Event(), asyncio.Event()
        self.kept: Counter[Event] = Counter()

    async def add_counts(self, counted: Mapping[Event, int]) -> None:
        self.asked.set()
        if self.failures:
            if (failure := self.failures.pop(0)) is None:
                await asyncio.Event().wait()
            else:
                raise failure
        self.kept.update(counted)
        self.taken.set()


def outcomes(talk: Talk) -> list[tuple[str, str, int]]:
    """What is counted so far, as outcome, level and number."""
    return [(event.outcome, event.level, count) for event, count in talk.caring.counts.waiting.items()]


async def test_a_card_its_short_line_and_taps_are_counted(talk: Talk) -> None:
    await talk.say("!ideation")
    await talk.say("!ideation")
    await talk.press("care:police")
    await talk.press("care:ok")
    await talk.press("care:safe")

    assert outcomes(talk) == [
        ("shown", "ideation", 1), ("short", "ideation", 1), ("tapped", "ideation", 1), ("wrong_alarm", "ideation", 1),
        ("safe", "ideation", 1),
    ]  # fmt: skip


async def test_a_chosen_country_and_a_list_of_lines_are_counted(talk: Talk) -> None:
    await talk.say("!intent")
    await talk.press("in:IE")
    await talk.say("/crisis japan")
    assert [(event.outcome, event.country) for event in talk.caring.counts.waiting] == [
        ("shown", ""), ("shown", "IE"), ("asked", "JP"),
    ]  # fmt: skip


async def test_a_group_is_counted_as_a_group(talk: Talk) -> None:
    await talk.say("!intent", group())
    assert [(event.outcome, event.chat) for event in talk.caring.counts.waiting] == [
        ("public", "group"), ("shown", "group"),
    ]  # fmt: skip


async def test_an_ordinary_message_is_not_counted(talk: Talk) -> None:
    await talk.say("calm evenings")
    assert outcomes(talk) == []


async def test_a_count_holds_no_person(talk: Talk) -> None:
    await talk.say("!ideation", replace(ANNA, key="marked-person", chat_key="marked-chat"))
    assert "marked" not in repr([astuple(event) for event in talk.caring.counts.waiting])


async def test_a_broken_count_costs_no_card(talk: Talk) -> None:
    talk.caring.counts = None  # type: ignore[assignment] # as broken as can be
    assert (await talk.say("!intent"))[0].care


async def test_counts_reach_the_database_once(tmp_path: Path) -> None:
    people = await People.open(f"sqlite+aiosqlite:///{tmp_path / 'people.db'}")
    counts = Counts()
    counts.note(EVENT)
    counts.note(EVENT)
    await counts.keep(people)
    await counts.keep(people)
    assert await people.counts(EVENT.day, EVENT.day) == {EVENT: 2}

    counts.note(EVENT)
    await people.close()
    await counts.keep(people)
    assert counts.waiting == {EVENT: 1}
    with pytest.raises(PeopleError):
        await people.counts(EVENT.day, EVENT.day)


async def test_counts_survive_being_cancelled_while_they_are_written() -> None:
    counts, database = Counts(), Database(None)
    counts.note(EVENT)
    keeping = asyncio.create_task(counts.keep(database))  # type: ignore[arg-type] # all that counts need of people
    await database.asked.wait()
    counts.note(EVENT)
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)
    assert (keeping.cancelled(), counts.waiting) == (True, {EVENT: 2})

    await counts.keep(database)  # type: ignore[arg-type] # the same
    assert (database.kept, counts.waiting) == ({EVENT: 2}, {})


async def test_whatever_breaks_counting_goes_on_and_nothing_is_told_but_its_kind(
    caplog: pytest.LogCaptureFixture,
) -> None:
    counts, database = Counts(), Database(PeopleError("marked"), ValueError("marked"))
    counts.note(EVENT)
    keeping = asyncio.create_task(counts.keep_keeping(database, every=0))  # type: ignore[arg-type] # the same
    async with asyncio.timeout(5):
        await database.taken.wait()
    keeping.cancel()

    assert database.kept == {EVENT: 1}
    assert [record.getMessage().rpartition(": ")[2] for record in caplog.records] == ["PeopleError", "ValueError"]
    assert "marked" not in caplog.text


def test_a_report_has_totals_and_hides_small_cells() -> None:
    counts = {EVENT: 7, replace(EVENT, country="FR", language="fr"): 2, replace(EVENT, outcome="wrong_alarm"): 1}
    found = figures(counts)

    assert found["totals"] == {
        "shown": 9, "short": 0, "public": 0, "asked": 0, "tapped": 0, "wrong_alarm": 1, "safe": 0,
    }  # fmt: skip
    assert found["cards_by"]["country"] == {"IE": 7, "FR": "fewer than 5"}
    assert found["protocol"] == PROTOCOL.splitlines()
    assert [line for line in told(2026, counts) if "IE" in line] == ["              7  IE"]


def test_a_report_of_nothing_still_tells_the_protocol() -> None:
    assert list(told(2026, {}))[-1] == f"  {PROTOCOL.splitlines()[-1]}"
