"""Care first, whatever a message is and whatever is broken; what follows a card, and for how long."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from fakes import ANNA, Talk, buttons, group, kinds, screen, sign, values

from bot.browse import ROUTES
from bot.people import Export
from bot.types import Act, Message
from safety import Level, Situation

if TYPE_CHECKING:
    from bot.people import People
    from content import Catalog
    from safety import Care, Screening

LEVELS = ("distress", "ideation", "intent", "imminent")


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("situation", [each.value for each in Situation])
@pytest.mark.parametrize("words", ["", "/start", "/search", "/forget"])
async def test_the_first_reply_to_any_trouble_is_its_card(talk: Talk, level: str, situation: str, words: str) -> None:
    talk.dialog.screen = lambda _: hearing

    hearing = screen(f"!{level} {situation}")
    replies = await talk.say(f"{words} something")

    assert (replies[0].care, replies[0].plain, kinds(talk)[0]) == (True, True, "card")
    assert replies[0].urgent is (hearing.level >= Level.INTENT)


@pytest.mark.parametrize(
    ("message", "follow"),
    [
        ("!topic", ["card", "other"]),
        ("!distress", ["card", "other"]),
        ("!ideation", ["card"]),
        ("!intent", ["card"]),
        ("!imminent", ["card"]),
        ("hello", ["other"]),
    ],
)
async def test_what_follows_a_card_depends_on_its_level(talk: Talk, message: str, follow: list[str]) -> None:
    await talk.say(message)

    assert kinds(talk) == follow


async def test_at_most_three_curated_articles_follow_distress(talk: Talk) -> None:
    _, reading = await talk.say("!distress")

    assert len([value for value in values([reading]) if value.startswith("article:")]) == 3


async def test_nothing_follows_distress_where_there_is_nothing_to_read(care: Care) -> None:
    talk = Talk(care, None)
    await talk.say("!distress")

    assert kinds(talk) == ["card"]


@pytest.mark.parametrize("level", LEVELS)
async def test_for_half_an_hour_free_text_gets_the_short_line_and_no_search(talk: Talk, level: str) -> None:
    await talk.say(f"!{level}")
    talk.clock.turn(minutes=29)
    for text in ("sleep", f"!{level}"):
        await talk.say(text)
        assert kinds(talk) == ["short"], text


@pytest.mark.parametrize("level", LEVELS)
async def test_after_half_an_hour_the_card_comes_again(talk: Talk, level: str) -> None:
    await talk.say(f"!{level}")
    talk.clock.turn(minutes=31)
    await talk.say(f"!{level}")

    assert kinds(talk)[0] == "card"


async def test_the_card_comes_again_when_the_level_rises_and_not_when_it_falls(talk: Talk) -> None:
    seen = []
    for level in ("distress", "ideation", "distress", "imminent", "intent"):
        await talk.say(f"!{level}")
        seen.append(kinds(talk)[0])

    assert seen == ["card", "card", "short", "card", "short"]


@pytest.mark.parametrize("command", ["/latest", "/categories", "/privacy", "/search sleep"])
async def test_commands_work_beside_a_card(talk: Talk, command: str) -> None:
    await talk.say("!ideation")
    await talk.say(command)

    assert kinds(talk) == ["other"]


@pytest.mark.parametrize("level", ["intent", "imminent"])
async def test_for_a_day_after_intent_every_reply_begins_with_a_line_of_care(talk: Talk, level: str) -> None:
    await talk.say(f"!{level}")
    talk.clock.turn(hours=23)
    for text in ("sleep", "/latest"):
        replies = await talk.say(text)
        assert kinds(talk) == ["short", "other"], text
        assert "112" in replies[0].text

    talk.clock.turn(hours=2)
    await talk.say("sleep")
    assert kinds(talk) == ["other"]


async def test_a_calmer_card_does_not_take_the_number_from_the_line_of_care(talk: Talk) -> None:
    await talk.say("!imminent")
    talk.clock.turn(hours=1)
    await talk.say("!distress")
    talk.clock.turn(hours=1)
    replies = await talk.say("/latest")

    assert kinds(talk) == ["short", "other"]
    assert "112" in replies[0].text
    await talk.tap("I'm safe / with someone")
    await talk.say("/latest")
    assert kinds(talk) == ["other"]


async def test_the_line_of_care_ends_when_the_reader_says_they_are_safe(talk: Talk) -> None:
    await talk.say("!intent")
    talk.clock.turn(hours=1)
    await talk.say("/latest")
    await talk.tap("I'm safe / with someone")
    await talk.say("/latest")

    assert kinds(talk) == ["other"]


async def test_it_does_not_end_by_words(talk: Talk) -> None:
    await talk.say("!intent")
    talk.clock.turn(hours=1)
    await talk.say("I'm safe now")
    await talk.say("/latest")

    assert kinds(talk) == ["short", "other"]


async def test_a_topic_gets_its_block_once_in_six_hours_and_always_something_first(talk: Talk) -> None:
    seen = []
    for hours in (0, 5, 2):
        talk.clock.turn(hours=hours)
        await talk.say("!topic suicide nobody")
        seen.append(kinds(talk))

    assert seen == [["card", "other"], ["short", "other"], ["card", "other"]]


async def test_edits_polls_and_names_are_heard_and_not_answered(talk: Talk) -> None:
    await talk.hear(Message(text="!ideation", browses=False))
    heard = kinds(talk)
    await talk.hear(Message(text="sleep", browses=False))

    assert (heard, kinds(talk)) == (["card"], [])


# The buttons of cards


async def test_every_button_under_every_card_answers(talk: Talk) -> None:
    reader = replace(ANNA, country="US")
    for situation in Situation:
        for level in LEVELS:
            talk.memory.forget(reader.key)
            open_, seen = [f"!{level} {situation.value}"], set[str]()
            while open_:
                asked = open_.pop()
                replies = await (talk.say if asked.startswith("!") else talk.press)(asked, reader)
                assert replies, asked
                assert all(reply.text.strip() for reply in replies), asked
                new = {b.value for b in buttons(replies) if b.act is Act.ACTION and b.value.startswith("care:")} - seen
                seen |= new
                open_ += sorted(new)


@pytest.mark.parametrize("value", ["care:", "care:nothing", "care", "care:more:7", "care:" + "x" * 64])
async def test_an_unknown_button_of_a_card_gets_plain_words(talk: Talk, value: str) -> None:
    [reply] = await talk.press(value)

    assert (reply.care, bool(reply.text)) == (True, True)


async def test_something_to_read_opens_the_curated_list(talk: Talk) -> None:
    [reply] = await talk.press("care:read")

    assert (reply.care, sum(value.startswith("article:") for value in values([reply]))) == (False, 3)


# The language and the secrecy of what follows a card


@pytest.mark.parametrize("level", ["ideation", "intent"])
async def test_what_follows_a_card_speaks_its_language(talk: Talk, level: str) -> None:
    talk.dialog.screen = lambda text: replace(screen(text), language="ja" if text.startswith("!") else None)
    say, press = talk.say, talk.press
    said = []
    for ask, words in (
        (say, f"!{level}"), (press, "care:more"), (press, "care:help"), (press, "care:another_country"),
        (press, "in:GB"), (say, "/help_now"), (say, "hello"),
    ):  # fmt: skip
        said.append((await ask(words))[0].text)
    talk.clock.turn(hours=1)
    said.append((await talk.say("/latest"))[0].text)

    assert [re.search("[ぁ-ん]", text) is not None for text in said] == [True] * 7 + [level == "intent"]


async def test_the_card_of_a_country_speaks_the_language_of_the_last_card_whichever_was_the_gravest(talk: Talk) -> None:
    for language, text in (("ja", "!intent"), ("es", "!distress")):
        talk.dialog.screen = partial(heard_in, language)
        await talk.say(text)
    [card] = await talk.press("in:MX")

    assert card.text.splitlines()[0] == talk.caring.care.words["es"].cards["intent"]["ack"]  # type: ignore[union-attr] # it is there


async def test_what_is_counted_is_the_language_that_was_spoken(talk: Talk) -> None:
    talk.dialog.screen = partial(heard_in, "ja")
    await talk.say("!ideation")
    for minutes in (1, 30):
        talk.clock.turn(minutes=minutes)
        await talk.say("/help_now")

    asked = [event.language for event in talk.caring.counts.waiting if event.outcome == "asked"]
    assert asked == ["ja", "en"]


async def test_in_a_group_nothing_speaks_the_language_of_somebodys_card(talk: Talk) -> None:
    talk.dialog.screen = partial(heard_in, "ja")
    await talk.say("!ideation")
    [alone] = await talk.say("/help_now")
    [public] = await talk.say("/help_now", group())

    assert [re.search("[ぁ-ん]", reply.text) is not None for reply in (alone, public)] == [True, False]


def heard_in(language: str, text: str) -> Screening:
    """What is heard in a text, in that language."""
    return replace(screen(text), language=language)


async def test_other_countries_and_reading_are_offered_in_the_cards_language_where_menus_speak_it(talk: Talk) -> None:
    asked = []
    for language in ("es", "ja"):
        talk.dialog.screen = partial(heard_in, language)
        await talk.say("!ideation")
        asked.append((await talk.press("care:other_country"))[0].text)

    assert asked == [talk.dialog.texts[language].say("country_question") for language in ("es", "en")]


async def test_a_card_about_abuse_and_what_follows_it_reply_to_nothing(talk: Talk) -> None:
    seen = []
    for text in (
        "!ideation",
        "!distress abuse",
        "!distress abuse",
        "hello",
        "/help_now",
        "in:IE",
        "care:more",
        "!intent",
    ):
        ask = talk.press if ":" in text else talk.say
        seen += [reply.discreet for reply in await ask(text) if reply.care]
    talk.clock.turn(hours=1)
    seen += [reply.discreet for reply in await talk.say("!ideation")]

    assert seen == [False, *[True] * 7, False]


async def test_a_card_about_something_graver_than_abuse_does_not_quote_it_either(talk: Talk) -> None:
    beaten = replace(sign("beaten", Level.DISTRESS), situation=Situation.ABUSE)
    talk.dialog.screen = lambda text: replace(screen(text), signals=(beaten,))

    assert [reply.discreet for reply in await talk.say("!intent")] == [True]


# Words that a button carries


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", [*ROUTES, "crisis", "in", "care", "made up", ""])
async def test_a_cry_in_a_button_brings_its_card_first_whoever_made_the_button(
    kept: Talk, people: People, name: str, level: str
) -> None:
    kept.dialog.screen = lambda text: screen(f"!{level}") if "i want to die" in text else screen("")
    for value in (f"{name}:i want to die", f"{name}:i want to die:2"):
        kept.memory.forget(ANNA.key)
        await kept.press(value)
        assert kinds(kept)[0] == "card", value
    assert kinds(kept)[1:] == (["other"] if level == "distress" else [])
    assert await people.export(ANNA.key) == Export()


@pytest.mark.parametrize("level", LEVELS)
async def test_a_search_that_is_a_cry_is_neither_offered_for_keeping_nor_kept(
    kept: Talk, people: People, level: str
) -> None:
    kept.dialog.screen = lambda text: screen(f"!{level}") if "calm evening" in text else screen("")
    offered = []
    for text in ("calm evening", "/search calm evening", "/short calm evening", "/keep calm evening"):
        kept.memory.forget(ANNA.key)
        offered += [value for value in values(await kept.say(text)) if value.startswith(("keep:", "find:", "short:"))]
    await kept.press("keep:calm evening")

    assert offered == []
    assert await people.searches(ANNA.key) == ()


async def test_the_pages_of_a_search_about_suicide_have_something_of_care_first_like_the_search(talk: Talk) -> None:
    talk.dialog.screen = lambda text: screen("!topic suicide nobody") if "evening" in text else screen("")
    seen = []
    for ask, words in ((talk.say, "calm evening"), (talk.press, "find:calm evening:2"), (talk.press, "latest::2")):
        await ask(words)
        seen.append(kinds(talk))

    assert seen == [["card", "other"], ["short", "other"], ["other"]]


# Inline queries


@pytest.mark.parametrize(
    ("query", "heard", "card", "articles"),
    [
        ("sleep", "!ideation", True, False), ("sleep", "!distress", True, False),
        ("sleep", "!topic suicide nobody", True, True), ("sleep", "", False, True), ("", "", False, True),
    ],
)  # fmt: skip
async def test_an_inline_query_has_help_first_and_articles_where_nobody_is_at_risk(
    talk: Talk,
    query: str,
    heard: str,
    card: bool,  # noqa: FBT001 - a column of the table
    articles: bool,  # noqa: FBT001 - the same
) -> None:
    help_, teasers = await talk.dialog.inline(Message(text=query), ANNA, screen(heard))

    assert (help_ is not None, len(teasers) > 0) == (card, articles)


async def test_an_empty_inline_query_offers_the_newest(talk: Talk, catalog: Catalog) -> None:
    _, teasers = await talk.dialog.inline(Message(), ANNA, talk.dialog.screen(""))

    assert len(teasers) == catalog.size


async def test_signs_over_several_messages_bring_the_card(talk: Talk) -> None:
    first = await talk.say("?goodbye")
    second = await talk.say("?letter")

    assert [reply.care for reply in first] == [False]
    assert [reply.care for reply in second] == [True]
    assert second[0].urgent


async def test_a_fault_in_adding_up_costs_nothing(talk: Talk) -> None:
    talk.memory.traces = None  # type: ignore[assignment] # as broken as can be
    replies = await talk.say("!ideation")
    assert replies[0].care
