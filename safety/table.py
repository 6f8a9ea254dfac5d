"""The phrases of all owners as flat rows of numbers: as objects, fifty thousand of them take ten times the memory."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from .automaton import finder, keepable
from .flat import NUMBER, Lists, flat, numbers, packed, unpacked
from .text import is_joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .phrase import Phrase

#: So many times more frequent is a text for each letter that it is shorter.
SHORTER_BY_ONE = 3.0


class Row(NamedTuple):
    """A phrase with its elements as numbers."""

    owner: int
    elements: tuple[int, ...]
    gaps: tuple[int, ...]
    opens: bool
    closes: bool


class Rows(NamedTuple):
    """Many rows as plain numbers."""

    owners: array[int]
    elements: Lists
    gaps: array[int]  #: beside each of the elements
    opens: bytes
    closes: bytes
    seconds: array[int]  #: for each row its rarest element but for the one that leads to it; that one if it is alone

    def row(self, number: int) -> Row:
        """One of them."""
        begin, end = self.elements.ends[number : number + 2]
        elements, gaps = tuple(self.elements.numbers[begin:end]), tuple(self.gaps[begin:end])
        return Row(self.owners[number], elements, gaps, bool(self.opens[number]), bool(self.closes[number]))


class Table(NamedTuple):
    """The phrases of all owners as plain numbers and texts, so that they can be kept in a file."""

    automaton: bytes  #: of the texts of all elements, each a pattern
    kinds: array[int]  #: for each pattern its kind: texts that stand in the same elements are of one
    leads: Lists  #: for each kind the rows of which it stands in the rarest element
    texts: Lists  #: for each element its kinds
    rows: Rows


def table(owned: Sequence[Sequence[Phrase]], examples: Iterable[str] = ()) -> Table:
    """The phrases of each owner, numbered. The order of owners is theirs, everything else follows from the phrases.

    Example messages, normalised, say how often a text is met, and so which element of a phrase is its rarest.
    """
    known: dict[frozenset[str], int] = {}
    found: set[Row] = set()
    for owner, phrases in enumerate(owned):
        for phrase in phrases:
            elements = tuple(known.setdefault(element, len(known)) for element in phrase.elements)
            found.add(Row(owner, elements, phrase.gaps, phrase.opens, phrase.closes))
    rows = sorted(found)
    stands_in: dict[str, list[int]] = defaultdict(list)
    for element, number in known.items():
        for text in element:
            stands_in[text].append(number)
    kinds: dict[tuple[int, ...], int] = {}
    of_texts = {text: kinds.setdefault(tuple(elements), len(kinds)) for text, elements in stands_in.items()}
    automaton = keepable(tuple(stands_in))
    met = frequencies(stands_in, automaton, examples)
    rarest = by_rareness(rows, [sum(met[text] for text in element) for element in known])
    led_to: dict[int, list[int]] = defaultdict(list)
    for row, (first, *_) in enumerate(rarest):
        led_to[first].append(row)
    return Table(
        automaton=automaton,
        kinds=array(NUMBER, of_texts.values()),
        leads=flat([row for element in elements for row in led_to.get(element, ())] for elements in kinds),
        texts=flat(sorted({of_texts[text] for text in element}) for element in known),
        rows=in_line(rows, [(first, *others)[bool(others)] for first, *others in rarest]),
    )


def in_line(rows: Sequence[Row], seconds: Iterable[int]) -> Rows:
    """The rows one after another, with the second rarest element of each."""
    return Rows(
        owners=array(NUMBER, (row.owner for row in rows)),
        elements=flat([row.elements for row in rows]),
        gaps=array(NUMBER, chain.from_iterable(row.gaps for row in rows)),
        opens=bytes(row.opens for row in rows),
        closes=bytes(row.closes for row in rows),
        seconds=array(NUMBER, seconds),
    )


def kept(found: Table) -> tuple[Any, ...]:
    """The table as nothing but bytes."""
    rows = found.rows
    return (
        found.automaton, bytes(found.kinds), packed(found.leads), packed(found.texts), bytes(rows.owners),
        packed(rows.elements), bytes(rows.gaps), rows.opens, rows.closes, bytes(rows.seconds),
    )  # fmt: skip


def unkept(plain: tuple[Any, ...]) -> Table:
    """The table from those bytes."""
    automaton, kinds, leads, texts, owners, elements, gaps, opens, closes, seconds = plain
    rows = Rows(numbers(owners), unpacked(elements), numbers(gaps), opens, closes, numbers(seconds))
    return Table(automaton, numbers(kinds), unpacked(leads), unpacked(texts), rows)


def by_rareness(rows: Iterable[Row], commonness: Sequence[float]) -> list[list[int]]:
    """The elements of each row, each once, beginning with the one that is least often met in messages."""
    return [sorted(set(row.elements), key=lambda element: (commonness[element], element)) for row in rows]


def frequencies(stands_in: Mapping[str, Sequence[int]], automaton: bytes, examples: Iterable[str]) -> dict[str, float]:
    """How often each text is met: in so many of the examples, and where in none, roughly.

    Short words are frequent, those that stand in many elements too, and a character can be a word.
    """
    find = finder(automaton)
    counted = Counter(chain.from_iterable({pattern for _, _, pattern in find(text)} for text in examples))
    return {
        text: counted[number] + len(elements) * SHORTER_BY_ONE ** -(len(text) + 2 * is_joined(text[0]))
        for number, (text, elements) in enumerate(stands_in.items())
    }
