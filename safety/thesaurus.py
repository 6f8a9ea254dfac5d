"""What the words of a message mean, by the same names in all languages: what is learned in one helps in the others."""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from .automaton import finder, keepable
from .decide import MIXED_IN
from .errors import LexiconError
from .phrase import PhraseError, alternatives
from .reading import Reading
from .text import is_joined, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from .text import Words


NUMBER = "I"  #: the kind of array that holds numbers of meanings


class Entries(NamedTuple):
    """The thesaurus of one language."""

    words: Mapping[str, frozenset[str]]  #: concept -> its words, as the automaton looks for them
    proclitics: frozenset[str]  #: little words that may be written together with one of them, before it


NONE = Entries({}, frozenset())


class Thesaurus(NamedTuple):
    """The words of all languages as plain values, so that they can be kept in a file."""

    languages: tuple[str, ...]
    concepts: tuple[str, ...]
    automaton: bytes  #: of all words, each a pattern
    numbers: bytes  #: for each pattern the number of its meaning, as an array of ``NUMBER``
    meanings: tuple[tuple[tuple[int, int], ...], ...]  #: languages and concepts, as numbers, each once
    proclitics: tuple[frozenset[str], ...]  #: of each language


class Meant(NamedTuple):
    """What a message names."""

    language: str  #: whose words cover most of it; empty where nothing is known
    concepts: tuple[str, ...]  #: in the order of their places


class Place(NamedTuple):
    """Where a word stands, and what it means."""

    start: int
    end: int
    concept: int


class Meanings:
    """The words of all languages, ready to read messages. Holds no message; may be shared by threads."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self.thesaurus = thesaurus
        self.hits = finder(thesaurus.automaton)
        self.numbers = array(NUMBER, thesaurus.numbers)

    def of(self, words: Words) -> Meant:
        """What the message names in the language that covers most of it, and in English between that."""
        languages, concepts = self.thesaurus.languages, self.thesaurus.concepts
        found = self.places(words.text)
        if not found:
            return Meant("", ())
        own = max(found, key=lambda number: (covered(found[number]), languages[number] == MIXED_IN))
        mixed_in = next((number for number in found if languages[number] == MIXED_IN and number != own), None)
        places = sorted([*found[own], *(outside(found[mixed_in], found[own]) if mixed_in is not None else ())])
        return Meant(languages[own], tuple(concepts[place.concept] for place in places))

    def places(self, text: str) -> dict[int, list[Place]]:
        """The words of each language that stand in the text."""
        found: dict[int, list[Place]] = defaultdict(list)
        numbers, meanings, proclitics = self.numbers, self.thesaurus.meanings, self.thesaurus.proclitics
        for first, last, pattern in self.hits(text):
            start, end = first + (text[first] == " "), last - (text[last - 1] == " ")
            before = "" if start > first or is_joined(text[start]) else text[text.rfind(" ", 0, start) + 1 : start]
            for language, concept in meanings[numbers[pattern]]:
                if not before or before in proclitics[language]:
                    found[language].append(Place(start, end, concept))
        return found


def covered(places: Iterable[Place]) -> int:
    """How many characters the words cover."""
    total, behind = 0, 0
    for place in sorted(places):
        total += max(0, place.end - max(place.start, behind))
        behind = max(behind, place.end)
    return total


def outside(places: Iterable[Place], others: Iterable[Place]) -> Iterator[Place]:
    """The words that begin where no other stands."""
    taken = {at for place in others for at in range(place.start, place.end)}
    return (place for place in places if place.start not in taken)


def thesaurus(languages: Sequence[str], entries: Sequence[Entries]) -> Thesaurus:
    """The words of each language, numbered."""
    concepts = tuple(dict.fromkeys(concept for own in entries for concept in own.words))
    numbers = {concept: number for number, concept in enumerate(concepts)}
    patterns: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for language, own in enumerate(entries):
        for concept, words in own.words.items():
            for word in sorted(words):
                patterns[word.removeprefix(" ") if own.proclitics else word].append((language, numbers[concept]))
    once: dict[tuple[tuple[int, int], ...], int] = {}
    of_patterns = array(NUMBER, [once.setdefault(tuple(found), len(once)) for found in patterns.values()])
    return Thesaurus(
        tuple(languages), concepts, keepable(tuple(patterns)), of_patterns.tobytes(), tuple(once),
        tuple(own.proclitics for own in entries),
    )  # fmt: skip


def load_concepts(data: Path) -> tuple[str, ...]:
    """The names of all concepts, in order; none where there is no ``concepts.yaml``.

    Raises:
        LexiconError: the file may not be used.
    """
    if not (data / "concepts.yaml").exists():
        return ()
    reading = Reading(data / "concepts.yaml", LexiconError)
    glosses = reading.yaml()
    wrong = [name for name, gloss in glosses.items() if not isinstance(name, str) or not isinstance(gloss, str)]
    reading.problems += [f"{name!r}: must be a name with what it means" for name in wrong]
    reading.done()
    return tuple(glosses)


def load_entries(folder: Path, concepts: Sequence[str]) -> Entries:
    """The thesaurus of one language folder; empty where it has none.

    Raises:
        LexiconError: with every problem.
    """
    if not (folder / "thesaurus.yaml").exists():
        return NONE
    reading = Reading(folder / "thesaurus.yaml", LexiconError)
    data = reading.yaml()
    reading.keys("the file", data, needs={"language", "concepts"}, may={"proclitics", "reviewed_by"})
    if data.get("language", folder.name) != folder.name:
        reading.problems.append(f'language "{data["language"]}" does not agree with its folder {folder.name}')
    listed = reading.mapping("concepts", data.get("concepts"))
    reading.keys("concepts", listed, needs=set(concepts), may=set())
    words = {concept: read_words(reading, concept, listed.get(concept, [])) for concept in concepts}
    proclitics = reading.texts("proclitics", data["proclitics"]) if "proclitics" in data else ()
    reading.done()
    return Entries(words, frozenset(normalise(word).text.strip() for word in proclitics))


def read_words(reading: Reading, concept: str, value: object) -> frozenset[str]:
    """The words of one concept; there may be none."""
    found: set[str] = set()
    for word in reading.texts(f"concepts: {concept}", value, least=0):
        try:
            found |= alternatives([word])
        except PhraseError as error:
            reading.problems.append(f"concepts: {concept}: {error}")
    return frozenset(found)
