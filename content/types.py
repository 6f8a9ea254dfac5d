"""The things this room talks about: categories, articles, and what a search or an ingest gives back."""

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A shelf of the library."""

    slug: str  #: never renamed: articles, subscriptions and links refer to it
    title: str
    emoji: str
    description: str
    aliases: tuple[str, ...]  #: other words a reader may use for it
    related: tuple[str, ...]  #: slugs, nearest first
    care: bool  #: each of its pages points to the help lines
    picture: str  #: file name under ``data/pictures``
    picture_alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A source that an article rests on."""

    title: str
    publisher: str
    url: str
    date: str  #: as the source gives it, or "undated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article, whole."""

    id: str  #: stable for as long as the article lives
    title: str  #: empty where the source gives none
    summary: str
    body: str  #: Markdown
    category: str  #: a category's slug
    topics: tuple[str, ...]  #: further slugs it also fits
    tags: tuple[str, ...]
    published: date | None
    minutes: int  #: to read, at least 1
    picture: str | None
    picture_alt: str
    source_name: str  #: who published it; empty where unknown
    link: str | None  #: where it was first published
    authors: tuple[str, ...]
    language: str
    citations: tuple[Citation, ...]
    curated: bool  #: picked by an editor as help for a hard moment
    reviewed_on: str  #: a date, or "none yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaser:
    """What a list shows of an article."""

    id: str
    title: str
    summary: str
    category: str
    published: date | None
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the score of an article is made of."""

    words: float = 0.0  #: how well the index finds the words in it; 1 for the best
    title: float = 0.0
    nearness: float = 0.0  #: of the words to each other
    category: float = 0.0  #: it is in the one meant
    meaning: float = 0.0  #: 0 without the extra ``semantic``
    freshness: float = 0.0

    @property
    def score(self) -> float:
        """All of it."""
        return self.words + self.title + self.nearness + self.category + self.meaning + self.freshness

    def with_nearness(self, nearness: float) -> "Parts":
        """The same with the nearness of the words taken in."""
        return replace(self, nearness=nearness)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How a search came to what it found."""

    results: "Results"
    words: tuple[str, ...]  #: searched, slips put right, others that may have been meant beside them
    meant: tuple[tuple[str, str], ...]  #: three slugs and why each: those the query speaks of, then likely ones
    parts: tuple[Parts, ...]  #: of each result's score, in the order of the results


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article that answers a query."""

    teaser: Teaser
    score: float  #: higher is better; comparable within one search only
    snippet: str  #: one plain line around the hit, at most 160 characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What a search found, best first."""

    found: tuple[Found, ...]
    categories: tuple[str, ...]  #: the slugs meant, none to three
    corrected: str | None  #: the query as it was searched, if that is not what was typed
    count: int  #: how many there are in all, with those that were not asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One screenful of a list."""

    teasers: tuple[Teaser, ...]
    number: int  #: counts from 1
    pages: int  #: at least 1, also for an empty list


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in a source that did not become an article."""

    where: str  #: file, or file and line
    what: str
    id: str | None = None  #: the article it was to be, where that is known

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Something in a source that is no article, and is not to be one."""

    where: str
    what: str  #: why not

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """A source says that an article is as it was at the last visit; without an id, that all of its articles are."""

    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far an ingest has come."""

    place: str  #: the source that is being read
    source: int  #: its number, from 1
    sources: int
    item: int  #: how many of its items have been read
    items: int | None  #: of how many, where that is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A sentence that safe-messaging guidance would word differently."""

    rule: str  #: the ``id`` in lint.yaml
    sentence: str  #: empty where the finding is about something missing
    suggestion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An article with safe-messaging findings, waiting for an editor."""

    id: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an ingest did: ids, save for ``failed``, which holds sentences for a person."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    same: tuple[str, ...]
    held: tuple[Held, ...]  #: kept out of the library
    failed: tuple[str, ...]
    gone: tuple[str, ...]
    warned: tuple[Held, ...] = ()  #: let in on the publisher's word, findings all the same
    duplicates: tuple[str, ...] = ()  #: left out: same link, guid or text as another
    skipped: tuple[str, ...] = ()  #: pages that are no articles, and why, as sentences for a person
