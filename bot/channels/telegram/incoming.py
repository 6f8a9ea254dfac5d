"""Reads one raw update: who wrote where, and all the text that a person put into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.types import Chat, Message, Reader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Kinds of update that carry a message, and whether a new one may be answered as a request.
MESSAGES = {
    "message": True, "business_message": True, "guest_message": True, "channel_post": False, "edited_message": False,
    "edited_channel_post": False, "edited_business_message": False,
}  # fmt: skip
ALLOWED_UPDATES = (*MESSAGES, "callback_query", "inline_query", "my_chat_member")
CHATS = {"private": Chat.PRIVATE, "group": Chat.GROUP, "supergroup": Chat.GROUP, "channel": Chat.CHANNEL}
#: Inside a message: what holds typed text, and in which fields. Files are not opened.
TYPED = {
    "contact": ("first_name", "last_name", "vcard"), "venue": ("title", "address"), "quote": ("text",),
    "document": ("file_name",), "game": ("title", "description", "text"), "checklist": ("title",),
    "web_app_data": ("data",), "audio": ("title", "performer"),
}  # fmt: skip
GONE = frozenset({"kicked", "left"})


class PoisonError(ValueError):
    """An update that does not read; holds nothing of its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One update, ready for the dialog."""

    update: int  #: Telegram's number of it
    message: Message
    reader: Reader
    chat: int | None = None  #: where to answer; None for an inline query
    user: int | None = None
    thread: int | None = None  #: forum topic
    replies_to: int | None = None  #: the message that a card replies to
    pressed: int | None = None  #: the message whose button was pressed
    pressed_has_text: bool = False  #: that message may be edited in place
    callback: str = ""  #: a callback query to be answered
    inline: str = ""  #: an inline query to be answered
    business: str = ""
    blocked: bool = False  #: the reader blocked the bot


def read(raw: object, username: str) -> Incoming | None:
    """One update, or None if it holds nothing for us. ``username`` is the bot's, for mentions.

    Raises:
        PoisonError: it is not what the Bot API promises.
    """
    try:
        return read_fields(raw, username)  # type: ignore[arg-type] # anything may come; a wrong shape raises below
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise PoisonError(type(error).__name__) from None


def read_fields(raw: Mapping[str, Any], username: str) -> Incoming | None:
    """The update by its kind."""
    update = int(raw["update_id"])
    for kind, is_new in MESSAGES.items():
        if kind in raw:
            return read_message(update, raw[kind], username, is_new=is_new)
    if "callback_query" in raw:
        return read_callback(update, raw["callback_query"])
    if "inline_query" in raw:
        query = raw["inline_query"]
        message = Message(text=str(query["query"]))
        return Incoming(update=update, message=message, reader=person(query["from"]), user=query["from"]["id"], inline=str(query["id"]))
    if "my_chat_member" in raw:
        change = raw["my_chat_member"]
        blocked = change["new_chat_member"]["status"] in GONE and change["chat"]["type"] == "private"
        return Incoming(update=update, message=Message(), reader=person(change["from"]), user=change["from"]["id"], blocked=blocked) if blocked else None
    return None


def read_message(update: int, message: Mapping[str, Any], username: str, *, is_new: bool) -> Incoming:
    """A message, post or edit."""
    chat = message["chat"]
    place = CHATS[chat["type"]]
    sender = message.get("from") or message.get("sender_chat") or chat
    text = "\n".join(filter(None, typed(message)))
    addressed = place is Chat.PRIVATE or is_addressed(message, username)
    return Incoming(
        update=update, chat=int(chat["id"]), user=int(sender["id"]), thread=topic(message), business=str(message.get("business_connection_id", "")),
        replies_to=int(message["message_id"]) if place is Chat.PRIVATE else None,
        message=Message(text=text, addressed=addressed, browses=is_new and is_request(message)),
        reader=Reader(key=f"t{sender['id']}", chat=place, chat_key=f"t{chat['id']}", language=language(sender)),
    )  # fmt: skip


def read_callback(update: int, query: Mapping[str, Any]) -> Incoming:
    """A pressed button."""
    message = query.get("message") or {}
    chat = message.get("chat") or {"id": query["from"]["id"], "type": "private"}
    place = CHATS[chat["type"]]
    reader = person(query["from"])
    return Incoming(
        update=update, chat=int(chat["id"]), user=int(query["from"]["id"]), thread=topic(message), callback=str(query["id"]),
        pressed=message.get("message_id"), pressed_has_text="text" in message,
        message=Message(action=str(query.get("data", "")) or "home"),
        reader=Reader(key=reader.key, chat=place, chat_key=f"t{chat['id']}", language=reader.language),
    )  # fmt: skip


def typed(message: Mapping[str, Any]) -> Iterator[str]:
    """Everything in a message that a person typed, here or where it was forwarded or quoted from."""
    yield str(message.get("text") or "")
    yield str(message.get("caption") or "")
    for part, fields in TYPED.items():
        held = message.get(part) or {}
        yield from (str(held.get(field) or "") for field in fields)
    poll = message.get("poll") or {}
    yield from (str(poll.get(field) or "") for field in ("question", "explanation"))
    yield from (str(option.get("text") or "") for option in poll.get("options") or ())
    checklist = message.get("checklist") or {}
    yield from (str(task.get("text") or "") for task in checklist.get("tasks") or ())


def is_request(message: Mapping[str, Any]) -> bool:
    """Whether a message may ask for something: words or a caption, not a poll, a contact or a place."""
    return "text" in message or "caption" in message or "sticker" in message


def is_addressed(message: Mapping[str, Any], username: str) -> bool:
    """In a group: a command, a mention of the bot, or an answer to it."""
    text = str(message.get("text") or message.get("caption") or "")
    if f"@{username}".lower() in text.lower():
        return True
    command, _, other = text.split(maxsplit=1)[0].partition("@") if text.strip() else ("", "", "")
    answered = message.get("reply_to_message") or {}
    is_ours = str((answered.get("from") or {}).get("username", "")).lower() == username.lower()
    return (command.startswith("/") and not other) or is_ours


def topic(message: Mapping[str, Any]) -> int | None:
    """The forum topic, for answers in the same one."""
    return int(message["message_thread_id"]) if message.get("is_topic_message") else None


def person(user: Mapping[str, Any]) -> Reader:
    """A person in their own chat."""
    return Reader(key=f"t{user['id']}", language=language(user))


def language(user: Mapping[str, Any]) -> str | None:
    """The language of the person's app, without its region."""
    code = str(user.get("language_code") or "").split("-")[0].lower()
    return {"fil": "tl", "iw": "he", "in": "id", "nb": "no"}.get(code, code) or None
