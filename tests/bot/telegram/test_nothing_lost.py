"""Killed at any moment the bot answers every crisis message after its restart; told to stop it loses nothing."""

from __future__ import annotations

import random

import pytest
from emulator import Hang
from killing import killed, terminated
from running_bot import CRISIS, DRAIN, RunningBot, is_card, somebody

pytestmark = pytest.mark.asyncio(loop_scope="module")
ROUNDS = 3


async def test_after_a_kill_every_crisis_has_its_card(bot: RunningBot) -> None:
    dice = random.Random(7)  # noqa: S311 - luck, not secrets
    assert [await killed(bot, dice) for _ in range(ROUNDS)] == [0] * ROUNDS


async def test_told_to_stop_it_loses_nothing(bot: RunningBot) -> None:
    dice = random.Random(8)  # noqa: S311 - luck, not secrets
    assert await terminated(bot, dice) == 0


async def test_told_to_stop_while_a_card_cannot_leave_it_ends_in_time_and_brings_it_after_the_restart(
    bot: RunningBot,
) -> None:
    reader = somebody()
    rule = bot.emulator.inject(Hang(seconds=60), chat=reader)
    bot.emulator.private_message(reader, CRISIS, language_code="en")
    await bot.emulator.wait_until(lambda: rule.struck > 0, seconds=20)
    assert await bot.stop() == 0  # within ten seconds, or this raises
    assert DRAIN == 10
    bot.emulator.faults.clear()
    await bot.start()
    (card, *_) = await bot.emulator.wait_for(reader, seconds=20)
    assert is_card(card)
