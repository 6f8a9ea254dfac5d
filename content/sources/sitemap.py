"""A sitemap: the pages that a site lists, and the further sitemaps of an index."""

import re
import zlib
from dataclasses import dataclass
from html import unescape

PACKED = b"\x1f\x8b"
LARGEST = 50_000_000  #: bytes of one unpacked, as the protocol allows
OPENING = re.compile(r"<(?:\w{1,20}:)?(url|sitemap)(?:\s[^>]{0,500})?>", re.IGNORECASE)
ROOT = re.compile(r"<(?:\w{1,20}:)?(?:urlset|sitemapindex)\b", re.IGNORECASE)
LOC = re.compile(r"<(?!image:|video:|news:)(?:\w{1,20}:)?loc(?:\s[^>]{0,500})?>([^<]{0,3000})", re.IGNORECASE)
LASTMOD = re.compile(r"<(?:\w{1,20}:)?lastmod(?:\s[^>]{0,500})?>([^<]{0,100})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One address in a sitemap."""

    url: str
    changed: str  #: when, as the sitemap writes it; empty where it does not say


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """What one file lists."""

    pages: tuple[Listed, ...]
    maps: tuple[str, ...]  #: further sitemaps


def read_sitemap(content: bytes) -> Sitemap | None:
    """The sitemap in an answer: XML, packed too, or a plain list of addresses; None where it is none.

    Read by pattern, since sitemaps are flat, and a faulty character in one address must not hide the others.
    """
    text = unpacked(content).decode("utf-8-sig", "replace")
    if ROOT.search(text[:5000]):
        _, *pieces = OPENING.split(uncommented(text).replace("<![CDATA[", "").replace("]]>", ""))
        entries = list(zip(pieces[::2], pieces[1::2], strict=True))
        listed = [(kind.lower(), field(LOC, inner), field(LASTMOD, inner)) for kind, inner in entries]
        return Sitemap(
            pages=tuple(Listed(url=url, changed=changed) for kind, url, changed in listed if kind == "url" and url),
            maps=tuple(url for kind, url, _ in listed if kind == "sitemap" and url),
        )
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if lines and all(line.startswith(("http://", "https://")) for line in lines):
        return Sitemap(pages=tuple(Listed(url=line, changed="") for line in lines), maps=())
    return None


def uncommented(text: str) -> str:
    """The text without XML comments."""
    first, *rest = text.split("<!--")
    return first + "".join(piece.partition("-->")[2] for piece in rest)


def field(pattern: re.Pattern[str], inner: str) -> str:
    """One field of an entry; empty where it has none."""
    found = pattern.search(inner)
    return unescape(found[1]).strip() if found else ""


def unpacked(content: bytes) -> bytes:
    """The content, unpacked where it is packed, up to a limit; what does not unpack is left as it is."""
    if not content.startswith(PACKED):
        return content
    try:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(content, LARGEST)
    except zlib.error:
        return content
