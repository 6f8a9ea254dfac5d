"""Counts cards and what became of them, never people."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from .people import People

log = logging.getLogger(__name__)
#: Counts wait in memory for so many seconds before they are written; those of a process that is killed are lost.
EVERY = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that is counted. Nothing in it points at a person: whatever is the same on a day is one row."""

    day: date
    outcome: str  #: shown, short, public, asked, tapped, wrong_alarm or safe
    level: str
    situation: str = ""
    country: str = ""  #: chosen, named or meant by the language; empty where unknown
    language: str = ""
    chat: str = "private"
    version: str = ""  #: of the words of care


class Counts:
    """Counts that wait to be written down."""

    def __init__(self) -> None:
        self.waiting: Counter[Event] = Counter()

    def note(self, event: Event) -> None:
        """Count it."""
        self.waiting[event] += 1

    async def keep(self, people: People | None) -> None:
        """Write down what waits; where that fails or is cancelled, it goes on waiting."""
        if people is None or not self.waiting:
            return
        kept, self.waiting = self.waiting, Counter()
        try:
            await people.add_counts(kept)
        except Exception as error:  # noqa: BLE001 - whatever broke, the bot and its counting go on; told by kind
            log.warning("counts could not be written and wait: %s", type(error).__name__)
            self.waiting += kept
        except BaseException:  # whoever cancels us writes once more at the end
            self.waiting += kept
            raise

    async def keep_keeping(self, people: People | None, every: float = EVERY) -> None:
        """Write down what waits again and again, until cancelled."""
        while True:
            await asyncio.sleep(every)
            await self.keep(people)
