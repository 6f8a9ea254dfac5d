"""Which languages know a word, and which a message may be in: by the words of the rules and cues, nothing else."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

EVERY = -1  #: all languages, one bit each
#: So many unknown words tell nothing about the language of a message.
FEW = 2
#: A language is likely if it knows at least one in so many of the words that the best one knows.
OF_THE_BEST = 2


class Tongues(NamedTuple):
    """The words of all languages. Sets of languages are numbers: one bit each, in the order they were given."""

    languages: tuple[str, ...]
    words: dict[str, int]  #: word -> the languages that say it; higher by as many bits, those it is a sign of
    stems: frozenset[str]  #: beginnings of words that any ending may follow

    def bit(self, language: str) -> int:
        """The set of this language alone; empty where it is not among them."""
        return 1 << self.languages.index(language) if language in self.languages else 0

    def say(self, word: str) -> int:
        """The languages that have this as a whole word."""
        return self.words.get(word, 0) & ~(EVERY << len(self.languages))

    def show(self, word: str) -> int:
        """The languages that the word is a sign of: it, or what it begins with, is theirs and not borrowed."""
        return self.words.get(word, 0) >> len(self.languages)

    def likely(self, words: Sequence[str]) -> int:
        """The languages that these words may be of: they know at least half as many as the one that knows most.

        A few words that nobody knows may be of any, many are of none.
        """
        known = [0] * len(self.languages)
        for number in chain.from_iterable(map(bits, map(self.show, words))):
            known[number] += 1
        most = max(known, default=0)
        if not most:
            return EVERY if len(words) <= FEW else 0
        return sum(1 << number for number, count in enumerate(known) if count * OF_THE_BEST >= most)


def tongues(languages: Sequence[str], said: Sequence[Iterable[str]], own: Sequence[Iterable[str]]) -> Tongues:
    """The words behind the patterns of each language: all that it looks for, and those that are its own."""
    words: dict[str, int] = defaultdict(int)
    stems = set()
    for number, patterns in enumerate(said):
        for pattern in patterns:
            pieces = pattern.split()
            if pattern[-1] != " ":
                stems.add(pieces[-1])
            whole = pieces[pattern[0] != " " : len(pieces) - (pattern[-1] != " ")]
            for piece in pieces:
                words[piece] |= 0  # a word or a piece of one: known, so never taken for a mistyped one
            for word in whole:
                words[word] |= 1 << number
    for number, patterns in enumerate(own):
        for piece in {piece for pattern in patterns for piece in pattern.split()}:
            words[piece] |= 1 << number + len(languages)
    once: dict[int, int] = {}  # the same languages are one number and the same word one text, in memory and in a file
    same = {word: word for word in words}
    return Tongues(
        tuple(languages),
        {word: once.setdefault(of, of) for word, of in words.items()},
        frozenset(same[stem] for stem in stems),
    )


def bits(number: int) -> Iterable[int]:
    """The places of the bits that are set."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest
