"""Sends everything that is not a card: in HTML, with picture and keyboard, in pieces that fit."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from .cards import wait_of
from .markup import LONGEST_CAPTION, cut, html
from .outgoing import keyboard

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from telegram import Bot

    from bot.types import Reply

    from .address import Address

log = logging.getLogger(__name__)
#: An ordinary reply is tried so often, and rate limits are obeyed for so many seconds.
ATTEMPTS = 5
PAUSE = 0.3
LONGEST_WAIT = 120.0
OFF = LinkPreviewOptions(is_disabled=True)


class Replies:
    """Sends replies through the ordinary Bot. Pictures are uploaded once and then known by their file id."""

    def __init__(self, bot: Bot, username: Callable[[], str], until_clear: Callable[[str], Awaitable[None]]) -> None:
        self.bot = bot
        self.username = username
        self.until_clear = until_clear  # while a card of the chat is on its way nothing else goes there
        self.pictures: dict[Path, str] = {}

    async def send(self, reply: Reply, to: Address, *, edits: int | None = None) -> None:
        """One reply: its picture first, then its text in pieces, the keyboard under the last.

        ``edits`` is the message that it may take the place of.

        Raises:
            Forbidden: the reader blocked the bot.
            TelegramError: it could not be sent.
        """
        try:
            await self.send_all(reply, to, edits)
        except ChatMigrated as error:
            await self.send_all(reply, replace(to, chat=error.new_chat_id), None)

    async def send_all(self, reply: Reply, to: Address, edits: int | None) -> None:
        """All parts of a reply."""
        if to.guest:
            await self.as_guest(reply, to)
            return
        if reply.picture:
            await self.picture(reply.picture, reply.picture_alt, to)
        *first, last = cut(reply.text)
        for piece in first:
            await self.text(piece, reply, to, with_keys=False)
        if edits and not first and not reply.picture and await self.edited(reply, to, edits):
            return
        await self.text(last, reply, to, with_keys=True)

    async def call(self, to: Address, call: Callable[[], Awaitable[Any]]) -> Any:  # noqa: ANN401 - what the Bot's method returns
        """A call to a chat, behind its card."""

        async def behind_the_card() -> Any:  # noqa: ANN401 - the same
            await self.until_clear(f"chat {to.chat}")
            return await call()

        return await tried(behind_the_card)

    async def picture(self, path: Path, alt: str, to: Address) -> None:
        """A picture above an article; an article without its picture is still an article."""
        photo = self.pictures.get(path) or path
        caption = cut(alt, LONGEST_CAPTION)[0] or None
        try:
            sent = await self.call(to, lambda: self.bot.send_photo(photo=photo, caption=caption, **to.fields))
        except (Forbidden, ChatMigrated):
            raise
        except (TelegramError, OSError) as error:
            log.warning("a picture could not be sent: %s", type(error).__name__)
            self.pictures.pop(path, None)
            return
        if sent and sent.photo:
            self.pictures[path] = sent.photo[-1].file_id

    async def text(self, piece: str, reply: Reply, to: Address, *, with_keys: bool) -> None:
        """One piece of text; if Telegram refuses its markup or keyboard, the same words plain."""
        keys = keyboard(reply, self.username()) if with_keys else None
        shown = piece if reply.plain else html(piece)
        mode = None if reply.plain else ParseMode.HTML
        try:
            await self.call(
                to,
                lambda: self.bot.send_message(
                    text=shown, parse_mode=mode, reply_markup=keys, link_preview_options=OFF, **to.fields
                ),
            )
        except BadRequest:
            log.warning("a reply was refused, sending it plainer")
            await self.call(to, lambda: self.bot.send_message(text=piece, link_preview_options=OFF, **to.fields))

    async def edited(self, reply: Reply, to: Address, message: int) -> bool:
        """Show the reply in the message whose button was pressed; whether that worked."""
        shown = reply.text if reply.plain else html(reply.text)
        mode = None if reply.plain else ParseMode.HTML
        keys = keyboard(reply, self.username())
        try:
            await self.call(
                to,
                lambda: self.bot.edit_message_text(
                    shown, chat_id=to.chat, message_id=message, parse_mode=mode, reply_markup=keys,
                    link_preview_options=OFF, business_connection_id=to.business or None,
                ),
            )  # fmt: skip
        except BadRequest as error:
            return "not modified" in str(error)
        return True

    async def as_guest(self, reply: Reply, to: Address) -> None:
        """The one answer that a guest may give; a card has used it up already."""
        text = cut(reply.text)[0]
        content = InputTextMessageContent(
            text if reply.plain else html(text),
            parse_mode=None if reply.plain else ParseMode.HTML,
            link_preview_options=OFF,
        )
        result = InlineQueryResultArticle("answer", "…", content, reply_markup=keyboard(reply, self.username()))
        try:
            await self.call(to, lambda: self.bot.answer_guest_query(to.guest, result))
        except (BadRequest, InvalidToken) as error:
            log.info("an answer as a guest was not taken: %s", type(error).__name__)


async def tried(call: Callable[[], Awaitable[Any]]) -> Any:  # noqa: ANN401 - what the Bot's method returns
    """A call with patience: a rate limit is obeyed, a broken connection tried again.

    Raises:
        BadRequest, Forbidden, ChatMigrated: trying the same again is useless.
        TelegramError: it did not work in the end.
    """
    failures, waited = 0, 0.0
    while True:
        try:
            return await call()
        except (BadRequest, Forbidden, ChatMigrated):
            raise
        except RetryAfter as error:
            wait = max(wait_of(error), PAUSE)
            waited += wait
            if waited > LONGEST_WAIT:
                raise
        except TelegramError:
            failures += 1
            wait = PAUSE * failures
            if failures >= ATTEMPTS:
                raise
        await asyncio.sleep(wait)
