"""The library that the bot is built on finds in the emulator what it expects of Telegram."""

from collections.abc import AsyncIterator

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    Update,
)
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from .conftest import READER
from .faults import BrokenJson, CutAfter, ServerFailure, TooManyRequests
from .server import Emulator

PIXEL = b"\x89PNG\r\n\x1a\n and so on"


@pytest.fixture
async def emulator(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Emulator]:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # without it the library warns whenever it sees a number of seconds
    async with Emulator(eager=True) as opened:
        opened.private_message(READER, "hello")
        yield opened


@pytest.fixture
async def bot(emulator: Emulator) -> AsyncIterator[Bot]:
    async with Bot(emulator.token, base_url=emulator.base_url, base_file_url=emulator.file_url) as opened:
        yield opened


async def test_every_made_update_parses(emulator: Emulator, bot: Bot) -> None:
    emulator.group_message(-100, READER, "hello")
    emulator.forum_message(-200, 5, READER, "topic")
    emulator.channel_post(-300, "post")
    emulator.photo(READER, "caption")
    emulator.quiz(READER, "question?", ("yes", "no"), "because")
    emulator.contact(READER, "Ada")
    emulator.venue(READER, "Park", "Road 1")
    emulator.forward(READER, "forwarded")
    emulator.reply(READER, "replied", 1, quote="hello")
    emulator.edit(READER, 1, "good night")
    emulator.callback(READER, "data", 1)
    emulator.callback(READER, "data", 99)
    emulator.inline_query(READER, "sleep")
    emulator.block(READER)

    updates = await bot.get_updates()

    assert [update.update_id for update in updates] == list(emulator.updates)
    assert all(update.effective_user or update.channel_post for update in updates)


@pytest.mark.parametrize("content", [5, None])
async def test_a_broken_update_breaks_the_library(emulator: Emulator, content: object) -> None:
    update = emulator.broken_update(READER, content=content)

    with pytest.raises((TypeError, KeyError, AttributeError)):
        Update.de_json(emulator.updates[update].update, None)


async def test_messages_and_pictures_arrive_as_they_were_sent(emulator: Emulator, bot: Bot) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("a", callback_data="x")]])

    text = await bot.send_message(READER, "<b>hi</b>", parse_mode="HTML", reply_markup=keyboard)
    photo = await bot.send_photo(READER, PIXEL, caption="picture")
    again = await bot.send_photo(READER, photo.photo[-1].file_id)

    assert (text.text, text.entities[0].type) == ("hi", "bold")
    assert [sent.text for sent in emulator.sent(READER)] == ["hi", "picture", ""]
    assert emulator.sent(READER)[0].buttons == ({"text": "a", "callback_data": "x"},)
    assert again.photo == photo.photo
    assert await (await bot.get_file(photo.photo[-1].file_id)).download_as_bytearray() == PIXEL
    assert [call.unknown for call in emulator.calls()] == [()] * len(emulator.calls())


async def test_rich_messages_profile_and_inline_answers_pass(emulator: Emulator, bot: Bot) -> None:
    query = emulator.query_id(emulator.inline_query(READER, "sleep"))
    article = InlineQueryResultArticle("1", "title", InputTextMessageContent("words"))

    await bot.do_api_request("sendRichMessage", {"chat_id": READER, "rich_message": {"html": "<h1>x</h1>"}})
    await bot.set_my_commands([("help_now", "help")], language_code="en")
    await bot.set_my_description("what I am")
    await bot.set_chat_menu_button()
    await bot.answer_inline_query(query, [article], cache_time=0, is_personal=True)
    chat = await bot.get_chat(READER)

    assert chat.type == "private"
    assert (await bot.get_my_commands(language_code="en"))[0].command == "help_now"
    assert all(call.accepted for call in emulator.calls())


async def test_refusals_are_the_librarys_own_errors(emulator: Emulator, bot: Bot) -> None:
    emulator.block(READER)
    with pytest.raises(Forbidden):
        await bot.send_message(READER, "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(99, "x")
    stranger = Bot("1:wrong", base_url=emulator.base_url)
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()
    await bot.set_webhook("http://127.0.0.1:9/")
    with pytest.raises(Conflict):
        await bot.get_updates()


async def test_faults_are_the_librarys_own_errors(emulator: Emulator, bot: Bot) -> None:
    emulator.inject(TooManyRequests(retry_after=3), "sendMessage", times=1)
    emulator.inject(ServerFailure(), "sendMessage", times=1)
    emulator.inject(CutAfter(), "sendMessage", times=1)
    emulator.inject(BrokenJson(), "sendMessage", times=1)

    for expected in (RetryAfter, NetworkError, NetworkError, TelegramError):
        with pytest.raises(expected):
            await bot.send_message(READER, "x")

    assert [call.accepted for call in emulator.calls("sendMessage")] == [False, False, True, True]
