"""The country of a card: named, chosen, typed, or asked for."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from fakes import ANNA, KEEPS_ON, Talk, group, kinds, screen, values

from bot.counts import Counts
from bot.people import People, Settings
from safety import Level, Place

if TYPE_CHECKING:
    from safety import Care


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


@pytest.mark.parametrize(
    ("heard", "situation", "kind"),
    [
        (["!distress abuse"], "abuse", "abuse"), (["!ideation third_party other"], "third_party", "third_party"),
        (["!imminent overdose"], "overdose", "overdose"), (["!distress psychosis"], "psychosis", "psychosis"),
        (["!ideation"], "suicide", "ideation"), (["!intent", "!distress abuse"], "suicide", "intent"),
        (["!distress abuse", "!intent"], "suicide", "intent"),
    ],
)  # fmt: skip
async def test_the_card_of_a_chosen_country_is_about_the_gravest_of_what_was_heard_and_counted_so(
    talk: Talk, care: Care, heard: list[str], situation: str, kind: str
) -> None:
    for text in heard:
        await talk.say(text)
    talk.caring.counts = Counts()
    [card] = await talk.press("in:IE")
    place = Place(language="en", country="IE", now=talk.clock.now)

    assert card.text == care.of_kind(kind, Level.NONE, place).text
    assert [(event.outcome, event.situation) for event in talk.caring.counts.waiting] == [("shown", situation)]


async def test_the_card_of_a_chosen_country_is_still_one_for_the_young(talk: Talk) -> None:
    talk.dialog.screen = lambda text: replace(screen(text), minor=text.startswith("!"))
    await talk.say("!ideation")
    [card] = await talk.press("in:AU")

    assert "1800 55 1800" in card.text


async def test_under_a_card_from_a_group_a_country_brings_its_card_too(talk: Talk) -> None:
    await talk.say("!distress abuse", group())
    [card] = await talk.press("in:IE")

    assert not card.text.startswith("Ireland")
    assert KEEPS_ON in card.text


@pytest.mark.parametrize("typed", ["Bolivia", "bolivia.", "I'm in Bolivia", "BO"])
async def test_a_country_that_is_typed_under_a_card_is_an_answer_and_no_search(talk: Talk, typed: str) -> None:
    await talk.say("!ideation")
    await talk.tap("Other")
    [card] = await talk.say(typed)

    assert (card.care, f"{KEEPS_ON}/countries/bo" in card.text) == (True, True)


ORDINARY = ("pain", "child", "service", "woman", "male", "while", "begin", "mania", "sales", "alone", "help", "gone")
SLIPS = {"Germny": "DE", "Deutchland": "DE", "Untied States": "US", "Pakistn": "PK", "bolvia": "BO", "hungry": "HU"}


@pytest.mark.parametrize("typed", [*ORDINARY, *SLIPS, "ira", "NO", "IT"])
async def test_words_within_half_an_hour_of_a_card_choose_no_country(talk: Talk, typed: str) -> None:
    await talk.say("!ideation")
    await talk.say(typed)

    assert (kinds(talk), talk.readers.known(ANNA.key)) == (["short"], Settings())


@pytest.mark.parametrize(("typed", "country"), [("Brasil", "BR"), ("I am in Kenya", "KE"), ("Jordan", "JO")])
async def test_the_very_name_of_a_country_is_taken_after_a_card_even_unasked(
    talk: Talk, typed: str, country: str
) -> None:
    await talk.say("!ideation")
    [card] = await talk.say(typed)

    assert f"{KEEPS_ON}/countries/{country.lower()}" in card.text
    assert talk.readers.known(ANNA.key).country == country


@pytest.mark.parametrize(("typed", "country"), SLIPS.items())
@pytest.mark.parametrize("asked", ["care:other_country", "care:another_country", "/country"])
async def test_a_slip_of_the_pen_in_an_answer_is_offered_to_be_tapped_and_not_taken(
    talk: Talk, asked: str, typed: str, country: str
) -> None:
    await talk.say("!ideation")
    await (talk.say if asked.startswith("/") else talk.press)(asked)
    [question] = await talk.say(typed)
    before = talk.readers.known(ANNA.key)
    [card] = await talk.press(values([question])[0])

    assert (question.care, values([question])[0], before) == (True, f"in:{country}", Settings())
    assert f"{KEEPS_ON}/countries/{country.lower()}" in card.text
    assert talk.readers.known(ANNA.key).country == country


@pytest.mark.parametrize("typed", ["/guess", "/guess spam", "/guess ZZ"])
async def test_nobody_has_a_country_guessed_that_nobody_knows(talk: Talk, typed: str) -> None:
    [question] = await talk.say(typed)

    assert "in:US" in values([question])
    assert "spam" not in str(question)


@pytest.mark.parametrize("typed", [*ORDINARY, "no", "ok", "it", "thank you", "x" * 500])
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


async def test_a_database_that_hangs_does_not_hold_up_the_card_of_a_chosen_country(care: Care) -> None:
    class Hanging(People):
        def __init__(self) -> None: ...

        async def settings(self, key: str) -> Settings:
            del key
            return await asyncio.Future()

        async def choose_country(self, key: str, country: str | None) -> None:
            del key, country
            await asyncio.Future()

    talk = Talk(care, None, Hanging())
    await talk.say("!ideation")
    async with asyncio.timeout(5):
        [card] = await talk.press("in:IE")
        later, *_ = await talk.say("!imminent")
    await talk.readers.close()

    assert ["116 123" in reply.text for reply in (card, later)] == [True, True]


async def test_an_unknown_country_after_crisis_is_asked_for(talk: Talk) -> None:
    [reply] = await talk.say("/crisis atlantis")

    assert (reply.care, "in:GB" in values([reply])) == (True, True)
