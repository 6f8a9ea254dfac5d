"""The words of care load whole or not at all, and hold nothing that may not be said."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from toys import dump

from safety import DATA, CareError
from safety.words import load_shapes, load_words, word_count

if TYPE_CHECKING:
    from pathlib import Path

SHAPES = load_shapes(DATA / "cards.yaml")
CARE = yaml.safe_load((DATA / "en" / "care.yaml").read_text("utf-8"))
CARDS = yaml.safe_load((DATA / "cards.yaml").read_text("utf-8"))
LANGUAGES = sorted(path.parent.name for path in DATA.glob("*/care.yaml"))
#: Where English is changed, to what (None takes it away), and what is then said of it.
REFUSALS: list[tuple[tuple[str, ...], Any, str]] = [
    (("set",), "most", 'set "most" is not one of: full, minimal'),
    (("language",), "fr", 'language "fr" does not agree with its folder en'),
    (("group",), None, '"group" is missing'),
    (("jokes",), {}, '"jokes" is not a key we know'),
    (("shared", "bot"), None, 'shared: "bot" is missing'),
    (("shared", "bot"), "", "shared: bot must be a text"),
    (("shared", "bot"), 7, "shared: bot must be a text"),
    (("shared",), "words", "shared: must be a mapping"),
    (("cards", "intent"), "words", "cards intent: must be a mapping"),
    (("buttons",), ["ok"], "buttons: must be a mapping"),
    (("cards", "overdose"), None, 'cards: "overdose" is missing'),
    (("cards", "imminent", "ack"), None, "cards imminent: 'ack' is missing"),
    (("cards", "imminent", "joke"), "Ha.", "cards imminent: 'joke' is not in its order"),
    (("cards", "imminent", "ack"), "Please reach somebody. " * 30, "words, at most 70"),
    (("cards", "imminent", "ack"), "You must promise me.", "'must promise' may not be said"),
    (("cards", "imminent", "ack"), "He committed suicide.", "'committed suicide' may not be said"),
    (("cards", "imminent", "ack"), "Calm down.", "'Calm down' may not be said"),
    (("cards", "imminent", "ack"), "Wait! Stop!", "more than one exclamation mark"),
    (("cards", "imminent", "ack"), "Hello {name}.", "{name} does not fit here"),
    (("cards", "imminent", "ack"), "Hello {name.", "cards imminent: ack has a { or } that does not fit"),
    (("cards", "imminent", "ack"), "Hello {}.", "{} does not fit here"),
    (("cards", "imminent", "ack"), "Call 0800 1111.", "cards imminent: ack may not hold the number 0800"),
    (("shared", "line"), "{name}:", "shared: line: {hours} is missing"),
    (("buttons", "ok"), "I am quite all right, that was a wrong alarm", "buttons: ok: longer than 32 characters"),
    (("answers", "ok"), "word " * 61, "answers: ok: more than 60 words"),
]
#: Claims that no sentence of the product may make (requirements 29, 82).
CLAIMS = ("hipaa", "diagnos", "i am a therapist", "24/7", "free of charge", "we will call you", "guarantee")


@pytest.mark.parametrize(("place", "value", "said"), REFUSALS)
def test_wrong_words_are_refused_by_name(tmp_path: Path, place: tuple[str, ...], value: object, said: str) -> None:
    words = copy.deepcopy(CARE)
    inner = words
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    if value is None:
        del inner[place[-1]]
    dump(tmp_path / "en" / "care.yaml", words)
    with pytest.raises(CareError) as caught:
        load_words(tmp_path / "en" / "care.yaml", SHAPES)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (("cards", "imminent", "buttons"), ["dance"], "imminent: button 'dance' is not one we know"),
        (("cards", "imminent", "order"), [], "imminent: order: needs at least 1, has 0"),
        (("cards", "imminent", "words"), "many", 'imminent: words "many" must be a number'),
        (("cards", "violence", "minimal"), "violence", "violence: a language with the minimal set has no card for it"),
        (("cards", "imminent"), "x", "imminent: must be a mapping"),
        (("by_level", "topic"), "tropic", "card 'tropic' is named but has no shape"),
        (("by_level", "urgent"), "topic", 'by_level "urgent" is not one of: none, topic'),
        (("by_situation", "sadness"), {"intent": "intent"}, 'by_situation "sadness" is not one of: suicide'),
        (("by_situation", "abuse"), {"urgent": "abuse"}, 'by_situation abuse "urgent" is not one of: none, topic'),
        (("lines", "abuse"), [], "lines abuse: needs at least 1, has 0"),
        (("cards",), [], "cards: must be a mapping"),
        (("more",), [], '"more" is not a key we know'),
    ],
)
def test_wrong_shapes_are_refused_by_name(tmp_path: Path, place: tuple[str, ...], value: object, said: str) -> None:
    shapes = copy.deepcopy(CARDS)
    inner = shapes
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    dump(tmp_path / "cards.yaml", shapes)
    with pytest.raises(CareError) as caught:
        load_shapes(tmp_path / "cards.yaml")
    assert said in str(caught.value)


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    words = copy.deepcopy(CARE)
    words["cards"]["imminent"]["ack"], words["answers"]["ok"] = "Calm down.", ""
    dump(tmp_path / "en" / "care.yaml", words)
    with pytest.raises(CareError) as caught:
        load_words(tmp_path / "en" / "care.yaml", SHAPES)
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_packaged_words_load(language: str) -> None:
    assert load_words(DATA / language / "care.yaml", SHAPES).language == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_makes_a_claim(language: str) -> None:
    text = (DATA / language / "care.yaml").read_text("utf-8").lower()
    assert [claim for claim in CLAIMS if claim in text] == []


@pytest.mark.parametrize(
    ("sentence", "count"), [("", 0), ("One two, three.", 3), ("Call {name} now", 2), ("我们在这里", 3), ("don't", 1)]
)
def test_words_are_counted_as_a_reader_reads(sentence: str, count: int) -> None:
    assert word_count(sentence) == count
