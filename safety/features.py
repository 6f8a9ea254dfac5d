"""What a learned opinion looks at in a message: runs of letters, phrases, pairs of words, and what the words mean."""

from __future__ import annotations

import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from .text import is_joined, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .text import Words
    from .thesaurus import Meanings, Meant

BUCKETS = 1 << 22  #: a feature's weight stands under its hash; two that share one share a weight
RUNS = (2, 3, 4, 5)  #: letters
PHRASES = (1, 2, 3)  #: words
BEGINNING = 4  #: letters of a word that count in a pair, so that its endings do not
REACH = 6  #: words, or concepts, from the first of a pair to the second, at most
LONGEST = 2_000  #: characters of a message that are looked at
#: Where a sentence ends. Each is judged by itself too: one among many others says what it says.
SENTENCE = re.compile(r"(?<=[.!?…।۔؟])\s+|(?<=[。！？])|\n+")
#: Marks that say how words are meant, whatever the language: asked or quoted. Cries, dots and smileys are left alone:
#: who adds them must not be heard less.
MARK = re.compile(r"[\"“”„«»「」『』?？؟]")
SAME = dict.fromkeys("“”„«»「」『』", '"') | dict.fromkeys("？؟", "?")
DIGIT = re.compile(r"\d")
NUMBER = "0"  #: stands for every digit, so that a number is looked at for how long it is: an age, a year
MARKS = frozenset('"?' + NUMBER)
#: Of a message, or characters where no spaces part words: one alone says nothing that the rules do not know.
LEAST_WORDS = 2


class Part(NamedTuple):
    """A message or a sentence of it."""

    words: Words
    meant: Meant
    span: tuple[int, int]  #: in the message


class Features(NamedTuple):
    """What is looked at in a sentence, each once."""

    runs: set[str]  #: of letters, over the borders of words too
    phrases: set[str]  #: of words, and of words with the marks between them
    pairs: set[str]  #: of beginnings of words, in order, some words apart
    concepts: set[str]  #: what the words mean, whatever the language
    together: set[str]  #: pairs of concepts in any order, languages differ in theirs; of a concept and a mark anywhere


def parts(text: str, meanings: Meanings) -> list[Part]:
    """As much of a message as is looked at, and behind it, where it has several sentences, those of some words."""
    looked_at = text[:LONGEST]
    ends = [match.end() for match in SENTENCE.finditer(looked_at)]
    spans = list(pairwise([0, *ends, len(looked_at)])) if ends else []
    found = [part_of(looked_at, span, meanings) for span in spans]
    return [
        part_of(looked_at, (0, len(looked_at)), meanings),
        *(part for part in found if len(part.words.tokens) >= LEAST_WORDS),
    ]


def part_of(text: str, span: tuple[int, int], meanings: Meanings) -> Part:
    """A stretch of a message, and what it names."""
    words = normalise(text[slice(*span)])
    return Part(words, meanings.of(words), span)


def features(words: Words, concepts: Sequence[str], *, with_marks: bool = True) -> Features:
    """What is looked at in these words, which name these concepts."""
    text = words.text
    units = list(chain.from_iterable(map(units_of, text.split())))
    begins = [unit[:BEGINNING] for unit in units]
    line = line_of(words) if with_marks else []
    marks = MARKS.intersection(chain.from_iterable(line))
    return Features(
        runs={text[at : at + length] for length in RUNS for at in range(len(text) - length + 1)},
        phrases=phrases(units) | {phrase for phrase in phrases(line) if not MARKS.isdisjoint(phrase)},
        pairs={f"{one}_{two}" for at, one in enumerate(begins) for two in begins[at + 1 : at + 1 + REACH]},
        concepts=set(concepts),
        together={
            f"{min(one, two)}+{max(one, two)}"
            for at, one in enumerate(concepts)
            for two in concepts[at + 1 : at + 1 + REACH]
            if one != two
        } | {f"{mark}+{concept}" for mark in marks for concept in set(concepts)},
    )  # fmt: skip


def phrases(units: Sequence[str]) -> set[str]:
    """Every run of so many units as are looked at."""
    return {" ".join(units[at : at + length]) for length in PHRASES for at in range(len(units) - length + 1)}


def line_of(words: Words) -> list[str]:
    """The words and the marks between them, in order."""
    marks = ((found.start(), SAME.get(found[0], found[0])) for found in MARK.finditer(words.source))
    spoken = ((token.start, DIGIT.sub(NUMBER, token.word)) for token in words.tokens)
    return [unit for _, unit in sorted([*marks, *spoken])]


def units_of(word: str) -> Iterator[str]:
    """A word, or of a run of characters without spaces each two neighbours."""
    if len(word) > 1 and is_joined(word[0]):
        return (word[at : at + 2] for at in range(len(word) - 1))
    return iter((word,))


def buckets(part: Part, *, with_marks: bool = True) -> list[set[int]]:
    """The buckets of each kind of feature that a part has, in the order of ``Features``."""
    kinds = enumerate(features(part.words, part.meant.concepts, with_marks=with_marks))
    return [{crc32(name.encode(), kind) % BUCKETS for name in names} for kind, names in kinds if names]


def bucket(name: str, kind: int) -> int:
    """Where the weight of a feature stands."""
    return crc32(name.encode(), kind) % BUCKETS
