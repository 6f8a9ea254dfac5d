"""An RSS, Atom or JSON feed: its newest articles. Older ones that a feed no longer lists stay in the library."""

import calendar
import html
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from content.errors import FetchError
from content.text import minutes, one_line, plain, shorten, writable
from content.topics import Shelving
from content.types import Article, Category, Problem, Unchanged

from .answers import Fetched
from .fetch import Fetcher
from .markup import first_picture, markdown, whole
from .said import all_worded, id_of, iso_day, language_of, worded
from .source import Place

LONGEST_SUMMARY = 200


class Feed:
    """One feed by its address."""

    partial = True  #: what it no longer lists is not gone
    one_each = True
    expected: int | None = None

    def __init__(self, place: Place, categories: tuple[Category, ...], fetcher: Fetcher | None = None) -> None:
        self.place = place.name
        self.fetcher = fetcher or Fetcher()
        self.shelving = Shelving(categories)

    @staticmethod
    def accepts(name: str) -> bool:
        """Whether the place is a web address."""
        return name.startswith(("http://", "https://"))

    def read(self) -> Iterator[Article | Problem | Unchanged]:
        """Each entry's article, or its problem; that nothing changed where the server says so."""
        try:
            fetched = self.fetcher.get(self.place)
        except FetchError as error:
            yield Problem(where=self.place, what=str(error))
            return
        yield from self.entries(fetched)

    def entries(self, fetched: Fetched) -> Iterator[Article | Problem | Unchanged]:
        """What an answer holds, entry by entry."""
        if fetched.unchanged:
            yield Unchanged()
            return
        entries = from_json(fetched) if looks_like_json(fetched) else from_xml(fetched)
        if entries is None:
            self.fetcher.visits.pop(self.place, None)  # what is no feed today may be one tomorrow
            yield Problem(where=self.place, what="this is no feed")
            return
        for number, entry in enumerate(entries, start=1):
            yield self.article(entry, fetched.url) or Problem(
                where=f"{self.place} entry {number}", what="has neither title nor text", id=""
            )

    def article(self, entry: Mapping[str, Any], base: str) -> Article | None:
        """One entry as an article; None where it says nothing."""
        link = whole(base, entry["link"])
        body = markdown(entry["html"], link or base) if entry["html"] else ""
        title = worded(entry["title"])
        said = entry["summary"] if entry["summary"] != entry["html"] else ""
        words = one_line(plain(markdown(said, link or base))) if "<" in said else worded(said)
        summary = shorten(words or one_line(plain(body[: 10 * LONGEST_SUMMARY])), LONGEST_SUMMARY)
        if not (title or body or summary):
            return None
        picture, alt = (
            (whole(base, entry["picture"]), "") if entry["picture"] else first_picture(entry["html"], link or base)
        )
        text = body or summary
        return Article(
            id=id_of(base, entry["guid"] or link or title),
            title=title, summary=summary, body=text, topics=(), tags=entry["tags"], published=entry["published"],
            category=self.shelving.category(entry["tags"], title, text),
            minutes=minutes(text), picture=picture or None, picture_alt=alt, source_name=entry["source"],
            link=link or None, authors=entry["authors"], language=entry["language"], citations=(), curated=False,
            reviewed_on="none yet",
        )  # fmt: skip


def is_feed(fetched: Fetched) -> bool:
    """Whether an answer is a feed of any kind."""
    return (from_json(fetched) if looks_like_json(fetched) else from_xml(fetched)) is not None


def looks_like_json(fetched: Fetched) -> bool:
    """Whether the answer is JSON, by its type or its first letter."""
    return "json" in fetched.kind or fetched.content.lstrip()[:1] == b"{"


def from_xml(fetched: Fetched) -> Iterator[dict[str, Any]] | None:
    """The entries of an RSS or Atom feed, broken ones too; None where there is no feed to be read."""
    import feedparser  # noqa: PLC0415 - most starts read no feed

    headers = {"content-type": f"{fetched.kind}; charset={fetched.charset}" if fetched.charset else fetched.kind}
    try:
        parsed: Any = feedparser.parse(  # type: ignore[attr-defined,no-untyped-call] # it has no types
            fetched.content, response_headers=headers, resolve_relative_uris=False, sanitize_html=False
        )  # addresses are made whole by us, so that a guid stays what it is, and HTML is cleaned by us
    except (ValueError, TypeError, LookupError, AttributeError):  # it stumbles over some broken signs and charsets
        return None
    if not parsed.get("version") and not parsed.entries:
        return None
    about = parsed.feed
    return (
        {
            "title": entry.get("title") or "", "link": link_of(entry), "guid": entry.get("id") or "",
            "html": longest([each.get("value") or "" for each in parts(entry, "content")], entry.get("summary") or ""),
            "summary": entry.get("summary") or "", "published": day(entry),
            "authors": named(entry) or (named(about) if parsed.version.startswith("atom") else ()),
            "tags": all_worded(tag.get("term") or "" for tag in parts(entry, "tags")),
            "picture": picture_of(entry), "language": language_of(
                about.get("language") or part(about, "title_detail").get("language") or ""
            ),
            "source": worded(about.get("title") or ""),
        }
        for entry in parsed.entries
    )  # fmt: skip


def parts(written: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """The parts that stand under a key; none where what stands there has no parts."""
    try:
        found = written.get(key)
    except TypeError:  # feedparser looks for enclosures among links, and falls over an element of that name
        return []
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def part(written: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The part that stands under a key; an empty one where what stands there has no parts."""
    found = written.get(key)
    return found if isinstance(found, Mapping) else {}


def named(written: Mapping[str, Any]) -> tuple[str, ...]:
    """The authors that an entry or its feed names."""
    people = all_worded(each.get("name") or "" for each in parts(written, "authors"))
    return people or all_worded([written.get("author") or ""])


def link_of(entry: Mapping[str, Any]) -> str:
    """Where an entry stands: not at a proxy, and not at a guid that is no address."""
    link, guid = str(entry.get("feedburner_origlink") or entry.get("link") or ""), str(entry.get("id") or "")
    is_guid = not entry.get("links") and not guid.startswith(("http://", "https://"))
    return "" if is_guid else link


def longest(contents: list[str], summary: str) -> str:
    """The fullest text of an entry."""
    return max((*contents, summary), key=len, default="")


def picture_of(entry: Mapping[str, Any]) -> str:
    """The picture that an entry names beside its text."""
    media = [*parts(entry, "media_content"), *parts(entry, "media_thumbnail")]
    shown = [each.get("url", "") for each in media if each.get("medium", "image") == "image"]
    files = [each.get("href", "") for each in parts(entry, "enclosures") if each.get("type", "").startswith("image/")]
    return next(filter(None, (*shown, *files, part(entry, "image").get("href", ""))), "")


def day(entry: Mapping[str, Any]) -> date | None:
    """The day an entry was published, else changed, where it was written; None where it does not say."""
    said = next((key for key in ("published", "updated") if key in entry), "published")
    written, moment = str(entry.get(said, "")), entry.get(f"{said}_parsed")
    try:
        found = iso_day(written) or parsedate_to_datetime(written).date()
    except (ValueError, OverflowError, IndexError, TypeError):
        found = None
    try:
        return found or (datetime.fromtimestamp(calendar.timegm(moment), UTC).date() if moment else None)
    except (ValueError, OverflowError, TypeError, OSError):
        return None


def from_json(fetched: Fetched) -> Iterator[dict[str, Any]] | None:
    """The entries of a JSON Feed; None where it is none."""
    try:
        data = json.loads(fetched.content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        return None
    return (json_entry(item, data) for item in data["items"] if isinstance(item, dict))


def json_entry(item: Mapping[str, Any], feed: Mapping[str, Any]) -> dict[str, Any]:
    """One item of a JSON Feed."""

    def said(key: str, where: Mapping[str, Any] = item) -> str:
        value = where.get(key)
        return writable(str(value)) if isinstance(value, str | int | float) else ""

    people = parts(item, "authors") or parts(feed, "authors") or [part(item, "author") or part(feed, "author")]
    names = [str(each["name"]) for each in people if isinstance(each.get("name"), str)]
    tags = item.get("tags")
    return {
        "title": said("title"), "link": said("url") or said("external_url"), "guid": said("id"),
        "html": said("content_html") or html.escape(said("content_text")).replace("\n\n", "<p>"),
        "summary": said("summary"), "published": iso_day(said("date_published") or said("date_modified")),
        "authors": all_worded(names),
        "tags": all_worded(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        "picture": said("image") or said("banner_image"),
        "language": language_of(said("language") or said("language", feed)), "source": worded(said("title", feed)),
    }  # fmt: skip
