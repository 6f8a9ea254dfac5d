"""Feeds as they are found in the wild, served by a real server with its moods."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content import CATEGORIES, Article, Place, Problem, ingest, load_categories
from content.sources.answers import Fetched, Visit
from content.sources.feed import Feed
from content.sources.markup import first_picture, markdown, whole
from content.types import Unchanged

if TYPE_CHECKING:
    from pathlib import Path

    from publishers import Publisher

    from content import Report
    from content.sources import Fetcher

SHELVES = load_categories(CATEGORIES)


@pytest.fixture
def site(publisher: Publisher) -> str:
    return f"{publisher.address}/feeds"


def read(site: str, name: str, fetcher: Fetcher) -> list[Any]:
    return list(Feed(Place(name=f"{site}/{name}"), SHELVES, fetcher).read())


def entries(content: str) -> list[object]:
    """What a feed of this content holds."""
    address = "https://a.example/feed"
    fetched = Fetched(url=address, content=content.encode(), kind="", charset="")
    return list(Feed(Place(name=address), SHELVES).entries(fetched))


def articles(site: str, name: str, fetcher: Fetcher) -> list[Article]:
    return [item for item in read(site, name, fetcher) if isinstance(item, Article)]


def run(db: Path, *addresses: str) -> Report:
    places = [Place(name=address, private=True, pause=0.0) for address in addresses]
    return ingest(places, db, SHELVES, trust=True)


@pytest.mark.parametrize(
    ("name", "titles", "published", "category"),
    [
        ("wordpress.xml", ["Six calm minutes before a hard talk", "Sleep & shift work – what helps"],
         date(2026, 5, 4), "stress-management"),
        ("atom-blogger.xml", ["When a panic attack comes on the bus"], date(2025, 11, 2), "anxiety-disorders"),
        ("ghost.xml", ["Living with bipolar: a week's plan"], date(2026, 7, 1), "bipolar-disorder"),
        ("hand-made.xml", ["Asking for help at school", ""], None, "education"),
        ("latin-1.xml", ["Mieux dormir en été"], date(2026, 7, 2), "sleep-hygiene"),
        ("wrong-encoding.xml", ["Naïve questions about therapy"], None, "therapy-options"),
        ("broken.xml", ["Moods & weather", "Half an item"], None, "depression"),
        ("json-feed.json", ["A letter on grief", ""], date(2026, 2, 3), "depression"),
        ("rdf.xml", ["Meditation without an app"], date(2024, 9, 1), "mindfulness"),
    ],
)  # fmt: skip
def test_every_make_of_feed_is_read(  # noqa: PLR0913, PLR0917 - what a feed says, side by side
    site: str, fetcher: Fetcher, name: str, titles: list[str], published: date | None, category: str
) -> None:
    found = articles(site, name, fetcher)
    assert [article.title for article in found] == titles
    assert (found[0].published, found[0].category) == (published, category)
    assert len({article.id for article in found}) == len(titles)
    assert [article.id for article in articles(site, name, fetcher)] == [article.id for article in found]
    assert all(len(article.id) <= 48 for article in found)


def test_an_article_has_everything_its_entry_says(site: str, fetcher: Fetcher) -> None:
    first, second = articles(site, "wordpress.xml", fetcher)
    assert first.link == "https://quietminds.example/2026/05/six-calm-minutes/"
    assert (first.authors, first.language, first.source_name) == (("Rosa Field",), "en", "Quiet Minds Journal")
    assert (first.picture, first.picture_alt) == ("https://quietminds.example/wp/feet.jpg", "Two feet on a rug")
    assert first.tags == ("Stress Management", "Breathing")
    assert "[Breathe out](https://quietminds.example/breathing?utm=x) slowly." in first.body
    assert "## Then\n\n* Say one sentence.\n* Wait." in first.body
    assert [word in first.body for word in ("script", "alert", "onclick", "steal")] == [False] * 4
    assert second.body.startswith("Short naps")


def test_relative_addresses_are_made_whole(site: str, fetcher: Fetcher) -> None:
    (first, *_) = articles(site, "hand-made.xml", fetcher)
    assert first.link == f"{site}/help.html"
    (ghost,) = articles(site, "ghost.xml", fetcher)
    assert ghost.picture == "https://evenkeel.example/content/images/week.jpg"


def test_an_entry_that_says_nothing_is_a_problem_and_the_others_count(site: str, fetcher: Fetcher) -> None:
    problems = [item for item in read(site, "hand-made.xml", fetcher) if isinstance(item, Problem)]
    assert [problem.what for problem in problems] == ["has neither title nor text"]


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(("\ud800", "http://[bad")),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(("name", "url")), inner),
    max_leaves=4,
)
KEYS = (
    "id", "url", "title", "content_html", "content_text", "summary", "image", "date_published", "author", "authors",
    "tags", "language", "items",
)  # fmt: skip


@settings(deadline=None)
@given(feed=st.dictionaries(st.sampled_from(KEYS), ODD), item=st.dictionaries(st.sampled_from(KEYS), ODD))
def test_no_json_feed_whatever_raises(feed: dict[str, object], item: dict[str, object]) -> None:
    assert all(isinstance(each, Article | Problem) for each in entries(json.dumps({**feed, "items": [item]})))


@pytest.mark.parametrize(("who", "authors"), [(5, ("Jo",)), (True, ("Jo",)), ([5, {"name": "Al"}], ("Al",))])
def test_authors_that_are_none_leave_it_to_those_of_the_feed(who: object, authors: tuple[str, ...]) -> None:
    feed = {"authors": [{"name": "Jo"}], "items": [{"title": "T", "authors": who}]}
    (article,) = entries(json.dumps(feed))
    assert isinstance(article, Article)
    assert article.authors == authors


@pytest.mark.parametrize("where", ["title", "content_html", "url", "image"])
def test_half_a_character_is_no_harm_to_the_library(publisher: Publisher, tmp_path: Path, where: str) -> None:
    item = {"title": "T", "content_html": "<p>Text</p>", where: "https://a.example/\ud800"}
    publisher.pages["/half.json"] = json.dumps({"items": [item]})
    report = run(tmp_path / "content.db", f"{publisher.address}/half.json")
    assert (len(report.new), report.failed) == (1, ())


@pytest.mark.parametrize(
    "name",
    ["authors", "author", "tags", "enclosures", "links", "image", "media_content", "media_thumbnail",
     "title_detail", "published_parsed"],
)  # fmt: skip
def test_elements_that_are_none_of_a_feeds_own_are_passed_over(name: str) -> None:
    odd = f"<{name}>odd</{name}>"
    item = f"<item><title>T</title><description>D</description>{odd}</item>"
    (article,) = entries(f"<rss version='2.0'><channel><title>F</title>{odd}{item}</channel></rss>")
    assert isinstance(article, Article)
    assert (article.title, article.body) == ("T", "D")


def test_an_empty_feed_is_no_problem(site: str, fetcher: Fetcher) -> None:
    assert read(site, "empty.xml", fetcher) == []


def test_a_page_in_place_of_a_feed_is_told_and_asked_for_again(site: str, fetcher: Fetcher) -> None:
    (problem,) = read(site, "error-page.html", fetcher)
    assert (problem.where, problem.what) == (f"{site}/error-page.html", "this is no feed")
    assert fetcher.visits == {}


def test_what_did_not_change_is_not_sent_again(publisher: Publisher, fetcher: Fetcher) -> None:
    address = f"{publisher.address}/tagged/feeds"
    assert len(articles(address, "wordpress.xml", fetcher)) == 2
    assert fetcher.visits[f"{address}/wordpress.xml"] == Visit(etag='"one"')
    assert read(address, "wordpress.xml", fetcher) == [Unchanged()]


def test_nothing_that_runs_survives() -> None:
    html = """<p onmouseover=x()>Hi <a href="javascript:alert(1)">there</a><style>p{}</style><object data=x></object>
    <form action=/x><input></form><svg onload=x()></svg><a href="data:text/html,x">x</a></p>"""
    found = markdown(html, "https://a.example/")
    assert [word in found for word in ("javascript", "onmouseover", "style", "data:", "form", "svg", "alert")] == [
        False
    ] * 7


def test_a_picture_needs_a_web_address() -> None:
    html = '<img alt="x" src="data:image/png;base64,AA"><img src="/b.png" alt="B &amp; C">'
    assert first_picture(html, "https://a.example/") == ("https://a.example/b.png", "B & C")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/b.png", "https://a.example/b.png"), ("https://b.example/\ud800", "https://b.example/\ufffd"),
        ("/\0", "https://a.example/\ufffd"), ("http://[bad", ""), ("data:text/html,x", ""), ("", ""),
    ],
)  # fmt: skip
def test_an_address_is_made_whole_and_can_be_written(address: str, expected: str) -> None:
    assert whole("https://a.example/", address) == expected


def test_a_feed_is_ingested_once_and_what_it_no_longer_lists_stays(publisher: Publisher, tmp_path: Path) -> None:
    db, site = tmp_path / "content.db", publisher.address
    first = run(db, f"{site}/tagged/feeds/wordpress.xml")
    again = run(db, f"{site}/tagged/feeds/wordpress.xml")
    other = run(db, f"{site}/nowhere.xml", f"{site}/feeds/ghost.xml")

    assert (len(first.new), first.failed) == (2, ())
    assert (again.new, len(again.same), again.gone, again.failed) == ((), 2, (), ())
    assert (len(other.new), other.gone) == (1, ())
    assert other.failed == (f"{site}/nowhere.xml: the server answers 404",)


def test_lost_articles_are_fetched_again_whatever_the_server_said(publisher: Publisher, tmp_path: Path) -> None:
    db, feed = tmp_path / "content.db", f"{publisher.address}/tagged/feeds/ghost.xml"
    run(db, feed)
    db.unlink()
    assert len(run(db, feed).new) == 1


@pytest.mark.parametrize("memory", ['{"x": 7', "[]", '{"categories": 1, "visits": {"a": 2}}'])
def test_a_faulty_memory_of_visits_costs_nothing(publisher: Publisher, tmp_path: Path, memory: str) -> None:
    db = tmp_path / "content.db"
    (tmp_path / "content.db.visits.json").write_text(memory, "utf-8")
    assert len(run(db, f"{publisher.address}/feeds/ghost.xml").new) == 1


def test_what_was_held_comes_in_when_the_publisher_vouches_though_the_feed_is_the_same(
    publisher: Publisher, tmp_path: Path
) -> None:
    item = "<item><title>News</title><guid>n</guid><description>He committed suicide.</description></item>"
    publisher.pages["/held.xml"] = f"<?xml version='1.0'?><rss version='2.0'><channel>{item}</channel></rss>"
    publisher.tags.add("/held.xml")
    place = Place(name=f"{publisher.address}/held.xml", private=True, pause=0.0)
    first, second = (ingest([place], tmp_path / "content.db", SHELVES, trust=trust) for trust in (False, True))
    assert (len(first.held), first.new, len(second.new)) == (1, (), 1)


def test_a_feed_without_a_change_is_not_sent_again_by_a_later_run(publisher: Publisher, tmp_path: Path) -> None:
    publisher.tags.add("/plain.xml")
    item = "<item><title>News</title><guid>n</guid><description>Plain.</description></item>"
    publisher.pages["/plain.xml"] = f"<?xml version='1.0'?><rss version='2.0'><channel>{item}</channel></rss>"
    for count in (1, 1):
        run(tmp_path / "content.db", f"{publisher.address}/plain.xml")
        run(tmp_path / "content.db", f"{publisher.address}/feeds/ghost.xml")
        assert publisher.sent.count("/plain.xml") == count
