"""A question or an article is given the category that its words speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from content import CATEGORIES, TOPICS, Topics, WordsError, load_categories, load_topics

if TYPE_CHECKING:
    from pathlib import Path

FILES = load_categories(CATEGORIES)


@pytest.fixture(scope="module")
def topics() -> Topics:
    return load_topics(TOPICS, FILES)


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("how do i stop a panic attack on the bus", "anxiety-disorders"),
        ("i feel depressed since winter", "depression"), ("my boss writes to me at night", "work-life-balance"),
        ("is it ok to drink on antidepressants", "medication-information"),
        ("three months sober and scared of a relapse", "substance-use"), ("awake at night again", "sleep-hygiene"),
        ("how does cbt work, week by week", "therapy-options"), ("flashbacks after the accident", "ptsd"),
        ("meditation for beginners", "mindfulness"), ("webinar on world mental health day", "events"),
        ("signs of mania in my son", "bipolar-disorder"), ("new law on parity", "policy-updates"),
    ],
)  # fmt: skip
def test_a_question_has_its_category_first(topics: Topics, question: str, slug: str) -> None:
    assert topics.guess(question)[0].slug == slug


def test_a_question_always_has_three_guesses_and_reasons(topics: Topics) -> None:
    nothing, something = topics.guess("what now"), topics.guess("panic attacks")
    assert [guess.slug for guess in nothing] == list(topics.likely)
    assert [guess.share for guess in nothing] == [0.0, 0.0, 0.0]
    assert (something[0].share, something[0].reasons) == (1.0, ("panic attacks",))
    assert len(something) == 3


def test_an_article_that_speaks_of_nothing_goes_to_the_catch_all(topics: Topics) -> None:
    assert [guess.slug for guess in topics.guess("", "owls and hills " * 80)] == ["extra-news"]


def test_the_title_counts_more_than_the_text(topics: Topics) -> None:
    assert topics.guess("Insomnia", "About anxiety.")[0].slug == "sleep-hygiene"


def test_the_longer_phrase_takes_its_words(topics: Topics) -> None:
    assert topics.guess("work related")[0].reasons == ("work related",)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"likely": ["nowhere"]}, '"nowhere" is not a category'), ({"topics": {}}, "depression: has no words"),
        ({"extra": 1}, '"extra" is not a key we know'),
    ],
)  # fmt: skip
def test_wrong_words_are_refused_by_name(tmp_path: Path, change: dict[str, object], said: str) -> None:
    (tmp_path / "topics.yaml").write_text(yaml.safe_dump(yaml.safe_load(TOPICS.read_text("utf-8")) | change), "utf-8")
    with pytest.raises(WordsError, match=said):
        load_topics(tmp_path / "topics.yaml", FILES)
