"""Where phrases stand in a message, and where they do not."""

from __future__ import annotations

import pytest

from safety.match import Match, Matcher, matcher
from safety.phrase import alternatives, parse
from safety.table import table
from safety.text import normalise

SLOTS = {"want": alternatives(("want to", "wanna")), "die": alternatives(("die", "be dead", "想死"))}


def found(text: str, *phrases: str, gap: int = 3) -> list[tuple[int, int]]:
    """The tokens on which any of the phrases stands."""
    owned = [("owner", [phrase for written in phrases for phrase in parse(written, SLOTS, gap)])]
    return sorted((match.first, match.last) for match in matcher(owned).find(normalise(text)))


@pytest.mark.parametrize(
    ("phrase", "text", "places"),
    [
        ("die", "i die", [(1, 1)]),
        ("die", "diet dies", []),
        ("die*", "diet dies", [(0, 0), (1, 1)]),
        ("*cide", "suicide", [(0, 0)]),
        ("want to die", "I want, to DIE!", [(1, 3)]),
        ("i .. die", "i die", [(0, 1)]),
        ("i .. die", "i a b c die", [(0, 4)]),
        ("i .. die", "i a b c d die", []),
        ("i ..5 die", "i a b c d die", [(0, 5)]),
        ("i .. die", "i a. b die", []),
        ("i .. die", "i a, b die", [(0, 3)]),
        ("i .. <want> .. <die>", "i so want to just be dead", [(0, 6)]),
        ("i <die>", "i i die die", [(1, 2)]),
        ("i .. die", "i i die die", [(0, 2), (1, 2)]),
        ("想死", "我 想 死 了", [(1, 2)]),
        ("我 .. 死", "我真的想死", [(0, 4)]),
        ("我 .. 死", "我真的非常想死", []),
        ("i <die>", "i想死", [(0, 2)]),
    ],
)
def test_a_phrase_stands_where_its_words_are(phrase: str, text: str, places: list[tuple[int, int]]) -> None:
    assert found(text, phrase) == places


@pytest.mark.parametrize(
    ("phrase", "text", "places"),
    [
        ("die $", "i die", [(1, 1)]),
        ("die $", "i die, you know", [(1, 1)]),
        ("die $", "i die 😭 you know", [(1, 1)]),
        ("die $", "i die of hunger", []),
        ("^ i die", "😭 i die", [(1, 2)]),
        ("^ i die", "and i die", []),
    ],
)
def test_a_border_is_the_end_of_a_clause_or_a_picture(phrase: str, text: str, places: list[tuple[int, int]]) -> None:
    assert found(text, phrase) == places


def test_two_phrases_on_the_same_words_are_one_match() -> None:
    assert found("i die", "i die", "i .. die") == [(0, 1)]


def test_long_alternatives_are_found_before_and_behind_a_gap() -> None:
    long = " ".join(f"word{i}" for i in range(40))
    owned = [("owner", list(parse("<long> .. end", {"long": alternatives((long,))}, 3)))]
    assert list(matcher(owned).find(normalise(f"{long} at the end"))) == [Match("owner", 0, 42)]


def test_the_matches_of_an_owner_come_together() -> None:
    owned = [("one", [*parse("a", {}, 3), *parse("c", {}, 3)]), ("two", list(parse("b", {}, 3)))]
    by_owner = {owner: list(matches) for owner, matches in matcher(owned).by_owner(normalise("a b c"))}
    assert by_owner == {"one": [Match("one", 0, 0), Match("one", 2, 2)], "two": [Match("two", 1, 1)]}


def test_a_matcher_without_phrases_finds_nothing() -> None:
    assert list(Matcher[str]([], table([])).find(normalise("anything"))) == []


def test_at_a_border_the_alternative_that_ends_there_is_taken() -> None:
    assert found("我要走了", "我要(走|走了) $") == [(0, 3)]
    assert found("他走了", "^ (他走|走)了") == [(0, 2)]
    assert found("i am off and gone", "i .. (off|off and gone) $") == [(0, 4)]
