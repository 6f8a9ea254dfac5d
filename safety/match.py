"""Finds the phrases of all rules and cues of all languages in a message, in one pass over it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from .automaton import finder, keepable
from .text import is_joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .automaton import Hit
    from .phrase import Phrase
    from .text import Words

Owner = TypeVar("Owner")


#: So many times more frequent is a text for each letter that it is shorter.
SHORTER_BY_ONE = 3.0
#: Up to so many numbers, as many as a message has hits, one by one is as fast as a set, in a fraction of its memory.
FEW = 32


class Match(NamedTuple, Generic[Owner]):
    """A phrase of this owner stands on the tokens ``first`` to ``last``, both included."""

    owner: Owner
    first: int
    last: int


@dataclass
class Spots:
    """Where one element stands in a message."""

    by_first: Sequence[tuple[int, int]]  #: the first and last token of each hit, in order

    @cached_property
    def by_last(self) -> list[tuple[int, int]]:
        """The last and first token of each hit, in order."""
        return sorted((last, first) for first, last in self.by_first)


Places = dict[int, Spots]
Texts = tuple[int, ...] | frozenset[int]  #: numbers of patterns, each once


class Row(NamedTuple):
    """A phrase with its elements as numbers."""

    owner: int
    elements: tuple[int, ...]
    gaps: tuple[int, ...]
    opens: bool
    closes: bool


class Table(NamedTuple):
    """The phrases of all owners as plain numbers and texts, so that they can be kept in a file."""

    rows: dict[int, tuple[Row, ...]]  #: under the number of their rarest element
    automaton: bytes  #: of the texts of all elements, each a pattern
    keys: tuple[tuple[int, ...], ...]  #: for each pattern the elements with it that rows stand under
    texts: tuple[Texts, ...]  #: for each element its patterns


def table(owned: Sequence[Sequence[Phrase]]) -> Table:
    """The phrases of each owner, numbered. The order of owners is theirs, everything else follows from the phrases."""
    numbers: dict[frozenset[str], int] = {}
    rows: set[Row] = set()
    gaps_once: dict[tuple[int, ...], tuple[int, ...]] = {}
    for owner, phrases in enumerate(owned):
        for phrase in phrases:
            elements = tuple(numbers.setdefault(element, len(numbers)) for element in phrase.elements)
            gaps = gaps_once.setdefault(phrase.gaps, phrase.gaps)
            rows.add(Row(owner, elements, gaps, phrase.opens, phrase.closes))
    keyed = by_rarest(rows, {number: commonness(element) for element, number in numbers.items()})
    keys: dict[str, list[int]] = {}
    for element, number in numbers.items():
        for text in element:
            own = keys.setdefault(text, [])
            if number in keyed:
                own.append(number)
    patterns = {text: number for number, text in enumerate(keys)}
    once: dict[tuple[int, ...], tuple[int, ...]] = {}  # the same keys are one object, in memory and in a file
    return Table(
        rows=keyed,
        automaton=keepable(tuple(patterns)),
        keys=tuple(once.setdefault(found, found) for found in map(tuple, keys.values())),
        texts=tuple(compact([patterns[text] for text in element]) for element in numbers),
    )


def compact(numbers: list[int]) -> Texts:
    """The numbers in the form that holds so many best."""
    return tuple(sorted(numbers)) if len(numbers) <= FEW else frozenset(numbers)


class Matcher(Generic[Owner]):
    """All phrases of all owners. Holds no message and may be shared by threads.

    The text is run through one automaton over every alternative of every element. A phrase is tried only where all its
    elements occur, from the element that occurs least, so the cost follows the text and hardly the number of rules.
    """

    def __init__(self, owners: Sequence[Owner], table: Table) -> None:
        self.owners = owners
        self.rows, self.keys, self.texts = table.rows, table.keys, table.texts
        self.hits = finder(table.automaton)

    def find(self, words: Words) -> Iterator[Match[Owner]]:
        """Every place where a phrase stands; for one owner none twice."""
        return chain.from_iterable(matches for _, matches in self.by_owner(words))

    def by_owner(self, words: Words) -> Iterator[tuple[Owner, Iterator[Match[Owner]]]]:
        """The owners that may stand in the message, each with its matches, looked for as they are asked for."""
        hits = self.hits(words.text)
        if not hits:
            return
        found = {pattern for _, _, pattern in hits}
        wanted = self.wanted(found)
        if wanted:
            places = self.places(hits, found, {element for row in wanted for element in row.elements}, words)
            for owner, rows in groupby(sorted(wanted), key=itemgetter(0)):
                yield self.owners[owner], matches(self.owners[owner], rows, places, words)

    def wanted(self, found: set[int]) -> list[Row]:
        """The rows of which every element occurs, these patterns being found."""
        keys, rows, texts = self.keys, self.rows, self.texts
        absent: dict[int, bool] = {}

        def is_absent(element: int) -> bool:
            gone = absent.get(element)
            if gone is None:
                gone = absent[element] = found.isdisjoint(texts[element])
            return gone

        present = {key for pattern in found for key in keys[pattern]}
        return [row for key in present for row in rows[key] if not any(map(is_absent, row.elements))]

    def places(self, hits: Iterable[Hit], found: set[int], needed: set[int], words: Words) -> Places:
        """Element -> where it stands."""
        of_element = {element: found.intersection(self.texts[element]) for element in needed}
        by_pattern: dict[int, list[tuple[int, int]]] = {pattern: [] for pattern in chain(*of_element.values())}
        at, text = words.at, words.text
        for start, end, pattern in hits:
            if pattern in by_pattern:
                by_pattern[pattern].append((at[start + (text[start] == " ")], at[end - 1 - (text[end - 1] == " ")]))
        return {element: Spots(merged([by_pattern[p] for p in patterns])) for element, patterns in of_element.items()}


def matcher(owned: Iterable[tuple[Owner, Sequence[Phrase]]]) -> Matcher[Owner]:
    """The matcher of these owners and their phrases."""
    pairs = tuple(owned)
    return Matcher([owner for owner, _ in pairs], table([phrases for _, phrases in pairs]))


def merged(lists: Sequence[list[tuple[int, int]]]) -> Sequence[tuple[int, int]]:
    """The hits of several texts as those of one element: in order, none twice."""
    return lists[0] if len(lists) == 1 else sorted(set(chain.from_iterable(lists)))


def matches(owner: Owner, rows: Iterable[Row], places: Places, words: Words) -> Iterator[Match[Owner]]:
    """Where any of an owner's rows stands, none twice."""
    seen = set()
    for row in rows:
        for place in stands(row, places, words):
            if place not in seen:
                seen.add(place)
                yield Match(owner, *place)


def by_rarest(rows: Iterable[Row], commonness: Mapping[int, float]) -> dict[int, tuple[Row, ...]]:
    """Rows under the one of their elements that is least often met in messages."""
    keyed: dict[int, list[Row]] = defaultdict(list)
    for row in sorted(rows):
        keyed[min(row.elements, key=lambda element: (commonness[element], element))].append(row)
    return {key: tuple(group) for key, group in keyed.items()}


def commonness(element: Iterable[str]) -> float:
    """How often an element is met, roughly: short words are frequent, and a character can be a word."""
    return sum(SHORTER_BY_ONE ** -(len(text) + 2 * is_joined(text[0])) for text in element)


def stands(row: Row, places: Places, words: Words) -> Iterator[tuple[int, int]]:
    """Where the row's elements stand one after another within its gaps, as (first, last) tokens, as tight as can be."""
    if len(row.elements) == 1:
        yield from (place for place in places[row.elements[0]].by_first if at_borders(row, *place, words))
        return
    pivot = min(range(len(row.elements)), key=lambda i: len(places[row.elements[i]].by_first))
    sentences = words.sentences if any(row.gaps) else ()
    for first, last in places[row.elements[pivot]].by_first:
        lasts = [end for end in reach_right(row, pivot, last, places, sentences) if ends_well(row, end, words)]
        starts = reach_left(row, pivot, first, places, sentences) if lasts else ()
        firsts = [start for start in starts if begins_well(row, start, words)]
        if firsts:
            yield max(firsts), min(lasts)


def at_borders(row: Row, first: int, last: int, words: Words) -> bool:
    """Whether a clause begins before and ends behind the place, where the row wants that."""
    return begins_well(row, first, words) and ends_well(row, last, words)


def begins_well(row: Row, first: int, words: Words) -> bool:
    """Whether a clause begins before the token, or a picture stands there, where the row wants that."""
    return not row.opens or first == 0 or words.edges[first - 1]


def ends_well(row: Row, last: int, words: Words) -> bool:
    """Whether a clause ends behind the token, or a picture stands there, where the row wants that."""
    return not row.closes or words.edges[last]


def reach_right(row: Row, pivot: int, last: int, places: Places, sentences: Sequence[int]) -> set[int]:
    """The last tokens that the rest of the row can end on, starting behind its pivot."""
    lasts = {last}
    for element, gap in zip(row.elements[pivot + 1 :], row.gaps[pivot + 1 :], strict=True):
        here = places[element].by_first
        lasts = {
            b
            for end in lasts
            for a, b in here[bisect_left(here, (end + 1, -1)) : bisect_left(here, (end + gap + 2, -1))]
            if a == end + 1 or sentences[a] == sentences[end]
        }
    return lasts


def reach_left(row: Row, pivot: int, first: int, places: Places, sentences: Sequence[int]) -> set[int]:
    """The first tokens that the beginning of the row can start on, ending before its pivot."""
    firsts = {first}
    for index in range(pivot - 1, -1, -1):
        gap = row.gaps[index + 1]
        here = places[row.elements[index]].by_last
        firsts = {
            a
            for start in firsts
            for b, a in here[bisect_left(here, (start - 1 - gap, -1)) : bisect_left(here, (start, -1))]
            if b == start - 1 or sentences[b] == sentences[start]
        }
    return firsts
