"""The words the library knows."""

from collections.abc import Mapping, Sequence

import pytest

from content.search import Vocabulary, Word


def as_they_are(words: Sequence[str]) -> Mapping[str, str]:
    """A stemmer that leaves words as they are."""
    return {word: word for word in words}


@pytest.mark.parametrize(
    ("word", "slips", "expected"),
    [
        ("slep", 1, {"sleep", "step"}),
        ("exmas", 1, {"exams"}),
        ("anxeity", 1, {"anxiety"}),
        ("deppresion", 2, {"depression"}),
        ("zzzz", 2, set()),
    ],
)
def test_lookalikes_are_so_many_slips_away(vocabulary: Vocabulary, word: str, slips: int, expected: set[str]) -> None:
    assert vocabulary.lookalikes(word, slips) == expected


@pytest.mark.parametrize("word", ["slep", "exmas", "anxeity", "worry", "helpp", "elp", "sleep"])
def test_one_slip_is_found_wherever_it_stands(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.one_slip_away(word) >= vocabulary.lookalikes(word, 1)


def test_a_word_of_other_letters_has_its_lookalikes_too() -> None:
    vocabulary = Vocabulary(stemmer=as_they_are, size=10)
    vocabulary.add([Word(spelling="тревога", stem="тревога", articles=3)])
    assert vocabulary.one_slip_away("тревга") == {"тревога"}


def test_the_words_of_the_language_are_known_and_the_librarys_are_likelier() -> None:
    vocabulary = Vocabulary(stemmer=as_they_are, size=10, general={"sleep": 5, "steep": 5})
    vocabulary.add([Word(spelling="sleep", stem="sleep", articles=3)])
    assert vocabulary.holds("steep")
    assert vocabulary.likelihood("sleep") > vocabulary.likelihood("steep") > vocabulary.likelihood("sheep")
    assert vocabulary.lookalikes("seep", 1) == {"sleep", "steep"}


def test_rare_stems_tell_more(vocabulary: Vocabulary) -> None:
    assert vocabulary.weight("nowhere") > vocabulary.weight("silver") > vocabulary.weight("the") > 0


def test_a_spelling_given_twice_counts_twice_and_is_listed_once(vocabulary: Vocabulary) -> None:
    before = vocabulary.stem_spread["sleep"]
    vocabulary.add([Word(spelling="sleep", stem="sleep", articles=5)])
    assert vocabulary.stem_spread["sleep"] == before + 5
    assert vocabulary.alike["s", 5].count("sleep") == 1
