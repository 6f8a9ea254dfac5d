"""Finds the phrases of all rules and cues of all languages in a message, in one pass over it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from .automaton import finder
from .table import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from .automaton import Hit
    from .phrase import Phrase
    from .table import Row, Table
    from .text import Words

Owner = TypeVar("Owner")

#: So many rows and lists of numbers are kept at hand: those that everyday words lead to.
REMEMBERED = 8192


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


class Absent(dict[int, bool]):
    """Whether an element does not occur, texts of these kinds being found; each is looked at when it is asked for."""

    def __init__(self, found: set[int], texts: Callable[[int], Iterable[int]]) -> None:
        self.found, self.texts = found, texts

    def __missing__(self, element: int) -> bool:
        gone = self[element] = self.found.isdisjoint(self.texts(element))
        return gone


class Matcher(Generic[Owner]):
    """All phrases of all owners. Holds no message and may be shared by threads.

    The text is run through one automaton over every alternative of every element. A phrase is tried only where all its
    elements occur, from the element that occurs least, so the cost follows the text and hardly the number of rules.
    """

    def __init__(self, owners: Sequence[Owner], table: Table) -> None:
        self.owners = owners
        self.kinds, self.seconds = table.kinds, table.rows.seconds
        self.row = lru_cache(REMEMBERED)(table.rows.row)
        self.leads = lru_cache(REMEMBERED)(table.leads.of)
        self.texts = lru_cache(REMEMBERED)(table.texts.of)
        self.hits = finder(table.automaton)

    def find(self, words: Words) -> Iterator[Match[Owner]]:
        """Every place where a phrase stands; for one owner none twice."""
        return chain.from_iterable(matches for _, matches in self.by_owner(words))

    def by_owner(self, words: Words) -> Iterator[tuple[Owner, Iterator[Match[Owner]]]]:
        """The owners that may stand in the message, each with its matches, looked for as they are asked for."""
        hits, kinds = self.hits(words.text), self.kinds
        if not hits:
            return
        found = {kinds[pattern] for _, _, pattern in hits}
        wanted = self.wanted(found)
        if wanted:
            places = self.places(hits, found, {element for row in wanted for element in row.elements}, words)
            for owner, rows in groupby(sorted(wanted), key=itemgetter(0)):
                yield self.owners[owner], matches(self.owners[owner], rows, places, words)

    def wanted(self, found: set[int]) -> list[Row]:
        """The rows of which every element occurs, texts of these kinds being found."""
        absent, seconds = Absent(found, self.texts), self.seconds
        led_to = set().union(*map(self.leads, found))
        left = map(self.row, [row for row in led_to if not absent[seconds[row]]])
        return [row for row in left if not any(map(absent.__getitem__, row.elements))]

    def places(self, hits: Iterable[Hit], found: set[int], needed: set[int], words: Words) -> Places:
        """Element -> where it stands."""
        of_element = {element: found.intersection(self.texts(element)) for element in needed}
        by_kind: dict[int, list[tuple[int, int]]] = {kind: [] for kind in chain(*of_element.values())}
        at, text, kinds = words.at, words.text, self.kinds
        for start, end, pattern in hits:
            kind = kinds[pattern]
            if kind in by_kind:
                by_kind[kind].append((at[start + (text[start] == " ")], at[end - 1 - (text[end - 1] == " ")]))
        return {element: Spots(merged([by_kind[kind] for kind in of])) for element, of in of_element.items()}


def matcher(owned: Iterable[tuple[Owner, Sequence[Phrase]]]) -> Matcher[Owner]:
    """The matcher of these owners and their phrases."""
    pairs = tuple(owned)
    return Matcher([owner for owner, _ in pairs], table([phrases for _, phrases in pairs]))


def merged(lists: Iterable[list[tuple[int, int]]]) -> list[tuple[int, int]]:
    """The hits of several kinds of text as those of one element: in order, none twice."""
    return sorted(set(chain.from_iterable(lists)))


def matches(owner: Owner, rows: Iterable[Row], places: Places, words: Words) -> Iterator[Match[Owner]]:
    """Where any of an owner's rows stands, none twice."""
    seen = set()
    for row in rows:
        for place in stands(row, places, words):
            if place not in seen:
                seen.add(place)
                yield Match(owner, *place)


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
