"""All places of many patterns in a text, in one pass. Making ready for that takes a second, so it is kept in a file.

daachorse reads its kept form in hundredths of a second, and is not to be had ready-made for every kind of machine;
there ahocorasick-rs builds itself from the patterns at each start. They find the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import ahocorasick_rs

try:
    import daachorse
except ModuleNotFoundError:
    daachorse = None  # type: ignore[assignment]

Hit = tuple[int, int, int]  #: where it starts, where it ends, the number of the pattern
Find = Callable[[str], Sequence[Hit]]  #: every hit, overlapping ones too, by their ends

BETWEEN = "\n"  #: no pattern holds one: they are normalised


def keepable(patterns: Sequence[str]) -> bytes:
    """What is kept of an automaton for these patterns; ``finder`` makes it one again, in this installation only."""
    if daachorse is None or not patterns:
        return BETWEEN.join(patterns).encode()
    return bytes(daachorse.CharwiseDoubleArrayAhoCorasick(list(patterns)).serialize())


def finder(kept: bytes) -> Find:
    """The automaton that was kept. What is not from ``keepable`` of this installation may crash the process."""
    if not kept:
        return lambda _: ()
    if daachorse is None:
        return built(kept.decode().split(BETWEEN))
    find: Find = daachorse.CharwiseDoubleArrayAhoCorasick.deserialize(kept).find_overlapping
    return find


def built(patterns: Sequence[str]) -> Find:
    """An automaton of the package that keeps no form."""
    kind = ahocorasick_rs.Implementation.ContiguousNFA
    automaton = ahocorasick_rs.AhoCorasick(patterns, store_patterns=False, implementation=kind)
    find = automaton.find_matches_as_indexes
    return lambda text: [(start, end, pattern) for pattern, start, end in find(text, overlapping=True)]


def engine() -> str:
    """The package in use, with its version: part of what a kept form hangs on."""
    from importlib.metadata import version  # noqa: PLC0415 - slow to import, and asked for at most once

    name = "ahocorasick-rs" if daachorse is None else "daachorse"
    return f"{name} {version(name)}"
