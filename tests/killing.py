"""Ends the bot in the middle of unanswered updates, starts it again, and looks who was left without an answer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from emulator import ServerFailure, Slow
from running_bot import CRISIS, ORDINARY, RunningBot, is_card, somebody

if TYPE_CHECKING:
    import random

UPDATES = 60
PATIENCE = 60.0


async def killed(bot: RunningBot, dice: random.Random) -> int:
    """One ``kill -9`` at a random moment; how many of those in a crisis have no card after the restart.

    Returns as soon as all of them have one.
    """
    crisis, _ = flood(bot, dice)
    await asyncio.sleep(dice.uniform(0, 0.8))
    await bot.kill()
    bot.emulator.faults.clear()
    await bot.start()
    return await missing(bot, crisis)


async def terminated(bot: RunningBot, dice: random.Random) -> int:
    """One SIGTERM at a random moment; how many people have no answer after the restart."""
    crisis, ordinary = flood(bot, dice)
    await asyncio.sleep(dice.uniform(0, 0.8))
    assert await bot.stop() == 0
    bot.emulator.faults.clear()
    await bot.start()
    left = await missing(bot, crisis)
    return left + await missing(bot, ordinary, is_crisis=False)


def flood(bot: RunningBot, dice: random.Random) -> tuple[list[int], list[int]]:
    """Sixty people write at once, a third of them in a crisis, while Telegram is slow and fails one time in five."""
    bot.emulator.inject(ServerFailure(), "sendMessage").chance = 0.2
    bot.emulator.inject(Slow(seconds=0.3), "sendMessage")
    people = [somebody() for _ in range(UPDATES)]
    crisis = dice.sample(people, UPDATES // 3)
    for reader in people:
        bot.emulator.private_message(reader, CRISIS if reader in crisis else ORDINARY, language_code="en")
    return crisis, [reader for reader in people if reader not in crisis]


async def missing(bot: RunningBot, people: list[int], *, is_crisis: bool = True) -> int:
    """How many have no card, or no answer at all, in the end."""

    def left() -> int:
        return sum(not any(is_card(sent) or not is_crisis for sent in bot.emulator.sent(reader)) for reader in people)

    try:
        await bot.emulator.wait_until(lambda: left() == 0, seconds=PATIENCE)
    except TimeoutError:
        return left()
    return 0
