"""Every kind of update is read into who wrote where, and all the words in it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.address import Address
from bot.channels.telegram.incoming import ALLOWED_UPDATES, MESSAGES, Incoming, PoisonError, read
from bot.types import Chat

NAME = "ally_test_bot"
ADA = {"id": 7, "is_bot": False, "first_name": "Ada", "language_code": "en-GB"}
US = {"id": 1000, "is_bot": True, "first_name": "Ally", "username": NAME}
PRIVATE = {"id": 7, "type": "private"}
GROUP = {"id": -100, "type": "supergroup", "title": "not typed"}

Json = dict[str, Any]


def update(kind: str = "message", chat: Json = PRIVATE, **content: object) -> Json:
    """Make an update."""
    return {"update_id": 1, kind: {"message_id": 5, "date": 0, "chat": chat, "from": ADA, **content}}


def heard(raw: Json) -> Incoming:
    """Read an update that holds something."""
    incoming = read(raw, NAME)
    assert incoming is not None
    return incoming


WORDS: dict[str, tuple[Json, str]] = {
    "a text": ({"text": "words"}, "words"),
    "a caption": ({"photo": [{"file_id": "x"}], "caption": "words"}, "words"),
    "a poll": (
        {"poll": {"question": "how?", "description": "more", "options": [{"text": "so"}, {"text": "or so"}]}},
        "how?\nmore\nso\nor so",
    ),
    "a quiz": ({"poll": {"type": "quiz", "question": "q", "options": [], "explanation": "because"}}, "q\nbecause"),
    "a contact": ({"contact": {"first_name": "I want", "last_name": "to go", "phone_number": "1"}}, "I want\nto go"),
    "a place": ({"venue": {"title": "a place", "address": "a street", "location": {}}}, "a place\na street"),
    "a file": ({"document": {"file_name": "letter.txt", "mime_type": "text/plain"}}, "letter.txt"),
    "music": ({"audio": {"title": "a song", "performer": "a band"}}, "a song\na band"),
    "a checklist": ({"checklist": {"title": "list", "tasks": [{"text": "one"}, {"text": "two"}]}}, "list\none\ntwo"),
    "a quotation": ({"quote": {"text": "quoted", "position": 0}, "text": "words"}, "words\nquoted"),
    "an answer to elsewhere": (
        {"text": "words", "external_reply": {"origin": {"sender_user_name": "not typed"}, "venue": {"title": "there"}}},
        "words\nthere",
    ),
    "an answer to here": ({"text": "words", "reply_to_message": {"text": "said before", "from": ADA}}, "words"),
    "a forward": ({"text": "words", "forward_origin": {"sender_user_name": "not typed"}}, "words"),
    "a rich message": (
        {"rich_message": {"blocks": [{"type": "x", "text": ["I ", {"type": "bold", "text": "go"}]}, {"text": "on"}]}},
        "I go\non",
    ),
    "data of a web app": ({"web_app_data": {"data": "words", "button_text": "not typed"}}, "words"),
    "a new topic": ({"forum_topic_created": {"name": "topic", "icon_color": 1}}, "topic"),
    "a new title": ({"new_chat_title": "title"}, "title"),
    "a gift": ({"gift": {"gift": {"id": "1"}, "text": "for you"}}, "for you"),
    "a game": ({"game": {"title": "chess", "description": "a game"}}, "chess\na game"),
    "a button below": ({"text": "words", "reply_markup": {"inline_keyboard": [[{"text": "not typed"}]]}}, "words"),
    "nothing": ({"sticker": {"emoji": "x", "set_name": "not typed"}}, ""),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), WORDS.values(), ids=WORDS)
def test_all_that_was_typed_is_heard_and_nothing_else(content: Json, expected: str) -> None:
    assert heard(update(**content)).message.text == expected


@pytest.mark.parametrize("kind", MESSAGES)
def test_every_kind_of_message_is_heard_and_asked_for(kind: str) -> None:
    incoming = heard(update(kind, text="words"))
    assert (incoming.message.text, incoming.message.browses) == ("words", MESSAGES[kind])
    assert kind in ALLOWED_UPDATES


@pytest.mark.parametrize(
    ("content", "asks"),
    [
        ({"text": "x"}, True),
        ({"caption": "x"}, True),
        ({"poll": {"question": "x"}}, False),
        ({"contact": {"first_name": "x"}}, False),
    ],
)
def test_words_may_ask_for_something_and_polls_and_contacts_may_not(content: Json, *, asks: bool) -> None:
    assert heard(update(**content)).message.browses is asks


def test_who_wrote_where() -> None:
    incoming = heard(update(text="x"))
    assert (incoming.update, incoming.user, incoming.replies_to, incoming.lane) == (1, 7, 5, "chat 7")
    assert (incoming.reader.key, incoming.reader.chat, incoming.reader.language) == ("t7", Chat.PRIVATE, "en")
    assert incoming.address is not None
    assert incoming.address.chat == 7


def test_a_card_replies_to_nobody_in_a_group() -> None:
    incoming = heard(update(chat=GROUP, text="x"))
    assert (incoming.replies_to, incoming.reader.chat, incoming.reader.chat_key) == (None, Chat.GROUP, "t-100")


ADDRESSED = [
    ("/help", {}, True),
    (f"/help@{NAME}", {}, True),
    ("/help@another_bot", {}, False),
    (f"sleep, @{NAME.upper()}?", {}, True),
    (f"mail me@{NAME}2.org", {}, False),
    ("sleep", {}, False),
    ("sleep", {"reply_to_message": {"from": US}}, True),
    ("sleep", {"reply_to_message": {"from": ADA}}, False),
    ("sleep", {"guest_query_id": "3"}, True),
    ("", {}, False),
]


@pytest.mark.parametrize(("text", "more", "expected"), ADDRESSED)
def test_in_a_group_a_command_a_mention_or_an_answer_addresses_the_bot(
    text: str, more: Json, *, expected: bool
) -> None:
    assert heard(update(chat=GROUP, text=text, **more)).message.addressed is expected


def test_our_own_name_is_not_part_of_what_is_asked() -> None:
    assert heard(update(chat=GROUP, text=f"@{NAME} sleep")).message.text == "sleep"
    assert heard(update(chat=GROUP, text=f"/search@{NAME} sleep")).message.text == f"/search@{NAME} sleep"


def test_our_own_words_are_not_heard_again() -> None:
    assert read(update(text="x", via_bot=US), NAME) is None
    assert read(update("business_message", text="x", sender_business_bot=US, business_connection_id="b"), NAME) is None
    assert heard(update(text="x", quote={"text": "card"}, reply_to_message={"from": US})).message.text == "x"


def test_the_owner_of_a_business_account_is_heard_and_not_answered() -> None:
    owner, customer = {"id": 8, "first_name": "Owner"}, ADA
    for sender, answered in ((customer, True), (owner, False)):
        said: Json = {"from": sender, "text": "x", "business_connection_id": "b"}
        assert heard(update("business_message", **said)).message.browses is answered


def test_the_corner_of_the_chat_is_kept_for_the_answer() -> None:
    forum = heard(update(chat=GROUP, text="x", message_thread_id=9, is_topic_message=True)).address
    thread = heard(update(chat=GROUP, text="x", message_thread_id=9)).address
    direct = heard(update(chat=GROUP, text="x", direct_messages_topic={"topic_id": 4})).address
    business = heard(update("business_message", text="x", business_connection_id="b")).address
    assert forum == Address(chat=-100, thread=9)
    assert thread == Address(chat=-100)
    assert direct == Address(chat=-100, direct=4)
    assert business == Address(chat=7, business="b")


def test_a_pressed_button() -> None:
    message = {"message_id": 3, "chat": PRIVATE, "text": "x", "business_connection_id": "b"}
    incoming = heard({"update_id": 2, "callback_query": {"id": "11", "from": ADA, "data": "home", "message": message}})
    assert (incoming.callback, incoming.pressed, incoming.pressed_has_text, incoming.message.action) == (
        "11",
        3,
        True,
        "home",
    )
    assert incoming.address is not None
    assert incoming.address.business == "b"


@pytest.mark.parametrize("message", [None, {"message_id": 3, "chat": PRIVATE, "date": 0}])
def test_a_button_of_a_message_that_is_gone(message: Json | None) -> None:
    incoming = heard({"update_id": 2, "callback_query": {"id": "11", "from": ADA, "message": message}})
    assert (incoming.pressed_has_text, incoming.message.action, incoming.lane) == (False, "home", "chat 7")


def test_an_inline_query() -> None:
    incoming = heard({"update_id": 2, "inline_query": {"id": "11", "from": ADA, "query": "words", "offset": ""}})
    assert (incoming.inline, incoming.message.text, incoming.address, incoming.lane) == (
        "11",
        "words",
        None,
        "inline 7",
    )


@pytest.mark.parametrize(
    ("status", "chat", "blocks"), [("kicked", PRIVATE, True), ("member", PRIVATE, False), ("kicked", GROUP, False)]
)
def test_a_reader_who_blocks_the_bot(status: str, chat: Json, *, blocks: bool) -> None:
    raw = {"update_id": 2, "my_chat_member": {"chat": chat, "from": ADA, "new_chat_member": {"status": status}}}
    incoming = read(raw, NAME)
    assert (incoming is not None and incoming.blocked) is blocks


@pytest.mark.parametrize(
    ("code", "language"), [("en", "en"), ("pt-BR", "pt"), ("nb", "no"), ("fil", "tl"), (None, None), ("", None)]
)
def test_the_language_of_the_app_is_read_without_its_region(code: str | None, language: str | None) -> None:
    sender: Json = {"from": {"id": 7, "language_code": code}, "text": "x"}
    assert heard(update(**sender)).reader.language == language


def test_without_a_name_nothing_is_ours() -> None:
    incoming = read(update(chat=GROUP, text="mail me @ home", reply_to_message={"from": {"id": 1}}), "")
    assert incoming is not None
    assert incoming.message.addressed is False


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([
        "message", "callback_query", "inline_query", "my_chat_member", "update_id", "chat", "from", "id", "type",
        "text", "poll", "options", "message_id", "reply_to_message", "query",
        "data", "quote", "new_chat_member", "status",
        "language_code",
        "via_bot", "username", "direct_messages_topic", "is_topic_message", "message_thread_id",
    ]), inner, max_size=5),
    max_leaves=12,
)  # fmt: skip


@given(json)
def test_whatever_comes_is_read_or_is_poison(raw: object) -> None:
    with suppress(PoisonError):
        read(raw, NAME)


@given(st.sampled_from([*ALLOWED_UPDATES]), json)
def test_whatever_stands_in_an_update_is_read_or_is_poison(kind: str, content: object) -> None:
    with suppress(PoisonError):
        read({"update_id": 1, kind: content}, NAME)


def test_poison_holds_nothing_of_its_text() -> None:
    with pytest.raises(PoisonError) as caught:
        read({"update_id": 1, "message": {"chat": {"id": "words", "type": "private"}, "message_id": 1}}, NAME)
    assert (str(caught.value), caught.value.__cause__) == ("ValueError", None)
