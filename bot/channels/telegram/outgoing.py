"""Turns the buttons of replies into Telegram's keyboards, leaving out what Telegram would refuse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.types import Act

from .markup import units

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.types import Button, Reply

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
#: A name with a dot in it, or four numbers; Telegram opens no other address.
HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*|\d{1,3}(?:\.\d{1,3}){3}")
LONGEST_COPY = 256
LONGEST_ACTION = 64
IN_A_ROW, MOST = 8, 100


def keyboard(reply: Reply, username: str) -> InlineKeyboardMarkup | None:
    """The reply's buttons; one that Telegram would refuse is left out, since it would take the message with it."""
    rows = [[made for button in row if (made := key(button, username))] for row in reply.buttons]
    rows = [row[i : i + IN_A_ROW] for row in rows for i in range(0, len(row), IN_A_ROW)]
    left = MOST
    for at, row in enumerate(rows):
        rows[at] = row[:left]
        left -= len(rows[at])
    rows = [row for row in rows if row]
    return InlineKeyboardMarkup(rows) if rows else None


def key(button: Button, username: str) -> InlineKeyboardButton | None:
    """One button, or None where Telegram would not take it."""
    return MAKERS[button.act](button, username) if button.label.strip() else None


def pressed(button: Button, _: str) -> InlineKeyboardButton | None:
    """A button that comes back to us."""
    fits = 0 < len(button.value.encode("utf-8", "surrogatepass")) <= LONGEST_ACTION
    return InlineKeyboardButton(button.label, callback_data=button.value) if fits else None


def link(button: Button, _: str) -> InlineKeyboardButton | None:
    """A button that opens an address."""
    return InlineKeyboardButton(button.label, url=button.value) if is_address(button.value) else None


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


def copied(button: Button, _: str) -> InlineKeyboardButton | None:
    """A button that copies a number."""
    fits = 0 < units(button.value) <= LONGEST_COPY
    return InlineKeyboardButton(button.label, copy_text=CopyTextButton(button.value)) if fits else None


def private(button: Button, username: str) -> InlineKeyboardButton | None:
    """A button that opens the private chat."""
    address = deep_link(username, button.value)
    return InlineKeyboardButton(button.label, url=address) if address else None


def share(button: Button, username: str) -> InlineKeyboardButton | None:
    """A button that offers a link to the bot to somebody else."""
    address = deep_link(username, button.value)
    shared = f"https://t.me/share/url?url={quote(address, safe='')}" if address else ""
    return InlineKeyboardButton(button.label, url=shared) if shared else None


def deep_link(username: str, payload: str) -> str:
    """A link that starts the bot with a payload; empty where it cannot carry it."""
    return f"https://t.me/{username}?start={payload}" if username and PAYLOAD.fullmatch(payload) else ""


MAKERS: dict[Act, Callable[[Button, str], InlineKeyboardButton | None]] = {
    Act.ACTION: pressed, Act.LINK: link, Act.COPY: copied, Act.PRIVATE: private, Act.SHARE: share,
}  # fmt: skip
