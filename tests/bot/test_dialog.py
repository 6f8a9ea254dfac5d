"""Care first, whatever a message is and whatever is broken; what follows a card, and for how long."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from fakes import ANNA, KEEPS_ON, Talk, buttons, group, kinds, screen, values

from bot.browse import ROUTES
from bot.people import Export
from bot.types import Act, Chat, Message, Reader
from safety import Level, Situation

if TYPE_CHECKING:
    from bot.people import People
    from content import Catalog
    from safety import Care

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


# Groups and channels


async def test_in_a_group_a_neutral_line_stands_in_and_the_card_is_private(talk: Talk) -> None:
    public, private = await talk.say("!ideation", group())

    assert (public.public, public.private, public.care) == (True, False, True)
    assert [(button.act, button.value) for button in buttons([public])] == [(Act.PRIVATE, "help_now")]
    assert (private.public, private.private, private.care) == (False, True, True)
    assert KEEPS_ON in private.text


async def test_the_neutral_line_is_said_once_an_hour_in_a_chat(talk: Talk) -> None:
    said = []
    for minutes, reader in ((0, group()), (10, group(Reader(key="ben"))), (0, group(chat="g2")), (51, group())):
        talk.clock.turn(minutes=minutes)
        said.append(sum(reply.public for reply in await talk.say("!ideation", reader)))

    assert said == [1, 0, 1, 1]


async def test_a_topic_in_a_group_does_not_take_the_line_from_danger(talk: Talk) -> None:
    texts = ("!topic suicide nobody", "!topic suicide nobody", "!ideation", "!ideation", "!topic suicide nobody")
    heard = [await talk.hear(Message(text=text, addressed=False), group()) for text in texts]

    assert [sum(reply.public for reply in replies) for replies in heard] == [1, 0, 1, 0, 0]


async def test_a_topic_in_a_group_gets_the_line_and_no_private_card(talk: Talk) -> None:
    replies = await talk.hear(Message(text="!topic suicide nobody", addressed=False), group())

    assert [(reply.public, reply.private) for reply in replies] == [(True, False)]


async def test_a_channel_gets_the_neutral_line_and_nothing_else(talk: Talk) -> None:
    channel = replace(ANNA, chat=Chat.CHANNEL, chat_key="c1")

    assert [reply.public for reply in await talk.say("!imminent", channel)] == [True]
    assert await talk.say("sleep", channel) == []


async def test_in_a_group_only_who_means_the_bot_is_answered(talk: Talk) -> None:
    unmeant = await talk.hear(Message(text="sleep", addressed=False), group())
    meant = await talk.hear(Message(text="sleep"), group())

    assert (len(unmeant), len(meant)) == (0, 1)


async def test_a_country_chosen_in_a_group_never_shows_that_a_card_was_sent(talk: Talk) -> None:
    await talk.say("!ideation")
    [alone] = await talk.press("in:FR")
    [public] = await talk.press("in:FR", group())

    assert "3114" in public.text
    assert (alone.text.startswith("France"), public.text.startswith("France")) == (False, True)


async def test_no_reminder_is_seen_by_others(talk: Talk) -> None:
    await talk.say("!intent")
    await talk.say("/latest", group())

    assert kinds(talk) == ["other"]


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
    ("query", "card", "articles"),
    [("!ideation", True, 0), ("!distress", True, 0), ("!topic suicide nobody", True, None), ("sleep", False, None)],
)
async def test_an_inline_query_has_help_first_and_articles_where_nobody_is_at_risk(
    talk: Talk,
    query: str,
    card: bool,  # noqa: FBT001 - a column of the table
    articles: int | None,
) -> None:
    help_, teasers = await talk.dialog.inline(Message(text=query), ANNA, talk.dialog.screen(query))

    assert (help_ is not None) is card
    assert articles is None or len(teasers) == articles


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
