"""What Telegram knows: chats, their messages, files, open queries."""

import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from .parameters import Parameters, Upload
from .refusal import bad, forbidden

Json = dict[str, Any]

BOT_ID = 1000
BOT: Json = {"id": BOT_ID, "is_bot": True, "first_name": "Ally", "username": "ally_test_bot"}

#: How long a query waits for its answer, in seconds.
CALLBACK_LIFE = 150.0
INLINE_LIFE = 30.0


@dataclass(slots=True, kw_only=True)
class Chat:
    """One chat with everything that was said in it."""

    id: int
    facts: Json  #: the Chat object as updates show it
    messages: dict[int, Json] = field(default_factory=dict)
    last: int = 0  #: the number of the last message
    forgotten: int = 0  #: up to here messages existed once, and we no longer have them
    topics: set[int] = field(default_factory=set)
    refusal: str = ""  #: why the bot may not write here: blocked, thrown out

    def next_id(self) -> int:
        """Number the next message."""
        self.last += 1
        return self.last

    def had(self, message_id: int) -> bool:
        """Whether a message is here, or was before we forgot."""
        return message_id in self.messages or 0 < message_id <= self.forgotten


@dataclass(slots=True, kw_only=True)
class Query:
    """A pressed button or an inline query that may be answered once, for a while."""

    id: str
    user_id: int
    until: float
    answered: bool = False


@dataclass(slots=True, kw_only=True)
class World:
    """All state but the updates on their way."""

    chats: dict[int, Chat] = field(default_factory=dict)
    users: dict[int, Json] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)  #: @name -> chat
    files: dict[str, bytes] = field(default_factory=dict)
    callbacks: dict[str, Query] = field(default_factory=dict)
    inline: dict[str, Query] = field(default_factory=dict)
    profile: Json = field(default_factory=dict)  #: commands, descriptions, menu button as last set
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def user(self, user_id: int, language_code: str | None = None) -> Json:
        """Get or make a user; a language once given stays."""
        user = self.users.get(user_id)
        if user is None:
            user = self.users[user_id] = {"id": user_id, "is_bot": False, "first_name": f"Reader {user_id}"}
        if language_code:
            user = self.users[user_id] = user | {"language_code": language_code}  # updates on their way keep the old
        return user

    def private(self, user_id: int) -> Chat:
        """Get or make the private chat with a user."""
        name = self.user(user_id)["first_name"]
        return self.chat(user_id, {"id": user_id, "type": "private", "first_name": name})

    def group(self, chat_id: int, *, forum: bool = False) -> Chat:
        """Get or make a supergroup."""
        facts: Json = {"id": chat_id, "type": "supergroup", "title": f"Group {chat_id}"}
        return self.chat(chat_id, facts | {"is_forum": True} if forum else facts)

    def channel(self, chat_id: int) -> Chat:
        """Get or make a channel."""
        return self.chat(chat_id, {"id": chat_id, "type": "channel", "title": f"Channel {chat_id}"})

    def chat(self, chat_id: int, facts: Json) -> Chat:
        """Get a chat, or make it with these facts."""
        chat = self.chats.get(chat_id)
        if chat is None:
            chat = self.chats[chat_id] = Chat(id=chat_id, facts=facts)
        return chat

    def find(self, chat_id: int | str | None) -> Chat:
        """Find the chat of a call.

        Raises:
            RefusalError: there is none, or it does not want us.
        """
        if chat_id is None or chat_id == "":
            raise bad("chat_id is empty")
        chat = self.chats.get(self.names.get(chat_id, 0) if isinstance(chat_id, str) else chat_id)
        if chat is None:
            raise bad("chat not found")
        if chat.refusal:
            raise forbidden(chat.refusal)
        return chat

    def keep(self, chat: Chat, content: Json) -> Json:
        """Number, date and store a message."""
        message: Json = {"message_id": chat.next_id(), "date": int(time.time()), "chat": chat.facts, **content}
        chat.messages[message["message_id"]] = message
        return message

    def store(self, data: bytes) -> str:
        """Keep a file; returns its id."""
        file_id = f"file-{next(self.numbers)}"
        self.files[file_id] = data
        return file_id

    def open_query(self, queries: dict[str, Query], user_id: int, seconds: float) -> Query:
        """Note a query that waits for its answer."""
        query = Query(id=str(next(self.numbers)), user_id=user_id, until=time.monotonic() + seconds)
        queries[query.id] = query
        return query

    def expire_queries(self) -> None:
        """Let all open queries grow too old at once, as after a long standstill."""
        for query in (*self.callbacks.values(), *self.inline.values()):
            query.until = 0

    def forget(self) -> None:
        """Drop messages, files and answered queries; numbers go on, and what was there counts as having been."""
        for chat in self.chats.values():
            chat.messages.clear()
            chat.forgotten = chat.last
        self.files.clear()
        self.callbacks = {key: query for key, query in self.callbacks.items() if not query.answered}
        self.inline = {key: query for key, query in self.inline.items() if not query.answered}


def photo(world: World, given: object, parameters: Parameters) -> Json:
    """Take an uploaded, linked or known photo; returns the part of a message that shows it.

    Raises:
        RefusalError: it is missing, empty, no picture, or unknown.
    """
    upload = parameters.get(given.removeprefix("attach://")) if isinstance(given, str) else given
    if isinstance(upload, Upload):
        return picture(world.store(checked(upload)), len(upload.data))
    if not isinstance(given, str) or not given:
        raise bad("there is no photo in the request")
    if given.startswith(("http://", "https://")):
        return picture(world.store(b""), 0)
    if given not in world.files and not given.startswith("file-"):
        raise bad("wrong file identifier/HTTP URL specified")
    return picture(given, len(world.files.get(given, b"")))


def checked(upload: Upload) -> bytes:
    """Refuse an upload that is no picture."""
    if not upload.data:
        raise bad("file must be non-empty")
    webp = upload.data[:4] == b"RIFF" and upload.data[8:12] == b"WEBP"
    if not webp and not upload.data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8")):
        raise bad("IMAGE_PROCESS_FAILED")
    return upload.data


def picture(file_id: str, size: int) -> Json:
    """Describe a photo."""
    facts = {"file_id": file_id, "file_unique_id": f"u{file_id}", "width": 800, "height": 600, "file_size": size}
    return {"photo": [facts]}
