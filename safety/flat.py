"""Many short lists of numbers end to end in two arrays: as tuples they take ten times the memory."""

from __future__ import annotations

from array import array
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NUMBER = "I"  #: the kind of array


class Lists(NamedTuple):
    """Lists of numbers, each under its place."""

    ends: array[int]  #: where each list begins; behind them where the last one ends
    numbers: array[int]

    def of(self, place: int) -> tuple[int, ...]:
        """The list at this place."""
        return tuple(self.numbers[self.ends[place] : self.ends[place + 1]])


def flat(lists: Iterable[Sequence[int]]) -> Lists:
    """These lists, in order."""
    every = tuple(lists)
    ends = array(NUMBER, accumulate(map(len, every), initial=0))
    return Lists(ends, array(NUMBER, chain.from_iterable(every)))


def packed(lists: Lists) -> tuple[bytes, bytes]:
    """Lists as the bytes of their two arrays."""
    return bytes(lists.ends), bytes(lists.numbers)


def unpacked(kept: Sequence[bytes]) -> Lists:
    """Lists from those bytes."""
    return Lists(*map(numbers, kept))


def numbers(kept: bytes) -> array[int]:
    """An array from its bytes."""
    return array(NUMBER, kept)
