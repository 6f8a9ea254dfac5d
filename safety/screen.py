"""Reads a message for signs that somebody is in danger. Never raises: a fault here must show help, not silence."""

from __future__ import annotations

import gc
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .chance import without_chance
from .compiled import load_parts
from .context import STORIES, Context
from .decide import decide, own_signs, settled
from .errors import OpinionError
from .features import LONGEST
from .last_resort import screen_plainly
from .match import Matcher
from .opinion import CAUTION, OPINION, calmed, caution, is_explicit, is_of_then, load_opinion, softened
from .repair import Repairer
from .text import normalise
from .thesaurus import Meanings
from .tongues import Tongues
from .types import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .compiled import Parts
    from .lexicon import Combination, Cue, Rule
    from .opinion import Opinion
    from .text import Words
    from .types import Screening, Signal

DATA = Path(__file__).parent / "data"
#: Where the compiled copy of the packaged rules is kept, as Python keeps those of its modules.
COMPILED = DATA / "__pycache__"
#: So many open signals of one rule decide what hundreds would: no two other signs lie over all of them.
ENOUGH = 16
#: Texts longer than this many characters are read in pieces, each with so many characters of its neighbours.
PIECE = 16_384
MARGIN = 1_024


class Screener:
    """The rules of all languages, ready to read messages. Holds no message; may be shared by threads."""

    def __init__(self, parts: Parts, combinations: Sequence[Combination], opinion: Opinion | None = None) -> None:
        self.combinations = combinations
        self.opinion = opinion
        self.rules: Matcher[Rule] = Matcher(parts.rules, parts.rule_table)
        self.cues: Matcher[Cue] = Matcher(parts.cues, parts.cue_table)
        self.past = frozenset(cue.id for cue in parts.cues if cue.kind in STORIES)
        self.cautions = {cue.id: CAUTION[cue.kind] for cue in parts.cues if cue.kind in CAUTION}
        self.breaks: Matcher[str] = Matcher(parts.languages, parts.break_table)
        self.tongues = Tongues(parts.vocabulary)
        self.repairer = Repairer(parts.speech, self.tongues)
        self.meanings = Meanings(parts.thesaurus)

    def screen(self, text: str) -> Screening:
        """What the message means for somebody's safety. Never raises; where it breaks, ``failed`` says so."""
        try:
            return self.read(text)
        except Exception:  # noqa: BLE001 - whatever broke, a person in danger gets help (requirement 4)
            return screen_plainly(text)

    def read(self, text: str) -> Screening:
        """The screening of the whole message, with a second opinion where the rules hear nothing, little or a tale."""
        screening = decide(self.heard_in_all(text), self.combinations)
        if self.opinion is None:
            return screening
        if screening.level >= Level.DISTRESS:
            return self.reconsidered(screening, text, self.opinion)
        more = caution(screening, self.cautions)
        if more is None:
            return screening
        signs, of_then = own_signs(screening.signals), is_of_then(screening, self.past)
        second = self.opinion.signal(text, signs, self.meanings, of_then=of_then, caution=more)
        return screening if second is None else settled([*screening.signals, second])

    def reconsidered(self, screening: Screening, text: str, opinion: Opinion) -> Screening:
        """The screening, with less made of it where it may be less and the opinion knows it as harmless."""
        words = normalise(text[:LONGEST])
        if len(text) > LONGEST or not self.is_as_typed(screening, words):
            return screening
        if self.may_be_less(screening) and opinion.is_below(opinion.marks.harmless, text, self.meanings):
            return softened(screening)
        if self.may_be_told(screening, words) and opinion.is_below(opinion.marks.told, text, self.meanings):
            return calmed(screening)
        return screening

    def may_be_less(self, screening: Screening) -> bool:
        """Whether nothing that is heard is an explicit wish, plan or act of the writer's own."""
        return not any(map(is_explicit, self.dangers(screening)))

    def may_be_told(self, screening: Screening, words: Words) -> bool:
        """Whether all that is heard may be no more than told: of another time, by others, for a lesson, in quotes.

        Some cue of such a kind stands in the message, in the language of what is heard or in English, though it does
        not reach that.
        """
        context = Context(words, self.cues.find(words), ())
        return all(map(context.tells, self.dangers(screening)))

    def is_as_typed(self, screening: Screening, words: Words) -> bool:
        """Whether there is danger, not now, and the rules hear it in words as they were typed.

        Where a word was disguised or mistyped, or signs had to be combined, the writer may mean more than what can be
        judged.
        """
        is_later = Level.DISTRESS <= screening.level < Level.IMMINENT
        return is_later and self.dangers(screening).issubset(self.signals(words))

    @staticmethod
    def dangers(screening: Screening) -> set[Signal]:
        """The signals for which there is a card."""
        return {signal for signal in screening.signals if signal.counts_as >= Level.DISTRESS}

    def heard_in_all(self, text: str) -> Iterable[Signal]:
        """The signals of the whole message; a very long one is read in pieces: time and memory stay in line."""
        if len(text) <= PIECE:
            return self.heard(text)
        return chain.from_iterable(map(self.heard_in_piece, pieces(text)))

    def heard(self, text: str) -> list[Signal]:
        """The signals of the message as typed and, where words are disguised or mistyped, as meant."""
        words = normalise(text)
        signals = self.signals(words)
        repaired = self.repairer.repair(words)
        return signals if repaired is None else signals + self.signals(repaired)

    def heard_in_piece(self, piece: Piece) -> Iterator[Signal]:
        """The signals of one piece that begin in its own part, at their place in the whole text."""
        for signal in self.heard(piece.text):
            start, end = (place + piece.offset for place in signal.span)
            if piece.first <= start < piece.last:
                yield replace(signal, span=(start, end))

    def signals(self, words: Words) -> list[Signal]:
        """Every rule that the words set off, weighed by the cues around it."""
        found = self.rules.by_owner(words)
        first = next(found, None)
        if first is None:
            return []
        context = Context(words, self.cues.find(words), self.breaks.find(words))
        weighed = [
            signal
            for rule, matches in chain((first,), found)
            for signal in enough(rule, map(context.weigh, (m for m in matches if words.takes_in_much(m.first, m.last))))
        ]
        return without_chance(weighed, words, self.tongues)


class Piece(NamedTuple):
    """A part of a long text with some of what stands around it."""

    text: str
    offset: int  #: where ``text`` begins in the whole
    first: int  #: where the piece's own part begins
    last: int  #: where it ends


def pieces(text: str) -> Iterator[Piece]:
    """A long text in pieces, cut between words if there are any, each seeing some way into its neighbours."""
    first = 0
    while first < len(text):
        last = cut_before(text, min(first + PIECE, len(text)))
        start, end = cut_before(text, max(0, first - MARGIN)), cut_before(text, min(last + MARGIN, len(text)))
        yield Piece(text[start:end], start, first, last)
        first = last


def cut_before(text: str, place: int) -> int:
    """The last end of a word before a place, or the place itself where none is near."""
    return place if place in {0, len(text)} else text.rfind(" ", place - MARGIN // 2, place) + 1 or place


def enough(rule: Rule, signals: Iterable[Signal]) -> Iterator[Signal]:
    """The signals of one rule, until so many open ones stand side by side that one more can change nothing."""
    count, behind = 0, 0
    for signal in signals:
        yield signal
        if signal.muted_by is None and signal.about is rule.about and signal.span[0] >= behind:
            count, behind = count + 1, signal.span[1]
            if count == ENOUGH:
                return


def load_screener(data: Path, cache: Path | None = None, *, model: bool = True) -> Screener:
    """The screener with every language under ``data``. With a ``cache`` folder what was worked out is kept there.

    With ``model`` its opinion asks the sentence model too, where that is installed.

    Raises:
        LexiconError, OpinionError: a data file may not be used.
    """
    return Screener(*load_parts(data, cache), load_opinion(data / OPINION, model=model))


def usable_opinion(folder: Path) -> Opinion | None:
    """As much of the opinion as may be used: `ally doctor` names what is wrong; the rules are whole without it."""
    for model in (True, False):
        with suppress(OpinionError):
            return load_opinion(folder, model=model)
    return None


@lru_cache(maxsize=1)
def packaged() -> Screener:
    """The screener with the data in this package, made on first use."""
    screener = Screener(*load_parts(DATA, COMPILED), usable_opinion(DATA / OPINION))
    gc.freeze()  # the rules stay for good: the collector need not stop a message to look at them again
    return screener


def screen(text: str) -> Screening:
    """Screen one message with the packaged data. Pure; never raises: a broken screener falls back to plain words."""
    try:
        screener = packaged()
    except Exception:  # noqa: BLE001 - unreadable data must show help, not silence (requirement 4)
        return screen_plainly(text)
    return screener.screen(text)
