"""Turns the signals of a message into one screening: the most urgent open one decides, two weak make a strong."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import accumulate, permutations
from typing import TYPE_CHECKING

from .types import AUDIENCES, About, Level, Screening, Signal, Situation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from .lexicon import Combination

#: Which situation names the card where several are equally urgent: what cannot wait first, the person's own risk next.
URGENCY = (
    Situation.OVERDOSE, Situation.SUICIDE, Situation.VIOLENCE, Situation.SELF_HARM, Situation.ABUSE,
    Situation.PSYCHOSIS,
    Situation.THIRD_PARTY, Situation.EATING_DISORDER, Situation.SUBSTANCE, Situation.BEREAVED,
)  # fmt: skip


#: Of a stretch that two languages read one part in so many may be outside what one of them reads.
LITTLE = 5
#: The language whose words people mix into all others.
MIXED_IN = "en"


def decide(signals: Iterable[Signal], combinations: Sequence[Combination]) -> Screening:
    """The screening that these signals add up to. One more unmuted signal never lowers the level."""
    every = set(signals)
    if not every:
        return Screening()
    found = sorted(agreed(sorted(every, key=fixed_order)), key=fixed_order)
    return settled(found + combined(found, combinations))


def settled(found: Sequence[Signal]) -> Screening:
    """The screening of these signals as they are. Weak signs alone leave it at ``none``; they stay to be seen."""
    level = max((signal.counts_as for signal in found), default=Level.NONE)
    said = own_signs(found)
    minor, groups = "minor" in said, AUDIENCES & said
    if level is Level.NONE:
        return Screening(signals=tuple(found), minor=minor, groups=groups)
    deciding = deciding_signal(found)
    return Screening(
        signals=tuple(found), level=level, situation=deciding.situation, about=deciding.about, minor=minor,
        groups=groups, language=language_of(found, level),
    )  # fmt: skip


def added_up(screening: Screening, earlier: Sequence[Signal], combinations: Sequence[Combination]) -> Screening:
    """The screening, raised where a sign in it completes what the same person said before. Never lowers it.

    ``earlier`` are open signals of the person's own from earlier messages, the oldest first.
    """
    missing = own_signs(screening.signals) - own_signs(earlier)
    wanted = [
        combination for combination in combinations
        if combination.across and combination.level > screening.level and combination.signs & missing
    ]  # fmt: skip
    if not wanted:
        return screening
    before = [replace(signal, span=(place, place + 1)) for place, signal in enumerate(earlier)]
    behind = [moved(signal, len(before)) for signal in screening.signals]
    found = [moved(signal, -len(before)) for signal in combined([*before, *behind], wanted)]
    return settled([*screening.signals, *found]) if found else screening


def moved(signal: Signal, by: int) -> Signal:
    """The signal so many characters further on; nothing begins before the message does."""
    start, end = signal.span
    return replace(signal, span=(max(0, start + by), end + by))


def own_signs(signals: Iterable[Signal]) -> set[str]:
    """The signs of a person's own that nothing calms."""
    own = (signal for signal in signals if signal.muted_by is None and signal.about is About.SELF)
    return set().union(*map(signs_of, own))


def fixed_order(signal: Signal) -> tuple[object, ...]:
    """By place, then by everything that may differ there, so that the same message always gives the same screening."""
    return (
        signal.span, signal.rule, signal.level, signal.muted_by or "", signal.about.value, signal.situation.value,
        signal.sign or "", signal.language, signal.leaves,
    )  # fmt: skip


def agreed(signals: Collection[Signal]) -> Iterator[Signal]:
    """The signals, those muted too whose words another language reads as part of something it knows to be calm.

    Languages share words ("me corto", English ones inside all others), and only the language that is spoken has cues
    that fit. Words that a language leaves unmuted anywhere are not calm to it, and English needs nobody to say what its
    words mean.
    """
    languages = {signal.language for signal in signals}
    calm = {name: Stretches(s for s in signals if s.language == name and s.muted_by) for name in languages}
    spoken = {name: Stretches(s for s in signals if s.language == name and not s.muted_by) for name in languages}
    for signal in signals:
        others = () if signal.muted_by or signal.language == MIXED_IN else sorted(languages - {signal.language})
        knows = (calm[name].holding(signal.span) for name in others if not spoken[name].touch(signal.span))
        other = next(filter(None, knows), None)
        yield replace(signal, muted_by=other.muted_by, leaves=min(other.leaves, signal.level)) if other else signal


class Stretches:
    """Signals by place, asked which of them lies over a stretch of the message."""

    def __init__(self, signals: Iterable[Signal]) -> None:
        ordered = sorted(signals, key=lambda signal: signal.span[0])
        self.starts = [signal.span[0] for signal in ordered]
        self.furthest = list(accumulate(ordered, further))

    def holding(self, span: tuple[int, int]) -> Signal | None:
        """A signal over the stretch, or all but a little at either end of it: "i want to die" and "want to die"."""
        start, end = span
        little = (end - start) // LITTLE
        found = bisect_right(self.starts, start + little)
        return self.furthest[found - 1] if found and self.furthest[found - 1].span[1] >= end - little else None

    def touch(self, span: tuple[int, int]) -> bool:
        """Whether any signal shares a letter with the stretch."""
        found = bisect_left(self.starts, span[1])
        return found > 0 and self.furthest[found - 1].span[1] > span[0]


def further(one: Signal, other: Signal) -> Signal:
    """The signal that ends later."""
    return one if one.span[1] >= other.span[1] else other


def deciding_signal(signals: Sequence[Signal]) -> Signal:
    """The signal whose situation the card is about: the person's own risk of suicide before anything else."""
    open_signals = [signal for signal in signals if signal.counts_as > Level.NONE]
    return min(
        open_signals, key=lambda signal: (-precedence(signal), -signal.counts_as, URGENCY.index(signal.situation))
    )


def precedence(signal: Signal) -> int:
    """Own harm already done, then own wish to die, then everything else by its level."""
    own = signal.about is About.SELF and signal.muted_by is None
    if own and signal.situation is Situation.OVERDOSE and signal.level is Level.IMMINENT:
        return 2
    return int(own and signal.situation is Situation.SUICIDE and signal.level >= Level.IDEATION)


def language_of(signals: Sequence[Signal], level: Level) -> str | None:
    """The language of the deciding signals if they agree, else of all of them if they do."""
    for group in ([s for s in signals if s.counts_as is level], [s for s in signals if s.counts_as > Level.NONE]):
        languages = {signal.language for signal in group if signal.language}
        if len(languages) == 1:
            return languages.pop()
    return None


def combined(signals: Sequence[Signal], combinations: Sequence[Combination]) -> list[Signal]:
    """A signal for the most urgent combination whose signs stand in different stretches of the message."""
    strong, weak = ({s.language for s in signals if (s.level > Level.NONE) is is_strong} for is_strong in (True, False))
    spoken = strong - {MIXED_IN, ""} or weak - {MIXED_IN, ""} or {MIXED_IN}
    signed = [(signal, signs) for signal in signals if (signs := own_signs((signal,)))]
    ways = [combined_in(language, signed, combinations) for language in sorted(spoken)]
    for language in sorted(weak - spoken - {MIXED_IN, ""}):  # one more word of another language takes nothing away
        own = [(signal, signs) for signal, signs in signed if signal.language == language]
        ways.append(combined_in(language, own, combinations))
    found = [together(*way) for way in ways if way]
    return [max(found, key=lambda signal: signal.level)] if found else []


def combined_in(
    language: str, signed: Sequence[tuple[Signal, set[str]]], combinations: Sequence[Combination]
) -> tuple[Combination, tuple[Signal, ...]] | None:
    """The most urgent combination among the signs of one language and of English, which people mix into all others.

    A weak sign of a third language is chance: "nu" is "now" in Dutch and "not" in Romanian.
    """
    by_sign: dict[str, list[Signal]] = {}
    for signal, signs in signed:
        if signal.level > Level.NONE or signal.language in {language, MIXED_IN, ""}:
            for sign in signs:
                by_sign.setdefault(sign, []).append(signal)
    for combination in combinations:
        if combination.signs <= by_sign.keys():
            parts = first_distinct([by_sign[sign] for sign in sorted(combination.signs)])
            if parts:
                return combination, parts
    return None


def signs_of(signal: Signal) -> set[str]:
    """The sign its rule names, and those that its level stands for: an own wish to die, an own plan."""
    found = {signal.sign} if signal.sign else set()
    if signal.level >= Level.IDEATION and signal.situation in (Situation.SUICIDE, Situation.OVERDOSE):
        found.add("plan" if signal.level >= Level.INTENT else "wish")
    return found


def first_distinct(groups: Sequence[Sequence[Signal]]) -> tuple[Signal, ...] | None:
    """One signal of each group, no two over the same words.

    If any such choice exists, taking in each group's turn the one that ends first finds one in some order of groups.
    """
    return next((parts for way in permutations(groups) if (parts := one_after_another(way))), None)


def one_after_another(groups: Sequence[Sequence[Signal]]) -> tuple[Signal, ...] | None:
    """One signal of each group, each behind the one before and ending as early as it can."""
    parts: list[Signal] = []
    for group in groups:
        behind = parts[-1].span[1] if parts else 0
        fitting = (signal for signal in group if signal.span[0] >= behind)
        part = min(fitting, key=lambda signal: signal.span[1], default=None)
        if part is None:
            return None
        parts.append(part)
    return tuple(parts)


def together(combination: Combination, parts: Sequence[Signal]) -> Signal:
    """What the parts mean together, at least as urgent as each."""
    languages = {part.language for part in parts}
    return Signal(
        rule=combination.id, level=max(combination.level, *(part.level for part in parts)),
        situation=Situation.SUICIDE, about=About.SELF,
        span=(min(part.span[0] for part in parts), max(part.span[1] for part in parts)),
        language=languages.pop() if len(languages) == 1 else "",
    )  # fmt: skip
