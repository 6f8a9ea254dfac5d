"""One call to one address: it goes to a checked address of the host, is read up to limits and never further."""

from __future__ import annotations

import ipaddress
import socket
import time
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from content.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import httpx

LARGEST = 20_000_000  #: bytes of one answer
LONGEST = 60.0  #: seconds for one answer, from the first byte asked to the last received
CONNECT, READ = 10.0, 20.0
MOST_ADDRESSES = 4  #: of one host that are tried
AGENT = "AnxietyAlly"


class Answer(NamedTuple):
    """What a server sent, whole."""

    status: int
    headers: Mapping[str, str]  #: names in any case
    content: bytes
    charset: str


def resolve(host: str, port: int) -> list[str]:
    """Every address of a host, as the system knows them, in its order of preference."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]).partition("%")[0] for each in found))


@dataclass(slots=True, kw_only=True)
class Connection:
    """The way to other people's servers. Used for one run and closed after it."""

    largest: int = LARGEST
    longest: float = LONGEST
    resolve: Callable[[str, int], list[str]] = resolve
    client: httpx.Client | None = None  #: opened at the first call

    def opened(self) -> httpx.Client:
        """The client, opened when it is first needed."""
        import httpx  # noqa: PLC0415 - most starts fetch nothing, and it takes long to load

        if self.client is None:
            self.client = httpx.Client(
                headers={"User-Agent": f"{AGENT}/{own_version()}"}, follow_redirects=False,
                timeout=httpx.Timeout(READ, connect=CONNECT),
                limits=httpx.Limits(max_keepalive_connections=0),  # hosts that share an address share no connection
            )  # fmt: skip
        return self.client

    def close(self) -> None:
        """Let go of every connection."""
        if self.client is not None:
            self.client.close()

    def call(self, url: str, told: Mapping[str, str], *, private: bool) -> Answer:
        """What a server answers; ``told`` are headers, ``private`` allows this machine and network.

        The name is looked up once: the address that was checked is the one that is called.

        Raises:
            FetchError: it is refused, failed, is too large or takes too long.
        """
        import httpx  # noqa: PLC0415 - as above

        failure: Exception | None = None
        for place in self.places(url, private=private)[:MOST_ADDRESSES]:
            try:
                return self.read(url, place, told)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error  # the host's next address may answer
            except httpx.TimeoutException:
                raise FetchError("no answer in time") from None
            except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
                raise FetchError(f"cannot be reached ({type(error).__name__})") from None
        raise FetchError(f"cannot be reached ({type(failure).__name__})")

    def places(self, url: str, *, private: bool) -> list[str]:
        """The addresses of the host, all of them checked; its name alone where a proxy is to look it up.

        Raises:
            FetchError: it is no web address, or one of this machine or network.
        """
        parts = address_of(url)
        host = parts.hostname or ""
        try:
            found = self.resolve(host, parts.port or {"http": 80, "https": 443}[parts.scheme])
        except (OSError, UnicodeError):
            raise FetchError("its host is not known") from None
        if not private and not all(ipaddress.ip_address(each).is_global for each in found):
            raise FetchError("its address belongs to a private network")
        return [host] if parts.scheme in getproxies() and not proxy_bypass(host) else found

    def read(self, url: str, place: str, told: Mapping[str, str]) -> Answer:
        """The answer of one address of the host, up to the limits."""
        import httpx  # noqa: PLC0415 - as above

        asked = httpx.URL(url)
        headers = {
            **{name: value for name, value in told.items() if value and value.isascii()},
            "Host": asked.netloc.decode("ascii"),
        }
        began = time.monotonic()
        with self.opened().stream(
            "GET", asked.copy_with(host=place), headers=headers, extensions={"sni_hostname": asked.raw_host.decode()}
        ) as answer:
            content = bytearray()
            for piece in answer.iter_bytes():
                content += piece
                if len(content) > self.largest:
                    raise FetchError(f"larger than {self.largest / 1_000_000:g} MB")
                if time.monotonic() - began > self.longest:
                    raise FetchError(f"not read within {self.longest:g} s")
            return Answer(answer.status_code, answer.headers, bytes(content), answer.charset_encoding or "")


class Address(NamedTuple):
    """The parts of a web address that a call needs."""

    scheme: str
    hostname: str
    port: int | None


def address_of(url: str) -> Address:
    """The parts of a web address.

    Raises:
        FetchError: it is none.
    """
    try:
        parts = urlsplit(url)
        address = Address(parts.scheme, parts.hostname or "", parts.port)
    except ValueError:
        raise FetchError("this is no address") from None
    if address.scheme not in {"http", "https"} or not address.hostname:
        raise FetchError("only http and https addresses are read")
    return address


def own_version() -> str:
    """Our version, for servers that want to know who reads them."""
    try:
        return version("anxiety-ally")
    except PackageNotFoundError:
        return "0"
