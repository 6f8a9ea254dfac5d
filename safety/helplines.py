"""The directory of help lines, asked for a country, an audience and an hour."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Sequence

CONFIDENCES = ("high", "medium", "low", "none")
SHOWN = frozenset({"high", "medium"})
#: A text route is shown only where at least so many independent lists agree (requirement 39).
TEXT_AGREEMENT = 2
#: A row whose newest source is older than this is stale (requirement 89).
STALE_AFTER = timedelta(days=366)


#: Numbers with fewer digits are short codes.
SHORTEST_LONG_NUMBER = 7
#: Open lines before those whose hours nobody knows, closed ones last (requirement 41).
OPEN_FIRST = {True: 0, None: 1, False: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Weekly times: on these days (0 is Monday) from one minute to another; past midnight where it ends earlier."""

    days: frozenset[int]
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRoute:
    """How to reach a service by writing."""

    number: str
    agreement: int
    keyword: str = ""
    app: str = ""  #: whatsapp, or nothing for an ordinary text message


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpline:
    """One service, with where its number comes from."""

    id: str
    country: str  #: ISO 3166 alpha-2, or INT
    name: str  #: as the service writes it
    kind: str
    audience: tuple[str, ...]
    phone: str = ""  #: as dialled in the country
    extension: str = ""  #: to press after the call is answered
    service: str = ""  #: of an emergency number: any, ambulance, police
    sms: TextRoute | None = None
    url: str = ""
    chat: bool = False  #: the url opens a chat
    hours: str = "unknown"  #: always, unknown or weekly
    openings: tuple[Opening, ...] = ()
    time_zone: str = ""
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...]
    newest_source: str  #: year and month
    agreement: int
    confidence: str
    checked_on: str  #: a date only a person writes, or "never"
    notes: str = ""  #: for reviewers

    @property
    def is_shown(self) -> bool:
        """Whether readers may see it (requirement 39)."""
        return self.confidence in SHOWN

    @property
    def text_route(self) -> TextRoute | None:
        """The text route, if enough sources agree on it."""
        return self.sms if self.sms and self.sms.agreement >= TEXT_AGREEMENT else None

    def is_open(self, now: datetime) -> bool | None:
        """Whether somebody answers at this moment; None where the hours are not known. ``now`` carries a time zone."""
        if self.hours != "weekly":
            return True if self.hours == "always" else None
        local = now.astimezone(ZoneInfo(self.time_zone))
        minute = local.hour * 60 + local.minute
        return any(covers(opening, local.weekday(), minute) for opening in self.openings)


def covers(opening: Opening, day: int, minute: int) -> bool:
    """Whether an opening, which may run past midnight, takes in this minute of this weekday."""
    if opening.start < opening.end:
        return day in opening.days and opening.start <= minute < opening.end
    return (day in opening.days and minute >= opening.start) or ((day - 1) % 7 in opening.days and minute < opening.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Denied:
    """Numbers that must never be shown in a country; with names: never under such a name."""

    country: str
    numbers: frozenset[str]  #: digits only
    names: tuple[str, ...]
    why: str

    def forbids(self, line: Helpline) -> bool:
        """Whether the line is this retired or wrong number. A country code in front does not hide it."""
        shown = (line.phone, line.sms.number if line.sms else "")
        if line.country != self.country or not any(same(number, own) for number in self.numbers for own in shown):
            return False
        return not self.names or "*" in self.names or any(name.lower() in line.name.lower() for name in self.names)


def rank(line: Helpline, kinds: Sequence[str], now: datetime) -> tuple[int, int, int]:
    """Where a line stands among those that fit: open, then sure (requirement 39), then of a kind named early."""
    return OPEN_FIRST[line.is_open(now)], CONFIDENCES.index(line.confidence), kinds.index(line.kind)


def same(one: str, other: str) -> bool:
    """Whether two writings are of one number, with or without the country code; short codes must agree whole."""
    short, long = sorted((digits(one).lstrip("0"), digits(other).lstrip("0")), key=len)
    return short == long if len(short) < SHORTEST_LONG_NUMBER else long.endswith(short)


def digits(number: str) -> str:
    """A number without its spacing."""
    return re.sub(r"\D", "", number)


@dataclass(frozen=True, slots=True)
class Directory:
    """All rows, by country."""

    lines: tuple[Helpline, ...]
    by_country: dict[str, tuple[Helpline, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        grouped: dict[str, list[Helpline]] = {}
        for line in self.lines:
            grouped.setdefault(line.country, []).append(line)
        object.__setattr__(self, "by_country", {country: tuple(rows) for country, rows in grouped.items()})

    def shown(self, country: str) -> tuple[Helpline, ...]:
        """What a reader there may see, best confidence first, in the order of the file."""
        rows = [line for line in self.by_country.get(country, ()) if line.is_shown]
        return tuple(sorted(rows, key=lambda line: CONFIDENCES.index(line.confidence)))

    def emergency(self, country: str) -> tuple[Helpline, ...]:
        """The emergency numbers: one, or one for each service, the ambulance first."""
        rows = [line for line in self.shown(country) if line.kind == "emergency"]
        return tuple(sorted(rows, key=lambda line: ("any", "ambulance", "police").index(line.service)))

    def find(
        self, country: str, kinds: Sequence[str], now: datetime, audiences: frozenset[str]
    ) -> tuple[Helpline, ...]:
        """Lines of these kinds that this reader may use: open ones first, then the surest, then by the order of kinds.

        A line for one audience only is offered where the reader said they belong to it (requirement 42).
        """
        rows = [
            line
            for line in self.shown(country)
            if line.kind in kinds and ({"general"} | audiences) & {line.kind, *line.audience}
        ]
        return tuple(sorted(rows, key=lambda line: rank(line, kinds, now)))

    def stale(self, today: datetime) -> tuple[Helpline, ...]:
        """Shown rows whose newest source is older than a year."""
        limit = (today - STALE_AFTER).strftime("%Y-%m")
        return tuple(line for line in self.lines if line.is_shown and line.newest_source < limit)
