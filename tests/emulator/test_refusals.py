"""The emulator refuses what Telegram refuses, and says so in Telegram's words."""

import json

import aiohttp
import pytest

from .caller import Caller
from .conftest import READER
from .server import Emulator
from .world import Json

PIXEL = b"\x89PNG\r\n\x1a\n and so on"
UNKNOWN = 99


def inline(*buttons: Json) -> Json:
    return {"inline_keyboard": [list(buttons)]}


def article(number: int) -> Json:
    content = {"message_text": "words"}
    return {"type": "article", "id": str(number), "title": "t", "input_message_content": content}


BUTTONS = (
    ({"text": "a", "callback_data": "x" * 64}, None),
    ({"text": "a", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
    ({"text": "a", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
    ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
    ({"text": "a", "url": "https://example.org/page?a=b"}, None),
    ({"text": "a", "url": "http://example.org:8080"}, None),
    ({"text": "a", "url": "https://bücher.example/"}, None),
    ({"text": "a", "url": "tg://user?id=1"}, None),
    ({"text": "a", "url": "tel:988"}, "BUTTON_URL_INVALID"),
    ({"text": "a", "url": "sms:741741"}, "BUTTON_URL_INVALID"),
    ({"text": "a", "url": "mailto:a@example.org"}, "BUTTON_URL_INVALID"),
    ({"text": "a", "url": "https://"}, "BUTTON_URL_INVALID"),
    ({"text": "a", "url": "https://nowhere"}, "BUTTON_URL_INVALID"),
    ({"text": "a", "url": "https://exa mple.org"}, "BUTTON_URL_INVALID"),
    ({"text": "a", "url": "https://example.org:port"}, "BUTTON_URL_INVALID"),
    ({"text": "a", "url": ""}, "BUTTON_URL_INVALID"),
    ({"text": "a", "copy_text": {"text": "1"}}, None),
    ({"text": "a", "copy_text": {"text": "1" * 256}}, None),
    ({"text": "a", "copy_text": {"text": "1" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
    ({"text": "a", "copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
    ({"text": " ", "callback_data": "x"}, "inline keyboard button text must be non-empty"),
    (
        {"text": "a"},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
)


@pytest.mark.parametrize(("button", "reason"), BUTTONS)
async def test_a_button_passes_or_takes_the_whole_message_with_it(
    caller: Caller, button: Json, reason: str | None
) -> None:
    answer = await caller.call("sendMessage", chat_id=READER, text="x", reply_markup=inline(button))

    assert answer.get("description") == (f"Bad Request: {reason}" if reason else None)
    assert len(caller.emulator.sent(READER)) == (0 if reason else 1)


@pytest.mark.parametrize(("rows", "accepted"), [([8] * 12, True), ([9], False), ([8] * 12 + [5], False)])
async def test_a_keyboard_has_a_hundred_buttons_at_most_and_eight_in_a_row(
    caller: Caller,
    rows: list[int],
    accepted: bool,  # noqa: FBT001 - pytest gives it by name
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "a", "callback_data": "x"}] * width for width in rows]}

    answer = await caller.call("sendMessage", chat_id=READER, text="x", reply_markup=keyboard)

    assert answer["ok"] is accepted
    assert accepted or answer["description"] == "Bad Request: reply markup is too long"


@pytest.mark.parametrize(("length", "accepted"), [(0, True), (1024, True), (1025, False)])
async def test_a_caption_is_shorter(
    caller: Caller,
    length: int,
    accepted: bool,  # noqa: FBT001 - pytest gives it by name
) -> None:
    photo = "https://example.org/a.png"

    answer = await caller.call("sendPhoto", chat_id=READER, photo=photo, caption="x" * length)

    assert answer["ok"] is accepted
    assert accepted or answer["description"] == "Bad Request: message caption is too long"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"chat_id": UNKNOWN}, "Bad Request: chat not found"),
        ({"chat_id": "@nobody"}, "Bad Request: chat not found"),
        ({}, "Bad Request: chat_id is empty"),
        ({"chat_id": READER, "message_thread_id": 5}, "Bad Request: message thread not found"),
        ({"chat_id": READER, "reply_parameters": {"message_id": 77}}, "Bad Request: message to be replied not found"),
        (
            {"chat_id": READER, "reply_parameters": {"message_id": 1, "quote": "never said"}},
            "Bad Request: QUOTE_TEXT_INVALID",
        ),
        ({"chat_id": READER, "reply_markup": "{"}, "Bad Request: can't parse reply markup JSON object"),
    ],
)
async def test_a_message_needs_a_place_that_exists(caller: Caller, given: Json, reason: str) -> None:
    assert await caller.refusal("sendMessage", text="x", **given) == reason
    assert caller.emulator.sent(READER) == ()


async def test_a_reply_goes_out_alone_where_that_is_allowed(caller: Caller) -> None:
    reply = {"message_id": 77, "allow_sending_without_reply": True}

    message = await caller.result("sendMessage", chat_id=READER, text="x", reply_parameters=reply)

    assert "reply_to_message" not in message


async def test_who_blocked_the_bot_is_out_of_reach_until_they_unblock_it(caller: Caller) -> None:
    caller.emulator.block(READER)
    blocked = await caller.call("sendMessage", chat_id=READER, text="x")
    caller.emulator.unblock(READER)

    assert blocked["error_code"] == 403
    assert blocked["description"] == "Forbidden: bot was blocked by the user"
    assert await caller.result("sendMessage", chat_id=READER, text="x")


async def test_a_group_that_was_left_or_threw_us_out_takes_nothing(caller: Caller) -> None:
    caller.emulator.group_message(-100, READER, "hi all")
    caller.emulator.group_message(-200, READER, "hi all")
    await caller.call("leaveChat", chat_id=-100)
    caller.emulator.remove_bot(-200, READER)

    reasons = [await caller.refusal("sendMessage", chat_id=chat, text="x") for chat in (-100, -200)]

    assert reasons == [
        "Forbidden: bot is not a member of the supergroup chat",
        "Forbidden: bot was kicked from the supergroup chat",
    ]


@pytest.mark.parametrize(
    ("path", "code", "reason"),
    [
        ("/bot1000:wrong/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 404, "Not Found"),
        ("/bot1000:emulated/getNothing", 404, "Not Found"),
        ("/", 404, "Not Found"),
        ("/bot1000:emulated/GETME", 200, None),
    ],
)
async def test_only_the_right_token_and_a_known_method_open(
    caller: Caller, path: str, code: int, reason: str | None
) -> None:
    async with caller.session.get(f"http://127.0.0.1:{caller.emulator.port}{path}") as response:
        answer = await response.json()

    assert (response.status, answer.get("description")) == (code, reason)


async def test_a_callback_is_answered_once_and_in_time(caller: Caller) -> None:
    emulator = caller.emulator
    first = emulator.query_id(emulator.callback(READER, "a", 1))
    late = emulator.query_id(emulator.callback(READER, "b", 1))
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"

    assert (await caller.call("answerCallbackQuery", callback_query_id=first))["ok"]
    assert await caller.refusal("answerCallbackQuery", callback_query_id=first) == old
    assert [query.id for query in emulator.unanswered()] == [late]
    emulator.world.expire_queries()
    assert await caller.refusal("answerCallbackQuery", callback_query_id=late) == old
    assert await caller.refusal("answerCallbackQuery", callback_query_id="0") == old


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        ([article(number) for number in range(50)], None),
        ([article(number) for number in range(51)], "RESULTS_TOO_MUCH"),
        ([article(1), article(1)], "RESULT_ID_DUPLICATE"),
        ([article(1) | {"id": ""}], "RESULT_ID_INVALID"),
        ([article(1) | {"input_message_content": {"message_text": ""}}], "message text is empty"),
        ([article(1) | {"reply_markup": inline({"text": "a", "url": "tel:1"})}], "BUTTON_URL_INVALID"),
    ],
)
async def test_inline_results_are_checked(caller: Caller, results: list[Json], reason: str | None) -> None:
    query = caller.emulator.query_id(caller.emulator.inline_query(READER, "sleep"))

    answer = await caller.call("answerInlineQuery", inline_query_id=query, results=results)

    assert answer.get("description") == (f"Bad Request: {reason}" if reason else None)


@pytest.mark.parametrize(
    ("method", "given", "reason"),
    [
        ("setMyCommands", {"commands": [{"command": "Help", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "help", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a", "description": "x"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ("setMyShortDescription", {"short_description": "x" * 121}, "BOT_SHORT_DESCRIPTION_TOO_LONG"),
        ("sendChatAction", {"chat_id": READER, "action": "thinking"}, "wrong parameter action in request"),
        ("sendContact", {"chat_id": READER, "first_name": "x"}, "phone number is empty"),
        ("sendRichMessage", {"chat_id": READER, "rich_message": {}}, "rich message must have either HTML or Markdown"),
        ("sendPhoto", {"chat_id": READER}, "there is no photo in the request"),
        ("sendPhoto", {"chat_id": READER, "photo": "x"}, "wrong file identifier/HTTP URL specified"),
        ("setWebhook", {"url": "http://example.org"}, "bad webhook: An HTTPS URL must be provided for webhook"),
    ],
)
async def test_other_calls_are_checked_too(caller: Caller, method: str, given: Json, reason: str) -> None:
    assert await caller.refusal(method, **given) == f"Bad Request: {reason}"


async def test_edits_need_a_message_of_the_bot_and_a_change(caller: Caller) -> None:
    where = {
        "chat_id": READER,
        "message_id": (await caller.result("sendMessage", chat_id=READER, text="x"))["message_id"],
    }

    assert "message is not modified" in await caller.refusal("editMessageText", **where, text="x")
    assert "no caption" in await caller.refusal("editMessageCaption", **where, caption="y")
    assert await caller.refusal("editMessageText", **where | {"message_id": 1}, text="y") == (
        "Bad Request: message can't be edited"
    )
    assert await caller.refusal("editMessageText", **where | {"message_id": 99}, text="y") == (
        "Bad Request: message to edit not found"
    )
    assert (await caller.result("editMessageText", **where, text="y"))["text"] == "y"
    assert (await caller.call("deleteMessage", **where))["result"] is True
    assert await caller.refusal("deleteMessage", **where) == "Bad Request: message to delete not found"


@pytest.mark.parametrize(
    ("data", "reason"), [(PIXEL, None), (b"", "file must be non-empty"), (b"text", "IMAGE_PROCESS_FAILED")]
)
async def test_an_uploaded_picture_is_looked_at_and_kept(caller: Caller, data: bytes, reason: str | None) -> None:
    form = aiohttp.FormData({"chat_id": str(READER), "caption": "<b>hi</b>", "parse_mode": "HTML"})
    form.add_field("photo", data, filename="a.png")

    async with caller.session.post(caller.url("sendPhoto"), data=form) as response:
        answer = await response.json()

    assert answer.get("description") == (f"Bad Request: {reason}" if reason else None)
    if not reason:
        path = (await caller.result("getFile", file_id=answer["result"]["photo"][0]["file_id"]))["file_path"]
        async with caller.session.get(f"{caller.emulator.file_url}{caller.emulator.token}/{path}") as file:
            assert await file.read() == data


async def test_a_form_means_the_same_as_json(caller: Caller) -> None:
    keyboard = inline({"text": "a", "callback_data": "x"})
    given = {"chat_id": str(READER), "text": "x", "reply_markup": json.dumps(keyboard), "disable_notification": "true"}

    async with caller.session.post(caller.url("sendMessage"), data=given | {"made_up": "1"}) as response:
        assert response.status == 200

    (sent,) = caller.emulator.sent(READER)
    (call,) = caller.emulator.calls("sendMessage")
    assert (sent.reply_markup, sent.disable_notification, sent.text) == (keyboard, True, "x")
    assert (call.accepted, call.code, call.chat_id, call.unknown) == (True, 200, READER, ("made_up",))


async def test_forgetting_keeps_what_later_calls_refer_to(caller: Caller) -> None:
    reply = {"message_id": 1}
    await caller.result("sendMessage", chat_id=READER, text="x")

    caller.emulator.forget()

    assert caller.emulator.calls() == ()
    assert (await caller.result("sendMessage", chat_id=READER, text="x", reply_parameters=reply))["message_id"] == 3
    assert len(caller.emulator.sent(READER)) == 1


async def test_waiting_in_vain_says_how_far_it_came() -> None:
    async with Emulator() as emulator:
        with pytest.raises(TimeoutError, match="chat 5 has 0 of 2 messages"):
            await emulator.wait_for(5, 2, seconds=0.01)
