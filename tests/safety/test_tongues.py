"""By the words of the rules we tell which languages a message may be in, and hear no other one in it by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from toys import IDLE, Toy

from safety import Level
from safety.text import normalise
from safety.tongues import EVERY, Tongues, vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from safety import Screener

FIRST, SECOND = 1, 2
KNOWN = Tongues(
    vocabulary(
        ["en", "es"],
        [(" i want ", " to die ", " mor"), (" quiero ", " morir ", " die ")],
        [(" i want ", " mor"), (" quiero ", " morir ")],
    )
)


def test_a_word_is_said_by_languages_that_have_it_whole() -> None:
    assert [KNOWN.say(word) for word in ("want", "die", "mor", "morir", "other")] == [1, 3, 0, 2, 0]


def test_a_word_shows_the_languages_whose_own_it_is_even_in_part() -> None:
    assert [KNOWN.show(word) for word in ("want", "die", "mor", "morir", "other")] == [1, 0, 1, 2, 0]


def test_a_stem_is_the_beginning_of_words_and_no_word() -> None:
    assert [KNOWN.is_stem(word) for word in ("mor", "morir", "want", "other", "")] == [True, False, False, False, False]


@pytest.mark.parametrize("word", ["want", "mor", "x" * 30])
def test_known_are_words_and_pieces_of_words(word: str) -> None:
    assert KNOWN.know(word) == (word[0] != "x")


@pytest.mark.parametrize(
    ("words", "languages"),
    [
        ("i want want quiero", FIRST), ("i want quiero", FIRST | SECOND), ("quiero morir", SECOND), ("want", FIRST),
        ("want it all now and here", FIRST), ("two unknown", EVERY), ("", EVERY), ("nothing known here", 0),
    ],
)  # fmt: skip
def test_languages_are_likely_that_know_half_of_what_the_best_one_knows(words: str, languages: int) -> None:
    assert KNOWN.likely(words.split()) == languages


@pytest.fixture
def screener(tmp_path: Path) -> Screener:
    """Two languages: one knows everyday words, the other hears a wish in two of them and in words of its own."""
    everyday = Toy(tmp_path)
    everyday.rule("talk", "the light in the kitchen was left on all night", "no one called the office", level="topic")
    everyday.rules[0]["id"] = "ab.talk"
    everyday.cues = [dict(IDLE, id="ab.idle")]
    everyday.write("ab")
    return Toy(tmp_path).rule("wish", "marna chahta", "light on").screener()


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("the light on was left in the kitchen all night", Level.NONE),
        ("grandma said the light on was left in the kitchen by granddad and nephew", Level.NONE),
        ("light on grandma left granddad nephew", Level.IDEATION),
        ("the light in the kitchen was left marna chahta", Level.IDEATION),
        ("light on", Level.IDEATION),
        ("the office was left all night marnachahta", Level.NONE),
        ("the office was left all night #marnachahta", Level.IDEATION),
        ("marnachahta", Level.IDEATION),
    ],
    ids=[
        "by chance", "by chance beside unknown words", "too few known words around to tell", "in words of its own",
        "too short to tell", "glued words of a language nobody speaks here", "a tag may be of any", "alone",
    ],
)  # fmt: skip
def test_a_language_is_not_heard_by_chance_in_another(screener: Screener, text: str, level: Level) -> None:
    assert screener.screen(text).level is level


@pytest.mark.parametrize(
    ("glued", "heard"),
    [("feverandish", False), ("wishish", True), ("pleaseletitendish", False), ("pleaseletitendisheresoon", True)],
)
def test_a_small_part_of_words_written_together_is_chance(tmp_path: Path, glued: str, *, heard: bool) -> None:
    toy = Toy(tmp_path).rule("talk", "(fever|and|please let it|here|wish|soon)", level="topic")
    signals = toy.rule("wish", "ish", "end is here").screener().heard(glued)
    assert any(signal.rule == "xx.wish" for signal in signals) is heard


def test_words_written_apart_are_no_pieces() -> None:
    assert normalise("plain words").pieces == {}
