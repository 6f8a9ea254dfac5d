"""Keeps count of updates: which were seen, and which may not be acknowledged because their card is still on its way."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .cards import Parcel

#: Telegram repeats an update soon or never; among at least so many a repeated one is recognised.
REMEMBERED = 20_000


@dataclass(slots=True, kw_only=True)
class Pending:
    """A crisis update whose card is on its way."""

    update: int
    since: float = field(default_factory=time.monotonic)
    accepted: asyncio.Event = field(default_factory=asyncio.Event)
    parcels: list[Parcel] = field(default_factory=list)  #: its cards that Telegram has not taken yet
    deliveries: set[asyncio.Task[None]] = field(default_factory=set)


class Ledger:
    """The updates of this process. Numbers only, no text."""

    def __init__(self) -> None:
        self.seen: set[int] = set()
        self.seen_before: set[int] = set()  # the generation before: forgotten as a whole
        self.pending: dict[int, Pending] = {}
        self.poisonous = 0
        self.changed = asyncio.Event()

    def knows(self, update: int) -> bool:
        """Whether the update came before."""
        return update in self.seen or update in self.seen_before

    def is_new(self, update: int) -> bool:
        """Whether the update comes for the first time; from now on it is known."""
        if self.knows(update):
            return False
        self.seen.add(update)
        if len(self.seen) >= REMEMBERED:
            self.seen, self.seen_before = set(), self.seen
        return True

    def open(self, update: int) -> Pending:
        """From now on the update may not be acknowledged."""
        return self.pending.setdefault(update, Pending(update=update))

    def close(self, update: int) -> None:
        """Its card was accepted, can never be, or goes on alone: the update may be acknowledged."""
        found = self.pending.pop(update, None)
        if found is not None:
            found.accepted.set()
            self.changed.set()

    def close_older_than(self, seconds: float) -> None:
        """Let cards that are on their way for so long go on alone: they hold up other people's messages."""
        now = time.monotonic()
        for pending in tuple(self.pending.values()):
            if now - pending.since >= seconds:
                self.close(pending.update)

    async def until_changed(self, seconds: float) -> None:
        """Wait until a pending update is closed, at most so long."""
        self.changed.clear()
        try:
            async with asyncio.timeout(seconds):
                await self.changed.wait()
        except TimeoutError:
            return

    def lowest(self) -> int | None:
        """The lowest update that may not be acknowledged."""
        return min(self.pending, default=None)
