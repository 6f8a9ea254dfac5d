"""What makes two ways of typing the same thing the same, and what must stay different."""

from __future__ import annotations

import pytest

from safety.text import APOSTROPHES, CLAUSE, SENTENCE, is_joined, normalise, tokenise

SAME = [
    ("Kill  MYSELF", "kill myself"),
    ("don't", "dont"),
    ("don’t", "dont"),
    ("I'm", "im"),
    ("Niño año", "nino ano"),
    ("Straße", "strasse"),
    ("ＫＩＬＬ", "kill"),
    ("k\u200bi\u200dll", "kill"),
    ("\u202ekill\u202c", "kill"),
    ("k\u0301ill", "kill"),
    ("self-harm, now", "self harm now"),
    ("snake_case", "snake case"),
    ("🅺🅸🅻🅻", "kill"),
    ("ⓚⓘⓛⓛ", "kill"),
    ("𝓴𝓲𝓵𝓵", "kill"),
    ("kіll", "kill"),
    ("я хочу умереть", "я хочу умереть"),
    ("ёлка", "елка"),
    ("أنا", "انا"),
    ("كتاب", "کتاب"),
    ("שלום", "שלומ"),
    ("我想死", "我想死"),
    ("我 想 死", "我想死"),
    ("殺", "杀"),
    ("シニタイ", "しにたい"),
    ("ok😂fine", "ok 😂 fine"),
    ("１２３", "123"),
    ("ज़िंदगी", "जिंदगी"),
    ("हूँ", "हूं"),
    ("চাঁদ", "চাদ"),
    ("", ""),
    ("\u200b\u200b", ""),
]
DIFFERENT = [("kill", "kiln"), ("मरना", "मारना"), ("й", "и"), ("死", "活"), ("kill myself", "killmyself")]


@pytest.mark.parametrize(("typed", "compared"), SAME)
def test_ways_of_typing_the_same_become_one(typed: str, compared: str) -> None:
    assert normalise(typed).text.strip() == compared


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert normalise(one).text != normalise(other).text


def test_text_begins_and_ends_with_a_space() -> None:
    assert normalise("hello").text == " hello "


def test_tokens_lead_back_to_what_was_typed() -> None:
    source = "Well… I don’t ｋｎｏｗ 我想"
    assert [source[token.start : token.end] for token in tokenise(source)] == [
        "Well",
        "I",
        "don’t",
        "ｋｎｏｗ",
        "我",
        "想",
    ]


def test_starts_agree_with_the_text_for_every_kind_of_script() -> None:
    words = normalise("i 我想 die, 不 ok 😂😂 don't 한국어 ภาษา")
    assert [words.text[at : at + len(token.word)] for at, token in zip(words.starts, words.tokens, strict=True)] == [
        token.word for token in words.tokens
    ]


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("a b", 0), ("a, b", CLAUSE), ("a. b", SENTENCE), ("a! b", SENTENCE), ("a... b", CLAUSE), ("a… b", CLAUSE),
        ("a\nb", CLAUSE), ("a - b", CLAUSE), ("我。不", SENTENCE), ("我，不", CLAUSE), ("3.5", CLAUSE),
        ("a.b", SENTENCE), ("ہاں۔ نہیں", SENTENCE), ("हाँ। नहीं", SENTENCE),
        ("a _ b", 0),
    ],
)  # fmt: skip
def test_signs_between_words_part_them(text: str, strength: int) -> None:
    assert normalise(text).parted[0] == strength


def test_signs_inside_a_word_part_nothing() -> None:
    assert normalise("don't go").parted == [0, 0]


def test_sentences_are_counted_from_the_beginning() -> None:
    assert normalise("one two. three! four").sentences[:4] == [0, 0, 1, 2]


@pytest.mark.parametrize(("character", "joined"), [("死", True), ("か", True), ("한", True), ("ก", True), ("a", False)])
def test_scripts_without_spaces_are_known(character: str, *, joined: bool) -> None:
    assert is_joined(character) is joined


@pytest.mark.parametrize(("text", "parted"), [("n-am nimic", 0), ("peut-être", 0), ("i want - no", 1), ("well- no", 1)])
def test_a_hyphen_inside_a_word_parts_nothing(text: str, parted: int) -> None:
    assert sum(normalise(text).parted) == parted


def test_a_thai_vowel_typed_as_two_is_one() -> None:
    split, whole = normalise("\u0e40\u0e40\u0e21\u0e48"), normalise("\u0e41\u0e21\u0e48")
    assert split.text == whole.text
    assert split.span(0, 0) == (0, 2)
    assert normalise(split.text).text == split.text


@pytest.mark.parametrize("apostrophe", APOSTROPHES)
def test_every_apostrophe_is_the_same_as_none(apostrophe: str) -> None:
    assert normalise(f"вб{apostrophe}ю don{apostrophe}t").text == " вбю dont "
