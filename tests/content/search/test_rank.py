"""The order of candidates."""

from collections.abc import Callable
from datetime import date

import pytest

from content import Teaser
from content.search import Candidate, Ranking, Vocabulary
from content.search.rank import stand_near

Make = Callable[..., Candidate]


@pytest.fixture
def ranking(vocabulary: Vocabulary) -> Ranking:
    return Ranking(stems=("panic", "attack"), meant={"sleep": 1.0}, vocabulary=vocabulary, newest=date(2026, 6, 1))


@pytest.fixture
def candidate() -> Make:
    def make(id_: str, title: str = "", body: str = "", **fields: object) -> Candidate:
        teaser = Teaser(
            id=id_,
            title=title,
            summary="",
            category=str(fields.get("category", "other")),
            published=fields.get("published"),  # type: ignore[arg-type] # a day or nothing
            minutes=1,
        )
        topics = tuple(str(fields["topic"]).split()) if "topic" in fields else ()
        return Candidate(teaser=teaser, body=body, tags=(), topics=topics, score=1.0)

    return make


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"title": "Panic attack"}, {"title": "A panic attack and many other things to know about"}),
        ({"title": "Panic attack"}, {"title": "Panic"}),
        ({"body": "a panic attack passes"}, {"body": "panic is one thing and quite apart from that is an attack"}),
        ({"category": "sleep"}, {"topic": "sleep"}),
        ({"topic": "sleep"}, {"category": "other"}),
        ({"published": date(2026, 6, 1)}, {"published": date(2025, 6, 1)}),
        ({"published": date(2025, 6, 1)}, {}),
    ],
)
def test_all_else_equal(ranking: Ranking, candidate: Make, better: dict[str, object], worse: dict[str, object]) -> None:
    ordered = ranking.order([candidate("a", **worse), candidate("b", **better)])
    assert [ranked.candidate.teaser.id for ranked in ordered] == ["b", "a"]


def test_equals_stay_in_one_order_whatever_they_came_in(ranking: Ranking, candidate: Make) -> None:
    pair = [candidate("a"), candidate("b")]
    assert ranking.order(pair) == ranking.order(pair[::-1])


def test_nothing_is_ordered_as_nothing(ranking: Ranking) -> None:
    assert ranking.order([]) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [([1], [3], True), ([3], [1], True), ([1], [8], False), ([1, 50], [30, 55], True), ([], [1], False)],
)
def test_near_is_within_six_words(first: list[int], second: list[int], *, expected: bool) -> None:
    assert stand_near(first, second) is expected
