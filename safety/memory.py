"""Remembers for a while, in memory only, that somebody was sent a card: what follows depends on it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from operator import attrgetter
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
NOTHING = Screening()


class Follow(Enum):
    """What to send for a message that sets off a card."""

    CARD = "card"
    SHORT = "short"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is remembered about one person: no words, only levels and moments."""

    gravest: Screening = NOTHING  #: what the most urgent card of the last half hour answered, without its signals
    language: str | None = None  #: whose words the last card answered
    situation: Situation | None = None  #: what it was about
    arrived: bool = True  #: it was set off in the person's own chat; whether one from a group gets there nobody knows
    card_at: datetime | None = None  #: when the last full card at distress or above was sent
    topic_at: datetime | None = None
    watched_until: datetime | None = None  #: replies begin with a line of care until then
    minor: bool = False
    groups: frozenset[str] = frozenset()

    @property
    def level(self) -> Level:
        """The level of the gravest card."""
        return self.gravest.level

    def near(self, now: datetime) -> bool:
        """Whether a card was sent within half an hour, or tried from a group."""
        return self.card_at is not None and now - self.card_at < NEAR

    def watched(self, now: datetime) -> bool:
        """Whether replies must still begin with a line of care."""
        return self.watched_until is not None and now < self.watched_until

    def stands(self, now: datetime) -> Level:
        """The level to speak at: a calmer card does not take the emergency number away while they are watched over."""
        return max(self.level if self.near(now) else Level.NONE, Level.INTENT if self.watched(now) else Level.NONE)

    def speaks(self, now: datetime) -> str | None:
        """The language to go on in, as long as a card is answered or the person watched over."""
        return self.language if self.near(now) or self.watched(now) else None

    def hides(self, now: datetime) -> bool:
        """Whether nothing that they wrote may be quoted: whoever abuses them may hold the phone (requirement 69)."""
        return self.situation is Situation.ABUSE and (self.near(now) or self.watched(now))

    def holds(self, now: datetime) -> bool:
        """Whether even a question about the topic gets the short line: soon after a card at ``ideation`` or above."""
        return self.near(now) and self.level >= Level.IDEATION

    def follow(self, screening: Screening, now: datetime, *, in_group: bool = False) -> Follow:
        """The full card at the first hit and after half an hour, else the short line.

        Within the half hour there is a full card too when the level rises, the language changes or the kind of crisis,
        and in the person's own chat when the last one was set off in a group: it may never have got there.
        """
        level, is_there = screening.level, self.arrived or in_group
        if level is Level.TOPIC:
            again = self.topic_at is not None and now - self.topic_at < TOPIC_AGAIN
            return Follow.SHORT if again or (is_there and self.holds(now)) else Follow.CARD
        same = screening.situation is self.situation and screening.language in {None, self.language}
        return Follow.SHORT if is_there and self.near(now) and level <= self.level and same else Follow.CARD


def after_card(old: Standing, screening: Screening, now: datetime) -> Standing:
    """What is remembered once a card at ``distress`` or above was sent; its level does not fall within half an hour."""
    is_near = old.near(now)
    gravest = old.gravest if is_near and old.level > screening.level else replace(screening, signals=())
    language = screening.language or (old.language if is_near else None)
    watched = now + WATCH if screening.level >= Level.INTENT else old.watched_until
    return replace(
        old, gravest=gravest, situation=screening.situation, language=language, card_at=now, watched_until=watched
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A sign of the person's own in an earlier message: which rule and when, no words."""

    signal: Signal
    at: datetime


def traced(signals: Sequence[Signal], now: datetime) -> list[Trace]:
    """What is kept of a message: of each sign the gravest signal, so that who repeats one does not crowd out others."""
    gravest: dict[frozenset[str], Signal] = {}
    for signal in sorted(signals, key=attrgetter("level")):
        gravest[frozenset(own_signs([signal]))] = signal
    return [Trace(signal=signal, at=now) for signs, signal in gravest.items() if signs]


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
        self.keep(person, screening, before, now)
        raised = added_up(screening, earlier, self.combinations) if earlier else screening
        said = own_signs(earlier)
        return replace(raised, minor=raised.minor or "minor" in said, groups=raised.groups | (AUDIENCES & said))

    def keep(self, person: str, screening: Screening, before: Sequence[Trace], now: datetime) -> None:
        """Remember the signs of a new message beside those of the last half hour."""
        signs = own_signs(screening.signals)
        if not signs:
            return
        fresh = traced(screening.signals, now)
        kept = [trace for trace in before if not own_signs([trace.signal]) <= signs]
        self.traces[person] = (*kept, *fresh)[-MOST_TRACES:]
        self.traces.move_to_end(person)
        while len(self.traces) > self.most:
            self.traces.popitem(last=False)

    def fade(self, now: datetime) -> None:
        """Forget the signs of everybody who was last heard half an hour ago or longer."""
        while self.traces and now - next(iter(self.traces.values()))[-1].at >= NEAR:
            self.traces.popitem(last=False)

    def of(self, person: str) -> Standing:
        """What is remembered; an empty standing for a stranger."""
        return self.standings.get(person, Standing())

    def sent(self, person: str, screening: Screening, now: datetime, *, in_group: bool = False) -> None:
        """Remember that a full card was sent for this screening, or from a group that it was tried."""
        old = self.of(person)
        is_topic = screening.level is Level.TOPIC
        new = replace(old, topic_at=now) if is_topic else replace(after_card(old, screening, now), arrived=not in_group)
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
