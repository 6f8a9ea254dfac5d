"""Reads one raw update: who wrote where, and all the text that a person put into it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.types import Chat, Message, Reader

from .address import Address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Kinds of update that carry a message, and whether it may ask for something: what is edited or published is heard.
MESSAGES = {
    "message": True, "business_message": True, "guest_message": True, "channel_post": False, "edited_message": False,
    "edited_channel_post": False, "edited_business_message": False,
}  # fmt: skip
ALLOWED_UPDATES = (*MESSAGES, "callback_query", "inline_query", "my_chat_member")
CHATS = {"private": Chat.PRIVATE, "group": Chat.GROUP, "supergroup": Chat.GROUP, "channel": Chat.CHANNEL}
#: Fields that hold what somebody typed, in a message or anywhere within it. A kind of content that Telegram adds later
#: is likely to use the same names. Files are not opened.
TYPED = frozenset({
    "text", "caption", "question", "explanation", "description", "title", "address", "first_name", "last_name", "vcard",
    "performer", "file_name", "data", "name", "option_text", "comment", "credit", "summary", "new_chat_title",
    "prize_description",
})  # fmt: skip
#: Parts that say who and where, show what was said before, or repeat what stands elsewhere.
NOT_TYPED = frozenset({
    "chat", "from", "sender_chat", "user", "users", "forward_origin", "origin", "via_bot", "sender_business_bot",
    "reply_to_message", "pinned_message", "reply_markup", "entities", "caption_entities", "new_chat_members",
    "new_chat_member", "left_chat_member", "added_by_user", "added_by_chat", "completed_by_user", "completed_by_chat",
    "actor_chat", "poll_message", "checklist_message", "reply_to_story", "effect", "passport_data", "button_text",
})  # fmt: skip
REQUESTS = ("text", "caption", "sticker", "rich_message")
GONE = frozenset({"kicked", "left"})
#: What a wrong shape can raise on the way.
WRONG = (LookupError, TypeError, AttributeError, ValueError, ArithmeticError, RecursionError)


class PoisonError(ValueError):
    """An update that does not read; holds nothing of its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One update, ready for the dialog."""

    update: int  #: Telegram's number of it
    message: Message
    reader: Reader
    user: int  #: the person's private chat has the same number
    address: Address | None = None  #: where to answer; None for an inline query
    replies_to: int | None = None  #: the message that a card replies to
    pressed: int | None = None  #: the message whose button was pressed
    pressed_has_text: bool = False  #: that message may be edited in place
    callback: str = ""  #: a callback query to be answered
    inline: str = ""  #: an inline query to be answered
    blocked: bool = False  #: the reader blocked the bot

    @property
    def lane(self) -> str:
        """What keeps its order: a chat, or one person's inline queries."""
        return f"chat {self.address.chat}" if self.address else f"inline {self.user}"


def read(raw: object, username: str) -> Incoming | None:
    """One update, or None if it holds nothing for us. ``username`` is the bot's, for mentions.

    Raises:
        PoisonError: it is not what the Bot API promises.
    """
    try:
        return read_fields(raw, username)  # type: ignore[arg-type] # anything may come; a wrong shape raises below
    except WRONG as error:
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
        return read_inline(update, raw["inline_query"])
    if "my_chat_member" in raw:
        return read_membership(update, raw["my_chat_member"])
    return None


def read_message(update: int, message: Mapping[str, Any], username: str, *, is_new: bool) -> Incoming | None:
    """A message, post or edit; nothing if it is our own: for a business account, or shared from an inline answer."""
    if message.get("sender_business_bot") or is_name(message.get("via_bot"), username):
        return None
    chat = message["chat"]
    place = CHATS[chat["type"]]
    sender = message.get("from") or message.get("sender_chat") or chat
    guest = str(message.get("guest_query_id") or "")
    business = str(message.get("business_connection_id") or "")
    is_outgoing = bool(business) and sender["id"] != chat["id"]  # the owner of the business account, to a customer
    number = int(chat["id"])
    return Incoming(
        update=update, user=int(sender["id"]), replies_to=int(message["message_id"]) if place is Chat.PRIVATE else None,
        address=Address(chat=number, thread=topic(message), direct=direct(message), business=business, guest=guest),
        message=Message(
            text=words(message, username),
            browses=is_new and not is_outgoing and any(kind in message for kind in REQUESTS),
            addressed=place is Chat.PRIVATE or bool(guest) or is_addressed(message, username),
        ),
        reader=Reader(key=f"t{int(sender['id'])}", chat=place, chat_key=f"t{number}", language=language(sender)),
    )  # fmt: skip


def read_callback(update: int, query: Mapping[str, Any]) -> Incoming:
    """A pressed button."""
    message = query.get("message") or {}
    chat = message.get("chat") or {"id": query["from"]["id"], "type": "private"}
    reader = person(query["from"])
    business = str(message.get("business_connection_id") or "")
    address = Address(chat=int(chat["id"]), thread=topic(message), direct=direct(message), business=business)
    return Incoming(
        update=update, user=int(query["from"]["id"]), address=address, callback=str(query["id"]),
        pressed=message.get("message_id"), pressed_has_text="text" in message,
        message=Message(action=str(query.get("data") or "home")),
        reader=Reader(key=reader.key, chat=CHATS[chat["type"]], chat_key=f"t{address.chat}", language=reader.language),
    )  # fmt: skip


def read_inline(update: int, query: Mapping[str, Any]) -> Incoming:
    """A query typed behind the bot's name in any chat."""
    sender = query["from"]
    return Incoming(
        update=update, message=Message(text=str(query["query"])), reader=person(sender), user=int(sender["id"]),
        inline=str(query["id"]),
    )  # fmt: skip


def read_membership(update: int, change: Mapping[str, Any]) -> Incoming | None:
    """A reader who blocked the bot; other changes of what it is in a chat need nothing."""
    sender = change["from"]
    if change["new_chat_member"]["status"] not in GONE or change["chat"]["type"] != "private":
        return None
    return Incoming(update=update, message=Message(), reader=person(sender), user=int(sender["id"]), blocked=True)


def words(message: Mapping[str, Any], username: str) -> str:
    """Everything that was typed, a piece a line, the message itself first; without our own name and our own words."""
    ours = is_name((message.get("reply_to_message") or {}).get("from"), username)
    parts = {key: message[key] for key in ("text", "caption") if key in message} | dict(message)
    if ours:
        parts.pop("quote", None)
    pieces = (mention(username).sub(" ", piece).strip() for piece in typed(parts))
    return "\n".join(filter(None, pieces))


def typed(part: object, *, is_text: bool = False) -> Iterator[str]:
    """Everything in a message that a person typed, here or where it was forwarded or quoted from."""
    if isinstance(part, str):
        yield from [part] if is_text else []
    elif isinstance(part, list):
        pieces = [piece for item in part for piece in typed(item, is_text=is_text)]
        yield from ["".join(pieces)] if is_text else pieces  # formatted text comes in runs of one sentence
    elif isinstance(part, dict):
        for key, value in part.items():
            if key not in NOT_TYPED:
                yield from typed(value, is_text=key in TYPED)


def is_addressed(message: Mapping[str, Any], username: str) -> bool:
    """In a group: a command, a mention of the bot, or an answer to it."""
    text = str(message.get("text") or message.get("caption") or "")
    if mention(username, inside=True).search(text):
        return True
    command, _, other = text.split(maxsplit=1)[0].partition("@") if text.strip() else ("", "", "")
    answered = message.get("reply_to_message") or {}
    return (command.startswith("/") and not other) or is_name(answered.get("from"), username)


@lru_cache(maxsize=4)
def mention(username: str, *, inside: bool = False) -> re.Pattern[str]:
    """Finds the bot's name; ``inside``: also behind a command, as in ``/help@name``."""
    before = "" if inside else r"(?<![\w/])"
    return re.compile(rf"{before}@{re.escape(username)}\b" if username else r"(?!)", re.IGNORECASE)


def is_name(user: Mapping[str, Any] | None, username: str) -> bool:
    """Whether a user is the bot itself."""
    return bool(user and username) and str((user or {}).get("username", "")).lower() == username.lower()


def topic(message: Mapping[str, Any]) -> int | None:
    """The forum topic, for answers in the same one."""
    return int(message["message_thread_id"]) if message.get("is_topic_message") else None


def direct(message: Mapping[str, Any]) -> int | None:
    """The topic of the direct messages of a channel."""
    held = message.get("direct_messages_topic")
    return int(held["topic_id"]) if held else None


def person(user: Mapping[str, Any]) -> Reader:
    """A person in their own chat."""
    return Reader(key=f"t{int(user['id'])}", language=language(user))


def language(user: Mapping[str, Any]) -> str | None:
    """The language of the person's app, without its region."""
    code = str(user.get("language_code") or "").split("-")[0].lower()
    return {"fil": "tl", "iw": "he", "in": "id", "nb": "no"}.get(code, code) or None
