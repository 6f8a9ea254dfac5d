"""The bot on Telegram: hears every update as it arrives, sends the card first, then the rest in order."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from telegram import Bot
from telegram.error import Forbidden, TelegramError

from bot.types import Chat, Reply
from safety import last_card

from . import inline
from .cards import Cards, Parcel, Undeliverable
from .incoming import PoisonError, read
from .lanes import Lanes
from .ledger import Ledger, Pending
from .replies import Address, Replies
from .request import AiohttpRequest

if TYPE_CHECKING:
    from bot.dialog import Dialog
    from safety import Screening

    from .incoming import Incoming

log = logging.getLogger(__name__)
#: A card that could not be sent for so long goes on alone, and its update may be acknowledged (promise 4).
ALONE_AFTER = 10.0
#: Presses whose answer may take the place of the message they were made in; a card is never overwritten.
IN_PLACE = frozenset({"home", "categories", "category", "latest", "random", "saved", "help", "country", "language"})
#: Connections: many for everybody, a few that are only for cards.
ORDINARY_POOL, CARD_POOL = 256, 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Which bot this is, and where its Bot API is."""

    token: str
    base_url: str = "https://api.telegram.org/bot"
    file_url: str = "https://api.telegram.org/file/bot"

    def bot(self, pool: int) -> Bot:
        """A Bot with connections of its own."""
        return Bot(
            self.token, base_url=self.base_url, base_file_url=self.file_url, request=AiohttpRequest(pool),
            get_updates_request=AiohttpRequest(1, reading=30),
        )  # fmt: skip


class Telegram:
    """Hears, screens and answers. Intake (polling or webhook) hands raw updates to ``take``."""

    def __init__(self, dialog: Dialog, account: Account) -> None:
        self.dialog = dialog
        self.bot = account.bot(ORDINARY_POOL)
        self.card_bot = account.bot(CARD_POOL)
        self.username = ""
        self.cards = Cards(self.card_bot, lambda: self.username)
        self.replies = Replies(self.bot, lambda: self.username)
        self.lanes = Lanes()
        self.ledger = Ledger()

    async def open(self) -> None:
        """Open the connections and learn our own name.

        Raises:
            TelegramError: the Bot API cannot be reached, or does not know the token.
        """
        await self.card_bot.initialize()
        await self.bot.initialize()
        self.username = self.bot.username or ""

    async def close(self, seconds: float = 8.0) -> bool:
        """Answer what was taken, at most so long; whether everything was."""
        drained = await self.lanes.drain(seconds)
        await self.bot.shutdown()
        await self.card_bot.shutdown()
        return drained

    def take(self, raw: Any) -> Pending | None:  # noqa: ANN401 - whatever the network brought
        """Screen an update the moment it arrives and line it up; what to wait for before it may be acknowledged."""
        try:
            incoming = read(raw, self.username)
        except PoisonError as error:
            self.ledger.poisonous += 1
            log.warning("an update could not be read (%s) and was skipped", error)
            return None
        if incoming is None:
            return None
        if not self.ledger.is_new(incoming.update):
            return self.ledger.pending.get(incoming.update)
        if incoming.blocked:
            log.info("a reader blocked the bot")
            return None
        if incoming.callback:
            self.lanes.start(self.answer_callback(incoming.callback))
        screening = self.dialog.screen(incoming.message.text)
        lane = incoming.chat if incoming.chat is not None else f"inline {incoming.user}"
        if not screening.needs_care:
            self.lanes.put(lane, lambda: self.answer(incoming, screening))
            return None
        pending = self.ledger.open(incoming.update)
        self.lanes.urgent(lane, lambda: self.care(incoming, screening, pending, lane))
        return pending

    async def care(self, incoming: Incoming, screening: Screening, pending: Pending, lane: object) -> None:
        """A crisis update: its card now, then what follows it."""
        out = False
        try:
            if incoming.inline:
                await self.answer_inline(incoming, screening)
                return
            async for reply in self.dialog.after_screening(incoming.message, incoming.reader, screening):
                if reply.care:
                    await self.card(reply, incoming, pending)
                    continue
                if not out:
                    out = True
                    self.released(incoming, lane)
                await self.ordinary(reply, incoming)
        except Exception as error:  # noqa: BLE001 - the channel's edge: whatever broke, the person gets a card
            log.error("a crisis update failed: %s", type(error).__name__)  # noqa: TRY400 - a traceback could hold text
            if pending.parcel is None and incoming.chat is not None:
                await self.card(Reply(text=last_card(), care=True), incoming, pending)
        finally:
            if not out:
                self.released(incoming, lane)

    def released(self, incoming: Incoming, lane: object) -> None:
        """The card is out: the update may be acknowledged, the chat goes on."""
        self.ledger.close(incoming.update)
        self.lanes.card_is_out(lane)  # type: ignore[arg-type] # a chat's number or an inline reader's name

    async def card(self, reply: Reply, incoming: Incoming, pending: Pending | None) -> None:
        """Deliver a card. After ten seconds it goes on alone; this chat still waits for it."""
        parcel = self.parcel(reply, incoming)
        if pending is not None and pending.parcel is None:
            pending.parcel = parcel
        delivery = self.lanes.start(self.delivered(parcel, incoming, reply))
        done, _ = await asyncio.wait({delivery}, timeout=ALONE_AFTER)
        if not done:
            log.warning("a card is still on its way after %s s", ALONE_AFTER)
            self.ledger.close(incoming.update)
            await asyncio.wait({delivery})

    def parcel(self, reply: Reply, incoming: Incoming) -> Parcel:
        """The card with its address: the chat it was set off in, or from a group the person's own."""
        if reply.private:
            return Parcel(reply=reply, chat=incoming.user or 0)
        replies_to = incoming.replies_to if incoming.reader.chat is Chat.PRIVATE else None
        return Parcel(
            reply=reply, chat=incoming.chat or incoming.user or 0, thread=incoming.thread, replies_to=replies_to,
            business=incoming.business,
        )  # fmt: skip

    async def delivered(self, parcel: Parcel, incoming: Incoming, reply: Reply) -> None:
        """See a card through to its end."""
        try:
            await self.cards.deliver(parcel)
        except Undeliverable as error:
            if not reply.private:
                log.warning("a card cannot be delivered: %s", error)

    async def answer(self, incoming: Incoming, screening: Screening) -> None:
        """An ordinary update, in its chat's order."""
        if incoming.inline:
            await self.answer_inline(incoming, screening)
            return
        async for reply in self.dialog.after_screening(incoming.message, incoming.reader, screening):
            if reply.care:
                await self.card(reply, incoming, None)
            else:
                await self.ordinary(reply, incoming)

    async def ordinary(self, reply: Reply, incoming: Incoming) -> None:
        """A reply that is not a card, after every card of its chat."""
        if incoming.chat is None:
            return
        await self.lanes.until_clear(incoming.chat)
        may_edit = incoming.pressed_has_text and incoming.message.action.partition(":")[0] in IN_PLACE
        address = Address(
            chat=incoming.chat, thread=incoming.thread, business=incoming.business, edits=incoming.pressed if may_edit else None
        )
        try:
            await self.replies.send(reply, address)
        except Forbidden:
            log.info("a reader blocked the bot")
        except TelegramError as error:
            log.warning("a reply could not be sent: %s", type(error).__name__)

    async def answer_callback(self, callback: str) -> None:
        """Take the waiting sign off a pressed button; one that is too old needs it no more."""
        try:
            await self.bot.answer_callback_query(callback)
        except TelegramError as error:
            log.info("a button press could not be answered: %s", type(error).__name__)

    async def answer_inline(self, incoming: Incoming, screening: Screening) -> None:
        """Results for a query typed in any chat; help leaves by the cards' own way."""
        card, teasers = await self.dialog.inline(incoming.message, incoming.reader, screening)
        texts = self.dialog.texts_for(incoming.reader)
        bot = self.card_bot if card else self.bot
        try:
            await inline.answer(bot, incoming.inline, card, teasers, texts, self.username)
        except TelegramError as error:
            log.warning("an inline query could not be answered: %s", type(error).__name__)
