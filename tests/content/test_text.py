"""Text as readers see it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.text import fold, minutes, plain, sentences, shorten, words, writable


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("## What helps", "What helps"),
        ("- one\n- two", "one\ntwo"),
        ("1. first", "first"),
        ("**bold** and _soft_ and `code`", "bold and soft and code"),
        ("see [the NHS](https://www.nhs.uk/x_y_z)", "see the NHS"),
        ("![a boat](boat.png)", "a boat"),
        ("> quoted", "quoted"),
        ("- one\n    - deeper", "one\ndeeper"),
        ("above\n\n---\n\nbelow", "above\n\n\n\nbelow"),
        ("type /help_now to see_it", "type /help_now to see_it"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("<b>loud</b>", "loud"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("no marks", "no marks"),
    ],
)
def test_markdown_loses_its_marks_and_keeps_its_words(markdown: str, expected: str) -> None:
    assert plain(markdown) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two? Three!", ("One.", "Two?", "Three!")),
        ("A heading\n\nIts text\ngoes on.", ("A heading", "Its text goes on.")),
        ("One\nTwo", ("One", "Two")),
        ("", ()),
    ],
)
def test_a_text_falls_into_sentences(text: str, expected: tuple[str, ...]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(("count", "expected"), [(0, 1), (1, 1), (220, 1), (330, 2), (660, 3)])
def test_reading_time_is_in_whole_minutes_and_at_least_one(count: int, expected: int) -> None:
    assert minutes("word " * count) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Can’t sleep", ("cant", "sleep")),
        ("my child's teacher", ("my", "child", "teacher")),
        ("Ánimo BAJO", ("animo", "bajo")),
        ("a_b-c", ("a", "b", "c")),
        ("🙂 ... !", ()),
    ],
)
def test_words_are_folded(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.integers(min_value=1, max_value=200))
def test_a_shortened_text_fits_and_is_one_line(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert "\n" not in short


def test_text_that_no_file_can_hold_is_replaced() -> None:
    assert writable("a\x00b\ud800c") == "a\ufffdb\ufffdc"


@given(st.text())
def test_any_text_can_be_made_plain(text: str) -> None:
    assert isinstance(plain(text), str)


@pytest.mark.parametrize("piece", ["<!--", "-\n", "\n", "[", "**a", "_a ", "<a", "![", "`", "<http://"])
def test_odd_text_is_made_plain_without_endless_search(piece: str) -> None:
    started = time.process_time()
    plain(piece * 20_000)
    assert time.process_time() - started < 20  # a search without bounds takes many minutes
