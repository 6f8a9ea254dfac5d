"""Keeps count of updates: which were seen, and which may not be acknowledged because their card is still on its way."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .cards import Parcel

#: Telegram repeats an update within a day at most; among so many updates a repeated one is recognised.
REMEMBERED = 50_000


@dataclass(slots=True)
class Pending:
    """A crisis update whose card is on its way."""

    accepted: asyncio.Event = field(default_factory=asyncio.Event)
    parcel: Parcel | None = None  #: the card, once it is written


class Ledger:
    """The updates of this process. Numbers only, no text."""

    def __init__(self) -> None:
        self.seen: OrderedDict[int, None] = OrderedDict()
        self.pending: dict[int, Pending] = {}
        self.poisonous = 0
        self.changed = asyncio.Event()

    def is_new(self, update: int) -> bool:
        """Whether the update comes for the first time; from now on it is known."""
        if update in self.seen:
            return False
        self.seen[update] = None
        if len(self.seen) > REMEMBERED:
            self.seen.popitem(last=False)
        return True

    def open(self, update: int) -> Pending:
        """From now on the update may not be acknowledged."""
        return self.pending.setdefault(update, Pending())

    def close(self, update: int) -> None:
        """Its card was accepted, can never be, or goes on alone: the update may be acknowledged."""
        found = self.pending.pop(update, None)
        if found is not None:
            found.accepted.set()
            self.changed.set()

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
