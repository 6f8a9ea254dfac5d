"""A site is read by its sitemap: every page once, politely, and what vanishes is told from what fails."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from content import CATEGORIES, Article, Catalog, Place, Problem, ingest, load_categories
from content.sources.site import Site
from content.types import Skipped

if TYPE_CHECKING:
    from pathlib import Path

    from publishers import Publisher

    from content import Report
    from content.sources import Fetcher

SHELVES = load_categories(CATEGORIES)


def page(title: str, *, text: str = "", head: str = "") -> str:
    """A page with a text of its own between a menu and a footer."""
    words = text or f"{title} is what this page speaks about, in calm words."
    body = "".join(f"<p>{words} Part {number} says a little more about it, and then it rests.</p>" for number in "1234")
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>{head}</head><body><nav><a href='/'>Home</a>"
        f"<a href='/about'>About</a></nav><main><article><h1>{title}</h1>{body}</article></main>"
        "<footer>All rights are somebody's</footer></body></html>"
    )


@pytest.fixture
def site(publisher: Publisher) -> Publisher:
    """Three pages and a sitemap."""
    for number, title in enumerate(("Sleep", "Worry", "Grief"), start=1):
        publisher.pages[f"/blog/{title.lower()}"] = page(title, head=f"<meta name='date' content='2026-03-0{number}'>")
    publisher.sitemap("/sitemap.xml", {"/blog/sleep": "2026-03-01", "/blog/worry": "2026-03-02", "/blog/grief": ""})
    return publisher


def read(name: str, fetcher: Fetcher, **settings: Any) -> list[Any]:  # noqa: ANN401 - a place's own fields
    return list(Site(Place(name=name, **settings), SHELVES, fetcher).read())


def titles(items: list[Any]) -> list[str]:
    return [item.title for item in items if isinstance(item, Article)]


def run(db: Path, *places: str, **settings: Any) -> Report:  # noqa: ANN401 - the same
    return ingest(
        [Place(name=name, private=True, pause=0.0, **settings) for name in places], db, SHELVES, trust=True
    )  # fmt: skip


def shelf(db: Path) -> list[str]:
    with Catalog(db) as catalog:
        return sorted(teaser.title for teaser in catalog.latest(99))


def test_every_page_of_the_sitemap_is_read_the_last_changed_first(site: Publisher, fetcher: Fetcher) -> None:
    items = read(site.address, fetcher)
    assert titles(items) == ["Worry", "Sleep", "Grief"]
    assert [str(item.published) for item in items] == ["2026-03-02", "2026-03-01", "2026-03-03"]
    assert items[0].link == f"{site.address}/blog/worry"
    assert items[0].body.startswith("Worry is what this page speaks about, in calm words. Part 1")
    assert "Home" not in items[0].body


@pytest.mark.parametrize(
    ("name", "robots", "where"),
    [
        ("{}", "", "/sitemap.xml"), ("{}/", "", "/wp-sitemap.xml"),
        ("{}/maps/sitemap-posts.xml", "", "/maps/sitemap-posts.xml"),
        ("{}", "Sitemap: {}/odd-place\n", "/odd-place"), ("site:{}/blog", "", "/sitemap.xml"),
        ("site:{}/blog/", "", "/sitemap_index.xml"),
    ],
)  # fmt: skip
def test_the_sitemap_is_found_where_it_is(
    site: Publisher, fetcher: Fetcher, name: str, robots: str, where: str
) -> None:
    site.pages[where] = site.pages.pop("/sitemap.xml")
    site.robots += robots.format(site.address)
    assert titles(read(name.format(site.address), fetcher)) == ["Worry", "Sleep", "Grief"]


def test_an_index_is_followed_and_its_lists_of_tags_and_people_are_not(site: Publisher, fetcher: Fetcher) -> None:
    site.pages["/posts-1.xml"] = site.pages["/sitemap.xml"]
    names = ("posts-1.xml", "category-sitemap.xml", "wp-sitemap-users-1.xml", "post_tag-sitemap.xml", "posts-1.xml")
    maps = "".join(f"<sitemap><loc>{site.address}/{name}</loc></sitemap>" for name in names)
    site.pages["/sitemap.xml"] = f"<?xml version='1.0'?><sitemapindex>{maps}</sitemapindex>"
    assert titles(read(site.address, fetcher)) == ["Worry", "Sleep", "Grief"]
    assert [path for path in site.asked if path.endswith(".xml")] == ["/sitemap.xml", "/posts-1.xml"]


def test_a_packed_sitemap_is_unpacked(site: Publisher, fetcher: Fetcher) -> None:
    assert titles(read(f"site:{site.address}/packed/sitemap.xml", fetcher)) == ["Worry", "Sleep", "Grief"]


def test_only_pages_of_the_host_below_the_path_that_may_be_articles_are_asked_for(
    site: Publisher, fetcher: Fetcher
) -> None:
    more = {
        f"/{path}": "" for path in
        ("", "about", "blogroll/x", "blog/tag/sleep", "blog/category/a", "blog/author/jo", "blog/page/2", "blog/a.pdf")
    }  # fmt: skip
    site.sitemap("/sitemap.xml", {"/blog/sleep": "", "/blog/worry": "", **more})
    site.pages["/sitemap.xml"] = site.pages["/sitemap.xml"].replace(
        "<url>", "<url><loc>https://other.example/blog/x</loc></url><url>", 1
    )
    read(f"site:{site.address}/blog", fetcher)
    assert site.asked == ["/robots.txt", "/sitemap.xml", "/blog/sleep", "/blog/worry"]


@pytest.mark.parametrize(
    ("html", "why"),
    [
        (page("Draft", head="<meta name='robots' content='noindex, follow'>"), "asks not to be listed (noindex)"),
        ("<html><body><h1>Contact</h1><p>Write to us.</p></body></html>", "holds no text of an article"),
        ("", "is no page"),
    ],
)
def test_a_page_that_is_no_article_is_skipped_with_its_reason(
    site: Publisher, fetcher: Fetcher, html: str, why: str
) -> None:
    site.pages["/blog/worry"] = html
    items = read(site.address, fetcher)
    assert [item for item in items if not isinstance(item, Article)] == [
        Skipped(where=f"{site.address}/blog/worry", what=why)
    ]


def test_a_page_may_not_be_read_where_the_owner_says_so(site: Publisher, fetcher: Fetcher) -> None:
    site.robots = "User-agent: *\nDisallow: /blog/worry\n"
    (skipped,) = [item for item in read(site.address, fetcher) if isinstance(item, Skipped)]
    assert skipped.what == "its robots.txt does not let us read it"
    assert "/blog/worry" not in site.asked


def test_a_second_run_asks_only_for_what_changed(site: Publisher, tmp_path: Path) -> None:
    db = tmp_path / "content.db"
    assert len(run(db, site.address).new) == 3
    site.asked.clear()
    site.sitemap("/sitemap.xml", {"/blog/sleep": "2026-03-01", "/blog/worry": "2026-04-01", "/blog/grief": ""})
    site.pages["/blog/worry"] = page("Worry", text="Worry is spoken of anew here, and at length.")
    report = run(db, site.address)
    assert (len(report.same), len(report.changed), report.new, report.gone) == (2, 1, (), ())
    assert [path for path in site.asked if path.startswith("/blog")] == ["/blog/worry", "/blog/grief"]


def test_a_page_without_an_article_is_not_asked_for_again(site: Publisher, tmp_path: Path) -> None:
    db = tmp_path / "content.db"
    site.pages["/blog/worry"] = "<html><body><p>Write to us.</p></body></html>"
    first = run(db, site.address)
    site.asked.clear()
    again = run(db, site.address)
    assert first.skipped == again.skipped == (f"{site.address}/blog/worry: holds no text of an article",)
    assert "/blog/worry" not in site.asked


@pytest.mark.parametrize("how", ["unlisted", 404, 410])
def test_a_page_that_vanished_is_gone_and_comes_back_under_its_id(
    site: Publisher, tmp_path: Path, how: str | int
) -> None:
    db, pages = tmp_path / "content.db", dict(site.pages)
    first = run(db, site.address)
    if isinstance(how, int):
        site.status["/blog/grief"] = how
    else:
        site.sitemap("/sitemap.xml", {"/blog/sleep": "", "/blog/worry": ""})
    second = run(db, site.address)
    assert (len(second.gone), shelf(db)) == (1, ["Sleep", "Worry"])
    site.pages, site.status = pages, {}
    third = run(db, site.address)
    assert third.new == second.gone
    assert set(third.new) <= set(first.new)


@pytest.mark.parametrize(
    ("path", "status"), [("/blog/grief", 500), ("/sitemap.xml", 500), ("/sitemap.xml", 404), ("/robots.txt", 503)]
)
def test_what_fails_today_loses_nothing(site: Publisher, tmp_path: Path, path: str, status: int) -> None:
    db = tmp_path / "content.db"
    run(db, site.address)
    site.status[path] = status
    report = run(db, site.address)
    assert (len(report.failed), report.gone, len(shelf(db))) == (1, (), 3)


def test_an_empty_sitemap_empties_no_library(site: Publisher, tmp_path: Path) -> None:
    db = tmp_path / "content.db"
    run(db, site.address)
    site.sitemap("/sitemap.xml", {})
    report = run(db, site.address)
    assert report.failed == (f"{site.address}: its sitemap lists no pages of articles",)
    assert len(shelf(db)) == 3


def test_a_page_that_moved_keeps_its_id(site: Publisher, tmp_path: Path) -> None:
    db = tmp_path / "content.db"
    before = run(db, site.address)
    site.pages["/blog/mourning"] = site.pages.pop("/blog/grief")
    site.sitemap("/sitemap.xml", {"/blog/sleep": "", "/blog/worry": "", "/blog/mourning": ""})
    for _ in range(2):
        report = run(db, site.address)
        assert (report.new, report.gone) == ((), ())
    with Catalog(db) as catalog:
        links = {article.link for article in map(catalog.article, before.new) if article}
    assert f"{site.address}/blog/mourning" in links


def test_two_addresses_of_one_page_are_one_article(site: Publisher, tmp_path: Path) -> None:
    db, canonical = tmp_path / "content.db", f"<link rel='canonical' href='{site.address}/blog/sleep'>"
    site.pages["/blog/sleep-print"] = page("Sleep, to print", head=canonical)
    site.sitemap("/sitemap.xml", {"/blog/sleep": "2", "/blog/worry": "2", "/blog/grief": "", "/blog/sleep-print": ""})
    for _ in range(2):
        report = run(db, site.address)
        assert (len(report.duplicates), shelf(db)) == (1, ["Grief", "Sleep", "Worry"])


def test_no_more_pages_are_fetched_than_allowed_and_the_next_run_goes_on(site: Publisher, tmp_path: Path) -> None:
    db = tmp_path / "content.db"
    first = run(db, site.address, pages=2)
    assert first.skipped == (f"{site.address}: 1 more pages than the 2 of one run; run it again for them",)
    second = run(db, site.address, pages=2)
    assert (len(first.new), len(second.new), second.gone) == (2, 1, ())
    assert shelf(db) == ["Grief", "Sleep", "Worry"]


def test_a_chosen_category_wins_also_over_what_was_read_before(site: Publisher, tmp_path: Path) -> None:
    db = tmp_path / "content.db"
    for category in (None, "depression", "stigma"):
        run(db, site.address, category=category)
        with Catalog(db) as catalog:
            found = {teaser.category for teaser in catalog.latest(9)}
        assert (found == {category}) == (category is not None)


def test_an_address_without_a_path_may_be_a_feed(publisher: Publisher, fetcher: Fetcher) -> None:
    publisher.pages["/"] = (
        "<?xml version='1.0'?><rss version='2.0'><channel><item><title>A</title></item></channel></rss>"
    )
    assert titles(read(publisher.address, fetcher)) == ["A"]


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<html><head></head><body>Hello</body></html>", "has no sitemap"),
        (
            "<html><head><link rel=alternate type='application/rss+xml' href='/feed/'></head><body>Hello</body></html>",
            "has no sitemap; its page names a feed: {}/feed/",
        ),
    ],
)
def test_a_site_without_a_sitemap_is_told(publisher: Publisher, fetcher: Fetcher, html: str, what: str) -> None:
    publisher.pages["/"] = html
    assert read(publisher.address, fetcher) == [Problem(where=publisher.address, what=what.format(publisher.address))]


def test_a_sitemap_that_is_none_is_told(publisher: Publisher, fetcher: Fetcher) -> None:
    name = f"{publisher.address}/sitemap.xml"
    publisher.pages["/sitemap.xml"] = "<html><body>Not here</body></html>"
    (problem,) = read(name, fetcher)
    assert (problem.where, problem.what) == (name, "has no sitemap")


def test_without_the_library_for_pages_it_is_said_how_to_get_it(
    site: Publisher, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    (problem,) = read(site.address, fetcher)
    assert problem.what == "reading the pages of a site needs a further library: pip install 'anxiety-ally[site]'"
    assert site.asked == []


def test_a_feed_and_a_site_with_the_same_articles_are_read_once(site: Publisher, tmp_path: Path) -> None:
    items = "".join(
        f"<item><title>{name}</title><guid>{name}</guid><link>{site.address}/blog/{name}/?utm_source=rss</link>"
        "<description>Shorter.</description></item>" for name in ("sleep", "worry")
    )  # fmt: skip
    site.pages["/feed"] = f"<?xml version='1.0'?><rss version='2.0'><channel>{items}</channel></rss>"
    db, feed = tmp_path / "content.db", f"{site.address}/feed"
    first = run(db, site.address, feed)
    again = run(db, feed, site.address)
    assert (len(first.new), len(first.duplicates)) == (3, 2)
    assert (again.new, again.changed, again.gone, len(again.same)) == ((), (), (), 3)


def test_a_source_named_twice_is_one(site: Publisher, tmp_path: Path) -> None:
    place = Place(name=site.address, private=True, pause=0.0)
    report = ingest([place, replace(place)], tmp_path / "content.db", SHELVES, trust=True)
    assert (len(report.new), report.duplicates) == (3, ())
