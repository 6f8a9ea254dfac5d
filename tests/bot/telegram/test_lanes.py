"""Cards go at once; everything else keeps the order of its chat and waits for that chat's card."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from bot.channels.telegram.lanes import Lanes

if TYPE_CHECKING:
    import pytest

Job = Callable[[], Coroutine[Any, Any, None]]


class Diary:
    """Jobs that write down when they run."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.gate = asyncio.Event()

    def job(self, line: str) -> Job:
        """Write a line."""

        async def write() -> None:
            await asyncio.sleep(0)
            self.lines.append(line)

        return write

    def stuck(self, line: str) -> Job:
        """Write a line once the gate is open."""

        async def write() -> None:
            await self.gate.wait()
            self.lines.append(line)

        return write


async def test_a_chat_keeps_its_order() -> None:
    lanes, diary = Lanes(), Diary()
    for number in range(5):
        lanes.put("a", diary.job(str(number)))
    assert await lanes.drain(5)
    assert diary.lines == ["0", "1", "2", "3", "4"]


async def test_a_chat_that_is_stuck_holds_up_no_other() -> None:
    lanes, diary = Lanes(), Diary()
    for number in range(200):
        lanes.put(number, diary.stuck("stuck"))
    lanes.put("free", diary.job("free"))
    await asyncio.sleep(0.01)
    assert diary.lines == ["free"]
    diary.gate.set()
    assert await lanes.drain(5)


async def test_a_card_passes_everything_and_the_chat_waits_for_it() -> None:
    lanes, diary = Lanes(), Diary()
    lanes.put("a", diary.job("before"))
    lanes.urgent("a", diary.stuck("card")())
    lanes.put("a", diary.job("after"))
    lanes.put("b", diary.job("elsewhere"))
    await asyncio.sleep(0.01)
    assert diary.lines == ["elsewhere"]
    diary.gate.set()
    await asyncio.sleep(0.01)
    lanes.card_is_out("a")
    assert await lanes.drain(5)
    assert diary.lines == ["elsewhere", "card", "before", "after"]


async def test_of_two_cards_the_chat_waits_for_both() -> None:
    lanes, diary = Lanes(), Diary()
    lanes.urgent("a", diary.job("one")())
    lanes.urgent("a", diary.job("two")())
    lanes.put("a", diary.job("after"))
    await asyncio.sleep(0.01)
    lanes.card_is_out("a")
    await asyncio.sleep(0.01)
    assert diary.lines == ["one", "two"]
    lanes.card_is_out("a")
    assert await lanes.drain(5)
    assert diary.lines == ["one", "two", "after"]


async def test_what_follows_a_card_goes_ahead_of_what_waited() -> None:
    lanes, diary = Lanes(), Diary()
    lanes.urgent("a", diary.job("card")())
    lanes.put("a", diary.job("later"))
    lanes.put("a", diary.job("answer"), ahead=True)
    lanes.card_is_out("a")
    assert await lanes.drain(5)
    assert diary.lines == ["card", "answer", "later"]


async def test_help_that_was_asked_for_passes_what_waits_and_what_runs_and_keeps_its_order() -> None:
    lanes, diary = Lanes(), Diary()
    lanes.put("a", diary.stuck("runs"))
    lanes.put("a", diary.job("waits"))
    await asyncio.sleep(0.01)
    for number in range(3):
        lanes.help("a", diary.job(f"help {number}"))
    await asyncio.sleep(0.01)
    before = list(diary.lines)
    diary.gate.set()
    assert await lanes.drain(5)
    assert before == ["help 0", "help 1", "help 2"]
    assert diary.lines == [*before, "runs", "waits"]


async def test_what_was_asked_later_waits_for_help_that_was_asked_for_before() -> None:
    lanes, diary = Lanes(), Diary()
    lanes.help("a", diary.stuck("help"))
    lanes.urgent("a", diary.job("card")())
    await asyncio.sleep(0.01)
    lanes.card_is_out("a")
    lanes.put("a", diary.job("later"))
    lanes.put("b", diary.job("elsewhere"))
    await asyncio.sleep(0.01)
    before = list(diary.lines)
    diary.gate.set()
    assert await lanes.drain(5)
    assert (before, diary.lines) == (["card", "elsewhere"], ["card", "elsewhere", "help", "later"])


async def test_help_that_was_asked_for_does_not_pass_the_card_of_its_chat_nor_hold_it_up() -> None:
    lanes, diary = Lanes(), Diary()
    lanes.help("a", diary.stuck("help"))
    await asyncio.sleep(0.01)
    lanes.urgent("a", diary.job("card")())
    lanes.help("a", diary.job("more help"))
    await asyncio.sleep(0.01)
    diary.gate.set()
    await asyncio.sleep(0.01)
    before = list(diary.lines)
    lanes.card_is_out("a")
    assert await lanes.drain(5)
    assert (before, diary.lines) == (["card", "help"], ["card", "help", "more help"])
    assert lanes.lanes == {}


async def test_a_job_that_fails_is_logged_by_its_type_and_the_next_one_runs(caplog: pytest.LogCaptureFixture) -> None:
    lanes, diary = Lanes(), Diary()

    async def fail() -> None:
        raise ValueError("a reader's words")

    lanes.put("a", fail)
    lanes.put("a", diary.job("next"))
    lanes.start(fail())
    assert await lanes.drain(5)
    assert diary.lines == ["next"]
    assert "ValueError" in caplog.text
    assert "a reader's words" not in caplog.text


async def test_nothing_is_kept_of_a_chat_that_waits_for_nothing() -> None:
    lanes, diary = Lanes(), Diary()
    lanes.put("a", diary.job("x"))
    lanes.urgent("b", diary.job("y")())
    lanes.card_is_out("b")
    assert await lanes.drain(5)
    await asyncio.sleep(0)
    assert (lanes.lanes, lanes.tasks) == ({}, set())


async def test_draining_ends_in_time_and_giving_up_ends_the_rest() -> None:
    lanes, diary = Lanes(), Diary()
    lanes.put("a", diary.stuck("never"))
    assert not await lanes.drain(0.01)
    await lanes.give_up()
    assert (lanes.tasks, diary.lines) == (set(), [])


async def test_draining_waits_for_what_was_started_meanwhile() -> None:
    lanes, diary = Lanes(), Diary()

    async def start_another() -> None:
        lanes.start(diary.job("child")())

    lanes.put("a", start_another)
    assert await lanes.drain(5)
    assert diary.lines == ["child"]
