"""A vocabulary to test with."""

from collections.abc import Mapping, Sequence

import pytest

from content.search import Vocabulary, Word, Wording

KNOWN = {
    "sleep": 90, "step": 40, "help": 80, "exam": 30, "exams": 20, "anxiety": 70, "anxious": 20, "panic": 30,
    "attack": 25, "depression": 60, "issues": 40, "counseling": 50, "medication": 30, "before": 90, "form": 10,
    "from": 90, "silver": 3, "syndrome": 30, "worry": 50, "worried": 30, "therapist": 20, "the": 100, "rapist": 1,
    "seeing": 20, "being": 50,
}  # fmt: skip


def first_letters(words: Sequence[str]) -> Mapping[str, str]:
    """A stemmer good enough for tests: endings fall away."""
    return {word: word.removesuffix("ing").removesuffix("s") for word in words}


@pytest.fixture
def vocabulary() -> Vocabulary:
    """Two dozen words, some of them common."""
    made = Vocabulary(stemmer=first_letters, size=100)
    stems = first_letters(tuple(KNOWN))
    made.add(Word(spelling=word, stem=stems[word], articles=count) for word, count in KNOWN.items())
    return made


@pytest.fixture
def wording() -> Wording:
    """A few stop words, one group of synonyms."""
    return Wording(
        stop_words=frozenset({"for", "the", "is", "i", "to", "cant", "before", "with", "my"}),
        synonyms={"meds": ("medication",), "medication": ("meds",)},
        familiar=frozenset({"stepped", "heap"}),
    )
