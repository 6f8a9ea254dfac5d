"""A card is sent until Telegram has accepted it, plainer after a refusal, and given up only where nobody is there."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest
from emulator import BrokenJson, CutAfter, Emulator, Hang, Reach, Refuse, ServerFailure, TooManyRequests

from bot.channels.telegram import Account
from bot.channels.telegram.address import Address
from bot.channels.telegram.cards import Cards, Parcel, Undeliverable
from bot.types import Act, Button, Reply

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from emulator.faults import Fault

READER, GROUP = 7, -100
REPLY = Reply(text="words < of & care", buttons=((Button(label="copy", act=Act.COPY, value="112"),),), care=True)


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    """Give an emulator with a reader, a forum and a topic."""
    async with Emulator() as opened:
        opened.private_message(READER, "hello")
        opened.forum_message(GROUP, 3, READER, "hello")
        yield opened


@pytest.fixture
async def cards(emulator: Emulator) -> AsyncIterator[Cards]:
    """Give what delivers cards."""
    bot = Account(token=emulator.token, base_url=emulator.base_url).bot(8)
    await bot.initialize()
    yield Cards(bot, lambda: "ally_test_bot")
    await bot.shutdown()


def parcel(chat: int = READER, thread: int | None = None, guest: str = "") -> Parcel:
    """Address a card."""
    return Parcel(reply=REPLY, address=Address(chat=chat, thread=thread, guest=guest), replies_to=1)


async def test_a_card_is_plain_text_that_makes_a_sound_and_shows_no_preview(emulator: Emulator, cards: Cards) -> None:
    await cards.deliver(parcel())
    (sent,) = emulator.sent(READER)
    assert (sent.text, sent.parse_mode, sent.disable_notification) == (REPLY.text, None, False)
    assert sent.link_preview_options == {"is_disabled": True}
    assert sent.reply_parameters == {"message_id": 1, "allow_sending_without_reply": True}
    assert [button["text"] for button in sent.buttons] == ["copy"]
    assert [call.method for call in emulator.calls() if call.method != "getMe"] == ["sendMessage"]


RETRIED: list[Fault] = [
    ServerFailure(), ServerFailure(code=500), ServerFailure(code=403), BrokenJson(executed=False), CutAfter(),
    TooManyRequests(retry_after=1), Refuse(code=400, description="Bad Request: BUTTON_URL_INVALID"),
    Refuse(code=404, description="Not Found"),
]  # fmt: skip


@pytest.mark.parametrize("fault", RETRIED, ids=repr)
async def test_it_is_sent_again_until_it_is_accepted(emulator: Emulator, cards: Cards, fault: Fault) -> None:
    emulator.inject(fault, "sendMessage", times=2)
    await asyncio.wait_for(cards.deliver(parcel()), 10)
    assert {sent.text for sent in emulator.sent(READER)} == {REPLY.text}
    assert emulator.calls("sendMessage")[-1].accepted


async def test_after_a_400_it_comes_at_once_without_keyboard_and_reply(emulator: Emulator, cards: Cards) -> None:
    emulator.inject(Refuse(code=400, description="Bad Request: x"), "sendMessage", times=1)
    started = time.monotonic()
    await cards.deliver(parcel())
    (sent,) = emulator.sent(READER)
    assert (sent.text, sent.reply_markup, sent.reply_parameters) == (REPLY.text, None, None)
    assert time.monotonic() - started < 1


async def test_a_topic_that_is_gone_is_left_out(emulator: Emulator, cards: Cards) -> None:
    await cards.deliver(parcel(GROUP, thread=99))
    assert [sent.message_thread_id for sent in emulator.sent(GROUP)] == [None]


async def test_only_the_limited_chat_waits(emulator: Emulator, cards: Cards) -> None:
    emulator.private_message(8, "hello")
    emulator.inject(TooManyRequests(retry_after=2, reach=Reach.CHAT), "sendMessage", chat=8, times=1)
    limited = asyncio.create_task(cards.deliver(parcel(8)))
    await emulator.wait_for_call("sendMessage")
    await asyncio.wait_for(cards.deliver(parcel()), 1)
    assert not limited.done()
    await asyncio.wait_for(limited, 10)
    assert len(emulator.sent(8)) == 1


async def test_a_hung_connection_is_given_up_soon(emulator: Emulator, cards: Cards) -> None:
    emulator.inject(Hang(seconds=60), "sendMessage", times=1)
    await asyncio.wait_for(cards.deliver(parcel()), 6)


async def test_a_group_that_moved_is_followed(emulator: Emulator, cards: Cards) -> None:
    emulator.inject(Refuse(code=400, description="Bad Request: x", migrate_to=GROUP), "sendMessage", chat=-5)
    await cards.deliver(parcel(-5))
    assert len(emulator.sent(GROUP)) == 1


@pytest.mark.parametrize(
    ("fault", "most"),
    [
        (Refuse(), 1),
        (Refuse(code=400, description="Bad Request: chat not found"), 2),
        (Refuse(code=400, description="Bad Request: x"), 6),
    ],
    ids=["blocked", "nobody", "refused"],
)  # fmt: skip
async def test_it_is_given_up_only_where_it_can_never_arrive(
    emulator: Emulator, cards: Cards, fault: Fault, most: int
) -> None:
    emulator.inject(fault, "sendMessage")
    with pytest.raises(Undeliverable):
        await asyncio.wait_for(cards.deliver(parcel()), 10)
    assert len(emulator.calls("sendMessage")) == most


async def test_as_a_guest_it_answers_the_query_and_else_in_the_chat(emulator: Emulator, cards: Cards) -> None:
    await cards.deliver(parcel(guest="17"))  # the emulator does not know the method
    assert [call.method for call in emulator.calls() if call.method != "getMe"] == ["answerGuestQuery", "sendMessage"]


async def test_a_keyboard_that_cannot_be_made_costs_the_keyboard_only(emulator: Emulator, cards: Cards) -> None:
    def fail() -> str:
        raise ZeroDivisionError

    await asyncio.wait_for(Cards(cards.bot, fail).deliver(parcel()), 5)
    assert [(sent.text, sent.reply_markup) for sent in emulator.sent(READER)] == [(REPLY.text, None)]
