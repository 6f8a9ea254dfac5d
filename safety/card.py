"""What a card is: plain words, each number on a line of its own, and a few buttons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from .types import Level


class Press(Enum):
    """What a button of a card does."""

    COPY = "copy"  #: put ``value`` on the clipboard
    LINK = "link"  #: open ``value``
    ANSWER = "answer"  #: ask for the answer named ``value``
    COUNTRY = "country"  #: choose the country ``value``


@dataclass(frozen=True, slots=True, kw_only=True)
class CardButton:
    """One button under a card."""

    press: Press
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What to say now: plain text, no markup."""

    kind: str  #: its name in cards.yaml, or short, answer, lines, country
    level: Level
    text: str
    buttons: tuple[CardButton, ...]
    language: str
    country: str | None
    version: str  #: of the words, for the counters


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """For whom a card is made: the reader's language and country, and the moment."""

    language: str | None
    country: str | None
    now: datetime  #: with a time zone
    minor: bool = False
    groups: frozenset[str] = frozenset()  #: of types.AUDIENCES: whom the reader said they are
