"""The screener as a whole: never raises, never silent, reads disguises beside what was typed, and any length."""

from __future__ import annotations

import itertools
import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from toys import IDLE, Toy

from safety import DATA, Level, Screener, work_out
from safety.screen import ENOUGH, MARGIN, PIECE, pieces

if TYPE_CHECKING:
    from pathlib import Path

STRANGE = [
    "", " ", "\x00", "\ud800", "\udfff kill", "\u200b" * 50, "\u202ekill", "🏳\ufe0f\u200d🌈" * 20, "a\u0301" * 900,
    "\U000e0041" * 9, "\ufeff", "\n" * 99, "%s {0} {x} \\",
    "ﷺ", "ﬁ", "İ" * 100, "ß", "ŉ", "\u3164", "\u115f", "\u1100" * 50,
    "①⑵⒊", "𝕜𝕚𝕝𝕝", "*" * 500, "." * 9,
]  # fmt: skip


@pytest.fixture
def toy(tmp_path: Path) -> Toy:
    return Toy(tmp_path).rule("wish.die", "want to die", sign="wish").rule("t", "tonight", level="none", sign="time")


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_strange_text_is_screened_like_any_other(toy: Toy, text: str) -> None:
    assert toy.screener().read(text).level is Level.NONE
    assert toy.screener().read(f"{text} want to die").level is Level.IDEATION


@pytest.mark.parametrize("text", ["WANT to DIE", "w4nt to d1e", "w a n t to die", "wanttodie", "want to diiiie"])
def test_disguised_text_is_heard(toy: Toy, text: str) -> None:
    assert toy.screener().screen(text).level is Level.IDEATION


def test_spans_point_into_the_text_as_typed(toy: Toy) -> None:
    text = "well… I ＷＡＮＴ to d.i.e now"
    (found,) = toy.screener().screen(text).signals
    assert text[slice(*found.span)] == "ＷＡＮＴ to d.i.e"


def test_a_broken_screener_decides_by_the_built_in_words(toy: Toy) -> None:
    screener = toy.screener()
    del screener.rules.hits
    assert screener.screen("i want to kill myself").level is Level.IDEATION
    assert screener.screen("hello").level is Level.TOPIC
    assert screener.screen("hello").failed is True


def test_unreadable_data_shows_help_instead_of_silence(tmp_path: Path) -> None:
    """A copy of the room whose rules are damaged, in a process of its own."""
    room = shutil.copytree(DATA.parent, tmp_path / "safety")
    (room / "data" / "en" / "lexicon.yaml").write_text("rules: [", "utf-8")
    code = (
        "import json, safety; print(json.dumps([[s.level.word, s.failed] for s in map(safety.screen, ['kms', 'hi'])]))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True)  # noqa: S603 - our own words
    assert json.loads(done.stdout) == [["ideation", True], ["topic", True]]


def test_signs_at_both_ends_of_a_long_text_combine(toy: Toy) -> None:
    text = f"want to die {'lorem ipsum ' * PIECE} tonight"
    assert toy.screener().screen(text).level is Level.INTENT


@pytest.mark.parametrize("offset", [*range(-14, 3), MARGIN - 5, MARGIN, MARGIN + 5])
def test_a_phrase_on_the_edge_of_a_piece_is_heard_once_and_in_place(toy: Toy, offset: int) -> None:
    for filler in ("lorem ", "x"):
        before = (filler * PIECE)[: PIECE + offset - 1] + " "
        text = f"{before}want to die{' ' + filler * PIECE}"
        found = toy.screener().screen(text).signals
        assert [text[slice(*signal.span)] for signal in found] == ["want to die"]


@pytest.mark.parametrize("text", ["word " * 9999, "x" * 50_000, "我" * 40_000, " " * 40_000])
def test_pieces_cover_a_long_text_without_overlap(text: str) -> None:
    cut = list(pieces(text))
    assert [(cut[0].first, cut[-1].last)] == [(0, len(text))]
    assert all(a.last == b.first for a, b in itertools.pairwise(cut))
    assert all(text[piece.offset :].startswith(piece.text) for piece in cut)


def test_repeating_a_sentence_does_not_multiply_its_signals_for_ever(toy: Toy) -> None:
    found = toy.screener().screen("i want to die. " * 270)
    assert (found.level, len(found.signals)) == (Level.IDEATION, ENOUGH)


def test_a_screener_is_the_same_object_for_every_thread(toy: Toy) -> None:
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - of this test alone

    screener = toy.screener()
    with ThreadPoolExecutor(4) as threads:
        levels = list(threads.map(lambda i: screener.screen("want to die" if i % 2 else "fine").level, range(400)))
    assert levels == [Level.IDEATION if i % 2 else Level.NONE for i in range(400)]


def test_a_screener_without_rules_hears_nothing() -> None:
    assert Screener(work_out(()), ()).screen("i want to die").level is Level.NONE


def test_an_english_message_is_left_to_english(tmp_path: Path) -> None:
    """Another language that lists English words rings on a song or a denial; in a mixed message it may."""
    toy = Toy(tmp_path)
    toy.rule("wish", "want to die", "marna").write()
    english = Toy(tmp_path, lexicon={"slots": {"more": ["i do not", "the song goes"]}})
    english.rules = [dict(toy.rules[0], id="en.wish", phrases=["i really want to die"])]
    english.cues = [{
        "id": "en.idiom.x", "kind": "idiom", "phrases": ["(i do not|the song goes|that i)"], "calms": [], "keeps": [],
        "why": "a test",
    }]  # fmt: skip
    english.write("en")
    screener = toy.screener()

    assert screener.screen("the song goes i want to die").level is Level.NONE
    assert screener.screen("i really want to die").level is Level.IDEATION
    assert screener.screen("yaar bhai main want to die").level is Level.IDEATION


def test_short_words_do_not_make_a_message_english(tmp_path: Path) -> None:
    """English rules know "si" (suicidal ideation) and single letters; Italian "come si fa a finire" is not English."""
    toy = Toy(tmp_path).rule("plan", "finire in overdose")
    english = Toy(tmp_path).rule("wish", "si", "fa", "in a", "come", "overdose")
    english.rules = [dict(english.rules[0], id="en.wish", level="topic")]
    english.cues = [dict(IDLE, id="en.idle.x")]
    english.write("en")
    assert toy.screener().screen("come si fa a finire in overdose").level is Level.IDEATION


def test_words_that_english_borrows_do_not_make_a_message_english(tmp_path: Path) -> None:
    """English rules hear "i want to morir"; "quiero morir" beside English words stays Spanish."""
    toy = Toy(tmp_path).rule("wish", "quiero morir")
    english = Toy(tmp_path, lexicon={"slots": {"elsewhere": ["morir", "quiero"]}, "borrowed": ["elsewhere"]})
    english.rules = [
        dict(toy.rules[0], id="en.wish", phrases=["want to <elsewhere>"]),
        dict(
            toy.rules[0], id="en.tired", level="none", sign="means", phrases=["the days are long and dark and cold now"]
        ),
    ]
    english.cues = [dict(IDLE, id="en.idle.x")]
    english.write("en")
    screener = toy.screener()
    assert screener.screen("the days are long and dark and cold now quiero morir").level is Level.IDEATION
    assert screener.screen("i want to morir").level is Level.IDEATION
