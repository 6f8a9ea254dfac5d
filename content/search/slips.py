"""How likely a slip of the finger or the ear is: what people type when they mean another word."""

from collections.abc import Iterable
from itertools import pairwise

# Costs of one slip, as powers of ten: 2 is a hundred times rarer than none.
DOUBLED = 1.0  # a letter twice instead of once, or once instead of twice
SWAPPED = 1.4
MISSING = 1.6
NEAR_KEY = 1.7  # another letter, or one too many, from beside it on the keyboard
LIKE_SOUND = 1.6
EXTRA = 2.2
OTHER = 2.5
FIRST = 0.8  # added where the slip is in the first letter, which people watch

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SOUNDS = ("aeiouy", "sz", "sc", "ck", "kq", "gj", "mn", "td", "pb", "vw", "fv", "xs")


def near_keys() -> dict[str, frozenset[str]]:
    """The letters around each letter of a keyboard; rows are shifted by about half a key."""
    pairs = [pair for row in ROWS for pair in pairwise(row)]
    for upper, lower in pairwise(ROWS):
        pairs += [*zip(upper, lower, strict=False), *zip(upper[1:], lower, strict=False)]
    near: dict[str, set[str]] = {}
    for first, second in pairs:
        near.setdefault(first, set()).add(second)
        near.setdefault(second, set()).add(first)
    return {letter: frozenset(letters) for letter, letters in near.items()}


NEAR = near_keys()
ALIKE = {letter: frozenset("".join(sound for sound in SOUNDS if letter in sound)) for letter in set("".join(SOUNDS))}


def slip_cost(typed: str, meant: str) -> float:
    """The cheapest way to type one word for the other; words of different letters only are dear, never impossible."""
    before: list[float] = []
    row = [0.0]
    for place, letter in enumerate(meant):
        row.append(row[-1] + missing(meant, place, letter))
    for line, letter in enumerate(typed):
        first = FIRST if line == 0 else 0.0
        below = [row[0] + extra(typed, line, "")]
        for place, wanted in enumerate(meant):
            cost = row[place] if letter == wanted else row[place] + other(letter, wanted) + (first if not place else 0)
            cost = min(cost, row[place + 1] + extra(typed, line, wanted), below[place] + missing(meant, place, wanted))
            if line and place and letter == meant[place - 1] and typed[line - 1] == wanted and letter != wanted:
                cost = min(cost, before[place - 1] + SWAPPED + (FIRST if line == 1 and place == 1 else 0.0))
            below.append(cost)
        before, row = row, below
    return row[-1]


def other(typed: str, meant: str) -> float:
    """One letter for another."""
    if typed in ALIKE.get(meant, ()):
        return LIKE_SOUND
    return NEAR_KEY if typed in NEAR.get(meant, ()) else OTHER


def missing(meant: str, place: int, letter: str) -> float:
    """A letter left out."""
    if place == 0:
        return MISSING + FIRST
    return DOUBLED if meant[place - 1] == letter else MISSING


def extra(typed: str, place: int, meant: str) -> float:
    """A letter too many; ``meant`` is the one it stands beside."""
    letter = typed[place]
    if place and typed[place - 1] == letter:
        return DOUBLED
    beside = (meant, typed[place - 1 : place], typed[place + 1 : place + 2])
    cost = NEAR_KEY if any(each and each in NEAR.get(letter, ()) for each in beside) else EXTRA
    return cost + (FIRST if place == 0 else 0.0)


def heard_as(word: str, by_ear: Iterable[tuple[str, str]]) -> set[str]:
    """How else a word may be written that was written by ear: letters replaced in one place."""
    return {
        word[:place] + written + word[place + len(heard) :]
        for heard, written in by_ear
        if heard in word
        for place in range(len(word) - len(heard) + 1)
        if word.startswith(heard, place)
    }
