"""The ledger knows every update that came, and which may not be acknowledged yet."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.channels.telegram import ledger
from bot.channels.telegram.ledger import Ledger

if TYPE_CHECKING:
    import pytest


def test_an_update_is_new_once() -> None:
    kept = Ledger()
    assert [kept.is_new(1), kept.is_new(2), kept.is_new(1)] == [True, True, False]


def test_old_numbers_are_forgotten_by_generations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "REMEMBERED", 3)
    kept = Ledger()
    for number in range(7):
        kept.is_new(number)
    assert [kept.knows(number) for number in (0, 3, 5, 6)] == [False, True, True, True]


def test_the_lowest_open_update_is_the_one_that_holds() -> None:
    kept = Ledger()
    assert kept.lowest() is None
    for number in (5, 3, 4):
        kept.open(number)
    kept.close(3)
    assert kept.lowest() == 4


async def test_closing_wakes_whoever_waits() -> None:
    kept = Ledger()
    pending = kept.open(3)
    waiting = asyncio.create_task(kept.until_changed(10))
    await asyncio.sleep(0)
    kept.close(3)
    await asyncio.wait_for(waiting, 1)
    assert pending.accepted.is_set()


async def test_waiting_ends_in_time_and_closing_twice_does_nothing() -> None:
    kept = Ledger()
    kept.close(3)
    await asyncio.wait_for(kept.until_changed(0.001), 1)


def test_only_cards_that_are_long_on_their_way_go_on_alone() -> None:
    kept = Ledger()
    kept.open(1).since -= 5
    kept.open(2)
    kept.close_older_than(1)
    assert list(kept.pending) == [2]
