"""What the library holds and finds."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from random import Random
from string import ascii_lowercase

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content import Article, Catalog, Category, Results, StoreError, Teaser
from content.catalog import LONGEST_NEAREST

Make = Callable[..., Article]
Open = Callable[..., Catalog]
AT_ONCE = 0.3  # seconds of one processor; a fifth of it is usual, and other messages wait as long
NOTHING = Results(found=(), categories=(), corrected=None, count=0)


def ids(teasers: tuple[Teaser, ...]) -> list[str]:
    return [teaser.id for teaser in teasers]


def found(results: Results) -> list[str]:
    return [each.teaser.id for each in results.found]


def test_categories_come_in_the_order_they_were_given(catalog: Catalog, categories: tuple[Category, ...]) -> None:
    assert catalog.categories == categories


@pytest.mark.parametrize(("slug", "title"), [("sleep-hygiene", "Sleep Hygiene"), ("nowhere", None)])
def test_a_category_is_found_by_its_slug(catalog: Catalog, slug: str, title: str | None) -> None:
    category = catalog.category(slug)
    assert (category.title if category else None) == title


def test_an_article_is_found_by_its_id(catalog: Catalog, articles: tuple[Article, ...]) -> None:
    assert catalog.article("panic") == articles[2]
    assert catalog.article("nowhere") is None


def test_every_id_is_known(catalog: Catalog, articles: tuple[Article, ...]) -> None:
    assert set(catalog.ids()) == {article.id for article in articles}


def test_the_latest_come_newest_first_and_the_undated_last(open_catalog: Open, article: Make) -> None:
    catalog = open_catalog(
        article(id="undated", published=None, body="a"),
        article(id="old", published=date(2025, 1, 1), body="b"),
        article(id="new", published=date(2026, 1, 1), body="c"),
    )
    assert ids(catalog.latest(5)) == ["new", "old", "undated"]
    assert ids(catalog.latest(1)) == ["new"]


def test_all_articles_come_in_pages_and_so_do_those_that_are_quick_to_read(open_catalog: Open, article: Make) -> None:
    catalog = open_catalog(*(article(id=f"a{n}", published=date(2026, 1, 1 + n), minutes=n) for n in range(1, 6)))
    second, quick = catalog.by_date(2, 2), catalog.by_date(9, 2, longest=3)
    assert (ids(second.teasers), second.number, second.pages) == (["a3", "a2"], 2, 3)
    assert (ids(quick.teasers), quick.number, quick.pages) == (["a1"], 2, 2)


def test_curated_are_those_an_editor_picked(open_catalog: Open, article: Make) -> None:
    catalog = open_catalog(article(id="a"), article(id="b", curated=True))
    assert ids(catalog.curated(3)) == ["b"]


def test_a_shelf_holds_its_own_articles_and_those_that_also_fit(open_catalog: Open, article: Make) -> None:
    catalog = open_catalog(
        article(id="own"),
        article(id="also", category="anxiety-disorders", topics=("sleep-hygiene",)),
        article(id="other", category="anxiety-disorders"),
    )
    assert catalog.count("sleep-hygiene") == 2
    assert ids(catalog.by_category("sleep-hygiene", 1, 5).teasers) == ["also", "own"]


@pytest.mark.parametrize(
    ("number", "shown", "expected"),
    [(1, 1, ["a4", "a3"]), (2, 2, ["a2", "a1"]), (3, 3, ["a0"]), (9, 3, ["a0"]), (0, 1, ["a4", "a3"])],
)
def test_a_category_comes_in_pages(
    open_catalog: Open, article: Make, number: int, shown: int, expected: list[str]
) -> None:
    catalog = open_catalog(*(article(id=f"a{n}", published=date(2026, 1, 1 + n)) for n in range(5)))
    page = catalog.by_category("sleep-hygiene", number, 2)
    assert (ids(page.teasers), page.number, page.pages) == (expected, shown, 3)


def test_an_empty_category_is_one_empty_page(catalog: Catalog) -> None:
    page = catalog.by_category("nowhere", 1, 5)
    assert (page.teasers, page.number, page.pages) == ((), 1, 1)


def test_related_are_alike_and_never_the_article_itself(catalog: Catalog) -> None:
    assert ids(catalog.related("exam-nerves", 2)) == ["panic", "night-before"]
    assert "panic" not in ids(catalog.related("panic", 9))
    assert catalog.related("nowhere", 3) == ()


def test_a_random_article_is_any_of_them(catalog: Catalog, articles: tuple[Article, ...]) -> None:
    rng = Random(1)  # noqa: S311 - no secret depends on it
    drawn = {teaser.id for _ in range(100) if (teaser := catalog.random(rng))}
    assert drawn == {article.id for article in articles}


def test_an_empty_library_has_nothing_to_give(open_catalog: Open) -> None:
    catalog = open_catalog()
    assert catalog.random(Random(1)) is None  # noqa: S311 - the same
    assert catalog.latest(3) == ()
    assert catalog.search("cheese") == NOTHING
    assert catalog.search("sleep").categories == ("sleep-hygiene",)
    assert catalog.nearest("anything").found == ()


@pytest.mark.parametrize(
    ("query", "first", "category"),
    [
        ("panic attacks", "panic", "anxiety-disorders"),
        ("pannic atack", "panic", "anxiety-disorders"),
        ("cant slep", "night-before", "sleep-hygiene"),
        ("meds side effects", "first-weeks", "medication-information"),
        ("insomnio", "night-before", "sleep-hygiene"),
        ("how to ask about suicide?", "asking", "suicide-prevention"),
        ("chatbots", "chatbots", "extra-news"),
    ],
)
def test_a_topic_in_plain_words_finds_its_article_and_category(
    catalog: Catalog, query: str, first: str, category: str
) -> None:
    results = catalog.search(query)
    assert found(results)[:1] == [first]
    assert results.categories[:1] == (category,)


def test_sleep_before_exams_finds_both(catalog: Catalog) -> None:
    results = catalog.search("cant slep before exams")
    assert set(found(results)[:2]) == {"night-before", "exam-nerves"}
    assert results.corrected == "cant sleep before exams"


def test_a_search_goes_on_where_its_first_page_ended(catalog: Catalog) -> None:
    whole = catalog.search("panic exams sleep", 9)
    first, second, beyond = (catalog.search("panic exams sleep", 2, start=start) for start in (0, 2, 99))
    assert found(first) + found(second) == found(whole)[:4]
    assert len(found(whole)) >= 3
    assert {each.count for each in (whole, first, second, beyond)} == {len(found(whole))}
    assert (first.categories, beyond.found) == (second.categories, ())


def test_a_search_may_leave_out_what_takes_long_to_read(open_catalog: Open, article: Make) -> None:
    catalog = open_catalog(*(article(id=f"a{n}", title="Panic", minutes=n) for n in range(1, 6)))
    assert sorted(found(catalog.search("panic", 9, longest=2))) == ["a1", "a2"]
    assert catalog.search("panic", 9, longest=0).count == 0


def test_a_search_gives_at_most_so_many_with_falling_scores(catalog: Catalog) -> None:
    results = catalog.search("panic exams sleep", 3)
    scores = [each.score for each in results.found]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("query", ["", "   ", "the", "what is it", "🙂", "!?", "\x00", "\ud800", '"', "*"])
def test_nothing_to_look_for_finds_nothing(catalog: Catalog, query: str) -> None:
    assert catalog.search(query) == NOTHING


@pytest.mark.parametrize(
    "query", ['"', "panic AND", "NEAR(panic", "title:panic", "panic*", "^panic", "-panic", "{a}:b"]
)
def test_the_indexs_own_syntax_is_only_words(catalog: Catalog, query: str) -> None:
    assert found(catalog.search(query)) in (found(catalog.search("panic")), [])


FULL = 4096  # characters, the most that one message can hold
HOSTILE = {
    "one letter": "f" * FULL,
    "letters by chance": "".join(Random(1).choices(ascii_lowercase, k=FULL)),  # noqa: S311 - no secret depends on it
    "words of one letter": " ".join(chr(0x4E00 + number) for number in range(FULL // 2)),
    "long words": " ".join("".join(Random(n).choices("fskczt", k=24)) for n in range(FULL // 25)),  # noqa: S311 - the same
    "no spaces": "心里很难受" * (FULL // 5),
    "emoji": "😢" * FULL,
    "accents": "e\u0301" * (FULL // 2),
    "marks out of order": "e" + "\u0315\u0300\u05ae\u0323" * (FULL // 4),
    "wide": "\ufdfa" * FULL,
    "apostrophes": "a'" * (FULL // 2),
    "broken links": "[a](b" * (FULL // 5),
}


@pytest.mark.parametrize("query", HOSTILE.values(), ids=list(HOSTILE))
def test_any_query_is_answered_at_once(catalog: Catalog, query: str) -> None:
    catalog.search("anxeity")  # what is read at the first slip
    began = time.thread_time()
    catalog.search(query)
    catalog.nearest(query)
    assert time.thread_time() - began < AT_ONCE


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=st.text())
def test_no_query_whatever_raises(catalog: Catalog, query: str) -> None:
    catalog.search(query)
    assert catalog.nearest(query).found != ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(words=st.lists(st.sampled_from(["sleep", "panic", "AND", "OR", "NOT", "NEAR", '"', "(", "exams", "slep"])))
def test_no_mix_of_words_and_syntax_raises(catalog: Catalog, words: list[str]) -> None:
    assert isinstance(catalog.search(" ".join(words)), Results)


@pytest.mark.parametrize(
    ("query", "first", "meant"),
    [
        ("Exam nervs", "exam-nerves", ("anxiety-disorders",)),
        ("sleep hygeine", "night-before", ("sleep-hygiene",)),
        ("qwertyuiop", "chatbots", ("anxiety-disorders",)),
        ("", "chatbots", ("anxiety-disorders",)),
    ],
)
def test_a_dead_end_offers_what_is_nearest(catalog: Catalog, query: str, first: str, meant: tuple[str, ...]) -> None:
    results = catalog.nearest(query)
    assert found(results)[0] == first
    assert results.categories == meant


def test_a_dead_end_looks_at_the_beginning_of_a_long_text_only(catalog: Catalog) -> None:
    assert catalog.nearest("-" * LONGEST_NEAREST + " sleep hygiene") == catalog.nearest("-")


def test_many_threads_may_ask_at_once(catalog: Catalog) -> None:
    expected = catalog.search("panic attacks")
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(catalog.search, ["panic attacks"] * 100))
    assert answers == [expected] * 100


def test_a_closed_catalog_says_so(catalog: Catalog) -> None:
    with catalog:
        pass
    with pytest.raises(StoreError):
        catalog.latest(1)


def test_a_missing_library_is_told_on_opening(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no library here yet"):
        Catalog(tmp_path / "content.db")


def test_an_explanation_says_what_was_made_of_the_query_and_of_each_score(catalog: Catalog) -> None:
    told = catalog.explain("pannic atack", 2)
    assert told.results == catalog.search("pannic atack", 2)
    assert told.words == ("panic", "attack")
    assert told.meant[0] == ("anxiety-disorders", "panic attack")
    assert [found.score for found in told.results.found] == [
        pytest.approx(parts.score, abs=1e-4) for parts in told.parts
    ]
    assert told.parts[0].words == 1.0
    assert told.parts[0].nearness > 0
