"""Every kind of update that carries words, each as a function that makes one reader send them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from running_bot import somebody

if TYPE_CHECKING:
    from collections.abc import Callable

    from emulator import Emulator

#: Somebody sends these words; returns the chat in which the answer is expected.
Kind = "Callable[[Emulator, str], int]"


def message(emulator: Emulator, words: str) -> int:
    """A message."""
    reader = somebody()
    emulator.private_message(reader, words, language_code="en")
    return reader


def edit(emulator: Emulator, words: str) -> int:
    """A message that says nothing, and then is edited; the bot must not have answered the first one."""
    reader = somebody()
    chat = emulator.world.private(reader)
    kept = emulator.world.keep(chat, {"from": emulator.world.user(reader, "en"), "text": "x"})
    emulator.edit(reader, kept["message_id"], words)
    return reader


def caption(emulator: Emulator, words: str) -> int:
    """A picture with words under it."""
    reader = somebody()
    emulator.photo(reader, words)
    return reader


def poll(emulator: Emulator, words: str) -> int:
    """The question of a poll."""
    reader = somebody()
    emulator.poll(reader, words, ("yes", "no"))
    return reader


def option(emulator: Emulator, words: str) -> int:
    """An answer of a poll."""
    reader = somebody()
    emulator.poll(reader, "How are you?", ("fine", words))
    return reader


def quiz(emulator: Emulator, words: str) -> int:
    """The explanation of a quiz."""
    reader = somebody()
    emulator.quiz(reader, "What is it?", ("this", "that"), words)
    return reader


def contact(emulator: Emulator, words: str) -> int:
    """The name of a contact."""
    reader = somebody()
    first, _, last = words.partition(" ")
    emulator.contact(reader, first, last)
    return reader


def venue(emulator: Emulator, words: str) -> int:
    """The name of a place."""
    reader = somebody()
    emulator.venue(reader, words, "12 High Street")
    return reader


def document(emulator: Emulator, words: str) -> int:
    """The name of a file."""
    reader = somebody()
    emulator.send(reader, document={"file_id": "f", "file_unique_id": "u", "file_name": f"{words}.txt"})
    return reader


def checklist(emulator: Emulator, words: str) -> int:
    """A task of a checklist."""
    reader = somebody()
    emulator.send(reader, checklist={"title": "List", "tasks": [{"id": 1, "text": words}]})
    return reader


def rich(emulator: Emulator, words: str) -> int:
    """A rich message whose sentence is cut into runs."""
    reader = somebody()
    runs: list[Any] = [words[:7], {"type": "bold", "text": words[7:]}]
    emulator.send(reader, rich_message={"blocks": [{"type": "paragraph", "text": runs}]})
    return reader


def forward(emulator: Emulator, words: str) -> int:
    """What somebody else wrote."""
    reader = somebody()
    emulator.forward(reader, words)
    return reader


def quote(emulator: Emulator, words: str) -> int:
    """Words quoted from a message that somebody sent elsewhere."""
    reader = somebody()
    emulator.send(
        reader, text="look", quote={"text": words, "position": 0}, external_reply={"origin": {"type": "hidden_user"}}
    )
    return reader


def start(emulator: Emulator, words: str) -> int:
    """The payload of a deep link."""
    reader = somebody()
    emulator.start(reader, words.replace(" ", "_").replace("'", ""), language_code="en")
    return reader


def command(emulator: Emulator, words: str) -> int:
    """Behind a command."""
    reader = somebody()
    emulator.private_message(reader, f"/search {words}", language_code="en")
    return reader


def button(emulator: Emulator, words: str) -> int:
    """A button that carries the words of a search."""
    reader = somebody()
    emulator.callback(reader, f"find:{words}:2", 1)
    return reader


def business(emulator: Emulator, words: str) -> int:
    """To a business account that the bot answers for."""
    reader = somebody()
    chat = emulator.world.private(reader)
    content = {"business_connection_id": "b1", "from": emulator.world.user(reader, "en"), "text": words}
    emulator.push({"business_message": emulator.world.keep(chat, content)})
    return reader


def group(emulator: Emulator, words: str) -> int:
    """In a group, to nobody."""
    chat = -1_000_000 - somebody()
    emulator.group_message(chat, somebody(), words, language_code="en")
    return chat


def addressed(emulator: Emulator, words: str) -> int:
    """In a group, to the bot."""
    chat = -1_000_000 - somebody()
    emulator.group_message(chat, somebody(), f"@ally_test_bot {words}", language_code="en")
    return chat


def forum(emulator: Emulator, words: str) -> int:
    """In a topic of a forum."""
    chat = -1_000_000 - somebody()
    emulator.forum_message(chat, 5, somebody(), words)
    return chat


def channel(emulator: Emulator, words: str) -> int:
    """A post in a channel."""
    chat = -1_000_000 - somebody()
    emulator.channel_post(chat, words)
    return chat


def edited_post(emulator: Emulator, words: str) -> int:
    """A post in a channel that was edited."""
    chat = -1_000_000 - somebody()
    kept = emulator.world.keep(emulator.world.channel(chat), {"text": "x", "date": int(time.time())})
    emulator.edit(chat, kept["message_id"], words)
    return chat


PRIVATE: tuple[Callable[[Emulator, str], int], ...] = (
    message, edit, caption, poll, option, quiz, contact, venue, document, checklist, rich, forward, quote, start,
    command, button, business,
)  # fmt: skip
PUBLIC: tuple[Callable[[Emulator, str], int], ...] = (group, addressed, forum, channel, edited_post)
