"""A second opinion where the rules hear nothing: what lines about a risk to life have in common, learned from many.

It adds up weights of the runs of letters, the phrases, the pairs of words of a message, and of what they mean. It never
lowers a level, and is not asked where a rule knows that the words are calm. Without its file everything else works as
before.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections import Counter
from dataclasses import dataclass
from itertools import chain, pairwise
from math import isfinite, sqrt
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from .errors import OpinionError
from .reading import Reading
from .text import is_joined, normalise
from .types import AUDIENCES, About, Level, Signal, Situation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from .text import Words
    from .thesaurus import Meanings, Meant
    from .types import Screening

BUCKETS = 1 << 22  #: a feature's weight stands under its hash; two that share one share a weight
RUNS = (2, 3, 4, 5)  #: letters
PHRASES = (1, 2, 3)  #: words
BEGINNING = 4  #: letters of a word that count in a pair, so that its endings do not
REACH = 6  #: words, or concepts, from the first of a pair to the second, at most
LONGEST = 2_000  #: characters of a message that are looked at
#: Where a sentence ends. Each is judged by itself too: one among many others says what it says.
SENTENCE = re.compile(r"(?<=[.!?…।۔؟])\s+|(?<=[。！？])|\n+")
#: Of a message, or characters where no spaces part words: one alone says nothing that the rules do not know.
LEAST_WORDS = 2
NEVER = 1e9  #: the score that nothing reaches
OPINION = "opinion"  #: its folder in the data
#: By so much less a message has to score in which the rules hear a weak sign: two weak ones make a strong one.
WITH_A_SIGN = 0.9
#: Signs that tell who somebody is, not how they are.
OF_PEOPLE = AUDIENCES | {"minor"}
#: The id that its signal has in place of a rule's.
RULE = "opinion.life"
#: Scripts that lines were set apart by, with a letter range each; whatever is in none of them is Latin.
SCRIPTS = {
    "greek and cyrillic": ("\u0370", "\u052f"), "hebrew and arabic": ("\u0590", "\u08ff"),
    "indic": ("\u0900", "\u0dff"), "joined": ("\u0e00", "\uffff"),
}  # fmt: skip
LATIN = "latin"


class Features(NamedTuple):
    """What is looked at in a sentence, each once."""

    runs: set[str]  #: of letters, over the borders of words too
    phrases: set[str]  #: of words
    pairs: set[str]  #: of beginnings of words, in order, some words apart
    concepts: set[str]  #: what the words mean, whatever the language
    together: set[str]  #: pairs of concepts in any order: languages differ in theirs


@dataclass(frozen=True)
class Opinion:
    """The learned weights. Holds no message; may be shared by threads."""

    weights: array[int]  #: one for each bucket, in steps of ``step``
    step: float
    bias: float
    least: Mapping[str, float]  #: script -> the score above which a message gets a card
    lines: int  #: that it was learned from

    def score(self, words: Words, concepts: Sequence[str]) -> float:
        """How much the words are like those about a risk to life; 0 is as like as not among the lines learned from."""
        weights = self.weights
        kinds = (found for found in buckets(words, concepts) if found)
        sums = (sum([weights[bucket] for bucket in found]) / sqrt(len(found)) for found in kinds)
        return self.step * sum(sums) + self.bias

    def signal(self, text: str, signs: Collection[str], meanings: Meanings) -> Signal | None:
        """What it hears in the message beside these weak signs of the writer's own, if anything."""
        judged = self.judged(text, meanings)
        if judged.score <= judged.least - (0.0 if OF_PEOPLE.issuperset(signs) else WITH_A_SIGN):
            return None
        return Signal(
            rule=RULE, level=Level.DISTRESS, situation=Situation.SUICIDE, about=About.SELF, span=judged.sentence.span,
            language=judged.sentence.meant.language,
        )  # fmt: skip

    def judged(self, text: str, meanings: Meanings) -> Judged:
        """What it thinks of a message: half as a whole, half by the sentence that speaks most for danger."""
        whole, *others = parts(text, meanings)
        scored = [(self.score(part.words, part.meant.concepts), part) for part in others or [whole]]
        most, sentence = max(scored, key=itemgetter(0))
        score = (self.score(whole.words, whole.meant.concepts) + most) / 2 if others else most
        least = self.least[script(whole.words.text)] if len(whole.words.tokens) >= LEAST_WORDS else NEVER
        return Judged(score, least, sentence)

    def strongest(self, sentence: Part, count: int) -> list[tuple[str, float]]:
        """The features of a sentence that speak most for danger, and by how much each: for a person's eyes."""
        found = [
            (name, self.weights[bucket(name, kind)] * self.step / sqrt(len(names)))
            for kind, names in enumerate(features(sentence.words, sentence.meant.concepts))
            for name in names
        ]
        return sorted(found, key=lambda each: (-each[1], each[0]))[:count]


class Part(NamedTuple):
    """A message or a sentence of it."""

    words: Words
    meant: Meant
    span: tuple[int, int]  #: in the message


class Judged(NamedTuple):
    """What an opinion thinks of a message."""

    score: float
    least: float  #: above which it gets a card
    sentence: Part  #: that speaks most for danger


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


def is_asked(screening: Screening) -> bool:
    """Whether the rules leave room for a second opinion: they hear no danger, and know of none that is calm."""
    return screening.level < Level.DISTRESS and all(signal.level < Level.DISTRESS for signal in screening.signals)


def features(words: Words, concepts: Sequence[str]) -> Features:
    """What is looked at in these words, which name these concepts."""
    text = words.text
    units = list(chain.from_iterable(map(units_of, text.split())))
    begins = [unit[:BEGINNING] for unit in units]
    return Features(
        runs={text[at : at + length] for length in RUNS for at in range(len(text) - length + 1)},
        phrases={" ".join(units[at : at + length]) for length in PHRASES for at in range(len(units) - length + 1)},
        pairs={f"{one}_{two}" for at, one in enumerate(begins) for two in begins[at + 1 : at + 1 + REACH]},
        concepts=set(concepts),
        together={
            f"{min(one, two)}+{max(one, two)}"
            for at, one in enumerate(concepts)
            for two in concepts[at + 1 : at + 1 + REACH]
            if one != two
        },
    )


def units_of(word: str) -> Iterator[str]:
    """A word, or of a run of characters without spaces each two neighbours."""
    if len(word) > 1 and is_joined(word[0]):
        return (word[at : at + 2] for at in range(len(word) - 1))
    return iter((word,))


def buckets(words: Words, concepts: Sequence[str]) -> Iterator[set[int]]:
    """The buckets of each kind of feature, in the order of ``Features``."""
    kinds = enumerate(features(words, concepts))
    return ({crc32(name.encode(), kind) % BUCKETS for name in names} for kind, names in kinds)


def bucket(name: str, kind: int) -> int:
    """Where the weight of a feature stands."""
    return crc32(name.encode(), kind) % BUCKETS


def script(text: str) -> str:
    """The script that most letters of a text are in."""
    found = Counter(map(script_of, filter(str.isalpha, text)))
    return found.most_common(1)[0][0] if found else LATIN


def script_of(letter: str) -> str:
    """The script of a letter."""
    return next((name for name, (first, last) in SCRIPTS.items() if first <= letter <= last), LATIN)


def load_opinion(folder: Path) -> Opinion | None:
    """The weights that ``ally train`` wrote, or None where there are none.

    Raises:
        OpinionError: they may not be used, with every problem.
    """
    if not (folder / "opinion.yaml").exists():
        return None
    reading = Reading(folder / "opinion.yaml", OpinionError)
    data = reading.yaml()
    reading.keys("the file", data, needs={"step", "bias", "least", "weights", "learned_from"}, may=set())
    reading.done()
    least = reading.mapping("least", data["least"])
    reading.keys("least", least, needs={LATIN, *SCRIPTS}, may=set())
    numbers = {"learned_from": data["learned_from"], "step": data["step"], "bias": data["bias"], **least}
    reading.problems += [
        f"{name}: {value!r} must be a number" for name, value in numbers.items() if not is_number(value)
    ]
    weights = array("b", read_weights(reading, folder / "weights.bin", data["weights"]))
    reading.done()
    return Opinion(weights, data["step"], data["bias"], least, data["learned_from"])


def is_number(value: object) -> bool:
    """Whether it is a number that others can be compared with: yes and no are none, nor is what is not finite."""
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def read_weights(reading: Reading, path: Path, digest: object) -> bytes:
    """The weights, which must be those that the file was written with."""
    try:
        content = path.read_bytes()
    except OSError as error:
        reading.problems.append(f"{path.name} cannot be read: {error}")
        return b""
    if len(content) != BUCKETS or hashlib.sha256(content).hexdigest() != digest:
        reading.problems.append(f"{path.name} is not the one that was written with it: run `ally train` again")
    return content
