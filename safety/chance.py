"""Leaves out what rules of one language hear by chance in the words of another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from .decide import MIXED_IN
from .types import Level

if TYPE_CHECKING:
    from .text import Words
    from .tongues import Tongues
    from .types import Signal

#: Of a message in one language more words than this share stand in its rules and cues: names and rare words do not.
NEARLY_ALL = 0.8
CLEAR = 4  #: words around a stretch that tell its language
SISTER = 4  #: a language that knows one in so many of what the best one knows may be meant: Spanish beside Portuguese
TELLING = 3  #: letters that a word needs to tell its language: "si", "fa" and spaced letters do not


def without_chance(signals: list[Signal], words: Words, tongues: Tongues) -> list[Signal]:
    """The signals without those that other languages hear in the words of the message's own language.

    Everybody mixes English in, so other languages know its words; only English has cues for its songs, jokes and
    denials, and knows of whom it speaks. And "tu non" is Italian, whatever it means elsewhere. A stretch with a foreign
    word in it stays, as does what English hears, and whatever is heard where a message is not clearly in one language.
    """
    if all(is_surely_meant(signal) for signal in signals):
        return signals
    own = Own(words, tongues)
    return [signal for signal in signals if is_surely_meant(signal) or not own.takes(signal)]


def is_surely_meant(signal: Signal) -> bool:
    """Whether chance is not asked for: what English hears, and what gets no card."""
    return signal.language == MIXED_IN or signal.level < Level.DISTRESS


class Own:
    """The language that a message is in, as far as the words of the rules tell."""

    def __init__(self, words: Words, tongues: Tongues) -> None:
        self.words, self.tongues = words, tongues
        self.shown = [tongues.show(token.word) for token in words.tokens]
        self.counted: dict[tuple[str, int], list[int]] = {}

    def known_before(self, language: str, shortest: int) -> list[int]:
        """For each token the words before it, of so many letters at least, that are of this language."""
        if (language, shortest) not in self.counted:
            bit = self.tongues.bit(language)
            known = (
                len(token.word) >= shortest and shown & bit > 0
                for token, shown in zip(self.words.tokens, self.shown, strict=True)
            )
            self.counted[language, shortest] = list(accumulate(known, initial=0))
        return self.counted[language, shortest]

    @cached_property
    def telling(self) -> Counter[int]:
        """The sets of languages that words show, of those words that tell, and how often each."""
        tokens = zip(self.words.tokens, self.shown, strict=True)
        return Counter(shown for token, shown in tokens if len(token.word) >= TELLING)

    def known(self, language: str) -> int:
        """How many words are of this language, of those that tell."""
        bit = self.tongues.bit(language)
        return sum(count for shown, count in self.telling.items() if shown & bit)

    @cached_property
    def language(self) -> str:
        """The one that knows most of the words; empty where none does."""
        if not any(self.telling):
            return ""
        return max(self.tongues.languages, key=lambda language: (self.known(language), language == MIXED_IN))

    @cached_property
    def is_pure(self) -> bool:
        """Whether nearly all words are of it."""
        known = self.known(self.language)
        strange = len(self.shown) - self.known_before(self.language, 0)[-1]
        return known > NEARLY_ALL * (known + strange)

    @cached_property
    def places(self) -> tuple[list[int], list[int]]:
        """Where the tokens begin and end."""
        return [token.start for token in self.words.tokens], [token.end for token in self.words.tokens]

    def takes(self, signal: Signal) -> bool:
        """Whether the message is so clearly in its own language that the signal, of another, is heard by chance."""
        begins, ends = self.places
        first, behind = bisect_right(ends, signal.span[0]), bisect_left(begins, signal.span[1])

        def inside(language: str, shortest: int) -> int:
            known = self.known_before(language, shortest)
            return known[behind] - known[first]

        def outside(language: str) -> int:
            return self.known(language) - inside(language, TELLING)

        if signal.language == self.language or inside(self.language, 0) < behind - first:
            return False
        if self.language == MIXED_IN and self.is_pure:
            return True
        if inside(MIXED_IN, 0) == behind - first and self.language != MIXED_IN:
            return False
        is_clear = self.is_pure or outside(self.language) >= CLEAR
        return is_clear and outside(signal.language) * SISTER < outside(self.language)
