"""Turns the buttons of replies into Telegram's keyboards, leaving out what Telegram would refuse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from telegram import InlineKeyboardMarkup, TelegramObject

from bot.types import Act

from .markup import units

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.types import Button, Reply

#: One button as JSON.
Key = dict[str, Any]
PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
#: A name with a dot in it, or four numbers; Telegram opens no other address.
HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*|\d{1,3}(?:\.\d{1,3}){3}")
LONGEST_COPY = 256
LONGEST_ACTION = 64
IN_A_ROW, MOST = 8, 100


class Keyboard(InlineKeyboardMarkup):
    """A keyboard as Telegram reads it. To make PTB's objects and take them apart again costs more than to send it."""

    __slots__ = ("rows",)

    def __init__(self, rows: list[list[Key]]) -> None:
        TelegramObject.__init__(self)  # the parent's would make the objects
        self.inline_keyboard = ()
        self.rows = rows

    def to_dict(self, recursive: bool = True) -> dict[str, Any]:  # noqa: ARG002, FBT001, FBT002 - the signature is PTB's
        """As JSON."""
        return {"inline_keyboard": self.rows}


def keyboard(reply: Reply, username: str) -> Keyboard | None:
    """The reply's buttons; one that Telegram would refuse is left out, since it would take the message with it."""
    rows = [[made for button in row if (made := key(button, username))] for row in reply.buttons]
    rows = [row[i : i + IN_A_ROW] for row in rows for i in range(0, len(row), IN_A_ROW)]
    left = MOST
    for at, row in enumerate(rows):
        rows[at] = row[:left]
        left -= len(rows[at])
    rows = [row for row in rows if row]
    return Keyboard(rows) if rows else None


def key(button: Button, username: str) -> Key | None:
    """One button, or None where Telegram would not take it."""
    made = MAKERS[button.act](button.value, username) if button.label.strip() else None
    return {"text": button.label, **made} if made else None


def pressed(value: str, _: str) -> Key | None:
    """A button that comes back to us."""
    return {"callback_data": value} if 0 < len(value.encode("utf-8", "surrogatepass")) <= LONGEST_ACTION else None


def link(value: str, _: str) -> Key | None:
    """A button that opens an address."""
    return {"url": value} if is_address(value) else None


def is_address(address: str) -> bool:
    """Whether Telegram would open it: http, https or tg, with a host that can exist."""
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return False
    if any(sign.isspace() for sign in address):
        return False
    return bool(parts.hostname) and (
        parts.scheme == "tg" or (parts.scheme in {"http", "https"} and bool(HOST.fullmatch(parts.hostname or "")))
    )


def copied(value: str, _: str) -> Key | None:
    """A button that copies a number."""
    return {"copy_text": {"text": value}} if 0 < units(value) <= LONGEST_COPY else None


def private(value: str, username: str) -> Key | None:
    """A button that opens the private chat."""
    address = deep_link(username, value)
    return {"url": address} if address else None


def share(value: str, username: str) -> Key | None:
    """A button that offers a link to the bot to somebody else."""
    address = deep_link(username, value)
    return {"url": f"https://t.me/share/url?url={quote(address, safe='')}"} if address else None


def deep_link(username: str, payload: str) -> str:
    """A link that starts the bot with a payload; empty where it cannot carry it."""
    return f"https://t.me/{username}?start={payload}" if username and PAYLOAD.fullmatch(payload) else ""


MAKERS: dict[Act, Callable[[str, str], Key | None]] = {
    Act.ACTION: pressed, Act.LINK: link, Act.COPY: copied, Act.PRIVATE: private, Act.SHARE: share,
}  # fmt: skip
