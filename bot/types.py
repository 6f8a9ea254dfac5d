"""What every channel speaks: messages in, replies out, and who is reading."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Chat(Enum):
    """The kind of place a message was written in."""

    PRIVATE = "private"
    GROUP = "group"
    CHANNEL = "channel"


class Act(Enum):
    """What pressing a button does."""

    ACTION = "action"  #: sends ``value`` back as ``Message.action``
    LINK = "link"  #: opens the address ``value``
    COPY = "copy"  #: puts ``value`` on the clipboard
    PRIVATE = "private"  #: opens the private chat with the bot, ``value`` as its start payload
    SHARE = "share"  #: offers a link to the bot, ``value`` as its start payload, to somebody else


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """One button. An action is at most 64 bytes long, a copied text 256 characters."""

    label: str
    act: Act
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads, as far as a channel knows."""

    key: str  #: the person, not the chat; stays the same for as long as the channel knows them
    chat: Chat = Chat.PRIVATE
    chat_key: str = ""  #: the group or channel, where there is one
    language: str | None = None  #: of the reader's app: a hint, a chosen language is stronger
    country: str | None = None  #: set by hand (``--country``); a chosen one is stronger


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a reader said or pressed. All text that a person typed is in ``text``, whatever it came in.

    A button may carry words too: ``routes.words_in`` has both.
    """

    text: str = ""
    action: str = ""  #: the value of the button pressed
    addressed: bool = True  #: in a group: the bot was meant (a command, a mention, an answer to it)
    browses: bool = True  #: may be a command or a topic; False for edits, polls, contacts: they are heard, not answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One message to send.

    ``text`` is plain where ``plain`` is set (every card), else the small Markdown of our articles: ``## heading``,
    ``**bold**``, ``- item``, ``1. item`` and ``[words](address)``. What a reader typed stands in it only as the words
    of a search, and is never read as markup.
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()  #: rows
    picture: Path | None = None
    picture_alt: str = ""
    plain: bool = True
    care: bool = False  #: a card: it goes first, by the lane that waits for nothing
    urgent: bool = False  #: at ``intent`` or above
    discreet: bool = False  #: replies to no message: that would quote what its writer must be able to hide
    public: bool = False  #: for everybody in a group; nothing in it points at anyone
    private: bool = False  #: from a group: to the reader's own chat, if the channel may write there
    article: str | None = None  #: the address of the original, for a channel that can preview it
