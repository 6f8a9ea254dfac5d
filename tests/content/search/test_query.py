"""From typed text to what the index is asked."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.search import Vocabulary, Wording, match_expression, understand
from content.search.query import BUDGET, LONGEST, MOST_WORDS


@pytest.mark.parametrize(
    ("typed", "words", "corrected"),
    [
        ("I can’t slep before my exams!", ("sleep", "exams"), "I can't sleep before my exams"),
        ("sleep, SLEEP", ("sleep",), None),
        ("Counseling for the issues?", ("counseling", "issues"), None),
        ("panicattack", ("panic", "attack"), "panic attack"),
        ("ánxiety", ("anxiety",), None),
        ("the for is", (), None),
        ("🙂🙂 ...", (), None),
        ("", (), None),
    ],
)
def test_a_query_is_its_words_put_right(
    wording: Wording, vocabulary: Vocabulary, typed: str, words: tuple[str, ...], corrected: str | None
) -> None:
    query = understand(typed, wording, vocabulary)
    assert (query.words, query.corrected) == (words, corrected)


def test_a_long_message_is_cut_to_what_matters(wording: Wording, vocabulary: Vocabulary) -> None:
    assert len(understand(" ".join(f"a{n}" for n in range(5000)), wording, vocabulary).words) == MOST_WORDS


@pytest.mark.parametrize(("blanks", "words"), [(LONGEST - 5, ("sleep",)), (LONGEST, ())])
def test_what_stands_behind_thousands_of_characters_is_not_looked_at(
    wording: Wording, vocabulary: Vocabulary, blanks: int, words: tuple[str, ...]
) -> None:
    assert understand(" " * blanks + "sleep", wording, vocabulary).words == words


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text())
def test_only_our_own_quoted_tokens_reach_the_index(wording: Wording, vocabulary: Vocabulary, typed: str) -> None:
    expression = match_expression(understand(typed, wording, vocabulary), wording, vocabulary)
    assert re.fullmatch(r'(?:"[^"\x00]+"(?: OR "[^"\x00]+")*)?', expression)


def test_rare_words_are_asked_first(wording: Wording, vocabulary: Vocabulary) -> None:
    query = understand("sleep silver worry", wording, vocabulary)
    assert match_expression(query, wording, vocabulary) == '"silver" OR "worry" OR "sleep"'


def test_common_words_are_left_out_of_a_big_library(wording: Wording, vocabulary: Vocabulary) -> None:
    vocabulary.stem_spread["sleep"] = BUDGET
    query = understand("sleep silver", wording, vocabulary)
    assert match_expression(query, wording, vocabulary) == '"silver"'
    assert match_expression(understand("sleep", wording, vocabulary), wording, vocabulary) == '"sleep"'


def test_synonyms_stand_in_for_a_word_the_library_hardly_holds(wording: Wording, vocabulary: Vocabulary) -> None:
    asked = [
        match_expression(understand(word, wording, vocabulary), wording, vocabulary) for word in ("meds", "medication")
    ]
    assert asked[1] == '"medication"'
    vocabulary.stem_spread["med"] = 1
    vocabulary.stems["meds"] = "med"
    assert match_expression(understand("meds", wording, vocabulary), wording, vocabulary) == '"meds" OR "medication"'


def test_what_is_said_keeps_its_case_and_stops(wording: Wording, vocabulary: Vocabulary) -> None:
    said = [understand(text, wording, vocabulary).said for text in ("Can't I slep? Anxeity!", "Sleep.")]
    assert said == ["Can't I sleep? anxiety!", "Sleep."]
