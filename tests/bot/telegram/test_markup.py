"""Whatever stands in an article, Telegram accepts it as HTML, shows its words, and gets it in pieces that fit."""

from __future__ import annotations

import re

import pytest
from emulator.markup import parse
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.markup import cut, html, units

SIGNS = st.sampled_from(
    [
        "*",
        "**",
        "_",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "&",
        '"',
        "'",
        "`",
        "#",
        "- ",
        "\n",
        " ",
        "a",
        "b",
        "é",
        "😀",
        "https://a.org/",
        "](",
        "&amp;",
        "<b>",
        "</a>",
    ]
)
#: Real letters: no signs of markup, no lone surrogates.
PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="*_[]()#-"), max_size=40)

SHOWN = [
    ("plain", "plain"),
    ("## A heading", "<b>A heading</b>"),
    ("- one\n* two", "• one\n• two"),
    ("1. one", "1. one"),
    ("**bold** and *not*", "<b>bold</b> and <i>not</i>"),
    ("**bold with _italics_ inside**", "<b>bold with <i>italics</i> inside</b>"),
    ("snake_case_stays 2*3*4", "snake_case_stays 2*3*4"),
    ("[words](https://a.org/x?y=1&z=2)", '<a href="https://a.org/x?y=1&amp;z=2">words</a>'),
    ("[words](https://a.org/x_(y))", '<a href="https://a.org/x_(y)">words</a>'),
    ("[words](javascript:alert)", "[words](javascript:alert)"),
    ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
    ("<script>", "&lt;script&gt;"),
    ("*crossing **signs* do not** cross", "*crossing <b>signs* do not</b> cross"),
]


@pytest.mark.parametrize(("text", "expected"), SHOWN)
def test_our_markdown_is_shown(text: str, expected: str) -> None:
    assert html(text) == expected


@given(st.lists(SIGNS, max_size=30).map("".join))
def test_whatever_is_written_telegram_accepts_it(text: str) -> None:
    plain, _ = parse(html(text))
    letters = re.compile(r"[abé😀]")
    visible = "".join(letters.findall(re.sub(r"\]\(https?://[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*\)", "", text)))
    assert visible in "".join(letters.findall(plain)) or "https" in text


@given(PLAIN)
def test_text_without_signs_is_shown_as_it_stands(text: str) -> None:
    plain, entities = parse(html(text))
    assert (plain, entities) == (text, ())


@given(st.text(st.characters(), max_size=300), st.integers(min_value=2, max_value=40))
def test_cutting_loses_nothing_but_white_space_and_every_piece_fits(text: str, limit: int) -> None:
    pieces = cut(text, limit)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert max(map(units, pieces)) <= limit
    assert all(piece.strip() for piece in pieces) or pieces == [""]


@given(st.text(st.sampled_from("😀é "), max_size=60), st.integers(min_value=2, max_value=9))
def test_no_character_is_cut_in_two(text: str, limit: int) -> None:
    for piece in cut(text, limit):
        piece.encode("utf-16-le")  # raises for half a character


def test_paragraphs_are_kept_together_then_lines_then_words() -> None:
    assert cut("one two\n\nthree four", 12) == ["one two", "three four"]
    assert cut("one two\nthree four", 12) == ["one two", "three four"]
    assert cut("one two three", 9) == ["one two", "three"]
    assert cut("x" * 5, 2) == ["xx", "xx", "x"]


@pytest.mark.parametrize(("text", "expected"), [("abc", 3), ("é", 1), ("😀", 2), ("", 0), ("\ud800", 1)])
def test_length_is_counted_as_telegram_counts(text: str, expected: int) -> None:
    assert units(text) == expected
