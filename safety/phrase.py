"""The phrase language of the rules: words, <slots>, gaps, stems and (alternatives)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from .text import is_joined, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PARTS = re.compile(r"\.\.(?P<gap>\d*)|<(?P<slot>[^<>]*)>|(?P<word>[^\s<>.]+(?:\.(?!\.)[^\s<>.]*)*)|(?P<stray>\S)")
CHOICE = re.compile(r"\(([^()]*)\)")
MOST_VARIANTS = 64


class PhraseError(ValueError):
    """A phrase that does not read; the message says why, for the file's list of problems."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Elements in order. An element is the set of texts that may stand there, borders included.

    ``gaps[i]`` is the number of words that may stand before element ``i``; the first is always 0.
    """

    elements: tuple[frozenset[str], ...]
    gaps: tuple[int, ...]


def parse(phrase: str, slots: Mapping[str, tuple[str, ...]], gap: int) -> Iterator[Phrase]:
    """The phrase's variants, one for each way through its (alternatives).

    Raises:
        PhraseError: an unknown slot, a gap at an end, nothing but gaps, or too many variants.
    """
    variants = spread(phrase)
    if len(variants) > MOST_VARIANTS:
        raise PhraseError(f"{phrase!r} has {len(variants)} variants, at most {MOST_VARIANTS} are allowed: use slots")
    for variant in variants:
        yield one(variant, phrase, slots, gap)


def spread(phrase: str) -> tuple[str, ...]:
    """Every way through the (alternatives), innermost first."""
    pieces = CHOICE.split(phrase)
    if len(pieces) == 1:
        return (phrase,)
    choices = [piece.split("|") if i % 2 else [piece] for i, piece in enumerate(pieces)]
    return tuple(dict.fromkeys(deep for way in product(*choices) for deep in spread("".join(way))))


def one(variant: str, phrase: str, slots: Mapping[str, tuple[str, ...]], default: int) -> Phrase:
    """One variant, read from left to right; neighbouring plain words become one element."""
    elements: list[frozenset[str]] = []
    gaps: list[int] = []
    gap, plain = 0, ""
    for part in PARTS.finditer(variant):
        if part["stray"]:
            raise PhraseError(f"{phrase!r}: {part['stray']!r} means nothing here")
        if part["gap"] is None and part["slot"] is None and "*" not in part["word"] and plain:
            plain = f"{plain} {part['word']}"
            elements[-1] = frozenset({pattern(plain)})
        elif part["gap"] is not None:
            gap, plain = int(part["gap"] or default), ""
        else:
            elements.append(element(part, phrase, slots))
            gaps.append(gap)
            gap, plain = 0, part["word"] if part["word"] and "*" not in part["word"] else ""
    if not elements or gap or gaps[0]:
        raise PhraseError(f"{phrase!r}: a gap needs words on both sides")
    return Phrase(tuple(elements), tuple(gaps))


def element(part: re.Match[str], phrase: str, slots: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """The texts that one part of a phrase stands for."""
    if part["slot"] is None:
        return frozenset({pattern(part["word"])})
    if part["slot"] not in slots:
        raise PhraseError(f"{phrase!r}: there is no slot <{part['slot']}>")
    return frozenset(map(pattern, slots[part["slot"]]))


def pattern(words: str) -> str:
    """Words of a phrase as the matcher looks for them, with a space where a word must begin or end.

    Raises:
        PhraseError: nothing is left after normalising, or a ``*`` stands inside.
    """
    bare = words.removeprefix("*").removesuffix("*")
    if "*" in bare:
        raise PhraseError(f"{words!r}: a * may stand only at the beginning or the end")
    text = normalise(bare).text.strip()
    if not text:
        raise PhraseError(f"{words!r} holds no letter")
    left = "" if words.startswith("*") or is_joined(text[0]) else " "
    right = "" if words.endswith("*") or is_joined(text[-1]) else " "
    return f"{left}{text}{right}"
