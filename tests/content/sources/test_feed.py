"""Feeds as they are found in the wild, served by a real server with its moods."""

from __future__ import annotations

import threading
import time
from datetime import date
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from content import CATEGORIES, Article, Problem, load_categories
from content.errors import ContentError
from content.ingest import ingest
from content.sources.feed import Feed
from content.sources.fetch import Fetcher, FetchError, Visit
from content.sources.markup import first_picture, markdown
from content.types import Unchanged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RECORDED = Path(__file__).parents[1] / "recorded" / "feeds"
SHELVES = load_categories(CATEGORIES)
KINDS = {".xml": "application/rss+xml", ".html": "text/html", ".json": "application/feed+json"}


class Moody(BaseHTTPRequestHandler):
    """Serves the recorded files, and everything that can go wrong on the way to them."""

    busy = 1  #: times that /busy refuses
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer by the first part of the path."""
        mood, _, rest = self.path.strip("/").partition("/")
        answers: dict[str, Callable[[], None]] = {
            "robots.txt": partial(self.send, b"User-agent: *\nDisallow: /private/\n", "text/plain"),
            "moved": partial(self.redirect, f"/{rest}"), "loop": partial(self.redirect, "/loop"),
            "away": partial(self.redirect, "ftp://elsewhere.example/feed"), "tagged": partial(self.tagged, rest),
            "busy": partial(self.refuse, rest), "endless": self.endless, "slow": self.slow,
            "private": partial(self.file, rest),
        }  # fmt: skip
        answers.get(mood, partial(self.file, self.path.strip("/")))()

    def send(self, content: bytes, kind: str, **headers: str) -> None:
        """A good answer."""
        self.send_response(200)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def file(self, name: str) -> None:
        """A recorded file."""
        path = RECORDED / name
        if path.is_file():
            self.send(path.read_bytes(), KINDS[path.suffix])
        else:
            self.empty(404)

    def empty(self, status: int, **headers: str) -> None:
        """An answer without content."""
        self.send_response(status)
        for name, value in {"Content-Length": "0", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def redirect(self, to: str) -> None:
        """Somewhere else."""
        self.empty(302, Location=to)

    def tagged(self, name: str) -> None:
        """The same as last time, for who says so."""
        if self.headers.get("If-None-Match") == '"one"':
            self.empty(304)
        else:
            self.send((RECORDED / name).read_bytes(), KINDS[Path(name).suffix], ETag='"one"')

    def refuse(self, name: str) -> None:
        """Too many calls, once."""
        if type(self).busy:
            type(self).busy -= 1
            self.empty(429, Retry_After="0")
        else:
            self.file(name)

    def endless(self) -> None:
        """A body that does not end."""
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x" * 65536)
        except OSError:
            return

    def slow(self) -> None:
        """A body that trickles."""
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(200):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)  # a slow server is what is tested
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the signature is the library's
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Moody)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    made = Fetcher(allows_private=True, pause=0.0)
    yield made
    made.close()


def read(site: str, name: str, fetcher: Fetcher) -> list[Any]:
    return list(Feed(f"{site}/{name}", SHELVES, fetcher).read())


def articles(site: str, name: str, fetcher: Fetcher) -> list[Article]:
    return [item for item in read(site, name, fetcher) if isinstance(item, Article)]


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
    assert f"[Breathe out]({site}/breathing?utm=x) slowly." in first.body
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


def test_an_empty_feed_is_no_problem(site: str, fetcher: Fetcher) -> None:
    assert read(site, "empty.xml", fetcher) == []


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("error-page.html", "this is no feed"), ("nowhere.xml", "the server answers 404"),
        ("loop", "more than 5 redirects"), ("away", "only http and https addresses are read"),
        ("private/wordpress.xml", "its robots.txt does not let us read it"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_plain_words(site: str, fetcher: Fetcher, name: str, what: str) -> None:
    (problem,) = read(site, name, fetcher)
    assert (problem.where, problem.what) == (f"{site}/{name}", what)


def test_redirects_and_busy_servers_are_followed_and_waited_for(site: str, fetcher: Fetcher) -> None:
    assert len(articles(site, "moved/wordpress.xml", fetcher)) == 2
    assert len(articles(site, "busy/wordpress.xml", fetcher)) == 2


def test_what_did_not_change_is_not_sent_again(site: str, fetcher: Fetcher) -> None:
    assert len(articles(site, "tagged/wordpress.xml", fetcher)) == 2
    assert fetcher.visits[f"{site}/tagged/wordpress.xml"] == Visit(etag='"one"')
    assert read(site, "tagged/wordpress.xml", fetcher) == [Unchanged()]


@pytest.mark.parametrize(("name", "limits"), [("endless", {"largest": 200_000}), ("slow", {"longest": 0.3})])
def test_bodies_without_end_are_given_up(site: str, name: str, limits: dict[str, Any]) -> None:
    limited = Fetcher(allows_private=True, pause=0.0, **limits)
    with pytest.raises(FetchError, match=r"larger than|not read within"):
        limited.get(f"{site}/{name}")
    limited.close()


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/feed", "http://localhost/feed", "http://[::1]/", "http://10.0.0.7/"]
)
def test_addresses_of_this_network_are_refused(address: str) -> None:
    with pytest.raises(FetchError, match="private network"):
        Fetcher(pause=0.0).check(address)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "gopher://x", "http://", "javascript:alert(1)"])
def test_only_the_web_is_read(address: str) -> None:
    with pytest.raises(FetchError, match="only http and https"):
        Fetcher(pause=0.0).check(address)


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


def test_a_feed_is_ingested_once_and_what_it_no_longer_lists_stays(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Fetcher, "check", lambda *_: None)
    monkeypatch.setattr("content.sources.fetch.PAUSE", 0.0)
    db = tmp_path / "content.db"
    first = ingest([f"{site}/tagged/wordpress.xml"], db, SHELVES, trust=True)
    again = ingest([f"{site}/tagged/wordpress.xml"], db, SHELVES, trust=True)
    other = ingest([f"{site}/nowhere.xml", f"{site}/ghost.xml"], db, SHELVES, trust=True)

    assert (len(first.new), first.failed) == (2, ())
    assert (again.new, len(again.same), again.gone, again.failed) == ((), 2, (), ())
    assert (len(other.new), other.gone) == (1, ())
    assert other.failed == (f"{site}/nowhere.xml: the server answers 404",)


def test_lost_articles_are_fetched_again_whatever_the_server_said(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Fetcher, "check", lambda *_: None)
    db = tmp_path / "content.db"
    ingest([f"{site}/tagged/ghost.xml"], db, SHELVES, trust=True)
    db.unlink()
    assert len(ingest([f"{site}/tagged/ghost.xml"], db, SHELVES, trust=True).new) == 1


def test_a_faulty_memory_of_visits_costs_nothing(site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fetcher, "check", lambda *_: None)
    db = tmp_path / "content.db"
    (tmp_path / "content.db.visits.json").write_text('{"x": 7', "utf-8")
    try:
        assert len(ingest([f"{site}/ghost.xml"], db, SHELVES, trust=True).new) == 1
    except ContentError as error:  # pragma: no cover - it must not
        pytest.fail(str(error))
