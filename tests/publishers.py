"""A web server with the recorded publications, and with everything that can go wrong on the way to them."""

from __future__ import annotations

import gzip
import threading
import time
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

RECORDED = Path(__file__).parent / "content" / "recorded"
KINDS = {
    ".xml": "application/rss+xml", ".html": "text/html", ".json": "application/feed+json", ".txt": "text/plain",
    ".atom": "application/atom+xml", ".rdf": "application/rdf+xml",
}  # fmt: skip
ROBOTS = "User-agent: *\nDisallow: /private/\n"


@dataclass(slots=True)
class Publisher:
    """What a server has beside the recorded files, and what was asked of it."""

    pages: dict[str, str] = field(default_factory=dict)  #: path -> HTML or XML; wins over the recorded files
    robots: str = ROBOTS
    status: dict[str, int] = field(default_factory=dict)  #: path -> what it answers instead
    busy: int = 1  #: times that /busy refuses
    pause: float = 0.0  #: seconds before each answer
    tags: set[str] = field(default_factory=set)  #: paths of pages that are not sent again to who has them
    asked: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)  #: of the pages, what was sent whole
    hosts: list[str] = field(default_factory=list)
    address: str = ""
    server: ThreadingHTTPServer | None = None

    def __enter__(self) -> Self:
        handler = type("Handler", (Moody,), {"publisher": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        return self

    def __exit__(self, *_: object) -> None:
        if self.server:
            self.server.shutdown()
            self.server.server_close()

    def sitemap(self, path: str, pages: dict[str, str]) -> None:
        """List these paths, each with the day of its last change, in a sitemap."""
        entries = [
            f"<url><loc>{self.address}{page}</loc>" + (f"<lastmod>{day}</lastmod>" if day else "") + "</url>"
            for page, day in pages.items()
        ]
        self.pages[path] = (
            '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
            f"{''.join(entries)}</urlset>"
        )


class Moody(BaseHTTPRequestHandler):
    """Answers by the first part of the path."""

    publisher: Publisher
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer, after a pause where one is wanted."""
        publisher = self.publisher
        publisher.asked.append(self.path)
        publisher.hosts.append(self.headers["Host"])
        time.sleep(publisher.pause)  # a slow server is what is tested
        if self.path in publisher.status:
            self.empty(publisher.status[self.path])
            return
        if self.path in publisher.pages:
            kind = "application/xml" if publisher.pages[self.path].startswith("<?xml") else "text/html"
            if self.path in publisher.tags and self.headers.get("If-None-Match"):
                self.empty(304)
            else:
                publisher.sent.append(self.path)
                self.send(
                    publisher.pages[self.path].encode(), kind, ETag='"one"' if self.path in publisher.tags else ""
                )
            return
        mood, _, rest = self.path.strip("/").partition("/")
        answers: dict[str, Callable[[], None]] = {
            "robots.txt": partial(self.send, publisher.robots.encode(), "text/plain"),
            "moved": partial(self.empty, 302, Location=f"/{rest}"), "loop": partial(self.empty, 302, Location="/loop"),
            "away": partial(self.empty, 302, Location="ftp://elsewhere.example/feed"),
            "tagged": partial(self.tagged, rest), "busy": partial(self.refuse, rest), "endless": self.endless,
            "slow": self.slow, "private": partial(self.file, rest), "packed": partial(self.packed, rest),
        }  # fmt: skip
        answers.get(mood, partial(self.file, self.path.strip("/")))()

    def send(self, content: bytes, kind: str, **headers: str) -> None:
        """A good answer."""
        self.send_response(200)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **headers}.items():
            if value:
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

    def tagged(self, name: str) -> None:
        """The same as last time, for who says so."""
        if self.headers.get("If-None-Match") == '"one"':
            self.empty(304)
        else:
            self.send((RECORDED / name).read_bytes(), KINDS[Path(name).suffix], ETag='"one"')

    def packed(self, name: str) -> None:
        """A page of our own as a packed file."""
        self.send(gzip.compress(self.publisher.pages[f"/{name}"].encode()), "application/gzip")

    def refuse(self, name: str) -> None:
        """Too many calls, a few times."""
        if self.publisher.busy:
            self.publisher.busy -= 1
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
