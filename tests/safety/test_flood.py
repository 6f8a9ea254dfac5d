"""Whatever comes, the screening reads it: every character there is, and any mixture of them."""

from __future__ import annotations

import random
import sys
import unicodedata

import pytest

from safety import DATA, Level, Screener, load_screener
from safety.screen import COMPILED

LINE = 100


@pytest.fixture(scope="module")
def screener() -> Screener:
    return load_screener(DATA, COMPILED)


def test_every_character_is_read_and_none_alone_is_a_cry_for_help(screener: Screener) -> None:
    unassigned = {"Cn", "Co"}
    characters = (
        chr(point) for point in range(sys.maxunicode + 1) if unicodedata.category(chr(point)) not in unassigned
    )
    assert [character for character in characters if screener.read(character).level >= Level.DISTRESS] == []


def test_any_mixture_of_characters_is_read(screener: Screener) -> None:
    dice = random.Random(1)  # noqa: S311 - the same texts each time
    for _ in range(500):
        screener.read("".join(chr(dice.randint(0, sys.maxunicode)) for _ in range(LINE)))  # it would raise
