"""Which category a query means."""

import pytest

from content import Category
from content.search import Meanings, Vocabulary, Wording, understand, voted

STOP = Wording(stop_words=frozenset({"i", "cant", "get", "out", "of", "with"}), synonyms={}, familiar=frozenset())


@pytest.fixture
def meanings(categories: tuple[Category, ...], vocabulary: Vocabulary) -> Meanings:
    return Meanings(categories, STOP, vocabulary)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("sleep", ["sleep-hygiene"]),
        ("panic attack", ["anxiety-disorders"]),
        ("panic", []),
        ("sleep with anxiety", ["sleep-hygiene", "anxiety-disorders"]),
        ("out of bed", []),
        ("i can't get out of bed", ["sleep-hygiene"]),
        ("gardening", []),
        ("", []),
    ],
)
def test_a_name_counts_when_all_its_words_are_there(
    meanings: Meanings, vocabulary: Vocabulary, typed: str, expected: list[str]
) -> None:
    assert list(meanings.meant(understand(typed, STOP, vocabulary))) == expected


def test_a_bare_name_is_surer_than_a_name_among_other_words(meanings: Meanings, vocabulary: Vocabulary) -> None:
    sureness = [meanings.meant(understand(typed, STOP, vocabulary)) for typed in ("panic attack", "panic attack help")]
    assert sureness == [{"anxiety-disorders": 3.0}, {"anxiety-disorders": 1.0}]


def test_a_name_that_stands_in_no_article_brings_its_title_along(meanings: Meanings, vocabulary: Vocabulary) -> None:
    query = understand("insomnio", STOP, vocabulary)
    assert meanings.widen(query, meanings.meant(query)).words == ("insomnio", "sleep", "hygiene")
    known = understand("sleep", STOP, vocabulary)
    assert meanings.widen(known, meanings.meant(known)) == known


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("sleep hygeine", ["sleep-hygiene"]), ("side effcts", ["medication-information"]), ("gardening", []), ("", [])],
)
def test_a_whole_name_is_known_by_its_look(meanings: Meanings, typed: str, expected: list[str]) -> None:
    assert list(meanings.alike(typed)) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([("a", 1.0), ("b", 0.5), ("b", 0.4)], ("a",)),
        ([("a", 0.4), ("b", 0.4), ("b", 0.4)], ("b",)),
        ([("a", 0.3), ("b", 0.3), ("c", 0.3)], ()),
        ([("extra-news", 1.0), ("a", 0.2)], ()),
        ([], ()),
    ],
)
def test_what_was_found_votes(found: list[tuple[str, float]], expected: tuple[str, ...]) -> None:
    assert voted(found) == expected
