"""What people do: each method makes one update and returns its id."""

import re
import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from .faults import Faults
from .inbox import Inbox, Pending
from .markup import units
from .world import BOT, CALLBACK_LIFE, INLINE_LIFE, Chat, Json, World, picture

DAY = 86400.0
COMMAND_OR_MENTION = re.compile(r"(?<![\w/])(/[A-Za-z0-9_]{1,64}(?:@\w+)?|@\w{4,32})")


@dataclass(kw_only=True)
class Readers:
    """People and their chats. `**more` adds or replaces fields of the message, in Telegram's own form."""

    inbox: Inbox
    world: World = field(default_factory=World)
    faults: Faults = field(default_factory=Faults)
    updates: dict[int, Pending] = field(default_factory=dict)
    ids: "count[int]" = field(default_factory=lambda: count(500_000_001))

    def push(self, update: Json, *, queue: str = "", seconds: float = DAY) -> int:
        """Send any update at all, well-formed or not; it gets its id here. `seconds`: how long Telegram keeps it."""
        kind = next(iter(update), "")
        content = update.get(kind)
        chat = content.get("chat", {}).get("id") if isinstance(content, dict) else None
        pending = Pending(
            id=next(self.ids),
            kind=kind,
            queue=queue or f"chat {chat}",
            update=update,
            until=time.monotonic() + seconds,
            copies=1 + self.faults.doubles(kind, chat),
        )
        pending.update = {"update_id": pending.id, **update}
        self.updates[pending.id] = pending
        self.inbox.push(pending)
        return pending.id

    def message_id(self, update_id: int) -> int:
        """Tell which message an update is about."""
        content = next(value for key, value in self.updates[update_id].update.items() if key != "update_id")
        return int(content.get("message", content)["message_id"])

    def say(self, chat: Chat, user_id: int, content: Json, kind: str = "message") -> int:
        """Put a person's message into a chat and send the update."""
        sender: Json = {"sender_chat": chat.facts} if kind == "channel_post" else {"from": self.world.user(user_id)}
        content = {**sender, **marked(content, "text", "entities"), **content}
        content = {**marked(content, "caption", "caption_entities"), **content}
        return self.push({kind: self.world.keep(chat, content)})

    def private_message(self, user_id: int, text: str, *, language_code: str | None = None, **more: object) -> int:
        """Write to the bot. A language once given stays with the person."""
        self.world.user(user_id, language_code)
        return self.say(self.world.private(user_id), user_id, {"text": text, **more})

    def group_message(
        self, chat_id: int, user_id: int, text: str, *, language_code: str | None = None, **more: object
    ) -> int:
        """Write in a supergroup."""
        self.world.user(user_id, language_code)
        return self.say(self.world.group(chat_id), user_id, {"text": text, **more})

    def forum_message(self, chat_id: int, topic: int, user_id: int, text: str, **more: object) -> int:
        """Write in a topic of a forum."""
        chat = self.world.group(chat_id, forum=True)
        chat.topics.add(topic)
        chat.last = max(chat.last, topic)
        where: Json = {"message_thread_id": topic, "is_topic_message": True}
        return self.say(chat, user_id, {**where, "text": text, **more})

    def channel_post(self, chat_id: int, text: str, **more: object) -> int:
        """Publish in a channel."""
        return self.say(self.world.channel(chat_id), 0, {"text": text, **more}, "channel_post")

    def start(self, user_id: int, payload: str = "", *, language_code: str | None = None) -> int:
        """Open the chat, by the button or a deep link."""
        return self.private_message(user_id, f"/start {payload}".rstrip(), language_code=language_code)

    def send(self, user_id: int, *, chat_id: int | None = None, **content: object) -> int:
        """Send anything that is no plain text, in private or in a supergroup that exists."""
        chat = self.world.private(user_id) if chat_id is None else self.world.group(chat_id)
        return self.say(chat, user_id, dict(content))

    def photo(self, user_id: int, caption: str, *, chat_id: int | None = None) -> int:
        """Send a picture with words under it."""
        shown = picture(self.world.store(b"\xff\xd8\xff"), 3)
        return self.send(user_id, chat_id=chat_id, caption=caption, **shown)

    def poll(self, user_id: int, question: str, options: tuple[str, ...], **more: object) -> int:
        """Send a poll; `chat_id` and fields of the poll may follow."""
        chat_id = more.pop("chat_id", None)
        poll: Json = {
            "id": str(next(self.world.numbers)),
            "question": question,
            "options": [{"text": text, "voter_count": 0, "persistent_id": str(at)} for at, text in enumerate(options)],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
        }
        return self.send(user_id, chat_id=chat_id if isinstance(chat_id, int) else None, poll={**poll, **more})

    def quiz(self, user_id: int, question: str, options: tuple[str, ...], explanation: str, **more: object) -> int:
        """Send a quiz."""
        return self.poll(
            user_id, question, options, type="quiz", explanation=explanation, correct_option_ids=[0], **more
        )

    def contact(self, user_id: int, first_name: str, last_name: str = "", *, phone_number: str = "+15550100") -> int:
        """Send a contact."""
        contact = {"phone_number": phone_number, "first_name": first_name}
        contact |= {"last_name": last_name} if last_name else {}
        return self.send(user_id, contact=contact)

    def venue(self, user_id: int, title: str, address: str) -> int:
        """Send a place with a name."""
        location = {"latitude": 52.5, "longitude": 13.4}
        return self.send(user_id, location=location, venue={"location": location, "title": title, "address": address})

    def forward(self, user_id: int, text: str, *, chat_id: int | None = None) -> int:
        """Forward what somebody else wrote."""
        origin = {"type": "hidden_user", "date": int(time.time()) - 60, "sender_user_name": "Somebody"}
        return self.send(user_id, chat_id=chat_id, text=text, forward_origin=origin)

    def reply(
        self, user_id: int, text: str, message_id: int, *, quote: str | None = None, chat_id: int | None = None
    ) -> int:
        """Reply to a message, or to words quoted from it."""
        chat = self.world.private(user_id) if chat_id is None else self.world.group(chat_id)
        original = {key: value for key, value in chat.messages[message_id].items() if key != "reply_to_message"}
        content: Json = {"text": text, "reply_to_message": original}
        if quote is not None:
            said = str(original.get("text", original.get("caption", "")))
            position = units(said[: max(said.find(quote), 0)])
            content["quote"] = {"text": quote, "position": position, "is_manual": True}
        return self.say(chat, user_id, content)

    def edit(self, chat_id: int, message_id: int, text: str) -> int:
        """Change one's message, or the caption of one's picture."""
        chat = self.world.chats[chat_id]
        message = chat.messages[message_id]
        words, entities = ("caption", "caption_entities") if "photo" in message else ("text", "entities")
        kept = {key: value for key, value in message.items() if key not in {words, entities}}
        changed = {**kept, words: text, "edit_date": int(time.time())}
        chat.messages[message_id] = {**marked(changed, words, entities), **changed}
        kind = "edited_channel_post" if chat.facts["type"] == "channel" else "edited_message"
        return self.push({kind: chat.messages[message_id]})

    def callback(self, user_id: int, data: str, message_id: int, *, chat_id: int | None = None) -> int:
        """Press a button of a message; one that is gone shows as inaccessible."""
        chat = self.world.private(user_id) if chat_id is None else self.world.chats[chat_id]
        message = chat.messages.get(message_id) or {"chat": chat.facts, "message_id": message_id, "date": 0}
        query = self.world.open_query(self.world.callbacks, user_id, CALLBACK_LIFE)
        content: Json = {
            "id": query.id,
            "from": self.world.user(user_id),
            "chat_instance": str(chat.id),
            "message": message,
            "data": data,
        }
        return self.push({"callback_query": content}, queue=f"callback {user_id}", seconds=CALLBACK_LIFE)

    def inline_query(self, user_id: int, query: str, *, offset: str = "", language_code: str | None = None) -> int:
        """Type behind the bot's name, in any chat."""
        opened = self.world.open_query(self.world.inline, user_id, INLINE_LIFE)
        person = self.world.user(user_id, language_code)
        content: Json = {"id": opened.id, "from": person, "query": query, "offset": offset, "chat_type": "private"}
        return self.push({"inline_query": content}, queue=f"inline {user_id}", seconds=INLINE_LIFE)

    def query_id(self, update_id: int) -> str:
        """Tell the id that a callback or inline query is answered by."""
        content = next(value for key, value in self.updates[update_id].update.items() if key != "update_id")
        return str(content["id"])

    def block(self, user_id: int) -> int:
        """Block the bot; everything sent there is refused from now on."""
        chat = self.world.private(user_id)
        return self.membership(chat, user_id, "bot was blocked by the user", "kicked")

    def unblock(self, user_id: int) -> int:
        """Let the bot in again."""
        return self.membership(self.world.private(user_id), user_id, "", "member")

    def remove_bot(self, chat_id: int, user_id: int) -> int:
        """Throw the bot out of a supergroup."""
        chat = self.world.group(chat_id)
        return self.membership(chat, user_id, "bot was kicked from the supergroup chat", "kicked")

    def membership(self, chat: Chat, user_id: int, refusal: str, status: str) -> int:
        """Change what the bot is in a chat, and tell it."""
        chat.refusal = refusal
        before, after = ("member", status) if refusal else ("kicked", status)
        content: Json = {
            "chat": chat.facts,
            "from": self.world.user(user_id),
            "date": int(time.time()),
            "old_chat_member": member(before),
            "new_chat_member": member(after),
        }
        return self.push({"my_chat_member": content})

    def broken_update(self, user_id: int, *, kind: str = "message", content: Any = None) -> int:  # noqa: ANN401 - any JSON
        """Send an update that no library can parse: a message without a date and chat, or whatever is given."""
        return self.push({kind: {"message_id": 1} if content is None else content}, queue=f"chat {user_id}")


def member(status: str) -> Json:
    """Describe the bot as a member of a chat."""
    return {"user": BOT, "status": status, **({"until_date": 0} if status == "kicked" else {})}


def marked(content: Json, words: str, entities: str) -> Json:
    """Find commands and mentions, which Telegram marks for the bot."""
    text = content.get(words)
    if not isinstance(text, str) or ("/" not in text and "@" not in text):
        return {}
    found = [
        {
            "type": "bot_command" if match[0].startswith("/") else "mention",
            "offset": units(text[: match.start()]),
            "length": units(match[0]),
        }
        for match in COMMAND_OR_MENTION.finditer(text)
    ]
    return {entities: found} if found else {}
