"""The updates on their way to the bot, handed out by polling as Telegram does."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from .refusal import conflict
from .world import Json

MOST_AT_ONCE = 100
LONGEST_POLL = 50
#: A second poll from the same place within so many seconds gets one update only: Telegram brakes loops that spin.
HASTE = 0.5
#: And a poll that repeats the place within this time waits so long at least (times the pace).
REPEAT = 3.0
#: What a bot gets that named no kinds.
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(slots=True, kw_only=True)
class Pending:
    """One update on its way."""

    id: int
    kind: str
    queue: str  #: a webhook gets the next of a queue only after the one before
    update: Json
    until: float  #: Telegram gives up then
    copies: int = 1  #: to be delivered so often
    pushed: float = field(default_factory=time.monotonic)
    delivered: float | None = None  #: when it was first handed out
    acknowledged: float | None = None  #: when nothing was left to deliver

    def done(self) -> None:
        """Take one copy as delivered."""
        self.copies -= 1
        if self.copies <= 0:
            self.acknowledged = time.monotonic()

    @property
    def waits(self) -> bool:
        """Whether it is still to be delivered."""
        return self.acknowledged is None and self.until > time.monotonic()


@dataclass(slots=True, kw_only=True)
class Inbox:
    """All updates that wait, oldest first, and the one who may be waiting for them."""

    pace: float
    eager: bool = False  #: leave out the brake on repeated polls
    waiting: deque[Pending] = field(default_factory=deque)
    allowed: frozenset[str] | None = None
    poller: asyncio.Future[str] | None = None
    listener: Callable[[Pending], None] | None = None  #: the webhook, when there is one
    place: tuple[int, float] = (-1, 0.0)  #: offset and time of the last poll

    def allows(self, kind: str) -> bool:
        """Whether the bot wants updates of a kind."""
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def allow(self, kinds: object) -> None:
        """Remember what the bot wants; nothing said leaves it as it was, an empty list means the default."""
        if isinstance(kinds, list):
            self.allowed = frozenset(map(str, kinds)) or None

    def push(self, pending: Pending) -> None:
        """Take an update in."""
        if not self.allows(pending.kind):
            pending.acknowledged = pending.pushed
            return
        self.tidy()
        self.waiting.append(pending)
        if self.listener:
            self.listener(pending)
        elif self.poller and not self.poller.done():
            self.poller.set_result("")

    def tidy(self) -> None:
        """Drop what was delivered or grew too old."""
        while self.waiting and not self.waiting[0].waits:
            self.waiting.popleft()

    def count(self) -> int:
        """Count what waits."""
        return sum(pending.waits for pending in self.waiting)

    def clear(self) -> None:
        """Drop everything, as `drop_pending_updates` asks."""
        for pending in self.waiting:
            pending.copies = 0
            pending.done()
        self.waiting.clear()

    async def poll(self, *, offset: int, limit: int, seconds: float) -> list[Json]:
        """Acknowledge up to the offset, then hand out what waits, or wait for it.

        Raises:
            RefusalError: 409, when another poll comes in while this one waits.
        """
        self.interrupt("terminated by other getUpdates request; make sure that only one bot instance is running")
        self.acknowledge(offset)
        limit, seconds = self.brake(offset, limit, seconds)
        if self.ready(limit) or seconds <= 0:
            return self.hand_out(limit)
        await self.wait(seconds)
        return self.hand_out(limit)

    async def wait(self, seconds: float) -> None:
        """Wait for the next update."""
        poller = self.poller = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                reason = await poller
        except TimeoutError:
            reason = ""
        finally:
            if self.poller is poller:
                self.poller = None
        if reason:
            raise conflict(reason)

    def interrupt(self, reason: str) -> None:
        """Send away whoever waits."""
        if self.poller and not self.poller.done():
            self.poller.set_result(reason)
        self.poller = None

    def brake(self, offset: int, limit: int, seconds: float) -> tuple[int, float]:
        """Slow down a bot that asks from the same place again and again."""
        before, now = self.place, time.monotonic()
        self.place = offset, now
        limit, seconds = min(max(limit, 1), MOST_AT_ONCE), min(seconds, LONGEST_POLL)
        if self.eager or before[0] != offset:
            return limit, seconds
        if now < before[1] + REPEAT:
            seconds = max(seconds, REPEAT * self.pace)
        return (1 if now < before[1] + HASTE else limit), seconds

    def acknowledge(self, offset: int) -> None:
        """Take everything before the offset as delivered; a negative one keeps only so many of the last."""
        if offset < 0:
            self.tidy()
            offset = self.waiting[offset].id if len(self.waiting) >= -offset else 0
        again = []
        while self.waiting and (self.waiting[0].id < offset or not self.waiting[0].waits):
            pending = self.waiting.popleft()
            if pending.delivered and pending.waits:
                pending.done()
            elif pending.waits:
                pending.copies = 0
                pending.done()
            if pending.waits:
                again.append(pending)
        self.waiting.extendleft(reversed(again))

    def ready(self, limit: int) -> list[Pending]:
        """List what waits, oldest first."""
        return list(islice((pending for pending in self.waiting if pending.waits), limit))

    def hand_out(self, limit: int) -> list[Json]:
        """Give away what waits; it stays until it is acknowledged."""
        now = time.monotonic()
        found = self.ready(limit)
        for pending in found:
            pending.delivered = pending.delivered or now
        return [pending.update for pending in found]
