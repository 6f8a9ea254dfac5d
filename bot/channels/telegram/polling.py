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
#: How long Telegram holds an empty answer, in seconds, and how much longer we wait for it.
HOLD, GRACE = 10, 3.0
#: The Bot API server answers a repeated offset with one update only unless so long has passed; in seconds.
SAME_OFFSET = 0.55
#: It hands out so many updates that are not acknowledged, and no more: others wait behind them.
WINDOW = 100
#: Where others wait, a card that is on its way for so long goes on alone before its ten seconds are over.
GIVE_WAY = 1.0
FIRST_BACK_OFF, LONGEST_BACK_OFF = 0.1, 15.0
#: Another process may take so long to stop before we give up, in seconds.
CONFLICT_PATIENCE = 40.0
WRONG_TOKEN = "Telegram does not know this token. Check TELEGRAM_BOT_TOKEN, or ask @BotFather for a new one."  # noqa: S105 - not a secret
TWO_POLLERS = "Another process takes this bot's updates. Stop it, or use webhooks for several."


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
        self.failures = 0
        self.conflict_since: float | None = None

    async def run(self) -> None:
        """Take updates until ``stopping`` is set.

        Raises:
            IntakeError: the token is wrong, or another process keeps taking the updates.
        """
        while not self.stopping.is_set():
            try:
                await self.once()
            except TelegramError as error:
                await self.pause(self.wait_after(error))
            else:
                self.failures, self.conflict_since = 0, None

    def wait_after(self, error: TelegramError) -> float:
        """How long to wait after a failure, in seconds.

        Raises:
            IntakeError: waiting is useless.
        """
        if isinstance(error, InvalidToken):
            raise IntakeError(WRONG_TOKEN) from None
        if isinstance(error, RetryAfter):
            return wait_of(error)
        if isinstance(error, Conflict):
            return self.wait_for_other()
        self.failures += 1
        log.warning("updates could not be fetched (%s), trying again", type(error).__name__)
        return min(LONGEST_BACK_OFF, float(FIRST_BACK_OFF * 2 ** min(self.failures, 10)))

    def wait_for_other(self) -> float:
        """The other process may be an old one that is about to stop."""
        now = asyncio.get_running_loop().time()
        self.conflict_since = self.conflict_since or now
        if now - self.conflict_since > CONFLICT_PATIENCE:
            raise IntakeError(TWO_POLLERS)
        log.warning("another process takes this bot's updates; waiting for it to stop")
        return 1.0

    async def once(self) -> None:
        """One question: take what is new, and move the offset as far as nothing can be lost."""
        batch = await self.ask()
        new = await self.take_new(batch)
        if new:  # after a quiet week the numbers may begin anywhere, lower ones too
            self.offset = max(new) + 1
        if self.ledger.lowest() is None:
            return
        if not new and len(batch) >= WINDOW:
            self.ledger.close_older_than(GIVE_WAY)
        await self.ledger.until_changed(SAME_OFFSET)

    async def take_new(self, batch: list[dict[str, Any]]) -> list[int]:
        """Take what was not taken before; its numbers. A card may leave before the next update is looked at."""
        numbers = []
        for raw in batch:
            number = raw.get("update_id")
            if not isinstance(number, int) or self.ledger.knows(number):
                continue
            numbers.append(number)
            if self.take(raw) is not None:
                await asyncio.sleep(0)
        return numbers

    async def ask(self) -> list[dict[str, Any]]:
        """A batch of raw updates; nothing if we are stopped meanwhile."""
        asking = asyncio.ensure_future(self.fetch(timeout=HOLD, limit=WINDOW))
        stopping = asyncio.ensure_future(self.stopping.wait())
        try:
            await asyncio.wait({asking, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return asking.result() if asking.done() else []
        finally:
            stopping.cancel()
            asking.cancel()

    async def fetch(self, *, timeout: int, limit: int) -> list[dict[str, Any]]:  # noqa: ASYNC109 - Telegram's parameter
        """Call getUpdates. Everything below the lowest pending update is acknowledged by asking."""
        lowest = self.ledger.lowest()
        offset = self.offset if lowest is None else min(self.offset, lowest)
        asked = {"offset": offset, "timeout": timeout, "limit": limit, "allowed_updates": list(ALLOWED_UPDATES)}
        data = RequestData([RequestParameter.from_input(name, value) for name, value in asked.items()])
        found = await self.request.post(self.address, data, read_timeout=timeout + GRACE)
        return [raw for raw in found if isinstance(raw, dict)] if isinstance(found, list) else []

    async def pause(self, seconds: float) -> None:
        """Wait, but not past a stop."""
        try:
            async with asyncio.timeout(seconds):
                await self.stopping.wait()
        except TimeoutError:
            return

    async def acknowledge(self, seconds: float) -> None:
        """Tell Telegram what was answered, before leaving."""
        try:
            async with asyncio.timeout(seconds):
                await self.fetch(timeout=0, limit=1)
        except (TelegramError, TimeoutError) as error:
            log.warning(
                "the last updates could not be acknowledged (%s); they may be answered twice", type(error).__name__
            )
