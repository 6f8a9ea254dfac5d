"""Says how well the screening hears: recall, false alarms and precision with 95 % intervals, from labelled messages."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from .types import Level, Situation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .types import About, Screening

#: Situations in which even ``distress`` counts as heard: the writer, or someone else, may be at risk of their life.
LIFE_AT_RISK = frozenset({Situation.SUICIDE, Situation.SELF_HARM, Situation.OVERDOSE, Situation.THIRD_PARTY})
#: 95 % of a normal distribution lies within so many standard deviations.
Z = 1.959964


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A message and whether somebody in it is at risk."""

    text: str
    at_risk: bool
    language: str
    group: str = ""  #: the data set it comes from
    level: Level | None = None  #: how urgent it is, where somebody said
    situation: Situation | None = None  #: what it is about, where somebody said
    about: About | None = None  #: who is at risk, where somebody said


@dataclass(slots=True)
class Tally:
    """Counts of what was heard."""

    hits: int = 0
    misses: int = 0
    alarms: int = 0  #: heard, and nobody at risk
    quiet: int = 0
    topics: int = 0  #: of the messages without risk: those that got the short help block only
    urgent: int = 0  #: of the messages at risk: those at ``intent`` or above
    urgent_hits: int = 0  #: of these: heard at ``distress`` or above
    judged: int = 0  #: heard, and somebody said what it is about
    right_situation: int = 0  #: of these
    whose: int = 0  #: heard, and somebody said who is at risk
    right_about: int = 0  #: of these

    @property
    def positives(self) -> int:
        """Messages with somebody at risk."""
        return self.hits + self.misses

    @property
    def negatives(self) -> int:
        """Messages with nobody at risk."""
        return self.alarms + self.quiet


def is_heard(screening: Screening) -> bool:
    """Whether the screening says that a life may be at risk."""
    risky = screening.level is Level.DISTRESS and screening.situation in LIFE_AT_RISK
    return risky or screening.level >= Level.IDEATION


def is_hit(line: Labelled, screening: Screening) -> bool:
    """Whether a message at risk was heard; one that is not about a risk to life, at ``distress`` or above."""
    if line.situation is None or line.situation in LIFE_AT_RISK:
        return is_heard(screening)
    return screening.level >= Level.DISTRESS


def measure(lines: Iterable[Labelled], screen: Callable[[str], Screening]) -> dict[tuple[str, str], Tally]:
    """Tallies by (what, which): ("all", ""), ("language", "en"), ("set", "everyday"), ("situation", "suicide")."""
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for line in lines:
        screening = screen(line.text)
        keys = [("all", ""), ("language", line.language)]
        keys += [("set", line.group)] if line.group else []
        keys += [("situation", line.situation.value)] if line.situation else []
        for key in keys:
            count(tallies[key], line, screening)
    return dict(tallies)


def count(tally: Tally, line: Labelled, screening: Screening) -> None:
    """Add one message to a tally."""
    if not line.at_risk:
        heard = is_heard(screening)
        tally.alarms += heard
        tally.quiet += not heard
        tally.topics += screening.level is Level.TOPIC
        return
    hit = is_hit(line, screening)
    tally.hits += hit
    tally.misses += not hit
    if line.level is not None and line.level >= Level.INTENT:
        tally.urgent += 1
        tally.urgent_hits += screening.level >= Level.DISTRESS
    if hit and line.situation:
        tally.judged += 1
        tally.right_situation += screening.situation is line.situation
    if hit and line.about:
        tally.whose += 1
        tally.right_about += screening.about is line.about


def share(part: int, whole: int) -> tuple[float, float, float] | None:
    """A share with its 95 % interval after Wilson, or None of nothing."""
    if whole == 0:
        return None
    p, z = part / whole, Z
    middle = (p + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z * sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole)) / (1 + z * z / whole)
    return p, max(0.0, middle - half), min(1.0, middle + half)
