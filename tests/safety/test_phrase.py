"""The phrase language: what it means, and what it refuses."""

from __future__ import annotations

import re

import pytest

from safety.phrase import MOST_VARIANTS, Phrase, PhraseError, alternatives, parse

SLOTS = {"want": alternatives(("want to", "wanna")), "die": alternatives(("die", "死"))}


def read(phrase: str) -> list[Phrase]:
    return list(parse(phrase, SLOTS, 3))


def test_neighbouring_words_are_one_element() -> None:
    assert read("want to die") == [Phrase((frozenset({" want to die "}),), (0,))]


def test_a_slot_is_one_element_with_all_its_alternatives() -> None:
    assert read("i <want>") == [Phrase((frozenset({" i "}), frozenset({" want to ", " wanna "})), (0, 0))]


def test_a_bare_gap_takes_the_files_number_of_words() -> None:
    assert read("i .. die")[0].gaps == (0, 3)


def test_a_gap_may_say_its_own_number_of_words() -> None:
    assert read("i ..6 die")[0].gaps == (0, 6)


def test_a_stem_has_no_border_where_its_star_stands() -> None:
    assert [phrase.elements for phrase in (*read("suicid*"), *read("*cide"))] == [
        (frozenset({" suicid"}),),
        (frozenset({"cide "}),),
    ]


def test_joined_characters_have_no_borders() -> None:
    assert read("想死")[0].elements == (frozenset({"想死"}),)


def test_alternatives_that_are_whole_words_are_one_element_and_the_empty_one_is_optional() -> None:
    assert [phrase.elements for phrase in read("(just |really |)die")] == [
        (frozenset({" just ", " really "}), frozenset({" die "})),
        (frozenset({" die "}),),
    ]


def test_alternatives_that_are_parts_of_words_make_variants() -> None:
    assert [phrase.elements for phrase in read("kill(ing|ed) me")] == [
        (frozenset({" killing me "}),),
        (frozenset({" killed me "}),),
    ]


def test_alternatives_may_hold_others_slots_and_gaps() -> None:
    assert [phrase.elements for phrase in read("i (want (to|2)|<want> .. now) die")] == [
        (frozenset({" i want "}), frozenset({" to ", " 2 "}), frozenset({" die "})),
        (frozenset({" i "}), frozenset({" want to ", " wanna "}), frozenset({" now die "})),
    ]


def test_alternatives_may_stand_inside_one_another() -> None:
    assert [phrase.elements for phrase in read("a(b(c|d)|e)")] == [
        (frozenset({" abc "}),),
        (frozenset({" ae "}),),
        (frozenset({" abd "}),),
    ]


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("<hope>", "there is no slot <hope>"), (".. die", "a gap needs words on both sides"),
        ("die ..", "a gap needs words on both sides"), ("..", "a gap needs words on both sides"),
        ("", "a gap needs words on both sides"), ("di*e", "only at the beginning or the end"),
        ("!!!", "holds no letter"),
        ("a < b", "means nothing here"), ("a .. *", "holds no letter"),
        ("a (die$|live)", "only behind it"), ("(^a|b) c", "only before a phrase"),
    ],
)  # fmt: skip
def test_a_phrase_that_does_not_read_is_refused(phrase: str, reason: str) -> None:
    with pytest.raises(PhraseError, match=re.escape(reason)):
        read(phrase)


def test_too_many_variants_are_refused() -> None:
    with pytest.raises(PhraseError, match=f"has 128 variants, at most {MOST_VARIANTS}"):
        read("x(a|b) x(a|b) x(a|b) x(a|b) x(a|b) x(a|b) x(a|b)")
