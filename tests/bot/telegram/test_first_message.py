"""For every kind of update that carries words, the first message accepted in that chat is the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kinds import PRIVATE, PUBLIC, addressed, forum, message
from running_bot import CRISIS, NEUTRAL, ORDINARY, RunningBot, is_card, somebody

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulator import Emulator

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize("kind", PRIVATE, ids=lambda kind: kind.__name__)
async def test_the_first_message_is_the_card(bot: RunningBot, kind: Callable[[Emulator, str], int]) -> None:
    chat = kind(bot.emulator, CRISIS)
    first, *_ = await bot.emulator.wait_for(chat)
    assert is_card(first)
    assert not first.disable_notification


@pytest.mark.parametrize("kind", PUBLIC, ids=lambda kind: kind.__name__)
async def test_in_a_group_or_channel_it_is_the_neutral_line(
    bot: RunningBot, kind: Callable[[Emulator, str], int]
) -> None:
    chat = kind(bot.emulator, CRISIS)
    first, *_ = await bot.emulator.wait_for(chat)
    assert first.text == NEUTRAL
    assert first.reply_parameters is None
    assert first.buttons[0]["url"] == "https://t.me/ally_test_bot?start=help_now"


async def test_a_topic_gets_its_help_first_and_then_its_articles(bot: RunningBot) -> None:
    chat = message(bot.emulator, "articles about suicide")
    card, answer, *_ = await bot.emulator.wait_for(chat, 2)
    assert [is_card(card), is_card(answer)] == [True, False]


async def test_the_card_of_a_group_reaches_the_person_who_knows_the_bot(bot: RunningBot) -> None:
    reader, chat = somebody(), -1_000_000 - somebody()
    bot.emulator.start(reader, language_code="en")
    await bot.emulator.wait_for(reader)
    bot.emulator.group_message(chat, reader, CRISIS)
    _, card = await bot.emulator.wait_for(reader, 2)
    assert is_card(card)
    assert card.reply_parameters is None
    assert [sent.text for sent in await bot.emulator.wait_for(chat)] == [NEUTRAL]


async def test_a_forum_is_answered_in_its_topic(bot: RunningBot) -> None:
    chat = forum(bot.emulator, CRISIS)
    assert [sent.message_thread_id for sent in await bot.emulator.wait_for(chat)] == [5]
    chat = -1_000_000 - somebody()
    bot.emulator.forum_message(chat, 8, somebody(), "@ally_test_bot sleep")
    assert [sent.message_thread_id for sent in await bot.emulator.wait_for(chat)] == [8]


async def test_in_a_group_only_those_who_address_the_bot_are_answered(bot: RunningBot) -> None:
    silent = -1_000_000 - somebody()
    bot.emulator.group_message(silent, somebody(), ORDINARY)
    chat = addressed(bot.emulator, ORDINARY)
    await bot.emulator.wait_for(chat)
    assert bot.emulator.sent(silent) == ()


async def test_an_inline_query_about_a_crisis_offers_help_first(bot: RunningBot) -> None:
    before = len(bot.emulator.calls("answerInlineQuery"))
    bot.emulator.inline_query(somebody(), CRISIS, language_code="en")
    answer = (await bot.emulator.wait_for_call("answerInlineQuery", before + 1))[-1]
    assert answer.accepted
    assert [result["id"] for result in answer.parameters["results"]] == ["help"]
    assert answer.parameters["button"]["start_parameter"] == "help_now"
    assert answer.parameters["cache_time"] == 0


async def test_an_inline_query_offers_articles_to_share(bot: RunningBot) -> None:
    before = len(bot.emulator.calls("answerInlineQuery"))
    bot.emulator.inline_query(somebody(), "sleep", language_code="en")
    answer = (await bot.emulator.wait_for_call("answerInlineQuery", before + 1))[-1]
    (button,) = answer.parameters["results"][0]["reply_markup"]["inline_keyboard"][0]
    assert answer.accepted
    assert button["url"].startswith("https://t.me/ally_test_bot?start=article_")


async def test_what_was_shared_from_an_inline_answer_is_our_own_and_heard_by_nobody(bot: RunningBot) -> None:
    reader = somebody()
    ours = {"id": 1000, "is_bot": True, "first_name": "Ally", "username": "ally_test_bot"}
    bot.emulator.private_message(reader, CRISIS, via_bot=ours)
    bot.emulator.private_message(reader, "/help", language_code="en")
    first, *_ = await bot.emulator.wait_for(reader)
    assert not is_card(first)


async def test_every_pressed_button_is_answered(bot: RunningBot) -> None:
    reader = somebody()
    bot.emulator.start(reader)
    (home,) = await bot.emulator.wait_for(reader)
    for data in ("categories", "no such thing", "article:gone", "²:²"):
        bot.emulator.callback(reader, data, home.message_id)
    await bot.emulator.wait_until(lambda: not [q for q in bot.emulator.unanswered() if q.user_id == reader])


async def test_a_menu_opens_in_place_and_an_article_in_a_message_of_its_own(bot: RunningBot) -> None:
    reader = somebody()
    bot.emulator.start(reader, language_code="en")
    (home,) = await bot.emulator.wait_for(reader)
    bot.emulator.callback(reader, "categories", home.message_id)
    await bot.emulator.wait_for_call("editMessageText")
    bot.emulator.callback(reader, "article:cannot-sleep-the-night-before", home.message_id)
    _, picture, *_ = await bot.emulator.wait_for(reader, 3)
    assert picture.method == "sendPhoto"


async def test_a_card_is_never_written_over(bot: RunningBot) -> None:
    chat = message(bot.emulator, CRISIS)
    (card, *_) = await bot.emulator.wait_for(chat)
    for button in card.buttons:
        if "callback_data" in button:
            bot.emulator.callback(chat, button["callback_data"], card.message_id)
    await bot.emulator.wait_until(lambda: not [q for q in bot.emulator.unanswered() if q.user_id == chat])
    await bot.emulator.wait_for(chat, 2)
    kept = bot.emulator.message(chat, card.message_id)
    assert kept is not None
    assert kept["text"] == card.text


async def test_a_deep_link_opens_its_article(bot: RunningBot) -> None:
    reader = somebody()
    bot.emulator.start(reader, "article_cannot-sleep-the-night-before", language_code="en")
    _, page = await bot.emulator.wait_for(reader, 2)
    assert any("/share/url?" in button.get("url", "") for button in page.buttons)


async def test_messages_of_one_chat_are_answered_in_order(bot: RunningBot) -> None:
    reader = somebody()
    for request in ("/privacy", "/terms", "/categories", "/help"):
        bot.emulator.private_message(reader, request, language_code="en")
    texts = [sent.text for sent in await bot.emulator.wait_for(reader, 4)]
    other = somebody()
    for number, request in enumerate(("/privacy", "/terms", "/categories", "/help"), 1):
        bot.emulator.private_message(other, request, language_code="en")
        await bot.emulator.wait_for(other, number)
    assert texts == [sent.text for sent in bot.emulator.sent(other)]


async def test_commands_descriptions_and_the_menu_button_are_set_in_every_menu_language(bot: RunningBot) -> None:
    await bot.emulator.wait_for_call("setChatMenuButton")
    profile = bot.emulator.world.profile
    scope = "commands:[('type', 'default')]:"
    assert {f"{scope}{code}" for code in ("", "en", "es")} <= set(profile)
    assert {f"description:{code}" for code in ("", "en", "es")} <= set(profile)
    assert any(key.startswith("menu_button") for key in profile)


async def test_no_call_has_a_parameter_that_telegram_does_not_know(bot: RunningBot) -> None:
    assert {(call.method, call.unknown) for call in bot.emulator.calls() if call.unknown} == set()
