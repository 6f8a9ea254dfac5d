"""The words the library knows."""

import pytest

from content.search import Vocabulary, Word


@pytest.mark.parametrize(("word", "expected"), [("sleep", True), ("sleeping", True), ("slep", False), ("", False)])
def test_a_word_is_known_in_any_of_its_forms(vocabulary: Vocabulary, word: str, *, expected: bool) -> None:
    assert vocabulary.knows(word) is expected


@pytest.mark.parametrize(
    ("word", "distance", "expected"),
    [
        ("slep", 1, {"sleep": 1, "step": 1}),
        ("exmas", 1, {"exams": 1}),
        ("anxeity", 1, {"anxiety": 1}),
        ("deppresion", 2, {"depression": 2}),
        ("zzzz", 2, {}),
    ],
)
def test_lookalikes_are_so_many_slips_away(
    vocabulary: Vocabulary, word: str, distance: int, expected: dict[str, int]
) -> None:
    assert vocabulary.lookalikes(word, distance) == expected


def test_rare_stems_tell_more(vocabulary: Vocabulary) -> None:
    assert vocabulary.weight("nowhere") > vocabulary.weight("silver") > vocabulary.weight("the") > 0


def test_a_spelling_given_twice_counts_twice_and_is_listed_once(vocabulary: Vocabulary) -> None:
    before = vocabulary.stem_spread["sleep"]
    vocabulary.add([Word(spelling="sleep", stem="sleep", articles=5)])
    assert vocabulary.stem_spread["sleep"] == before + 5
    assert vocabulary.by_length[5].count("sleep") == 1
