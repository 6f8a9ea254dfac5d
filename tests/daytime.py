"""An ordinary day of a bot: what people do, and what goes wrong now and then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emulator import BrokenJson, CutAfter, CutBefore, ServerFailure, TooManyRequests
from kinds import PRIVATE, PUBLIC
from running_bot import CRISIS

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from emulator import Emulator

#: The same people again and again, so that what is kept for each of them does not count as growth.
REGULARS = range(50_001, 50_101)
GROUPS = range(-60_020, -60_000)
COMMANDS = ("/start", "/help", "/categories", "/latest", "/random", "/saved", "/privacy", "/help_now", "/crisis france")
TOPICS = ("cant sleep before exams", "stress at work", "how to start therapy", "panik atacks", "asdfghjkl", "😀")
PRESSES = (
    "categories", "category:sleep-hygiene", "category:sleep-hygiene:2", "article:cannot-sleep-the-night-before", "home",
    "related:cannot-sleep-the-night-before", "care:help", "in:FR", "no such thing",
)  # fmt: skip


def text(emulator: Emulator, dice: random.Random) -> None:
    """A topic or a command."""
    emulator.private_message(dice.choice(REGULARS), dice.choice((*COMMANDS, *TOPICS)), language_code="en")


def press(emulator: Emulator, dice: random.Random) -> None:
    """A button of a message that may be gone."""
    emulator.callback(dice.choice(REGULARS), dice.choice(PRESSES), 1)


def in_group(emulator: Emulator, dice: random.Random) -> None:
    """Something in a group."""
    words = dice.choice(("hello all", "@ally_test_bot stress", "/latest", CRISIS))
    emulator.group_message(dice.choice(GROUPS), dice.choice(REGULARS), words)


def inline(emulator: Emulator, dice: random.Random) -> None:
    """A query in another chat."""
    emulator.inline_query(dice.choice(REGULARS), dice.choice((*TOPICS, CRISIS, "")), language_code="en")


def crisis(emulator: Emulator, dice: random.Random) -> None:
    """Somebody in need, in any kind of update; somebody new each time, as it should be."""
    dice.choice((*PRIVATE, *PUBLIC))(emulator, CRISIS)


def poison(emulator: Emulator, dice: random.Random) -> None:
    """An update that does not read."""
    emulator.broken_update(dice.choice(REGULARS))


def leave(emulator: Emulator, dice: random.Random) -> None:
    """Somebody blocks the bot and comes back."""
    reader = dice.choice(REGULARS)
    emulator.block(reader)
    emulator.unblock(reader)


#: How often each happens.
DAY: dict[Callable[[Emulator, random.Random], None], int] = {
    text: 50, press: 25, in_group: 10, inline: 8, crisis: 5, poison: 1, leave: 1,
}  # fmt: skip


def one_of_any_kind(emulator: Emulator, dice: random.Random) -> None:
    """Let somebody do something."""
    (act,) = dice.choices(tuple(DAY), weights=tuple(DAY.values()))
    act(emulator, dice)


def disturb(emulator: Emulator, *, one_in: int) -> None:
    """Let a call fail now and then."""
    for fault in (ServerFailure(), BrokenJson(), CutBefore(), CutAfter(), TooManyRequests(retry_after=1)):
        emulator.inject(fault).chance = 1 / (5 * one_in)
