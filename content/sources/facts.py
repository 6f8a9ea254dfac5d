"""What a web page states about itself: in JSON-LD, in its head, in the elements made for it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from .markup import whole
from .said import all_worded, iso_day, language_of, worded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lxml.html import HtmlElement

KINDS = re.compile(r"article|posting|report|webpage", re.IGNORECASE)  #: of JSON-LD that speak of the page
TEXTS = re.compile(r"article|posting|report", re.IGNORECASE)  #: of these, the ones that are a text
PUBLISHED = (
    "article:published_time", "article:published", "og:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "citation_publication_date", "citation_date", "publishdate",
    "publish-date", "pubdate", "parsely-pub-date", "sailthru.date",
)  # fmt: skip
CHANGED = ("article:modified_time", "og:updated_time", "dcterms.modified", "last-modified")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MARKS = "|-–—·»«:•"  #: between a title and the name of its site


@dataclass(slots=True, kw_only=True)
class Facts:
    """What one page states, as it is written there."""

    metas: dict[str, list[str]] = field(default_factory=dict)  #: name or property, lower case -> contents
    data: list[dict[str, Any]] = field(default_factory=list)  #: JSON-LD, what speaks of the text before the page
    canonical: str = ""
    lang: str = ""
    heading: str = ""  #: the only one of the first order
    window: str = ""  #: what stands above the page in a browser
    times: list[str] = field(default_factory=list)  #: of elements marked as the time of publication
    feeds: list[str] = field(default_factory=list)  #: addresses of feeds that the page names
    pictures: list[tuple[str, str]] = field(default_factory=list)  #: addresses and alternative texts, in the text

    def meta(self, *names: str) -> str:
        """The first content under one of these names."""
        return next((said for name in names for said in self.metas.get(name, ()) if said.strip()), "")

    def said(self, key: str) -> str:
        """A text in the JSON-LD."""
        found = (each.get(key) for each in self.data)
        return next((value for value in found if isinstance(value, str) and value.strip()), "")

    def named(self, key: str, inner: str) -> list[str]:
        """The texts, or the ``inner`` texts of the objects, that the JSON-LD has under a key."""
        for each in self.data:
            value = each.get(key)
            items = value if isinstance(value, list) else [value]
            texts = [item.get(inner) if isinstance(item, dict) else item for item in items]
            found = [text for text in texts if isinstance(text, str) and text.strip()]
            if found:
                return found
        return []

    def days(self) -> Iterator[date]:
        """The days of publication that are stated, the most trustworthy first."""
        stated = (self.said("datePublished"), *(self.meta(name) for name in PUBLISHED), *self.times)
        yield from filter(None, map(iso_day, stated))

    def changed(self) -> Iterator[date]:
        """The days of a later change that are stated."""
        stated = (self.said("dateModified"), *(self.meta(name) for name in CHANGED))
        yield from filter(None, map(iso_day, stated))

    def title(self, found: str) -> str:
        """The title that is stated, else the one that was found, without the name of the site behind or before it."""
        heading = self.heading if worded(self.heading) in worded(self.window) else ""
        stated = self.said("headline") or self.meta("og:title", "twitter:title") or heading
        title = worded(stated or (found if self.heading else self.window) or found)
        name = self.site_name()
        for mark in MARKS if name else "":
            title = title.removesuffix(f" {mark} {name}").removeprefix(f"{name} {mark} ")
        return title

    def site_name(self) -> str:
        """The name of the site."""
        return worded(self.meta("og:site_name", "application-name") or next(iter(self.named("publisher", "name")), ""))

    def summary(self) -> str:
        """The few words that stand for the text elsewhere."""
        return worded(self.meta("og:description", "description", "twitter:description") or self.said("description"))

    def tags(self) -> list[str]:
        """The sections and words that the page names for itself."""
        sections = [*self.named("articleSection", "name"), *self.metas.get("article:section", ())]
        words = self.named("keywords", "name") or self.metas.get("keywords", [])
        listed = [*self.metas.get("article:tag", ()), *words]
        return [*sections, *(word for said in listed for word in said.split(","))]

    def authors(self) -> tuple[str, ...]:
        """Who wrote it."""
        stated = self.named("author", "name") or [
            self.meta("author", "citation_author", "parsely-author", "dc.creator")
        ]
        return all_worded(name for name in stated if "://" not in name)

    def picture(self, url: str) -> tuple[str, str]:
        """The picture that stands for the page, else the first one in its text, and its alternative text."""
        stated = (self.meta("og:image", "og:image:url", "twitter:image"), *self.named("image", "url"))
        shown = [(whole(url, address), worded(alt)) for address, alt in self.pictures]
        every = (*(whole(url, each) for each in stated), *(address for address, _ in shown))
        picture = next(filter(None, every), "")
        alt = next((alt for address, alt in shown if address == picture and alt), "")
        return picture, (worded(self.meta("og:image:alt", "twitter:image:alt")) or alt) if picture else ""

    def link(self, url: str) -> str:
        """The address that the page calls its own; a site that calls every page its home is not believed."""
        for said in (self.canonical, self.meta("og:url")):
            address = whole(url, said)
            if address and (urlsplit(address).path.strip("/") or not urlsplit(url).path.strip("/")):
                return address
        return url

    def language(self) -> str:
        """The language of the text."""
        return language_of(self.said("inLanguage") or self.lang or self.meta("og:locale", "content-language"))


def facts_of(tree: HtmlElement) -> Facts:
    """What a page states about itself."""
    facts = Facts(lang=str(tree.get("lang") or tree.get(LANG) or ""))
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        facts.metas.setdefault(name.lower(), []).append(str(meta.get("content") or ""))
    for link in tree.iter("link"):
        relation = str(link.get("rel") or "").lower().split()
        if "canonical" in relation:
            facts.canonical = facts.canonical or str(link.get("href") or "")
        if "alternate" in relation and str(link.get("type") or "").endswith(("rss+xml", "atom+xml", "feed+json")):
            facts.feeds.append(str(link.get("href") or ""))
    for script in tree.iter("script"):
        if str(script.get("type") or "").lower().strip() == "application/ld+json":
            facts.data += objects(script.text or "")
    facts.data.sort(key=lambda each: not TEXTS.search(kind(each)))
    headings = [each.text_content().strip() for each in tree.iter("h1")]
    facts.heading = headings[0] if len(headings) == 1 else ""
    facts.window = next((each.text_content().strip() for each in tree.iter("title")), "")
    facts.times = [str(time.get("datetime") or "") for time in tree.iter("time") if is_publication(time)]
    facts.pictures = [
        (str(image.get(name)), str(image.get("alt") or ""))
        for text in tree.iter("article", "main")
        for image in text.iter("img")
        for name in ("src", "data-src", "data-lazy-src")
        if image.get(name)
    ]
    return facts


def is_publication(time: HtmlElement) -> bool:
    """Whether a time element is marked as the time of publication."""
    marks = (time.get("itemprop") == "datePublished", "published" in str(time.get("class") or ""))
    return time.get("pubdate") is not None or any(marks)


def objects(script: str) -> list[dict[str, Any]]:
    """The JSON-LD of one script that speaks of the page or its text; nothing where it does not parse."""
    try:
        data = json.loads(script.strip().removesuffix(";"), strict=False)
        return [each for each in spread(data) if KINDS.search(kind(each))]
    except (ValueError, RecursionError):
        return []


def spread(data: object) -> Iterator[dict[str, Any]]:
    """The objects of a document, those in lists and graphs too."""
    if isinstance(data, dict):
        yield data
        yield from spread(data.get("@graph"))
    elif isinstance(data, list):
        for each in data:
            yield from spread(each)


def kind(thing: dict[str, Any]) -> str:
    """What an object says that it is."""
    value = thing.get("@type")
    return " ".join(map(str, value)) if isinstance(value, list) else str(value or "")
