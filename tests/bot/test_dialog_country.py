"""The country of a card: named, chosen, typed, or asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import ANNA, KEEPS_ON, Talk, kinds, screen, values

from safety import Level


async def test_without_a_country_the_card_names_none_and_asks(talk: Talk) -> None:
    card, *_ = await talk.say("!ideation")

    assert {value.partition(":")[0] for value in values([card])} == {"in", "care"}
    assert "988" not in card.text


async def test_a_country_by_button_brings_that_countrys_card_at_once_and_is_kept(kept: Talk) -> None:
    await kept.say("!ideation")
    [card] = await kept.tap("Ireland")
    again = kept.caring.memory.of(ANNA.key)
    kept.clock.turn(hours=1)
    later, *_ = await kept.say("!ideation")

    assert "116 123" in card.text
    assert (card.care, again.level, "116 123" in later.text) == (True, Level.IDEATION, True)
    assert (await kept.readers.store.settings(ANNA.key)).country == "IE"


@pytest.mark.parametrize("typed", ["Bolivia", "bolvia", "I'm in Bolivia", "BO"])
async def test_a_country_that_is_typed_under_a_card_is_an_answer_and_no_search(talk: Talk, typed: str) -> None:
    await talk.say("!ideation")
    await talk.tap("Other")
    [card] = await talk.say(typed)

    assert (card.care, f"{KEEPS_ON}/countries/bo" in card.text) == (True, True)


@pytest.mark.parametrize("typed", ["no", "ok", "it", "thank you", "x" * 500])
async def test_words_that_are_no_country_are_not_taken_for_one(talk: Talk, typed: str) -> None:
    await talk.say("!ideation")
    await talk.tap("Other")
    await talk.say(typed)

    assert kinds(talk) == ["short"]


@pytest.mark.parametrize("value", ["in:ZZ", "in:", "in:" + "x" * 61, "in:Atlantis", "in"])
async def test_a_country_that_nobody_knows_is_asked_for_again(talk: Talk, value: str) -> None:
    [reply] = await talk.press(value)

    assert (reply.care, "in:IE" in values([reply])) == (True, True)


async def test_a_country_named_in_the_message_is_that_of_the_card(talk: Talk) -> None:
    talk.dialog.screen = lambda _: hearing

    hearing = screen("!ideation")
    card, *_ = await talk.say("i live in japan and i want to die")

    assert f"{KEEPS_ON}/countries/jp" in card.text


@pytest.mark.parametrize(
    ("text", "country"),
    [("/crisis france", "fr"), ("/crisis frnace", "fr"), ("/crisis DE", "de"), ("france", "fr"), ("España", "es")],
)
async def test_a_country_that_is_named_shows_its_lines_and_changes_no_choice(
    talk: Talk, text: str, country: str
) -> None:
    [reply] = await talk.say(text)

    assert (reply.care, f"{KEEPS_ON}/countries/{country}" in reply.text) == (True, True)
    assert talk.readers.at_hand == {}


@pytest.mark.parametrize("text", ["/crisis", "/help_now", "/helpnow", "/crisis@ally_bot", "/start help_now"])
async def test_help_is_there_without_any_reason(talk: Talk, text: str) -> None:
    [reply] = await talk.say(text, replace(ANNA, country="FR"))

    assert (reply.care, "3114" in reply.text) == (True, True)


async def test_an_unknown_country_after_crisis_is_asked_for(talk: Talk) -> None:
    [reply] = await talk.say("/crisis atlantis")

    assert (reply.care, "in:GB" in values([reply])) == (True, True)
