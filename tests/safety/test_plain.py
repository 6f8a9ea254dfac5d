"""What is said plainly is heard in every language: the same meanings, a line each, a file a language."""

from __future__ import annotations

from pathlib import Path

import pytest

from safety import DATA, About, Level, Screener, load_parts
from safety.screen import COMPILED

FILES = sorted((Path(__file__).parent / "plain").glob("*.txt"))


@pytest.fixture(scope="module")
def screener() -> Screener:
    """The rules alone: what they hear they go on hearing, whatever a second opinion would."""
    return Screener(*load_parts(DATA, COMPILED))


def test_every_language_has_its_lines() -> None:
    assert {path.stem for path in FILES} == {folder.parent.name for folder in DATA.glob("*/lexicon.yaml")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_said_plainly_is_heard(screener: Screener, path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) >= 40
    assert [line for line in lines if screener.screen(line).level < Level.DISTRESS] == []


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Ich habe einen Plan für heute Abend: Kino", Level.NONE),
        ("lo voy a hacer mañana", Level.NONE),
        ("ya no quiero vivir, tengo un plan", Level.INTENT),
        ("ich will sterben, ich habe einen plan, heute nacht", Level.IMMINENT),
    ],
)
def test_a_plan_for_what_is_not_said_counts_only_beside_a_wish(screener: Screener, text: str, level: Level) -> None:
    assert screener.screen(text).level is level


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("my girlfriend told me 'i want to kill myself'", About.OTHER),
        ("my son said i want to die", About.OTHER),
        ("i told my girlfriend that i want to kill myself", About.SELF),
    ],
)
def test_of_an_english_message_english_alone_says_who_is_at_risk(screener: Screener, text: str, about: About) -> None:
    """Other languages list the same words, and know nothing of whom an English sentence speaks."""
    found = screener.screen(text)
    assert found.level >= Level.IDEATION
    assert found.about is about
