"""Sends everything that is not a card: in HTML, with picture and keyboard, in pieces that fit."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from .cards import wait_of
from .markup import LONGEST_CAPTION, cut, html
from .outgoing import keyboard

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from telegram import Bot, Message

    from bot.types import Reply

log = logging.getLogger(__name__)
#: An ordinary reply is tried so often.
ATTEMPTS = 4
PAUSE = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a reply goes."""

    chat: int
    thread: int | None = None
    business: str = ""
    edits: int | None = None  #: the message to show it in, if it can be shown there

    @property
    def fields(self) -> dict[str, Any]:
        """As parameters of a call."""
        return {
            "chat_id": self.chat, "message_thread_id": self.thread, "business_connection_id": self.business or None,
        }  # fmt: skip


class Replies:
    """Sends replies through the ordinary Bot. Pictures are uploaded once and then known by their file id."""

    def __init__(self, bot: Bot, username: Callable[[], str]) -> None:
        self.bot = bot
        self.username = username
        self.pictures: dict[Path, str] = {}

    async def send(self, reply: Reply, to: Address) -> None:
        """One reply: its picture first, then its text in pieces, the keyboard under the last.

        Raises:
            Forbidden: the reader blocked the bot.
            TelegramError: it could not be sent.
        """
        if reply.picture:
            await self.picture(reply.picture, reply.picture_alt, to)
        *first, last = cut(reply.text)
        for piece in first:
            await self.text(piece, reply, to, with_keys=False)
        if to.edits and not first and not reply.picture and await self.edited(reply, to):
            return
        await self.text(last, reply, to, with_keys=True)

    async def picture(self, path: Path, alt: str, to: Address) -> None:
        """A picture above an article; an article without its picture is still an article."""
        photo = self.pictures.get(path) or path
        try:
            sent = await tried(lambda: self.bot.send_photo(photo=photo, caption=cut(alt, LONGEST_CAPTION)[0] or None, **to.fields))
        except BadRequest:
            log.warning("a picture was refused")
            self.pictures.pop(path, None)
            return
        if sent and sent.photo:
            self.pictures[path] = sent.photo[-1].file_id

    async def text(self, piece: str, reply: Reply, to: Address, *, with_keys: bool) -> None:
        """One piece of text; if Telegram refuses its markup or keyboard, the same words plain."""
        keys = keyboard(reply, self.username()) if with_keys else None
        preview = LinkPreviewOptions(is_disabled=True)
        try:
            await tried(
                lambda: self.bot.send_message(
                    text=piece if reply.plain else html(piece), parse_mode=None if reply.plain else ParseMode.HTML,
                    reply_markup=keys, link_preview_options=preview, **to.fields,
                )
            )  # fmt: skip
        except BadRequest:
            log.warning("a reply was refused, sending it plainer")
            await tried(lambda: self.bot.send_message(text=piece, link_preview_options=preview, **to.fields))

    async def edited(self, reply: Reply, to: Address) -> bool:
        """Show the reply in the message whose button was pressed; whether that worked."""
        try:
            await tried(
                lambda: self.bot.edit_message_text(
                    reply.text if reply.plain else html(reply.text), chat_id=to.chat, message_id=to.edits,
                    parse_mode=None if reply.plain else ParseMode.HTML, reply_markup=keyboard(reply, self.username()),
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                )
            )  # fmt: skip
        except BadRequest as error:
            return "not modified" in str(error)
        return True


async def tried(call: Callable[[], Awaitable[Any]]) -> Message | None:
    """A call with patience: a rate limit is obeyed, a broken connection tried again.

    Raises:
        BadRequest, Forbidden: trying again is useless.
        TelegramError: it did not work in the end.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return await call()  # type: ignore[no-any-return] # what the Bot's method returns
        except (BadRequest, Forbidden):
            raise
        except RetryAfter as error:
            if attempt == ATTEMPTS:
                raise
            await asyncio.sleep(wait_of(error))
        except TelegramError:
            if attempt == ATTEMPTS:
                raise
            await asyncio.sleep(PAUSE * attempt)
    return None
