"""The query is corrected, never a right word."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.search import Vocabulary, Word, Wording
from content.search.slips import heard_as, slip_cost
from content.search.spelling import MOST_DOUBTFUL, Corrected, Option, Speller, options_of

STOP = frozenset({"for", "the", "is", "cant", "before", "with", "i"})
BY_EAR = (("shun", "tion"), ("angz", "anx"))


@pytest.fixture
def speller(vocabulary: Vocabulary) -> Speller:
    wording = Wording(stop_words=STOP, synonyms={}, familiar=frozenset({"heap"}), by_ear=BY_EAR)
    return Speller(vocabulary=vocabulary, wording=wording)


def put_right(speller: Speller, typed: str) -> str:
    return " ".join(word for new in speller.correct(typed.split()).words for word in new)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("cant slep before exams", "cant sleep before exams"),
        ("anxeity", "anxiety"),
        ("deppresion", "depression"),
        ("angziety", "anxiety"),
        ("medicashun", "medication"),
        ("issuesfor counseling", "issues for counseling"),
        ("panicattack", "panic attack"),
        ("is sues", "issues"),
        ("si lver syndrome", "silver syndrome"),
        ("therapist", "therapist"),
        ("sleeping", "sleeping"),
        ("form", "form"),
        ("heap", "heap"),
        ("hepl", "help"),
        ("hlp", "help"),
        ("exam2", "exam2"),
        ("zzzzzz", "zzzzzz"),
        ("sleep helpp", "sleep help"),
        ("", ""),
    ],
)
def test_slips_are_put_right_and_right_words_left(speller: Speller, typed: str, expected: str) -> None:
    assert put_right(speller, typed) == expected


def test_one_slip_beside_a_known_word_leaves_it_and_a_message_of_slips_does_not(speller: Speller) -> None:
    speller.vocabulary.add([Word(spelling="hel", stem="hel", articles=1)])
    assert put_right(speller, "anxeity silver hel") == "anxiety silver hel"
    assert put_right(speller, "anxeity depresion woried hel") == "anxiety depression worried help"


def test_a_word_that_is_as_likely_is_searched_too(speller: Speller) -> None:
    words = [Word(spelling="lamp", stem="lamp", articles=10), Word(spelling="lame", stem="lame", articles=9)]
    speller.vocabulary.add(words)
    assert speller.correct(["lamq"]) == Corrected(words=(("lamp",),), others=("lame",))
    assert speller.correct(["examx"]) == Corrected(words=(("exams",),), others=())


@pytest.mark.parametrize(("letters", "expected"), [(2, 2), (3, 4), (24, 23), (25, 25), (26, 26)])
def test_what_is_too_short_or_too_long_for_a_word_is_left_as_it_is(
    speller: Speller, letters: int, expected: int
) -> None:
    speller.vocabulary.add(Word(spelling="f" * known, stem="f" * known, articles=9) for known in (1, 4, 23, 27))
    assert put_right(speller, "f" * letters) == "f" * expected


def test_each_word_is_looked_at_once_and_of_very_many_only_the_first() -> None:
    asked: list[str] = []

    def readings(word: str) -> list[Option]:
        asked.append(word)
        return [Option(words=(word,), likely=0.0)]

    typed = [f"word{number}" for number in range(2 * MOST_DOUBTFUL)] * 2
    options = options_of(readings, typed, range(len(typed)))
    assert asked == typed[:MOST_DOUBTFUL]
    assert {typed[place] for place in options} == set(asked)
    assert len(options) == 2 * MOST_DOUBTFUL


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.lists(st.integers(min_value=0, max_value=1000), max_size=8))
def test_a_word_the_library_knows_is_never_touched(speller: Speller, places: list[int]) -> None:
    known = sorted(word for word in speller.vocabulary.stems if word != "rapist")
    typed = [known[place % len(known)] for place in places]
    corrected = speller.correct(typed)
    assert corrected.words == tuple((word,) for word in typed)
    assert corrected.others == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.lists(st.text(alphabet="slepamxinty", max_size=12), max_size=6))
def test_each_word_has_its_answer(speller: Speller, typed: list[str]) -> None:
    assert len(speller.correct(typed).words) == len(typed)


@pytest.mark.parametrize(
    ("likelier", "rarer", "meant"),
    [
        ("sleeep", "slerp", "sleep"), ("slepe", "sloep", "sleep"), ("sleel", "sleez", "sleep"),
        ("slaep", "slzep", "sleep"), ("sleeo", "aleep", "sleep"), ("sleep", "sleeep", "sleep"),
    ],
)  # fmt: skip
def test_slips_of_habit_cost_less_than_others(likelier: str, rarer: str, meant: str) -> None:
    assert slip_cost(likelier, meant) < slip_cost(rarer, meant)


def test_letters_written_by_ear_are_replaced_in_one_place() -> None:
    assert heard_as("shunshun", BY_EAR) == {"tionshun", "shuntion"}
    assert heard_as("sleep", BY_EAR) == set()
