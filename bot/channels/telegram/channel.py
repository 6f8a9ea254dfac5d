"""The bot on Telegram: hears every update as it arrives, sends the card first, then the rest in order."""

from __future__ import annotations

import asyncio
import logging
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from telegram import Bot
from telegram.error import Forbidden, TelegramError

from bot.types import Chat, Reply
from safety import last_card

from . import inline
from .address import Address
from .cards import Cards, Parcel, Undeliverable
from .incoming import PoisonError, read
from .lanes import Lanes
from .ledger import Ledger, Pending
from .replies import Replies, tried
from .request import AiohttpRequest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.dialog import Dialog
    from safety import Screening

    from .incoming import Incoming

log = logging.getLogger(__name__)
#: A card that could not be sent for so long goes on alone, and its update may be acknowledged (promise 4).
ALONE_AFTER = 10.0
#: The card for the person's own chat waits so long for the neutral line in the group, and no longer.
GLANCE = 0.2
#: Presses whose answer may take the place of the message they were made in; a card is never overwritten.
IN_PLACE = frozenset({
    "home", "categories", "category", "latest", "popular", "random", "saved", "searches", "drop", "help", "country",
    "language",
})  # fmt: skip
#: Connections: many for everybody, as many again that are only for cards. They are opened when needed.
ORDINARY_POOL, CARD_POOL = 128, 256
#: An ordinary call may wait so long for a free connection, in seconds; a card says itself how long.
QUEUE = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Which bot this is, and where its Bot API is."""

    token: str
    base_url: str = "https://api.telegram.org/bot"
    file_url: str = "https://api.telegram.org/file/bot"

    def bot(self, pool: int) -> Bot:
        """A Bot with connections of its own."""
        return Bot(
            self.token, base_url=self.base_url, base_file_url=self.file_url,
            request=AiohttpRequest(pool, queueing=QUEUE), get_updates_request=AiohttpRequest(1),
        )  # fmt: skip


class Telegram:
    """Hears, screens and answers. Intake (polling or webhook) hands raw updates to ``take``."""

    def __init__(self, dialog: Dialog, account: Account) -> None:
        self.dialog = dialog
        self.bot = account.bot(ORDINARY_POOL)
        self.card_bot = account.bot(CARD_POOL)
        self.username = ""
        self.lanes = Lanes()
        self.ledger = Ledger()
        self.cards = Cards(self.card_bot, lambda: self.username)
        self.replies = Replies(self.bot, lambda: self.username, self.lanes.until_clear)

    async def open(self) -> None:
        """Open the connections and learn our own name.

        Raises:
            TelegramError: the Bot API cannot be reached, or does not know the token.
        """
        await self.card_bot.initialize()
        await self.bot.initialize()
        self.username = self.bot.username or ""

    async def close(self) -> None:
        """Let go of the connections; what was not answered by now is given up."""
        await self.lanes.give_up()
        await self.bot.shutdown()
        await self.card_bot.shutdown()

    def take(self, raw: Any) -> Pending | None:  # noqa: ANN401 - whatever the network brought
        """Screen an update the moment it arrives and line it up; what to wait for before it may be acknowledged."""
        number = raw.get("update_id") if isinstance(raw, dict) else None
        if isinstance(number, int) and not self.ledger.is_new(number):
            return self.ledger.pending.get(number)
        try:
            incoming = read(raw, self.username)
        except PoisonError as error:
            self.ledger.poisonous += 1
            log.warning("an update could not be read (%s) and was skipped, %d so far", error, self.ledger.poisonous)
            return None
        return self.line_up(incoming) if incoming else None

    def line_up(self, incoming: Incoming) -> Pending | None:
        """Screen, and choose the lane."""
        if incoming.blocked:
            log.info("a reader blocked the bot")
            return None
        if incoming.callback:
            self.lanes.start(self.answer_callback(incoming.callback))
        screening = self.dialog.hear(incoming.message, incoming.reader)
        if not screening.needs_care:
            if incoming.address and self.dialog.asks_for_help(incoming.message):
                self.lanes.help(incoming.lane, lambda: self.help(incoming, screening))
            else:
                self.lanes.put(incoming.lane, lambda: self.answer(incoming, screening))
            return None
        pending = self.ledger.open(incoming.update)
        self.lanes.urgent(incoming.lane, self.care(incoming, screening, pending))
        return pending

    async def care(self, incoming: Incoming, screening: Screening, pending: Pending) -> None:
        """A crisis update: its cards now. When they are out it may be acknowledged, and the chat goes on."""
        if incoming.address is None:
            pending.deliveries.add(self.lanes.start(self.answer_inline(incoming, screening)))
        else:
            await self.cards_first(
                self.dialog.after_screening(incoming.message, incoming.reader, screening), incoming, pending
            )
        await self.settle(pending)
        self.ledger.close(incoming.update)
        self.lanes.card_is_out(incoming.lane)

    async def cards_first(self, replies: AsyncIterator[Reply], incoming: Incoming, pending: Pending) -> None:
        """Send the cards, which come before all other replies; those go to the head of the lane."""
        try:
            while (reply := await anext(replies, None)) is not None and reply.care:
                self.send_card(reply, incoming, pending)
                if not reply.public:
                    break
                await asyncio.wait(pending.deliveries, timeout=GLANCE)
            await self.settle(pending)
            first = reply if reply and not reply.care else None
            self.lanes.put(incoming.lane, lambda: self.follow(replies, incoming, first), ahead=True)
        except Exception as error:  # noqa: BLE001 - the channel's edge: whatever broke, the person gets a card
            log.error("a crisis update failed: %s", type(error).__name__)  # noqa: TRY400 - a traceback could hold text
            if not pending.deliveries:
                self.send_card(Reply(text=last_card(), care=True, discreet=True), incoming, pending)

    async def help(self, incoming: Incoming, screening: Screening) -> None:
        """Help that was asked for: as soon as it can be, behind nothing but cards and help asked for before."""
        async for reply in self.dialog.after_screening(incoming.message, incoming.reader, screening):
            await self.pass_on(reply, incoming)

    async def follow(self, replies: AsyncIterator[Reply], incoming: Incoming, first: Reply | None = None) -> None:
        """Send what is no card, in the order of its chat; the lines of care in it leave by the cards' way."""
        if first is not None:
            await self.ordinary(first, incoming)
        while (reply := await self.think(replies)) is not None:
            await self.pass_on(reply, incoming)

    async def pass_on(self, reply: Reply, incoming: Incoming) -> None:
        """Send a reply by its way, and wait until it is out."""
        if reply.care:
            pending = Pending(update=incoming.update)
            self.send_card(reply, incoming, pending)
            await self.settle(pending)
        else:
            await self.ordinary(reply, incoming)

    async def think(self, replies: AsyncIterator[Reply]) -> Reply | None:
        """The next reply, thought out when it is its turn."""
        async with self.lanes.thought():
            return await anext(replies, None)

    def send_card(self, reply: Reply, incoming: Incoming, pending: Pending) -> None:
        """Send a card on its way: to the chat it was set off in, or from a group to the person's own."""
        address = Address(chat=incoming.user) if reply.private or incoming.address is None else incoming.address
        is_reply = incoming.reader.chat is Chat.PRIVATE and not reply.discreet
        replies_to = incoming.replies_to if is_reply else None
        parcel = Parcel(reply=reply, address=address, replies_to=replies_to)
        pending.parcels.append(parcel)
        pending.deliveries.add(self.lanes.start(self.delivered(parcel, pending)))

    async def delivered(self, parcel: Parcel, pending: Pending) -> None:
        """See a card through to its end."""
        try:
            await self.cards.deliver(parcel)
        except Undeliverable as error:
            if not parcel.reply.private:  # a bot may not write first: from a group that is the rule
                log.warning("a card cannot be delivered: %s", error)
        pending.parcels.remove(parcel)

    async def settle(self, pending: Pending) -> None:
        """Wait until the cards are out. After ten seconds they go on alone; this chat still waits for them."""
        if not pending.deliveries:
            return
        _, left = await asyncio.wait(pending.deliveries, timeout=ALONE_AFTER)
        if left:
            log.warning("a card is still on its way after %s s", ALONE_AFTER)
            self.ledger.close(pending.update)
            await asyncio.wait(left)

    async def answer(self, incoming: Incoming, screening: Screening) -> None:
        """An ordinary update, in its chat's order."""
        if incoming.address is None:
            await self.answer_inline(incoming, screening)
        else:
            await self.follow(self.dialog.after_screening(incoming.message, incoming.reader, screening), incoming)

    async def ordinary(self, reply: Reply, incoming: Incoming) -> None:
        """A reply that is not a card, after every card of its chat."""
        if incoming.address is None:
            return
        address = incoming.address
        may_edit = incoming.pressed_has_text and incoming.message.action.partition(":")[0] in IN_PLACE
        try:
            await self.replies.send(reply, address, edits=incoming.pressed if may_edit else None)
        except Forbidden:
            log.info("a reader blocked the bot")
        except TelegramError as error:
            log.warning("a reply could not be sent: %s", type(error).__name__)

    async def answer_callback(self, callback: str) -> None:
        """Take the waiting sign off a pressed button; one that is too old needs it no more."""
        try:
            await tried(lambda: self.bot.answer_callback_query(callback))
        except TelegramError as error:
            log.info("a button press could not be answered: %s", type(error).__name__)

    async def answer_inline(self, incoming: Incoming, screening: Screening) -> None:
        """Results for a query typed in any chat; help leaves by the cards' way, tried as long as the query lives."""
        try:
            async with nullcontext() if screening.needs_care else self.lanes.thought():
                card, teasers = await self.dialog.inline(incoming.message, incoming.reader, screening)
        except Exception as error:  # noqa: BLE001 - the channel's edge: whatever broke, help is offered where it is needed
            log.error("an inline query failed: %s", type(error).__name__)  # noqa: TRY400 - a traceback could hold text
            card, teasers = Reply(text=last_card(), care=True) if screening.needs_care else None, ()
        results = inline.Results(
            query=incoming.inline, card=card, teasers=teasers, texts=self.dialog.texts_for(incoming.reader),
            username=self.username, short_id=self.dialog.browse.library.short_id,
        )  # fmt: skip
        try:
            await (inline.insist(self.card_bot, results) if card else tried(lambda: inline.answer(self.bot, results)))
        except (TelegramError, Undeliverable, TimeoutError) as error:
            log.warning("an inline query could not be answered: %s", type(error).__name__)
