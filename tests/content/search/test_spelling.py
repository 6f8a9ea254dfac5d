"""The query is corrected, never a word the library knows."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.search import Vocabulary
from content.search.spelling import correct

FAMILIAR = frozenset({"heap"})
STOP = frozenset({"for", "the", "is", "cant", "before", "with"})


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("cant slep before exams", "cant sleep before exams"),
        ("anxeity", "anxiety"),
        ("deppresion", "depression"),
        ("issuesfor counseling", "issues for counseling"),
        ("panicattack", "panic attack"),
        ("is sues", "issues"),
        ("si lver syndrome", "silver syndrome"),
        ("therapist", "therapist"),
        ("sleeping", "sleeping"),
        ("form", "form"),
        ("slp", "slp"),
        ("heap", "heap"),
        ("hepl", "help"),
        ("exam2", "exam2"),
        ("zzzzzz", "zzzzzz"),
        ("sleep helpp", "sleep help"),
        ("", ""),
    ],
)
def test_slips_are_put_right_and_right_words_left(vocabulary: Vocabulary, typed: str, expected: str) -> None:
    searched = correct(typed.split(), vocabulary, STOP, FAMILIAR)
    assert " ".join(word for new in searched for word in new) == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.lists(st.integers(min_value=0, max_value=1000), max_size=8))
def test_a_word_the_library_knows_is_never_touched(vocabulary: Vocabulary, places: list[int]) -> None:
    known = sorted(vocabulary.stems)
    typed = [known[place % len(known)] for place in places]
    assert correct(typed, vocabulary, STOP, FAMILIAR) == tuple((word,) for word in typed)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.lists(st.text(alphabet="slepamxinty", max_size=12), max_size=6))
def test_each_word_has_its_answer(vocabulary: Vocabulary, typed: list[str]) -> None:
    assert len(correct(typed, vocabulary, STOP, FAMILIAR)) == len(typed)
