"""Whatever one update, chat or stranger does, everybody else is served."""

from __future__ import annotations

import asyncio
import json
import time

import aiohttp
import pytest
from emulator import Hang
from running_bot import CRISIS, ORDINARY, RunningBot, Transport, is_card, somebody

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def everybody_is_served(bot: RunningBot, seconds: float = 4.0) -> None:
    """Two strangers write, one of them in a crisis."""
    calm, crisis = somebody(), somebody()
    bot.emulator.private_message(calm, ORDINARY, language_code="en")
    bot.emulator.private_message(crisis, CRISIS, language_code="en")
    (card, *_) = await bot.emulator.wait_for(crisis, seconds=seconds)
    await bot.emulator.wait_for(calm, seconds=20)
    assert is_card(card)


@pytest.mark.parametrize(
    "update",
    [
        {"message": {"message_id": 1}},
        {"message": "words"},
        {"message": {"message_id": 1, "chat": {"id": "x", "type": "private"}, "text": "secretword"}},
        {"message": {"message_id": 1, "chat": {"id": 1, "type": "moon"}, "text": "secretword"}},
        {"callback_query": []},
        {"inline_query": {"id": "1"}},
        {"my_chat_member": None},
        {"something new": {"text": "secretword"}},
    ],
    ids=repr,
)
async def test_an_update_that_does_not_read(bot: RunningBot, update: dict[str, object]) -> None:
    number = bot.emulator.push(dict(update), queue="chat 1")
    await everybody_is_served(bot)
    await bot.acknowledged(number)
    assert "secretword" not in bot.log.read_text("utf-8")


async def test_a_chat_that_never_answers(bot: RunningBot) -> None:
    silent = somebody()
    bot.emulator.inject(Hang(seconds=60), chat=silent)
    for text in (ORDINARY, CRISIS, ORDINARY):
        bot.emulator.private_message(silent, text)
    await everybody_is_served(bot)


async def test_a_connection_pool_that_is_full(bot: RunningBot) -> None:
    silent = [somebody() for _ in range(140)]  # more than there are connections for ordinary replies
    rules = [bot.emulator.inject(Hang(seconds=2), chat=reader) for reader in silent]
    for reader in silent:
        bot.emulator.private_message(reader, "/help")
    await bot.emulator.wait_until(lambda: sum(rule.struck for rule in rules) >= 128, seconds=20)
    await everybody_is_served(bot)


async def test_many_cards_on_their_way_hold_up_nobody(bot: RunningBot) -> None:
    silent = [somebody() for _ in range(120)]  # more than Telegram hands out unacknowledged
    rules = [bot.emulator.inject(Hang(seconds=60), chat=reader) for reader in silent]
    for reader in silent:
        bot.emulator.private_message(reader, CRISIS)
    await bot.emulator.wait_until(lambda: sum(rule.struck for rule in rules) >= 90, seconds=20)
    await everybody_is_served(bot)


async def test_a_reader_who_blocked_the_bot(bot: RunningBot) -> None:
    gone = somebody()
    bot.emulator.block(gone)
    bot.emulator.private_message(gone, CRISIS)
    bot.emulator.private_message(gone, ORDINARY)
    await bot.emulator.wait_until(lambda: len(bot.emulator.calls(chat_id=gone)) >= 2, seconds=20)
    await everybody_is_served(bot)
    assert {call.code for call in bot.emulator.calls(chat_id=gone)} == {403}
    assert len(bot.emulator.calls(chat_id=gone)) <= 3  # the card, the answers: nothing is tried again


async def test_a_forged_webhook(bot: RunningBot) -> None:
    if bot.transport is Transport.POLLING:
        return
    victim = somebody()
    bot.emulator.world.private(victim)
    chat = {"id": victim, "type": "private"}
    update = {"update_id": 5, "message": {"message_id": 1, "chat": chat, "from": chat, "text": CRISIS}}
    async with aiohttp.ClientSession(f"http://127.0.0.1:{bot.port}") as stranger:
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "guess"}, {"X-Telegram-Bot-Api-Secret-Token": "ü"}):
            async with stranger.post("/telegram", data=json.dumps(update), headers=headers) as answer:
                assert answer.status == 403
        async with stranger.get("/healthz") as answer:
            assert (answer.status, await answer.text()) == (200, "ok")
    await everybody_is_served(bot)
    assert bot.emulator.calls(chat_id=victim) == ()


async def test_fifty_in_a_crisis_at_once_have_one_card_each_within_five_seconds(bot: RunningBot) -> None:
    people = [somebody() for _ in range(50)]
    written = time.monotonic()
    for reader in people:
        bot.emulator.private_message(reader, CRISIS, language_code="en")
    sent = await asyncio.gather(*(bot.emulator.wait_for(reader, seconds=20) for reader in people))
    await everybody_is_served(bot)
    assert max(first.at for first, *_ in sent) - written < 5
    assert {len(bot.emulator.sent(reader)) for reader in people} == {1}
