"""Groups and channels: a neutral line for everybody, and the card for the one person."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import ANNA, KEEPS_ON, Talk, buttons, group, kinds

from bot.types import Act, Chat, Message, Reader

LEVELS = ("distress", "ideation", "intent", "imminent")


async def test_in_a_group_a_neutral_line_stands_in_and_the_card_is_private(talk: Talk) -> None:
    public, private = await talk.say("!ideation", group())

    assert (public.public, public.private, public.care) == (True, False, True)
    assert [(button.act, button.value) for button in buttons([public])] == [(Act.PRIVATE, "help_now")]
    assert (private.public, private.private, private.care) == (False, True, True)
    assert KEEPS_ON in private.text


@pytest.mark.parametrize("level", LEVELS)
async def test_a_card_from_a_group_takes_none_from_the_persons_own_chat(talk: Talk, level: str) -> None:
    await talk.say(f"!{level}", group())
    talk.clock.turn(minutes=5)
    await talk.say(f"!{level}")
    alone = kinds(talk)
    await talk.say(f"!{level}")

    assert (alone[0], kinds(talk)) == ("card", ["short"])


async def test_who_writes_much_in_a_group_gets_one_private_card_in_half_an_hour(talk: Talk) -> None:
    seen = []
    for _ in range(11):
        talk.last = [reply for reply in await talk.say("!ideation", group()) if reply.private]
        seen += kinds(talk)
        talk.clock.turn(minutes=3)

    assert seen == ["card", *["short"] * 9, "card"]


async def test_whoever_was_at_risk_in_a_group_is_watched_over_in_their_own_chat(talk: Talk) -> None:
    await talk.say("!intent", group())
    seen = []
    for hours in (0, 1, 22, 2):
        talk.clock.turn(hours=hours)
        await talk.say("sleep")
        seen.append(kinds(talk))

    assert seen == [["short"], ["short", "other"], ["short", "other"], ["other"]]


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
