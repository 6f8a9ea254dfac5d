"""From the first card to the country's card and what is written after it, as readers of six languages meet it."""

from __future__ import annotations

import pytest
import yaml
from emulator import Hang
from running_bot import CRISIS, RunningBot, is_card, somebody

from safety import DATA, languages

pytestmark = pytest.mark.asyncio(loop_scope="module")

#: What somebody writes, and a country to tap.
SAID = {
    "ar": ("أريد أن أموت", "EG"), "hi": ("मैं मरना चाहता हूँ", "IN"), "zh": ("我想死", "TW"), "ja": ("死にたい", "JP"),
    "ru": ("хочу умереть", "KZ"), "sw": ("nataka kufa", "KE"),
}  # fmt: skip
HEARD = [language for language in SAID if language in {folder.name for folder in languages(DATA)}]


def acknowledgements(language: str) -> set[str]:
    """The first sentences of a language's cards."""
    cards = yaml.safe_load((DATA / language / "care.yaml").read_text("utf-8"))["cards"]
    return {card["ack"] for card in cards.values() if "ack" in card}


@pytest.mark.parametrize("language", HEARD)
async def test_readers_get_their_own_words(bot: RunningBot, language: str) -> None:
    reader = somebody()
    bot.emulator.private_message(reader, SAID[language][0], language_code=language)
    card, *_ = await bot.emulator.wait_for(reader)
    assert card.text.splitlines()[0] in acknowledgements(language)
    assert "findahelpline.com" in card.text


async def test_a_tap_on_a_country_brings_its_card_at_once(bot: RunningBot) -> None:
    reader = somebody()
    bot.emulator.private_message(reader, CRISIS, language_code="en")
    card, *_ = await bot.emulator.wait_for(reader)
    offered = [button["callback_data"] for button in card.buttons]
    assert "988" not in card.text
    assert {"in:US", "in:IE"} <= set(offered)

    bot.emulator.callback(reader, "in:IE", card.message_id)
    _, national, *_ = await bot.emulator.wait_for(reader, 2)
    assert "116 123" in national.text
    assert "988" not in national.text

    bot.emulator.private_message(reader, "/help_now", language_code="en")
    *_, again = await bot.emulator.wait_for(reader, 3)
    assert "116 123" in again.text


@pytest.mark.parametrize("words", ["yes, i have them here", "no", "i dont know what to do", "sleep"])
async def test_what_is_written_after_a_card_gets_care_and_never_a_list_of_articles(bot: RunningBot, words: str) -> None:
    reader = somebody()
    bot.emulator.private_message(reader, "I want to die tonight, I have the pills", language_code="en")
    await bot.emulator.wait_for(reader)
    bot.emulator.private_message(reader, words, language_code="en")
    _, second, *_ = await bot.emulator.wait_for(reader, 2)
    assert not any(
        "callback_data" in button and button["callback_data"].startswith("article:") for button in second.buttons
    )
    assert "emergency" in second.text or is_card(second)


@pytest.mark.parametrize(
    ("words", "is_reply"),
    [(CRISIS, True), ("my husband beats me", False), ("my husband beats me. i want to die", False)],
)
async def test_a_card_replies_to_its_message_unless_that_tells_of_abuse(
    bot: RunningBot,
    words: str,
    is_reply: bool,  # noqa: FBT001 - a column of the table
) -> None:
    reader = somebody()
    bot.emulator.private_message(reader, words, language_code="en")
    card, *_ = await bot.emulator.wait_for(reader)
    assert is_card(card)
    assert (card.reply_parameters is not None) is is_reply


@pytest.mark.parametrize("asked", ["in:IE", "care:more", "/help_now", "/crisis ireland", "/start help_now"])
async def test_help_that_is_asked_for_passes_ordinary_answers_that_do_not_get_through(
    bot: RunningBot, asked: str
) -> None:
    reader = somebody()
    hung = bot.emulator.inject(Hang(seconds=60), "sendMessage", chat=reader, times=1)
    for text in ("/privacy", "/terms"):
        bot.emulator.private_message(reader, text, language_code="en")
    await bot.emulator.wait_until(lambda: hung.struck == 1)
    if asked.startswith("/"):
        bot.emulator.private_message(reader, asked, language_code="en")
    else:
        bot.emulator.callback(reader, asked, 1)
    first, *_ = await bot.emulator.wait_for(reader, seconds=4)
    assert first.parse_mode is None


async def test_a_crisis_in_a_group_names_nobody(bot: RunningBot) -> None:
    reader, chat = somebody(), -2_000_000 - somebody()
    bot.emulator.group_message(chat, reader, CRISIS)
    line, *_ = await bot.emulator.wait_for(chat)
    assert str(reader) not in line.text
    assert "@" not in line.text
    assert line.reply_parameters is None
