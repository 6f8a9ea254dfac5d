"""Which languages know a word, and which a message may be in: by the words of the rules and cues, nothing else."""

from __future__ import annotations

from array import array
from collections import defaultdict
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from .automaton import finder, keepable
from .flat import NUMBER, numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

EVERY = -1  #: all languages, one bit each
#: So many unknown words tell nothing about the language of a message.
FEW = 2
#: A language is likely if it knows at least one in so many of the words that the best one knows.
OF_THE_BEST = 2
WORDS_OF_A_LETTER = frozenset("iayoe")
LONGEST_WORD = 24  #: characters; what is longer is not remembered


class Vocabulary(NamedTuple):
    """The words of all languages as plain values, so that they can be kept in a file.

    Sets of languages are numbers: one bit each, in the order they were given.
    """

    languages: tuple[str, ...]
    automaton: bytes  #: of all words, each a pattern
    speakers: bytes  #: for each word, as an array of ``NUMBER``, the place of its languages in the next field
    #: the languages that say a word; higher by as many bits, those it is a sign of; highest, whether it is a stem
    groups: tuple[int, ...]
    longest: int  #: characters of the longest word


class Part(NamedTuple):
    """A word inside another one."""

    start: int
    end: int
    languages: int  #: that have it as a whole word


class Tongues:
    """The words of all languages, ready to be asked. Holds no message; may be shared by threads."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.languages, self.longest = vocabulary.languages, vocabulary.longest
        self.find = finder(vocabulary.automaton)
        self.speakers, self.groups = numbers(vocabulary.speakers), vocabulary.groups
        self.every = every(self.languages)
        self.remembered = lru_cache(maxsize=16384)(self.looked_up)

    def looked_up(self, word: str) -> int | None:
        """What the rules know of a word, as in ``groups``; None where it is none of theirs."""
        if len(word) > self.longest:
            return None
        whole = 0, len(word)
        found = (pattern for start, end, pattern in self.find(word) if (start, end) == whole)
        pattern = next(found, None)
        return None if pattern is None else self.groups[self.speakers[pattern]]

    def of(self, word: str) -> int | None:
        """What ``looked_up`` says; only short words are remembered, so that no message stays in memory."""
        return self.remembered(word) if len(word) <= LONGEST_WORD else self.looked_up(word)

    def know(self, word: str) -> bool:
        """Whether it is a word or a piece of one that the rules look for, so never a mistyped one."""
        return self.of(word) is not None

    def parts(self, word: str) -> Iterator[Part]:
        """The words that others may be glued together from, wherever they stand in this one, by their ends."""
        for start, end, pattern in self.find(word):
            languages = self.groups[self.speakers[pattern]] & self.every
            if languages and (end - start > 1 or word[start] in WORDS_OF_A_LETTER):
                yield Part(start, end, languages)

    def bit(self, language: str) -> int:
        """The set of this language alone; empty where it is not among them."""
        return 1 << self.languages.index(language) if language in self.languages else 0

    def say(self, word: str) -> int:
        """The languages that have this as a whole word."""
        return (self.of(word) or 0) & self.every

    def show(self, word: str) -> int:
        """The languages that the word is a sign of: it, or what it begins with, is theirs and not borrowed."""
        return (self.of(word) or 0) >> len(self.languages) & self.every

    def is_stem(self, word: str) -> bool:
        """Whether it is the beginning of words, and any ending may follow."""
        return bool((self.of(word) or 0) & stem(self.languages))

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


def vocabulary(languages: Sequence[str], said: Sequence[Iterable[str]], own: Sequence[Iterable[str]]) -> Vocabulary:
    """The words behind the patterns of each language: all that it looks for, and those that are its own."""
    words: dict[str, int] = defaultdict(int)
    for number, patterns in enumerate(said):
        for pattern in patterns:
            pieces = pattern.split()
            whole = pieces[pattern[0] != " " : len(pieces) - (pattern[-1] != " ")]
            for piece in pieces:
                words[piece] |= 0  # a word or a piece of one
            for word in whole:
                words[word] |= 1 << number
            if pattern[-1] != " ":
                words[pieces[-1]] |= stem(languages)
    for number, patterns in enumerate(own):
        for piece in {piece for pattern in patterns for piece in pattern.split()}:
            words[piece] |= 1 << number + len(languages)
    groups: dict[int, int] = {}
    speakers = array(NUMBER, [groups.setdefault(of, len(groups)) for of in words.values()])
    return Vocabulary(
        tuple(languages), keepable(tuple(words)), speakers.tobytes(), tuple(groups),
        max(map(len, words), default=0),
    )  # fmt: skip


def every(languages: Sequence[str]) -> int:
    """The set of all languages."""
    return (1 << len(languages)) - 1


def stem(languages: Sequence[str]) -> int:
    """The bit behind what a word means to these languages: it is the beginning of words."""
    return 1 << 2 * len(languages)


def bits(number: int) -> Iterable[int]:
    """The places of the bits that are set."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest
