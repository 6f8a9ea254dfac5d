"""What the words around a signal do to it, in a toy language with one wish: to die."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from toys import Toy

from safety import About, Level, Signal, Situation, load_screener

if TYPE_CHECKING:
    from pathlib import Path

    from safety import Screener


@pytest.fixture
def screener(tmp_path: Path) -> Screener:
    toy = Toy(tmp_path, context={"breaks": ["but"]})
    toy.rule("wish.die", "i want to die", "dont want to live").rule("wish.held", "kys", holds=["negation", "idiom"])
    toy.rule("topic.news", "suicide", level="topic", about="nobody").rule("other.friend", "he jumped", about="other")
    toy.cue("negation", "dont think", "never", "dont", where="before", within=3).cue("doubled", "cant", where="before")
    toy.cue("past", "back then").cue("recovery", "well now", where="anywhere").cue("present", "again", where="anywhere")
    toy.cue("long_past", "years ago").cue("quote", "sings", where="before").cue("study", "essay", where="around")
    toy.cue("third_person", "she said", where="before").cue("title", "want to die the film", "suicide squad")
    toy.cue("idiom", "die laughing", "kys emoji").cue("negation", "not me", where="after", within=1)
    toy.cue("quote", "lyrics", where="anywhere")
    return toy.screener()


def signal(screener: Screener, text: str) -> Signal:
    """The first signal of a message."""
    signals = screener.read(text).signals
    assert signals, text
    return signals[0]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("i want to die", None),
        ("i dont think i want to die", "negation"),
        ("never ever would i want to die", "negation"),
        ("never in all of my life i want to die", None),
        ("never. i want to die", None),
        ("never, i want to die", None),
        ("never but i want to die", None),
        ("cant say never i want to die", None),
        ("i dont want to live", None),
        ("i want to die not me", "negation"),
        ("i want to die oh well not me", None),
        ("back then i want to die", None),
        ("back then i want to die. well now", "past"),
        ("back then i want to die. well now, then again", None),
        ("back then, i want to die. well now", "past"),
        ("back then, at school, i want to die. well now", None),
        ("i want to die, oh, back then. well now", None),
        ("years ago i want to die", "long-past"),
        ("years ago, i want to die", "long-past"),
        ("years ago, at school, i want to die", None),
        ("years ago i want to die, and again", None),
        ("years ago. i want to die", None),
        ("she sings i want to die", "quote"),
        ("i want to die she sings", None),
        ("i want to die. from the lyrics", "quote"),
        ("my essay: i want to die", "study"),
        ("i want to die the film", "title"),
        ("i want to die laughing", "idiom"),
        ("i want to die. die laughing", None),
        ("kys", None),
        ("never kys", None),
        ("kys emoji", None),
        ("suicide squad", "title"),
        ("he jumped she sings", None),
        ("she sings he jumped", None),
    ],
)
def test_a_cue_mutes_only_what_it_reaches(screener: Screener, text: str, kind: str | None) -> None:
    muted_by = signal(screener, text).muted_by
    assert (muted_by and muted_by.split(".")[1]) == kind


def test_a_muted_signal_counts_as_nothing(screener: Screener) -> None:
    assert screener.read("i dont think i want to die").level is Level.NONE


def test_what_a_study_leaves_is_a_topic(screener: Screener) -> None:
    assert screener.read("my essay: i want to die").level is Level.TOPIC


def test_what_another_person_said_is_concern_about_them(screener: Screener) -> None:
    found = signal(screener, "she said i want to die")
    assert (found.about, found.situation, found.level) == (About.OTHER, Situation.THIRD_PARTY, Level.IDEATION)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("back then i want to die. well now", Level.NONE), ("back then i want to die. boarding", Level.IDEATION),
        ("back then i want to die. fine today", Level.NONE),
        ("back then i want to die. well now, zena", Level.IDEATION),
    ],
)  # fmt: skip
def test_only_the_own_language_or_english_says_that_somebody_is_well_and_any_that_it_goes_on(
    tmp_path: Path, text: str, level: Level
) -> None:
    own = Toy(tmp_path).rule("wish", "i want to die").cue("past", "back then")
    own.cue("recovery", "well now", where="anywhere").write()
    other = Toy(tmp_path).rule("wish", "qqq", id="sw.wish")
    for kind, words, id_ in (("recovery", "boarding", "sw.recovery"), ("present", "zena", "sw.present")):
        other.cue(kind, words, where="anywhere", id=id_)
    other.write("sw")
    english = Toy(tmp_path).rule("wish", "qqq", id="en.wish")
    english.cue("recovery", "fine today", where="anywhere", id="en.recovery").write("en")
    assert load_screener(tmp_path).read(text).level is level


def test_muting_one_signal_leaves_the_others(screener: Screener) -> None:
    found = screener.read("i want to die laughing. no really, i want to die")
    assert [(one.muted_by is None) for one in found.signals] == [False, True]
    assert found.level is Level.IDEATION


@pytest.mark.parametrize("times", [1, 40, 400])
def test_the_one_open_signal_among_many_muted_ones_is_heard(screener: Screener, times: int) -> None:
    muted = "i want to die laughing. " * times
    assert screener.read(muted).level is Level.NONE
    assert screener.read(f"{muted}i want to die. {muted}").level is Level.IDEATION


@pytest.mark.parametrize("times", [1, 40, 400])
def test_the_one_own_signal_among_many_of_others_is_heard(screener: Screener, times: int) -> None:
    others = "she said i want to die. " * times
    assert screener.read(f"{others}i want to die. {others}").about is About.SELF
