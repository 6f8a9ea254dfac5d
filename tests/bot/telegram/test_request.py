"""The way to Telegram: time-outs have their name, files are uploaded, and no error names the token."""

from __future__ import annotations

import asyncio
import traceback
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from emulator import BrokenJson, CutAfter, CutBefore, Emulator, Hang, Refuse, ServerFailure, TooManyRequests
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channels.telegram import Account
from bot.channels.telegram.request import AiohttpRequest, urlencoded

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from emulator.faults import Fault
    from telegram import Bot

TOKEN = "1000:marked-token"  # noqa: S105 - opens nothing but the emulator
READER = 7
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 200_000


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    """Give an emulator that one reader has written to."""
    async with Emulator(token=TOKEN) as opened:
        opened.private_message(READER, "hello")
        yield opened


@pytest.fixture
async def ptb(emulator: Emulator) -> AsyncIterator[Bot]:
    """Give a Bot of PTB on our backend."""
    made = Account(token=TOKEN, base_url=emulator.base_url, file_url=emulator.file_url).bot(4)
    await made.initialize()
    yield made
    await made.shutdown()


FAULTS: list[tuple[Fault, type[TelegramError]]] = [
    (TooManyRequests(retry_after=3), RetryAfter),
    (Refuse(code=400, description="Bad Request: no"), BadRequest),
    (Refuse(code=400, description="Bad Request: moved", migrate_to=-5), ChatMigrated),
    (Refuse(), Forbidden),
    (Refuse(code=401, description="Unauthorized"), InvalidToken),
    (ServerFailure(), NetworkError),
    (ServerFailure(code=400), NetworkError),
    (ServerFailure(code=403), NetworkError),
    (BrokenJson(), TelegramError),
    (CutBefore(), NetworkError),
    (CutAfter(), NetworkError),
    (Hang(seconds=30), TimedOut),
]


@pytest.mark.parametrize(("fault", "error"), FAULTS, ids=repr)
async def test_every_failure_has_its_name_and_none_holds_the_token(
    emulator: Emulator, ptb: Bot, fault: Fault, error: type[TelegramError]
) -> None:
    emulator.inject(fault, "sendMessage")
    with pytest.raises(error) as caught:
        await ptb.send_message(READER, "x", read_timeout=0.2)
    assert type(caught.value) is error
    assert "marked-token" not in "".join(traceback.format_exception(caught.value))


async def test_a_server_that_is_not_there(emulator: Emulator, ptb: Bot) -> None:
    await emulator.close()
    with pytest.raises(NetworkError) as caught:
        await ptb.send_message(READER, "x")
    assert "marked-token" not in "".join(traceback.format_exception(caught.value))


async def test_a_pool_that_is_full_is_a_time_out(emulator: Emulator, ptb: Bot) -> None:
    emulator.inject(Hang(seconds=30), chat=READER)
    hanging = [asyncio.create_task(ptb.send_message(READER, "x", read_timeout=20)) for _ in range(4)]
    await emulator.wait_for_call("sendMessage", 4)
    with pytest.raises(TimedOut):
        await ptb.send_message(READER, "y", pool_timeout=0.05, connect_timeout=0.05)
    for task in hanging:
        task.cancel()
    await asyncio.gather(*hanging, return_exceptions=True)
    assert [call.parameters["text"] for call in emulator.calls("sendMessage")] == ["x"] * 4


async def test_a_file_is_uploaded_and_known_from_then_on(emulator: Emulator, ptb: Bot) -> None:
    first = await ptb.send_photo(READER, PNG, caption="é <b>", filename="a.png")
    again = await ptb.send_photo(READER, first.photo[-1].file_id)
    assert [emulator.sent(READER)[0].text, len(emulator.sent(READER))] == ["é <b>", 2]
    assert emulator.world.files[first.photo[-1].file_id] == PNG
    assert again.photo[-1].file_id == first.photo[-1].file_id


async def test_a_file_is_fetched(emulator: Emulator, ptb: Bot) -> None:
    sent = await ptb.send_photo(READER, PNG)
    file = await ptb.get_file(sent.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray()) == PNG
    assert emulator.calls("getFile")


ANSWERS: list[tuple[bytes, bool]] = [
    (b'{"ok":true,"result":true}', True),
    (b'{"ok":false,"description":"x"}', True),
    (b"[]", False),
    (b"null", False),
    (b'{"ok":true}', False),
    (b"<html>", False),
    (b"", False),
    (b"\xff", False),
    (b"[" * 100_000, False),
]


@pytest.mark.parametrize(("payload", "reads"), ANSWERS, ids=lambda value: repr(value)[:20])
def test_only_answers_of_the_bot_api_are_believed(
    payload: bytes, caplog: pytest.LogCaptureFixture, *, reads: bool
) -> None:
    read: Callable[[bytes], object] = AiohttpRequest.parse_json_payload
    if reads:
        read(payload)
        return
    with pytest.raises(TelegramError):
        read(payload)
    assert caplog.records == []


def test_of_a_sent_message_only_what_is_needed_is_read() -> None:
    sent = (
        b'{"ok":true,"result":{"message_id":1,"date":2,"chat":{"id":3,"type":"private"},"reply_to_message":{"new":1}}}'
    )
    read = AiohttpRequest.parse_json_payload(sent)
    assert read["result"] == {"message_id": 1, "date": 2, "chat": {"id": 3, "type": "private"}}


async def test_before_it_is_opened_it_says_so() -> None:
    with pytest.raises(NetworkError, match="not open"):
        await AiohttpRequest().post("http://127.0.0.1:1/")


async def test_opening_and_closing_twice_does_no_harm() -> None:
    request = AiohttpRequest()
    for step in (request.initialize, request.initialize, request.shutdown, request.shutdown):
        await step()


@given(st.dictionaries(st.sampled_from(["text", "chat_id"]), st.text(max_size=30)))
def test_fields_are_written_as_everybody_writes_them(fields: dict[str, str]) -> None:
    assert urlencoded(fields) == urlencode(fields).encode()


def test_half_a_character_breaks_nothing() -> None:
    assert urlencoded({"text": "a\ud800"}) == b"text=a%3F"
