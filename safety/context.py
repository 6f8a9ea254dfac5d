"""Weighs what was found by the words around it: negation, past, quoting, titles, idioms, other people."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING

from .decide import MIXED_IN
from .text import CLAUSE, SENTENCE, is_joined
from .types import About, CueKind, Level, Signal, Situation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .lexicon import Cue, Rule
    from .match import Match
    from .text import Words

#: What a cue's clause is: negation stops at a comma, the rest at the end of the sentence.
NARROW = (CueKind.NEGATION, CueKind.DOUBLED)
#: Kinds that say something is over. They reach into the next clause: in the one behind it people are back in today.
STORIES = (CueKind.PAST, CueKind.LONG_PAST)
#: Kinds that mute by standing near, in the order they are tried; the others change or support these.
CALMING = (CueKind.NEGATION, CueKind.PAST, CueKind.LONG_PAST, CueKind.QUOTE, CueKind.STUDY)
#: Kinds that say that something is told: of long ago or of getting well, by others, for a lesson. Mere past is not
#: enough (requirement 15), and a negation stands everywhere.
TELLING = (CueKind.LONG_PAST, CueKind.RECOVERY, CueKind.QUOTE, CueKind.STUDY)
#: Words between quotation marks, on one line: somebody's, or one's own of another time.
QUOTATION = re.compile(
    r"\"[^\"\n]+\"|“[^”\n]+”|„[^“”\n]+[“”]|”[^”\n]+”|«[^»\n]+»|»[^«\n]+«|「[^」\n]+」|『[^』\n]+』"
    r"|(?<!\w)'[^'\n]+'(?!\w)|(?<!\w)‘[^’\n]+’(?!\w)"
)
#: Kinds that mute what they lie over.
COVERING = (CueKind.IDIOM, CueKind.TITLE)
OWN_RISK = frozenset({Situation.SUICIDE, Situation.SELF_HARM})


class Context:
    """The cues that stand in one message, asked about one signal at a time."""

    def __init__(self, words: Words, cues: Iterable[Match[Cue]], breaks: Iterable[Match[str]]) -> None:
        self.words = words
        self.breaks = [(found.owner, token) for found in breaks for token in range(found.first, found.last + 1)]
        self.counted: dict[str, list[int]] = {}
        self.kinds: dict[CueKind, list[Match[Cue]]] = {}
        for cue in sorted(filter(self.holds_together, cues), key=itemgetter(1, 2)):
            self.kinds.setdefault(cue.owner.kind, []).append(cue)
        self.near = {kind: Near(found) for kind, found in self.kinds.items() if kind not in COVERING}
        self.covering = Near(
            sorted((cue for kind in COVERING for cue in self.kinds.get(kind, ())), key=itemgetter(1, 2))
        )

    @cached_property
    def clause_ends(self) -> list[int]:
        """For each token, how many clauses have ended before it."""
        return [0, *accumulate(map(bool, self.words.parted))]

    def breaks_before(self, language: str) -> list[int]:
        """For each token, how many words that end a clause in this language stand before it."""
        if language not in self.counted:
            own = {token for spoken, token in self.breaks if spoken == language}
            self.counted[language] = [0, *accumulate(token in own for token in range(len(self.words.tokens)))]
        return self.counted[language]

    def holds_together(self, cue: Match[Cue]) -> bool:
        """Whether no clause (for wider cues: no sentence) ends inside the cue: "No. I want to ..." denies nothing.

        In a script without spaces two characters around a comma are no word either.
        """
        if cue.first == cue.last:
            return True
        tight = cue.owner.kind in NARROW or is_joined(self.words.tokens[cue.first].word[0])
        return max(self.words.parted[cue.first : cue.last]) < (CLAUSE if tight else SENTENCE)

    def weigh(self, match: Match[Rule]) -> Signal:
        """The signal of this match, muted or turned as its surroundings say."""
        rule, cue = match.owner, self.over(match) or self.calming(match)
        turned = cue is None and self.is_turned(match)
        situation = Situation.THIRD_PARTY if turned and rule.situation in OWN_RISK else rule.situation
        return Signal(
            rule=rule.id, level=rule.level, situation=situation, about=About.OTHER if turned else rule.about,
            sign=rule.sign, span=self.words.span(match.first, match.last), language=rule.language,
            muted_by=cue.id if cue else None,
            leaves=min(Level.TOPIC, rule.level) if cue and cue.kind is CueKind.STUDY else Level.NONE,
        )  # fmt: skip

    def over(self, match: Match[Rule]) -> Cue | None:
        """The idiom or title that the match overlaps."""
        for cue, first, last in self.covering.around(match.first, match.last):
            if first <= match.last and last >= match.first and may_change(cue, match.owner):
                return cue
        return None

    def calming(self, match: Match[Rule]) -> Cue | None:
        """The cue that mutes the match by standing near it."""
        for kind in CALMING:
            if kind in self.near and self.may_calm(kind, match):
                cue = next(self.beside(match, kind), None)
                if cue is not None:
                    return cue.owner
        return None

    def may_calm(self, kind: CueKind, match: Match[Rule]) -> bool:
        """Whether nothing else in the message keeps cues of this kind from muting."""
        if kind is CueKind.PAST:
            return self.says(CueKind.RECOVERY, match.owner.language) and CueKind.PRESENT not in self.kinds
        if kind is CueKind.LONG_PAST:
            return CueKind.PRESENT not in self.kinds
        if kind is CueKind.NEGATION:
            return not any(self.beside(match, CueKind.DOUBLED))
        if kind is CueKind.QUOTE:
            return match.owner.about is About.SELF
        return True

    def says(self, kind: CueKind, language: str) -> bool:
        """Whether the language, or English mixed in, says so anywhere; words of a third one do by chance."""
        return any(cue.owner.language in {language, MIXED_IN} for cue in self.kinds.get(kind, ()))

    def tells(self, signal: Signal) -> bool:
        """Whether it is in quotation marks, or its language or English tells anywhere of another time or for others.

        Who says "and now" too is not only telling: the wish may be of today.
        """
        is_told = any(self.says(kind, signal.language) for kind in TELLING)
        return self.is_quoted(signal) or (is_told and CueKind.PRESENT not in self.kinds)

    def is_quoted(self, signal: Signal) -> bool:
        """Whether all its words stand between quotation marks."""
        start, end = signal.span
        return any(first <= start and end <= last for first, last in self.quotations)

    @cached_property
    def quotations(self) -> list[tuple[int, int]]:
        """The places of words between quotation marks in the message."""
        return [found.span() for found in QUOTATION.finditer(self.words.source)]

    def beside(self, match: Match[Rule], kind: CueKind) -> Iterator[Match[Cue]]:
        """The cues of a kind that stand near enough, on their side, in the same clause or sentence."""
        found = self.near[kind].around(match.first, match.last) if kind in self.near else ()
        return (cue for cue in found if may_change(cue.owner, match.owner) and self.reaches(cue, match))

    def reaches(self, cue: Match[Cue], match: Match[Rule]) -> bool:
        """Whether a cue's scope takes in the match; a cue inside the match's own words never does."""
        where, within = cue.owner.where, cue.owner.within
        if cue.first >= match.first and cue.last <= match.last:
            return False
        if where == "anywhere":
            return True
        before = cue.first < match.first
        if where != "around" and (where == "before") != before:
            return False
        left, right = (cue.last, match.first) if before else (match.last, cue.first)
        return right - left - 1 <= within and not self.parted(left, right, cue.owner)

    def parted(self, left: int, right: int, cue: Cue) -> bool:
        """Whether a clause (for wider cues: a sentence) ends between two tokens, as the cue's language sees it."""
        if left >= right:
            return False
        numbers = self.clause_ends if cue.kind in NARROW else self.words.sentences
        breaks = self.breaks_before(cue.language)
        if cue.kind in STORIES and self.clause_ends[right] > self.clause_ends[left] + 1:
            return True
        return numbers[right] > numbers[left] or breaks[right] > breaks[left + 1]

    def is_turned(self, match: Match[Rule]) -> bool:
        """Whether other people's words or doings stand near it, so that the concern is about another person."""
        return match.owner.about is About.SELF and any(self.beside(match, CueKind.THIRD_PERSON))


class Near:
    """Cues in order of place, of which only those near a match are looked at."""

    def __init__(self, cues: Sequence[Match[Cue]]) -> None:
        self.everywhere = [cue for cue in cues if cue.owner.where == "anywhere" and cue.owner.kind not in COVERING]
        self.local = [cue for cue in cues if cue.owner.where != "anywhere" or cue.owner.kind in COVERING]
        self.firsts = [cue.first for cue in self.local]
        self.reach = max((cue.owner.within for cue in self.local), default=0) + 1
        self.longest = max((cue.last - cue.first for cue in self.local), default=0)

    def around(self, first: int, last: int) -> Iterator[Match[Cue]]:
        """The cues that may reach the tokens ``first`` to ``last``, and those that reach everything."""
        yield from self.everywhere
        start = bisect_left(self.firsts, first - self.reach - self.longest)
        yield from self.local[start : bisect_right(self.firsts, last + self.reach)]


def may_change(cue: Cue, rule: Rule) -> bool:
    """Whether a cue has a say over a rule: one of its language, of a kind that the rule does not hold out against."""
    return cue.language == rule.language and cue.kind not in rule.holds
