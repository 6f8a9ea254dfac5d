"""Fetches pages and feeds politely: robots.txt, a pause between calls, each redirect checked, no needless call."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from content.errors import FetchError

from .answers import Answers, Fetched, Visit
from .connection import AGENT, Answer, Connection, address_of
from .markup import whole

if TYPE_CHECKING:
    from .source import Place

MOST_REDIRECTS = 5
PAUSE = 1.0  #: seconds between two calls to one host
REDIRECTS = frozenset({301, 302, 303, 307, 308})
UNCHANGED, OK, FAULTY = 304, 200, 500
BUSY = frozenset({429, 503})
MOST_WAITED = 30.0  #: seconds of Retry-After, or of a pause that robots.txt asks for

__all__ = ["Answers", "FetchError", "Fetched", "Fetcher", "Visit"]


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """A polite reader of other people's servers. Used for one run and closed after it."""

    visits: dict[str, Visit] = field(default_factory=dict)  #: by address; what is found now is added
    allows_private: bool = False  #: addresses of this machine and network too, for tests and intranets
    pause: float = PAUSE
    connection: Connection = field(default_factory=Connection)
    answers: Answers | None = None  #: of a run that was stopped
    robots: dict[str, RobotFileParser | None] = field(default_factory=dict)
    called: dict[str, float] = field(default_factory=dict)

    def on_behalf_of(self, place: Place) -> Fetcher:
        """The same reader, bound by what the publisher said about a place."""
        pause = PAUSE if place.pause is None else place.pause
        return replace(self, allows_private=place.private, pause=pause)

    def close(self) -> None:
        """Let go of every connection."""
        self.connection.close()

    def get(self, url: str) -> Fetched:
        """What stands at an address, if its owner lets us read it.

        Raises:
            FetchError: it cannot be had.
        """
        fetched = self.answers.of(url) if self.answers else None
        if fetched is None:
            fetched = self.ask(url, self.visits.get(url, Visit()))
            if self.answers and not fetched.unchanged:
                self.answers.keep(url, fetched)
        if not fetched.unchanged:
            self.visits[url] = fetched.visit
        return fetched

    def ask(self, url: str, visit: Visit, *, again: bool = True) -> Fetched:
        """One address, through its redirects; each step is checked anew.

        Raises:
            FetchError: as in ``get``.
        """
        at = url
        for _ in range(MOST_REDIRECTS + 1):
            if not self.may_read(at):
                raise FetchError("its robots.txt does not let us read it", forbidden=True)
            answer = self.call(at, visit if at == url else Visit())
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                break
            at = whole(at, answer.headers["location"])
        else:
            raise FetchError(f"more than {MOST_REDIRECTS} redirects")
        if answer.status == UNCHANGED:
            return Fetched(url=at, content=b"", kind="", charset="", unchanged=True)
        wait = waiting(answer)
        if wait is not None and again:
            time.sleep(wait)  # the server asked for it (Retry-After)
            return self.ask(url, visit, again=False)
        if answer.status != OK:
            raise FetchError(f"the server answers {answer.status}", status=answer.status)
        seen = Visit(etag=answer.headers.get("etag", ""), modified=answer.headers.get("last-modified", ""))
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Fetched(url=at, content=answer.content, kind=kind, charset=answer.charset, visit=seen)

    def call(self, url: str, visit: Visit) -> Answer:
        """One call, after the pause that its host is due.

        Raises:
            FetchError: it failed.
        """
        host = host_of(url)
        due = self.called.get(host, -MOST_WAITED) + self.pause_for(host) - time.monotonic()
        if due > 0:
            time.sleep(due)  # courtesy to the host; `ally ingest` has nothing else to do
        told = {"If-None-Match": visit.etag, "If-Modified-Since": visit.modified}
        try:
            return self.connection.call(url, told, private=self.allows_private)
        finally:
            self.called[host] = time.monotonic()

    def pause_for(self, host: str) -> float:
        """The pause between two calls to a host: ours, or a longer one that it asks for."""
        rules = self.robots.get(host)
        wanted = rules.crawl_delay(AGENT) if rules else None
        return max(self.pause, min(int(wanted or 0), MOST_WAITED))

    def may_read(self, url: str) -> bool:
        """Whether the host's robots.txt lets us; without one everybody may.

        Raises:
            FetchError: it is no web address.
        """
        rules = self.rules_for(url)
        try:
            return rules is None or rules.can_fetch(AGENT, url)
        except ValueError:  # it takes the address apart anew, and otherwise than we do
            raise FetchError("this is no address") from None

    def rules_for(self, url: str) -> RobotFileParser | None:
        """The rules of an address's host; None where it has none.

        Raises:
            FetchError: it is no web address.
        """
        address_of(url)
        host = host_of(url)
        if host not in self.robots:
            self.robots[host] = None  # the rules themselves may be read
            self.robots[host] = self.read_rules(f"{host}/robots.txt")
        return self.robots[host]

    def read_rules(self, url: str) -> RobotFileParser | None:
        """The rules in a robots.txt. A server that fails to give them is not to be read for now (RFC 9309)."""
        rules = RobotFileParser()
        try:
            answer = self.ask(url, Visit(), again=False)
        except FetchError as error:
            if error.status < FAULTY:
                return None
            rules.parse(["User-agent: *", "Disallow: /"])
            return rules
        rules.parse(list(filter(is_rule, answer.content.decode("utf-8-sig", "replace").splitlines())))
        return rules

    def lists_of(self, url: str) -> list[str]:
        """The sitemaps that a host's robots.txt names."""
        rules = self.rules_for(url)
        return (rules.site_maps() or []) if rules else []


def is_rule(line: str) -> bool:
    """Whether a line of a robots.txt can be read: Python falls over odd numbers and brackets, the others still hold."""
    try:
        RobotFileParser().parse(["User-agent: *", line])
    except ValueError:
        return False
    return True


def host_of(url: str) -> str:
    """The scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def waiting(answer: Answer) -> float | None:
    """The seconds that a busy server asks us to wait; None where it is not busy or asks for too much."""
    if answer.status not in BUSY:
        return None
    try:
        seconds = float(answer.headers.get("retry-after", "1"))
    except ValueError:
        return None
    return seconds if 0 <= seconds <= MOST_WAITED else None
