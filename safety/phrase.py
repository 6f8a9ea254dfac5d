"""The phrase language of the rules: words, <slots>, gaps, stems and (alternatives)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from .text import is_joined, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Slots = Mapping[str, frozenset[str]]

PARTS = re.compile(
    r"\.\.(?P<gap>\d*)|<(?P<slot>[^<>]*)>|\{(?P<choice>[^{}]*)\}"
    r"|(?P<word>[^\s<>{}.]+(?:\.(?!\.)[^\s<>{}.]*)*)|(?P<stray>\S)"
)
CHOICE = re.compile(r"\(([^()]*)\)")
BARS = re.compile(r"\|(?![^{}]*\})")  # those that are not inside {braces}
#: What may stand beside (alternatives) that are read as one element: nothing, space, another element, a gap.
BORDERS = frozenset(" <>(){}|.")
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
    opens: bool = False  #: a clause must begin before it
    closes: bool = False  #: a clause must end behind it


def parse(phrase: str, slots: Slots, gap: int) -> Iterator[Phrase]:
    """The phrase's variants, one for each way through its (alternatives).

    Raises:
        PhraseError: an unknown slot, a gap at an end, nothing but gaps, or too many variants.
    """
    bare = phrase.strip()
    opens, closes = bare.startswith("^"), bare.endswith("$")
    variants = spread(bare.removeprefix("^").removesuffix("$").strip())
    if len(variants) > MOST_VARIANTS:
        raise PhraseError(f"{phrase!r} has {len(variants)} variants, at most {MOST_VARIANTS} are allowed: use slots")
    for variant in variants:
        yield replace(one(variant, phrase, slots, gap), opens=opens, closes=closes)


def spread(phrase: str) -> tuple[str, ...]:
    """Every way through the (alternatives), innermost first.

    Alternatives that are whole words need no ways of their own: they stay together in {braces}, as one element.
    """
    found = CHOICE.search(phrase)
    if found is None:
        return (phrase,)
    before, after = phrase[: found.start()], phrase[found.end() :]
    ways = dict.fromkeys(deep for way in ways_through(found[1], before, after) for deep in spread(before + way + after))
    return tuple(ways)


def ways_through(choice: str, before: str, after: str) -> list[str]:
    """The texts that may stand for one (choice) between what comes before and after it."""
    ways = BARS.split(choice)
    full = [way for way in ways if way.strip()]
    if len(full) < 2 or not is_whole(before[-1:], after[:1], full):  # noqa: PLR2004 - one way is no choice
        return ways
    return ["{" + "|".join(full) + "}", *([""] if len(full) < len(ways) else [])]


def is_whole(left: str, right: str, ways: list[str]) -> bool:
    """Whether alternatives are plain words of their own, between borders or in a script without spaces."""
    if any(set(way) & set("<>{}") or ".." in way or "*" in way.strip()[1:-1] for way in ways):
        return False
    bare = all(is_joined(letter) for way in ways for letter in way.strip())
    left_ends = bare or not left or left in BORDERS or is_joined(left) or all(way.startswith(" ") for way in ways)
    right_ends = bare or not right or right in BORDERS or is_joined(right) or all(way.endswith(" ") for way in ways)
    return left_ends and right_ends


def one(variant: str, phrase: str, slots: Slots, default: int) -> Phrase:
    """One variant, read from left to right; neighbouring plain words become one element."""
    elements: list[frozenset[str]] = []
    gaps: list[int] = []
    gap, plain = 0, ""
    for part in PARTS.finditer(variant):
        if part["stray"]:
            raise PhraseError(f"{phrase!r}: {part['stray']!r} means nothing here")
        if part["word"] and "*" not in part["word"] and plain:
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


def element(part: re.Match[str], phrase: str, slots: Slots) -> frozenset[str]:
    """The texts that one part of a phrase stands for."""
    if part["choice"]:
        return alternatives(part["choice"].split("|"))
    if part["slot"] is None:
        return frozenset({pattern(part["word"])})
    if part["slot"] not in slots:
        raise PhraseError(f"{phrase!r}: there is no slot <{part['slot']}>")
    return slots[part["slot"]]


def alternatives(ways: Iterable[str]) -> frozenset[str]:
    """The texts that one element stands for, as the matcher looks for them.

    Raises:
        PhraseError: one of them does not read.
    """
    return frozenset(map(pattern, ways))


@lru_cache(maxsize=8192)
def pattern(words: str) -> str:
    """Words of a phrase as the matcher looks for them, with a space where a word must begin or end.

    Raises:
        PhraseError: nothing is left after normalising, or a ``*``, ``^`` or ``$`` stands inside.
    """
    bare = words.removeprefix("*").removesuffix("*")
    if "^" in bare or "$" in bare:
        raise PhraseError(f"{words!r}: ^ may stand only before a phrase, $ only behind it")
    if "*" in bare:
        raise PhraseError(f"{words!r}: a * may stand only at the beginning or the end")
    text = normalise(bare).text.strip()
    if not text:
        raise PhraseError(f"{words!r} holds no letter")
    left = "" if words.startswith("*") or is_joined(text[0]) else " "
    right = "" if words.endswith("*") or is_joined(text[-1]) else " "
    return f"{left}{text}{right}"
