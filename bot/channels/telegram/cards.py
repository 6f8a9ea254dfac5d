"""Delivers cards: by a way of their own, in plain text, again and again until Telegram has taken them."""

from __future__ import annotations

import asyncio
import logging
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from .outgoing import keyboard

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from telegram import Bot

    from bot.types import Reply

    from .address import Address

log = logging.getLogger(__name__)
#: Pauses between attempts, in seconds; the last one repeats.
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.0, 5.0, 10.0, 15.0)
#: A 400 is believed only when the plain words were refused so often, or when it says that nobody is there.
REFUSALS = 5
NOBODY = re.compile(r"chat not found|user not found|deactivated|PEER_ID_INVALID", re.IGNORECASE)
#: A hung connection is given up after so many seconds and the card sent again: twice is right, never is wrong.
READ, CONNECT, POOL = 3.0, 2.0, 1.0
PATIENCE: dict[str, Any] = {
    "read_timeout": READ,
    "connect_timeout": CONNECT,
    "pool_timeout": POOL,
    "write_timeout": CONNECT,
}
OFF = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A card on its way."""

    reply: Reply
    address: Address
    replies_to: int | None = None

    @property
    def plain(self) -> Parcel:
        """The same words without keyboard, reply and topic, as an ordinary message (requirement 45)."""
        address = replace(self.address, thread=None, guest="")
        return replace(self, reply=replace(self.reply, buttons=()), address=address, replies_to=None)


class Undeliverable(Exception):  # noqa: N818 - a state of the world, not a fault
    """Telegram will never take this: the reader blocked the bot, or the chat is gone."""


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
        moved: dict[str, int] = {}

        async def attempt(*, is_plain: bool) -> None:
            try:
                await self.send(parcel.plain if is_plain else parcel, **moved)
            except ChatMigrated as error:
                moved["chat_id"] = error.new_chat_id
                raise NetworkError("the group has moved") from None

        await persist(attempt)

    async def send(self, parcel: Parcel, **moved: int) -> None:
        """One attempt."""
        keys = keyboard(parcel.reply, self.username()) if parcel.reply.buttons else None
        if parcel.address.guest:
            content = InputTextMessageContent(parcel.reply.text, link_preview_options=OFF)
            result = InlineQueryResultArticle("help", "…", content, reply_markup=keys)
            await self.guest(parcel.address.guest, result)
            return
        answers = ReplyParameters(parcel.replies_to, allow_sending_without_reply=True) if parcel.replies_to else None
        where: dict[str, Any] = {**parcel.address.fields, **moved}
        await self.bot.send_message(
            text=parcel.reply.text, reply_markup=keys, reply_parameters=answers, disable_notification=False,
            link_preview_options=OFF, **where, **PATIENCE,
        )  # fmt: skip

    async def guest(self, query: str, result: InlineQueryResultArticle) -> None:
        """Answer where we are a guest.

        Raises:
            BadRequest: also where this server does not know the method; an ordinary message is tried then.
        """
        try:
            await self.bot.answer_guest_query(query, result, **PATIENCE)
        except InvalidToken as error:
            raise BadRequest(type(error).__name__) from None


async def persist(attempt: Callable[..., Awaitable[None]]) -> None:  # noqa: C901 - each way to fail has its own answer
    """Try until Telegram accepts it: after any 400 plainer and at once, after a 429 when it says so, else soon.

    Raises:
        Undeliverable: 403, or the plain words were refused again and again.
    """
    failures = refusals = 0
    while True:
        try:
            await attempt(is_plain=refusals > 0)
        except RetryAfter as error:
            await asyncio.sleep(max(wait_of(error), PAUSES[0]))
            continue
        except Forbidden:
            raise Undeliverable("blocked") from None
        except BadRequest as error:
            refusals += 1
            if refusals > REFUSALS or (refusals > 1 and NOBODY.search(str(error))):
                raise Undeliverable("nobody there, or the words refused") from None
            if refusals == 1:
                log.info("a card was refused, sending it plainer")
                continue
        except TelegramError as error:
            log.warning("a card was not accepted, sending it again: %s", type(error).__name__)
        except Exception as error:  # noqa: BLE001 - the channel's edge: whatever broke, the card is sent again, plainer
            refusals += 1
            log.warning("a card could not be sent, trying it plainer: %s", type(error).__name__)
            if refusals > REFUSALS:
                raise Undeliverable("a fault of ours") from None
        else:
            return
        await asyncio.sleep(PAUSES[min(failures, len(PAUSES) - 1)])
        failures += 1


def wait_of(error: RetryAfter) -> float:
    """The wait that Telegram asks for, in seconds."""
    return error._retry_after.total_seconds()  # noqa: SLF001 - the public property warns until PTB changes its type
