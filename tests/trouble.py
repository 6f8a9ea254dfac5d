"""What can go wrong between the bot and Telegram, as scenes that tests and benchmarks play."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from emulator import BrokenJson, CutAfter, CutBefore, Hang, Reach, Refuse, ServerFailure, Slow, TooManyRequests
from running_bot import CRISIS, ORDINARY, RunningBot, Transport, is_card, somebody

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from emulator.faults import Fault

#: Has a card and then an answer, so that their order can be seen.
TOPIC = "articles about suicide"
PATIENCE = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One fault. Where it strikes is up to the scene."""

    name: str
    fault: Fault
    times: int = 2  #: in the chat of the card; elsewhere it strikes always
    delivers: bool = True  #: the card of the struck chat can arrive in the end
    fetches: bool = True  #: can strike the fetching of updates, in a way that is seen at once


TROUBLES = (
    Trouble(name="429, this call", fault=TooManyRequests(retry_after=1), times=1),
    Trouble(name="429, this chat", fault=TooManyRequests(retry_after=1, reach=Reach.CHAT), times=1, fetches=False),
    Trouble(name="400, buttons", fault=Refuse(code=400, description="Bad Request: BUTTON_URL_INVALID"), times=1),
    Trouble(name="400, several", fault=Refuse(code=400, description="Bad Request: wrong"), times=3),
    Trouble(name="500, in HTML", fault=ServerFailure(code=500)),
    Trouble(name="502, in HTML", fault=ServerFailure()),
    Trouble(name="502, carried out all the same", fault=ServerFailure(executed=True)),
    Trouble(name="broken JSON", fault=BrokenJson()),
    Trouble(name="broken JSON, nothing done", fault=BrokenJson(executed=False)),
    Trouble(name="connection cut before", fault=CutBefore()),
    Trouble(name="connection cut after", fault=CutAfter()),
    Trouble(name="connection hangs", fault=Hang(seconds=30), times=1, fetches=False),
    Trouble(name="answers take 4 s", fault=Slow(seconds=4), times=1, fetches=False),
    Trouble(name="403, blocked", fault=Refuse(), delivers=False, fetches=False),
)


async def own_chat(bot: RunningBot, trouble: Trouble) -> float:
    """The fault strikes the card itself. Seconds until it is accepted, first of all; the answer follows."""
    emulator, reader = bot.emulator, somebody()
    emulator.inject(trouble.fault, "sendMessage", chat=reader, times=trouble.times)
    took = await first_card(bot, reader)
    await emulator.wait_until(lambda: not is_card(emulator.sent(reader)[-1]), seconds=PATIENCE)
    return took


async def other_chat(bot: RunningBot, trouble: Trouble) -> float:
    """The fault strikes two other chats again and again. Seconds until our card is accepted."""
    emulator, struck, also = bot.emulator, somebody(), somebody()
    rules = [emulator.inject(trouble.fault, chat=chat) for chat in (struck, also)]
    emulator.private_message(struck, CRISIS)
    emulator.private_message(also, ORDINARY)
    await emulator.wait_until(lambda: all(emulator.calls(chat_id=chat) for chat in (struck, also)), seconds=PATIENCE)
    took = await first_card(bot, somebody())
    for rule in rules:
        rule.times = 0
    if not isinstance(trouble.fault, Refuse):  # a 400 or 403 that is said again and again is believed
        first, *_ = await emulator.wait_for(struck, seconds=PATIENCE)
        assert is_card(first)
    return took


async def other_method(bot: RunningBot, trouble: Trouble) -> float | None:
    """The fault strikes calls that send no message. Seconds until our card is accepted; None where it is of a chat."""
    emulator, reader = bot.emulator, somebody()
    if isinstance(trouble.fault, TooManyRequests) and trouble.fault.reach is Reach.CHAT:
        return None
    emulator.start(reader)
    (home, *_) = await emulator.wait_for(reader, seconds=PATIENCE)
    methods = ("answerCallbackQuery", "editMessageText", "sendPhoto", "answerInlineQuery")
    rules = [emulator.inject(trouble.fault, method) for method in methods]
    before = len(emulator.calls())
    emulator.callback(reader, "categories", home.message_id)
    emulator.callback(reader, "article:cannot-sleep-the-night-before", home.message_id)
    emulator.inline_query(somebody(), CRISIS)
    await emulator.wait_until(lambda: len(emulator.calls()) > before + 1, seconds=PATIENCE)
    took = await first_card(bot, somebody())
    for rule in rules:
        rule.times = 0
    return took


async def intake(bot: RunningBot, trouble: Trouble) -> float | None:
    """The fault strikes the next calls for updates; None where it cannot."""
    if bot.transport is Transport.WEBHOOK or not trouble.fetches:
        return None
    rule = bot.emulator.inject(trouble.fault, "getUpdates", times=2)
    bot.emulator.private_message(somebody(), ORDINARY)  # ends the call that is waiting, and the next one is struck
    await bot.emulator.wait_until(lambda: rule.struck > 0, seconds=PATIENCE)
    return await first_card(bot, somebody())


async def first_card(bot: RunningBot, reader: int) -> float:
    """Write something that needs care; seconds until the card was accepted, before anything else in that chat."""
    written = time.monotonic()
    bot.emulator.private_message(reader, TOPIC, language_code="en")
    (first, *_) = await bot.emulator.wait_for(reader, seconds=PATIENCE)
    assert is_card(first), first.text[:40]
    return first.at - written


#: A card is accepted within so many seconds wherever something else is struck.
MOST = 2.0
#: What is measured. In the struck chat itself the card only has to arrive.
SCENES: dict[str, Callable[[RunningBot, Trouble], Awaitable[float | None]]] = {
    "the card's own call": own_chat,
    "other chats": other_chat,
    "other methods": other_method,
    "fetching updates": intake,
}
