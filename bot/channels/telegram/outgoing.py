"""Turns replies into Telegram's messages: text, picture, keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.types import Act

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.types import Button, Reply

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
ADDRESS = re.compile(r"(https?|tg)://[^\s/]*[^\s]+")
LONGEST_COPY = 256
LONGEST_ACTION = 64
IN_A_ROW = 8


def keyboard(reply: Reply, username: str) -> InlineKeyboardMarkup | None:
    """The reply's buttons; one that Telegram would refuse is left out, since it would take the message with it."""
    rows = [[made for button in row if (made := key(button, username))] for row in reply.buttons]
    rows = [row[i : i + IN_A_ROW] for row in rows if row for i in range(0, len(row), IN_A_ROW)]
    return InlineKeyboardMarkup(rows) if rows else None


def key(button: Button, username: str) -> InlineKeyboardButton | None:
    """One button, or None where Telegram would not take it."""
    return MAKERS[button.act](button, username)


def pressed(button: Button, _: str) -> InlineKeyboardButton | None:
    """A button that comes back to us."""
    fits = 0 < len(button.value.encode()) <= LONGEST_ACTION
    return InlineKeyboardButton(button.label, callback_data=button.value) if fits else None


def link(button: Button, _: str) -> InlineKeyboardButton | None:
    """A button that opens an address."""
    return InlineKeyboardButton(button.label, url=button.value) if ADDRESS.fullmatch(button.value) else None


def copied(button: Button, _: str) -> InlineKeyboardButton | None:
    """A button that copies a number."""
    fits = 0 < len(button.value) <= LONGEST_COPY
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
