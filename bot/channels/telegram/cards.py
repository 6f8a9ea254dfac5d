"""Delivers cards: by a way of their own, in plain text, again and again until Telegram has taken them."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from telegram import LinkPreviewOptions, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from .outgoing import keyboard

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram import Bot

    from bot.types import Reply

log = logging.getLogger(__name__)
#: Pauses between attempts, in seconds; the last one repeats.
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.0)
#: A hung connection is given up after so many seconds and the card sent again: twice is right, never is wrong.
READ, CONNECT, POOL = 3.0, 2.0, 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A card on its way."""

    reply: Reply
    chat: int
    thread: int | None = None
    replies_to: int | None = None
    business: str = ""


class Undeliverable(Exception):  # noqa: N818 - a state of the world, not a fault
    """Telegram will never take this card: the reader blocked the bot, or the chat is gone."""

    def __init__(self, *, blocked: bool) -> None:
        self.blocked = blocked
        super().__init__("blocked" if blocked else "no such chat")


class Cards:
    """Sends cards through a Bot of its own: own connections, no limiter, no parse mode, nothing before them."""

    def __init__(self, bot: Bot, username: Callable[[], str]) -> None:
        self.bot = bot
        self.username = username

    async def deliver(self, parcel: Parcel) -> None:
        """Return when Telegram has accepted the card; it may have got it twice.

        Raises:
            Undeliverable: it never will.
        """
        attempt = 0
        while True:
            try:
                await self.send(parcel)
            except RetryAfter as error:
                await asyncio.sleep(wait_of(error))
            except ChatMigrated as error:
                parcel = replace(parcel, chat=error.new_chat_id)
            except Forbidden:
                raise Undeliverable(blocked=True) from None
            except BadRequest as error:
                parcel = self.plainer(parcel, error)
            except TelegramError as error:
                log.warning("a card was not accepted, sending it again: %s", type(error).__name__)
                await asyncio.sleep(PAUSES[min(attempt, len(PAUSES) - 1)])
                attempt += 1
            else:
                return

    def plainer(self, parcel: Parcel, error: BadRequest) -> Parcel:
        """The same words without keyboard, reply and topic, at once (requirement 45).

        Raises:
            Undeliverable: it was that plain already.
        """
        plain = replace(parcel, reply=replace(parcel.reply, buttons=()), thread=None, replies_to=None)
        if plain == parcel:
            raise Undeliverable(blocked=False) from error
        log.warning("a card was refused, sending it plainer")
        return plain

    async def send(self, parcel: Parcel) -> None:
        """One attempt."""
        answers = ReplyParameters(parcel.replies_to, allow_sending_without_reply=True) if parcel.replies_to else None
        await self.bot.send_message(
            parcel.chat, parcel.reply.text, reply_markup=keyboard(parcel.reply, self.username()), reply_parameters=answers,
            message_thread_id=parcel.thread, business_connection_id=parcel.business or None, disable_notification=False,
            link_preview_options=LinkPreviewOptions(is_disabled=True), read_timeout=READ, connect_timeout=CONNECT,
            pool_timeout=POOL, write_timeout=CONNECT,
        )  # fmt: skip


def wait_of(error: RetryAfter) -> float:
    """The wait that Telegram asks for, in seconds."""
    return error._retry_after.total_seconds()  # noqa: SLF001 - the public property warns until PTB changes its type
