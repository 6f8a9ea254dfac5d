"""The built-in word list: needs no file, and is never silent."""

from __future__ import annotations

import re

import pytest

from safety import Level, Situation, last_card, screen_plainly
from safety.last_resort import WORDS

EXPLICIT = [
    "I want to kill myself", "i WANNA DIE", "kms", "quiero morir", "我想死", "хочу умереть", "je veux mourir",
    "ich will mich umbringen", "voglio morire", "死にたい", "죽고 싶어", "quero morrer", "intihar edecem",
    "bunuh diri", "อยากตาย",
]  # fmt: skip


@pytest.mark.parametrize("text", EXPLICIT)
def test_explicit_words_get_the_full_card(text: str) -> None:
    found = screen_plainly(text)
    assert (found.level, found.situation, found.failed) == (Level.IDEATION, Situation.SUICIDE, True)


@pytest.mark.parametrize("text", ["", "hello", "\ud800", "12345"])
def test_anything_else_gets_the_short_block_and_never_silence(text: str) -> None:
    assert (screen_plainly(text).level, screen_plainly(text).failed) == (Level.TOPIC, True)


@pytest.mark.parametrize("text", ["İİİ kms", "so kms"])
def test_spans_stay_inside_the_text(text: str) -> None:
    (signal,) = screen_plainly(text).signals
    assert 0 <= signal.span[0] <= signal.span[1] <= len(text)


def test_every_word_of_the_list_is_found() -> None:
    assert [word for word in WORDS if screen_plainly(word).level is not Level.IDEATION] == []


def test_the_last_card_names_no_number_but_the_two_that_hold_in_many_countries() -> None:
    assert re.findall(r"\d{3,}", last_card()) == ["112", "911"]


def test_the_last_card_says_what_it_is_and_where_help_is() -> None:
    card = last_card()
    assert all(
        part in card for part in ("automated program", "https://findahelpline.com", "doctor", "someone you trust")
    )
