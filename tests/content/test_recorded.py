"""The recorded publications, of every make: each article found once, with its title, day, link and category."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from publishers import RECORDED, Publisher

from content import CATEGORIES, Article, Catalog, Place, Problem, Skipped, ingest, load_categories
from content.sources import SOURCES, Fetcher
from content.sources.answers import Fetched
from content.sources.feed import Feed
from content.sources.page import read_page
from content.topics import Shelving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content import Report

ROOT = Path(__file__).parents[2]
SHELVES = load_categories(CATEGORIES)
EXPECTED = yaml.safe_load((RECORDED / "expected.yaml").read_text("utf-8"))
#: Entries that say again what another one says: the same guid, the same link, or the same page elsewhere.
SAID_AGAIN = {
    "feeds/twice.xml": 2,
    "feeds/wordpress.xml": 1,  # feedburner.xml, read before it, is a proxy of it and has its guid
}
NO_FEEDS = {"error-page.html", "json-error.json", "nothing.xml", "sitemap-not-feed.xml"}


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    """Serves the recorded feeds, and the pages as a site with a sitemap."""
    with Publisher() as running:
        running.sitemap("/sitemap.xml", {f"/pages/{name}": "" for name in EXPECTED["pages"]})
        yield running


def places(publisher: Publisher) -> list[str]:
    """The addresses of everything."""
    return [*(f"{publisher.address}/feeds/{name}" for name in EXPECTED["feeds"]), publisher.address]


def run(db: Path, publisher: Publisher) -> Report:
    named = [Place(name=name, private=True, pause=0.0) for name in places(publisher)]
    return ingest(named, db, SHELVES, trust=True)


def shelf(db: Path, site: str) -> list[tuple[str, str, str, str]]:
    """Title, day, link and category of everything in a library."""
    with Catalog(db) as catalog:
        found = [catalog.article(id_) for id_ in catalog.ids()]
    return sorted(facts(article, site) for article in found if article)


def facts(article: Article, site: str) -> tuple[str, str, str, str]:
    link = (article.link or "").replace(site, "{site}")
    return (article.title, str(article.published or ""), link, article.category)


def test_there_are_enough_and_every_one_is_looked_at() -> None:
    for folder in ("feeds", "pages"):
        names = sorted(path.name for path in (RECORDED / folder).iterdir())
        assert (len(names) >= 30, names) == (True, sorted(EXPECTED[folder]))


@pytest.mark.parametrize("name", EXPECTED["feeds"])
def test_a_feed_says_what_it_says(publisher: Publisher, name: str) -> None:
    fetcher = Fetcher(allows_private=True, pause=0.0)
    place = Place(name=f"{publisher.address}/feeds/{name}")
    found = [
        list(facts(item, publisher.address)) if isinstance(item, Article) else getattr(item, "what", item)
        for item in SOURCES["feed"](place, SHELVES, fetcher).read()
    ]
    fetcher.close()
    assert found == EXPECTED["feeds"][name]


def test_every_article_is_found_once_with_its_title_day_link_and_category(publisher: Publisher, tmp_path: Path) -> None:
    db = tmp_path / "content.db"
    report = run(db, publisher)
    every = [item for files in EXPECTED.values() for items in files.values() for item in items]
    said = Counter(tuple(item) for item in every if isinstance(item, list))
    found, again = Counter(shelf(db, publisher.address)), sum(SAID_AGAIN.values())
    assert (len(report.new), len(report.duplicates)) == (said.total() - again, again)
    assert (found.total(), found - said) == (len(report.new), Counter())
    reasons = [item for files in EXPECTED["pages"].values() for item in files if isinstance(item, str)]
    assert sorted(skipped.partition(".html: ")[2] for skipped in report.skipped) == sorted(reasons)
    assert {problem.rpartition("/")[2].split(" entry ")[0].split(":")[0] for problem in report.failed} == {
        *NO_FEEDS, "hand-made.xml", "json-feed.json",
    }  # fmt: skip


def damaged(content: bytes, dice: random.Random) -> bytes:
    """The same bytes after a bad day."""
    broken = bytearray(content)
    for _ in range(dice.randint(1, 12)):
        place = dice.randrange(len(broken) + 1)
        broken[place : place + dice.choice((0, 1, 60))] = dice.choice(
            (b"", b"<", b"]]>", b"<!--", b"&#x110000;", b"&#0;", b"\xff", b"<script>", b'"', bytes(broken[:200]))
        )
    return bytes(broken)


@pytest.mark.parametrize("folder", ["feeds", "pages"])
def test_whatever_is_broken_is_told_and_never_raises(folder: str) -> None:
    dice = random.Random(20261130)  # noqa: S311 - a test that can be run again
    files, shelving = sorted((RECORDED / folder).iterdir()), Shelving(SHELVES)
    feed = Feed(Place(name="https://a.example/feed"), SHELVES)
    for _ in range(80):
        content = damaged(dice.choice(files).read_bytes(), dice)
        answer = Fetched(url="https://a.example/x", content=content, kind="", charset=dice.choice(("", "utf-8")))
        found = feed.entries(answer) if folder == "feeds" else [read_page(answer, answer.url, shelving)]
        assert all(isinstance(item, Article | Problem | Skipped) for item in found)


def test_a_second_run_changes_nothing(publisher: Publisher, tmp_path: Path) -> None:
    db = tmp_path / "content.db"
    first = run(db, publisher)
    before = shelf(db, publisher.address)
    again = run(db, publisher)
    assert (again.new, again.changed, again.gone) == ((), (), ())
    assert (sorted(again.same), shelf(db, publisher.address)) == (sorted(first.new), before)


def test_nothing_that_runs_comes_into_the_library(publisher: Publisher, tmp_path: Path) -> None:
    db = tmp_path / "content.db"
    run(db, publisher)
    with Catalog(db) as catalog:
        for article in map(catalog.article, catalog.ids()):
            assert article is not None
            written = " ".join(
                (article.title, article.summary, article.body, article.picture or "", article.link or "")
            )
            assert [word for word in ("alert(", "<script", "javascript:", "data:", "steal") if word in written] == []


def test_killed_in_the_middle_and_run_again_nothing_is_lost(publisher: Publisher, tmp_path: Path) -> None:
    db, config = tmp_path / "content.db", tmp_path / "config.yaml"
    sources = [{"place": name, "private": True, "pause": 0} for name in places(publisher)]
    config.write_text(yaml.safe_dump({"sources": sources, "content_db": str(db)}), "utf-8")
    whole = tmp_path / "whole" / "content.db"
    whole.parent.mkdir()
    run(whole, publisher)
    command = [sys.executable, "-m", "bot", "ingest", "--trust"]
    environment = {"ALLY_CONFIG": str(config), "PATH": "", "HOME": str(tmp_path)}

    publisher.asked.clear()
    for calls in (15, 35, 60):  # robots.txt, then feeds; feeds; pages
        started = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603 - ours
        while started.poll() is None and len(set(publisher.asked)) < calls:
            time.sleep(0.005)  # nobody tells how far another process has come
            assert not db.exists()  # a reader sees the whole library or none
        started.send_signal(signal.SIGKILL)
        started.wait()
    assert not db.exists()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - ours

    asked = [path for path in publisher.asked if path.startswith(("/feeds", "/pages"))]
    assert f" {len(shelf(whole, publisher.address))} new, 0 changed" in done.stdout
    assert shelf(db, publisher.address) == shelf(whole, publisher.address)
    assert len(asked) - len(set(asked)) <= 3  # what was on its way when it was killed
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".content.db.lock", "config.yaml", "content.db", "content.db.visits.json", "whole",
    ]  # fmt: skip
