"""Remembers for a while, in memory only, that somebody was sent a card: what follows depends on it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from .decide import added_up, own_signs
from .types import AUDIENCES, Level, Screening, Situation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .lexicon import Combination
    from .types import Signal

#: After a card, free text gets the short line for so long (requirements 54, 59).
NEAR = timedelta(minutes=30)
#: After ``intent`` and ``imminent`` every reply begins with a line of care for so long (requirement 60).
WATCH = timedelta(hours=24)
#: A topic block shrinks to one line for so long after the last one (requirement 13).
TOPIC_AGAIN = timedelta(hours=6)
#: Of one person so many signs are kept, the newest.
MOST_TRACES = 16


class Follow(Enum):
    """What to send for a message that sets off a card."""

    CARD = "card"
    SHORT = "short"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is remembered about one person: no words, only levels and moments."""

    level: Level = Level.NONE  #: of the last card
    language: str | None = None  #: whose words the last card answered
    situation: Situation | None = None  #: what it was about
    card_at: datetime | None = None  #: when the last full card at distress or above was sent
    topic_at: datetime | None = None
    watched_until: datetime | None = None  #: replies begin with a line of care until then
    minor: bool = False
    groups: frozenset[str] = frozenset()

    def near(self, now: datetime) -> bool:
        """Whether a card was sent within half an hour."""
        return self.card_at is not None and now - self.card_at < NEAR

    def watched(self, now: datetime) -> bool:
        """Whether replies must still begin with a line of care."""
        return self.watched_until is not None and now < self.watched_until

    def stands(self, now: datetime) -> Level:
        """The level to speak at: a calmer card does not take the emergency number away while they are watched over."""
        return max(self.level if self.near(now) else Level.NONE, Level.INTENT if self.watched(now) else Level.NONE)

    def holds(self, now: datetime) -> bool:
        """Whether even a question about the topic gets the short line: soon after a card at ``ideation`` or above."""
        return self.near(now) and self.level >= Level.IDEATION

    def follow(self, screening: Screening, now: datetime) -> Follow:
        """The full card at the first hit and after half an hour, else the short line.

        Within the half hour there is a full card too when the level rises, the language changes or the kind of crisis.
        """
        level = screening.level
        if level is Level.TOPIC:
            again = self.topic_at is not None and now - self.topic_at < TOPIC_AGAIN
            return Follow.SHORT if again or self.holds(now) else Follow.CARD
        same = screening.situation is self.situation and screening.language in {None, self.language}
        return Follow.SHORT if self.near(now) and level <= self.level and same else Follow.CARD


def after_card(old: Standing, screening: Screening, now: datetime) -> Standing:
    """What is remembered once a card at ``distress`` or above was sent; its level does not fall within half an hour."""
    kept = old.level if old.near(now) else Level.NONE
    watched = now + WATCH if screening.level >= Level.INTENT else old.watched_until
    return replace(
        old, level=max(screening.level, kept), situation=screening.situation, language=screening.language, card_at=now,
        watched_until=watched,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A sign of the person's own in an earlier message: which rule and when, no words."""

    signal: Signal
    at: datetime


class Memory:
    """Standings and recent signs by person, the least recently seen forgotten first. Never by chat, never on disk."""

    def __init__(self, most: int = 10_000, combinations: Sequence[Combination] = ()) -> None:
        self.most = most
        self.combinations = combinations
        self.standings: OrderedDict[str, Standing] = OrderedDict()
        self.traces: OrderedDict[str, tuple[Trace, ...]] = OrderedDict()  #: the person last heard is the last

    def add_up(self, person: str, screening: Screening, now: datetime) -> Screening:
        """The screening of a new message in the light of what the person said in the last half hour. Never lower."""
        self.fade(now)
        before = tuple(trace for trace in self.traces.get(person, ()) if now - trace.at < NEAR)
        earlier = [trace.signal for trace in before]
        signs = own_signs(screening.signals)
        if not signs:
            return screening
        fresh = [Trace(signal=s, at=now) for s in screening.signals if own_signs([s])]
        kept = [trace for trace in before if not own_signs([trace.signal]) <= signs]
        self.traces[person] = (*kept, *fresh)[-MOST_TRACES:]
        self.traces.move_to_end(person)
        while len(self.traces) > self.most:
            self.traces.popitem(last=False)
        raised = added_up(screening, earlier, self.combinations) if earlier else screening
        before_said = own_signs(earlier)
        return replace(
            raised, minor=raised.minor or "minor" in before_said, groups=raised.groups | (AUDIENCES & before_said)
        )

    def fade(self, now: datetime) -> None:
        """Forget the signs of everybody who was last heard half an hour ago or longer."""
        while self.traces and now - next(iter(self.traces.values()))[-1].at >= NEAR:
            self.traces.popitem(last=False)

    def of(self, person: str) -> Standing:
        """What is remembered; an empty standing for a stranger."""
        return self.standings.get(person, Standing())

    def sent(self, person: str, screening: Screening, now: datetime) -> None:
        """Remember that a full card was sent for this screening."""
        old = self.of(person)
        new = replace(old, topic_at=now) if screening.level is Level.TOPIC else after_card(old, screening, now)
        self.standings[person] = replace(new, minor=old.minor or screening.minor, groups=old.groups | screening.groups)
        self.standings.move_to_end(person)
        while len(self.standings) > self.most:
            self.standings.popitem(last=False)

    def safe(self, person: str) -> None:
        """The person pressed "I'm safe": later replies no longer begin with a line of care."""
        if person in self.standings:
            self.standings[person] = replace(self.of(person), watched_until=None)

    def forget(self, person: str) -> None:
        """Remember nothing about a person."""
        self.standings.pop(person, None)
        self.traces.pop(person, None)
