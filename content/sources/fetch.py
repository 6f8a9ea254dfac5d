"""Fetches pages and feeds politely and safely: robots.txt, a pause between calls, limits, no private addresses."""

from __future__ import annotations

import ipaddress
import socket
import time
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

LARGEST = 20_000_000  #: bytes of one answer
LONGEST = 60.0  #: seconds for one answer, from the first byte asked to the last received
CONNECT, READ = 10.0, 20.0
MOST_REDIRECTS = 5
PAUSE = 1.0  #: seconds between two calls to one host
AGENT = "AnxietyAlly"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
UNCHANGED, OK = 304, 200
MOST_WAITED = 30.0  #: seconds of Retry-After that are waited for, once


class FetchError(Exception):
    """An address could not be had; the message says why, for the publisher."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What to tell a server of the last time, so that it need not send the same again."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer."""

    url: str  #: where it came from in the end, after redirects
    content: bytes
    kind: str  #: the media type, without parameters
    charset: str
    unchanged: bool = False  #: the same as at the last visit; there is no content then


class Answer(NamedTuple):
    """What a server sent, whole."""

    status: int
    headers: Mapping[str, str]  #: names in any case
    content: bytes
    charset: str


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """A polite reader of other people's servers. Used for one run and closed after it."""

    visits: dict[str, Visit] = field(default_factory=dict)  #: by address; what is found now is added
    allows_private: bool = False  #: addresses of this machine and network too, for tests and intranets
    pause: float = PAUSE
    largest: int = LARGEST
    longest: float = LONGEST
    client: httpx.Client | None = None  #: opened at the first call
    robots: dict[str, RobotFileParser | None] = field(default_factory=dict)
    called: dict[str, float] = field(default_factory=dict)

    def opened(self) -> httpx.Client:
        """The client, opened when it is first needed."""
        import httpx  # noqa: PLC0415 - most starts fetch nothing, and it takes long to load

        if self.client is None:
            self.client = httpx.Client(
                headers={"User-Agent": f"{AGENT}/{own_version()}"}, follow_redirects=False,
                timeout=httpx.Timeout(READ, connect=CONNECT),
            )  # fmt: skip
        return self.client

    def close(self) -> None:
        """Let go of every connection."""
        if self.client is not None:
            self.client.close()

    def get(self, url: str) -> Fetched:
        """What stands at an address, if its owner lets us read it.

        Raises:
            FetchError: it cannot be had.
        """
        if not self.may_read(url):
            raise FetchError("its robots.txt does not let us read it")
        return self.ask(url, self.visits.get(url, Visit()))

    def ask(self, url: str, visit: Visit, *, again: bool = True) -> Fetched:
        """One address, through its redirects; each step is checked anew.

        Raises:
            FetchError: as in ``get``.
        """
        at = url
        for _ in range(MOST_REDIRECTS + 1):
            self.check(at)
            self.wait_for(at)
            answer = self.call(at, visit if at == url else Visit())
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                break
            at = urljoin(at, answer.headers["location"])
        else:
            raise FetchError(f"more than {MOST_REDIRECTS} redirects")
        if answer.status == UNCHANGED:
            return Fetched(url=at, content=b"", kind="", charset="", unchanged=True)
        wait = waiting(answer)
        if wait is not None and again:
            time.sleep(wait)  # the server asked for it (Retry-After)
            return self.ask(url, visit, again=False)
        if answer.status != OK:
            raise FetchError(f"the server answers {answer.status}")
        self.visits[url] = Visit(etag=answer.headers.get("etag", ""), modified=answer.headers.get("last-modified", ""))
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Fetched(url=at, content=answer.content, kind=kind, charset=answer.charset)

    def call(self, url: str, visit: Visit) -> Answer:
        """One call, read up to the limits.

        Raises:
            FetchError: it failed, is too large or takes too long.
        """
        import httpx  # noqa: PLC0415 - as above

        told = {"If-None-Match": visit.etag, "If-Modified-Since": visit.modified}
        began = time.monotonic()
        try:
            with self.opened().stream("GET", url, headers={k: v for k, v in told.items() if v}) as answer:
                content = bytearray()
                for piece in answer.iter_bytes():
                    content += piece
                    if len(content) > self.largest:
                        raise FetchError(f"larger than {self.largest / 1_000_000:g} MB")
                    if time.monotonic() - began > self.longest:
                        raise FetchError(f"not read within {self.longest:g} s")
                return Answer(answer.status_code, answer.headers, bytes(content), answer.charset_encoding or "")
        except httpx.TimeoutException:
            raise FetchError("no answer in time") from None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise FetchError(f"cannot be reached ({type(error).__name__})") from None
        finally:
            self.called[host_of(url)] = time.monotonic()

    def wait_for(self, url: str) -> None:
        """Leave a pause between two calls to one host."""
        since = time.monotonic() - self.called.get(host_of(url), -self.pause)
        if since < self.pause:
            time.sleep(self.pause - since)  # courtesy to the host; `ally ingest` has nothing else to do

    def check(self, url: str) -> None:
        """Refuse what is no web address, or one of this machine or network.

        Raises:
            FetchError: it is refused.
        """
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise FetchError("only http and https addresses are read")
        if self.allows_private:
            return
        try:
            found = socket.getaddrinfo(parts.hostname, parts.port or parts.scheme, type=socket.SOCK_STREAM)
        except OSError:
            raise FetchError("its host is not known") from None
        if not all(ipaddress.ip_address(str(address[4][0]).partition("%")[0]).is_global for address in found):
            raise FetchError("its address belongs to a private network")

    def may_read(self, url: str) -> bool:
        """Whether the host's robots.txt lets us; one that cannot be had lets everybody."""
        host = host_of(url)
        if host not in self.robots:
            self.robots[host] = self.rules_of(host)
        rules = self.robots[host]
        return rules is None or rules.can_fetch(AGENT, url)

    def rules_of(self, host: str) -> RobotFileParser | None:
        """The rules in a robots.txt."""
        try:
            answer = self.ask(f"{host}/robots.txt", Visit(), again=False)
        except FetchError:
            return None
        rules = RobotFileParser()
        rules.parse(answer.content.decode("utf-8", "replace").splitlines())
        return rules


def host_of(url: str) -> str:
    """The scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def waiting(answer: Answer) -> float | None:
    """The seconds that a busy server asks us to wait; None where it is not busy or asks for too much."""
    if answer.status not in {429, 503}:
        return None
    try:
        seconds = float(answer.headers.get("retry-after", "1"))
    except ValueError:
        return None
    return seconds if 0 <= seconds <= MOST_WAITED else None


def own_version() -> str:
    """Our version, for servers that want to know who reads them."""
    try:
        return version("anxiety-ally")
    except PackageNotFoundError:
        return "0"
