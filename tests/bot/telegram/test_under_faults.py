"""Under every fault the card is still the first message, and in time where the fault strikes elsewhere."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from emulator import Refuse, ServerFailure, Twice
from running_bot import CRISIS, ORDINARY, RunningBot, is_card, somebody
from trouble import MOST, TROUBLES, Trouble, intake, other_chat, other_method, own_chat

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

pytestmark = pytest.mark.asyncio(loop_scope="module")
#: The promise is for a machine of its own; here others run beside us.
BUSY = 2.0
BAD_GATEWAY = ServerFailure()


async def test_the_card_that_is_struck_is_the_first_message_all_the_same(bot: RunningBot) -> None:
    await asyncio.gather(*(own_chat(bot, trouble) for trouble in TROUBLES if trouble.delivers))


async def test_what_strikes_other_chats_does_not_hold_up_a_card(bot: RunningBot) -> None:
    took = await asyncio.gather(*(other_chat(bot, trouble) for trouble in TROUBLES))
    assert max(took) < MOST * BUSY


@pytest.mark.parametrize("scene", [other_method, intake], ids=lambda scene: scene.__name__)
async def test_what_strikes_other_calls_does_not_hold_up_a_card(
    bot: RunningBot, scene: Callable[[RunningBot, Trouble], Awaitable[float | None]]
) -> None:
    took = {trouble.name: await scene(bot, trouble) or 0.0 for trouble in TROUBLES[::2]}
    assert {name: seconds for name, seconds in took.items() if seconds >= MOST * BUSY} == {}


async def test_after_a_400_the_same_words_come_at_once_without_keyboard_and_reply(bot: RunningBot) -> None:
    trouble = next(trouble for trouble in TROUBLES if trouble.name == "400, buttons")
    assert await own_chat(bot, trouble) < 1
    refused = next(call for call in reversed(bot.emulator.calls("sendMessage")) if call.code == 400)
    card = bot.emulator.sent(int(refused.chat_id or 0))[0]
    assert (card.reply_markup, card.reply_parameters) == (None, None)
    assert card.text == refused.parameters["text"]


async def test_an_update_that_comes_twice_has_no_second_effect(bot: RunningBot) -> None:
    crisis, ordinary, after = somebody(), somebody(), somebody()
    bot.emulator.inject(Twice(), "message", chat=crisis)
    bot.emulator.inject(Twice(), "message", chat=ordinary)
    updates = [bot.emulator.private_message(crisis, CRISIS), bot.emulator.private_message(ordinary, ORDINARY)]
    await bot.acknowledged(*updates)
    bot.emulator.private_message(after, CRISIS)
    await bot.emulator.wait_for(after)
    assert [len(bot.emulator.sent(reader)) for reader in (crisis, ordinary)] == [1, 1]


async def test_while_its_card_is_on_its_way_nothing_else_is_sent_to_a_chat(bot: RunningBot) -> None:
    reader = somebody()
    bot.emulator.inject(BAD_GATEWAY, "sendMessage", chat=reader, times=4)
    for text in ("/privacy", CRISIS, "/terms"):
        bot.emulator.private_message(reader, text, language_code="en")
    first, *others = await bot.emulator.wait_for(reader, 3, seconds=20)
    assert is_card(first)
    assert [is_card(other) for other in others] == [False, False]


async def test_inline_help_is_tried_until_telegram_takes_it(bot: RunningBot) -> None:
    await bot.emulator.wait_until(lambda: not bot.emulator.inbox.count(), seconds=20)  # queries of the test before
    bot.emulator.inject(BAD_GATEWAY, "answerInlineQuery", times=3)
    query = bot.emulator.query_id(bot.emulator.inline_query(somebody(), CRISIS, language_code="en"))
    await bot.emulator.wait_until(lambda: bot.emulator.world.inline[query].answered, seconds=20)
    answers = [call for call in bot.emulator.calls("answerInlineQuery") if call.parameters["inline_query_id"] == query]
    assert [call.accepted for call in answers] == [False, False, False, True]
    assert answers[-1].parameters["results"][0]["id"] == "help"


async def test_a_group_that_became_a_supergroup_gets_its_line_there(bot: RunningBot) -> None:
    old, new = -somebody(), -1_000_000 - somebody()
    bot.emulator.world.group(new)
    bot.emulator.inject(
        Refuse(code=400, description="Bad Request: group chat was upgraded", migrate_to=new), "sendMessage", chat=old
    )
    bot.emulator.group_message(old, somebody(), CRISIS, language_code="en")
    bot.emulator.group_message(old, somebody(), "/help", language_code="en")
    sent = await bot.emulator.wait_for(new, 2, seconds=20)
    assert [message.parse_mode for message in sent] == [None, "HTML"]
