"""Takes updates from Telegram by asking: one by one, and acknowledged only when nothing of them can be lost."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from .cards import wait_of
from .incoming import ALLOWED_UPDATES

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram.request import BaseRequest

    from .ledger import Ledger

log = logging.getLogger(__name__)
#: How long Telegram holds an empty answer, in seconds.
HOLD = 20
#: The Bot API server answers a repeated offset with one update only unless so long has passed; in seconds.
SAME_OFFSET = 0.55
LONGEST_BACK_OFF = 15.0
#: Another process may take so long to stop before we give up, in seconds.
CONFLICT_PATIENCE = 40.0


class IntakeError(Exception):
    """Waiting is useless: what to do about it, in plain words."""


class Polling:
    """Asks for updates until it is stopped."""

    def __init__(self, request: BaseRequest, address: str, take: Callable[[Any], object], ledger: Ledger) -> None:
        self.request = request
        self.address = address  # holds the token: never logged
        self.take = take
        self.ledger = ledger
        self.offset = 0
        self.stopping = asyncio.Event()

    async def run(self) -> None:
        """Take updates until ``stopping`` is set.

        Raises:
            IntakeError: the token is wrong, or another process keeps taking the updates.
        """
        failures, conflicts_since = 0, None
        while not self.stopping.is_set():
            try:
                await self.once(HOLD)
            except InvalidToken:
                raise IntakeError("Telegram does not know this token. Check TELEGRAM_BOT_TOKEN, or ask @BotFather for a new one.") from None
            except Conflict:
                now = asyncio.get_running_loop().time()
                conflicts_since = conflicts_since or now
                if now - conflicts_since > CONFLICT_PATIENCE:
                    raise IntakeError("Another process takes this bot's updates. Stop it, or use webhooks for several.") from None
                log.warning("another process takes this bot's updates; waiting for it to stop")
                await self.pause(1.0)
            except RetryAfter as error:
                await self.pause(wait_of(error))
            except TelegramError as error:
                failures += 1
                log.warning("updates could not be fetched (%s), trying again", type(error).__name__)
                await self.pause(min(LONGEST_BACK_OFF, 0.1 * 2 ** min(failures, 10)))
            else:
                failures, conflicts_since = 0, None

    async def once(self, hold: int) -> None:
        """One question: take what is new, and move the offset as far as nothing can be lost."""
        batch = await self.ask(hold)
        numbers = [number for raw in batch if isinstance(number := raw.get("update_id"), int)] if batch else []
        for raw in batch:
            number = raw.get("update_id")
            if not isinstance(number, int) or number >= self.offset:
                self.take(raw)
        self.offset = max([self.offset, *(number + 1 for number in numbers)])
        if self.ledger.lowest() is not None:
            await self.ledger.until_changed(SAME_OFFSET)

    async def ask(self, hold: int) -> list[Any]:
        """A batch of raw updates. Everything below the lowest pending one is acknowledged by asking."""
        lowest = self.ledger.lowest()
        offset = self.offset if lowest is None else min(self.offset, lowest)
        asked = {"offset": offset, "timeout": hold, "limit": 100, "allowed_updates": list(ALLOWED_UPDATES)}
        data = RequestData([RequestParameter.from_input(name, value) for name, value in asked.items()])
        asking = asyncio.ensure_future(self.request.post(self.address, data, read_timeout=hold + 5))
        stopping = asyncio.ensure_future(self.stopping.wait())
        try:
            await asyncio.wait({asking, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not asking.done():
                return []
            found = asking.result()
            return [raw for raw in found if isinstance(raw, dict)] if isinstance(found, list) else []
        finally:
            stopping.cancel()
            if not asking.done():
                asking.cancel()

    async def pause(self, seconds: float) -> None:
        """Wait, but not past a stop."""
        try:
            async with asyncio.timeout(seconds):
                await self.stopping.wait()
        except TimeoutError:
            return

    async def acknowledge(self) -> None:
        """Tell Telegram what was answered, before leaving."""
        try:
            lowest = self.ledger.lowest()
            offset = self.offset if lowest is None else min(self.offset, lowest)
            data = RequestData([RequestParameter.from_input(name, value) for name, value in {"offset": offset, "timeout": 0, "limit": 1}.items()])
            await self.request.post(self.address, data, read_timeout=3)
        except TelegramError as error:
            log.warning("the last updates could not be acknowledged (%s); they may be answered twice", type(error).__name__)
