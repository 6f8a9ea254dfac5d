"""A site: the pages that its sitemap lists, each with its text found and its facts read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from content.errors import FetchError, MissingExtraError
from content.topics import Shelving
from content.types import Article, Category, Problem, Skipped, Unchanged

from .answers import Visit
from .facts import facts_of
from .feed import Feed, is_feed
from .fetch import Fetcher
from .markup import whole
from .page import extractor, read_page, tree_of
from .said import host_in, id_of
from .sitemap import Listed, Sitemap, read_sitemap

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from .source import Place

PREFIX = "site:"
NAMED = re.compile(r"sitemap[^/]*\.(?:xml|txt)(?:\.gz)?$", re.IGNORECASE)
USUAL = ("/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml")
MOST_MAPS = 50
#: Sitemaps and pages that list articles and are none.
LISTS = re.compile(
    r"(?:^|[/_-])(?:taxonom|categor|post_tag|tags?[/_-]|authors?[/_-]|users?[/_-]|page/\d)", re.IGNORECASE
)
FILES = re.compile(r"\.(?:pdf|jpe?g|png|gif|webp|svg|mp[34]|zip|docx?|xlsx?|pptx?|css|js|xml|json)$", re.IGNORECASE)
VANISHED = frozenset({404, 410})


class Site:
    """One site, or the part of it below a path."""

    partial = False  #: what it does not list any more is gone; set to true by a run that did not see everything
    one_each = True

    def __init__(self, place: Place, categories: tuple[Category, ...], fetcher: Fetcher | None = None) -> None:
        self.place = place
        self.url = place.name.removeprefix(PREFIX)
        self.categories = categories
        self.fetcher = fetcher or Fetcher()
        self.shelving = Shelving(categories)
        self.expected: int | None = None

    @staticmethod
    def accepts(name: str) -> bool:
        """Whether the place is marked as a site, is the address of a sitemap, or of a host without a path."""
        url = name.removeprefix(PREFIX)
        try:
            parts = urlsplit(url)
        except ValueError:
            return False
        if parts.scheme not in {"http", "https"}:
            return False
        bare = parts.path in {"", "/"} and not parts.query
        return url != name or bare or bool(NAMED.search(parts.path))

    def read(self) -> Iterator[Article | Problem | Skipped | Unchanged]:
        """Each page's article, or why it has none."""
        try:
            extractor()  # said before anything is fetched
            pages = yield from self.pages()
        except (FetchError, MissingExtraError) as error:
            yield Problem(where=self.place.name, what=str(error))
            return
        if pages is None:
            yield from self.without_sitemap()
            return
        chosen = self.chosen(pages)
        if not chosen:
            yield Problem(where=self.place.name, what="its sitemap lists no pages of articles")
        self.expected = len(chosen)
        yield from self.articles(chosen)

    def articles(self, pages: list[Listed]) -> Iterator[Article | Problem | Skipped | Unchanged]:
        """What each page is; no more are fetched than the publisher allows in one run."""
        left = self.place.pages
        over = 0
        for page in pages:
            visit = self.fetcher.visits.get(page.url, Visit())
            if page.changed and visit.listed == page.changed:
                yield as_before(page.url, visit)
            elif left:
                left -= 1
                yield self.page(page)
            else:
                over += 1
        if over:
            self.partial = True
            what = f"{over} more pages than the {self.place.pages} of one run; run it again for them"
            yield Skipped(where=self.place.name, what=what)

    def page(self, listed: Listed) -> Article | Problem | Skipped | Unchanged:
        """What stands on one page."""
        before = self.fetcher.visits.get(listed.url, Visit())
        try:
            fetched = self.fetcher.get(listed.url)
        except FetchError as error:
            if error.forbidden or error.status in VANISHED:
                return Skipped(where=listed.url, what=str(error))
            return Problem(where=listed.url, what=str(error), id=id_of(listed.url, listed.url))
        if fetched.unchanged:
            self.fetcher.visits[listed.url] = replace(before, listed=listed.changed)
            return as_before(listed.url, before)
        found = read_page(fetched, listed.url, self.shelving)
        why = found.what if isinstance(found, Skipped) else ""
        self.fetcher.visits[listed.url] = replace(fetched.visit, listed=listed.changed, skipped=why)
        return found

    def chosen(self, pages: list[Listed]) -> list[Listed]:
        """The pages of this site and path that may be articles, once each: new ones first, then the last changed."""
        path = "" if NAMED.search(urlsplit(self.url).path) else urlsplit(self.url).path.rstrip("/") + "/"
        different = {page.url: page for page in reversed(pages)}
        mine = [
            page for page in reversed(different.values()) if home(page.url) == home(self.url) and may_be(page.url, path)
        ]
        by_change = sorted(mine, key=lambda page: page.changed, reverse=True)
        return sorted(by_change, key=lambda page: page.url in self.fetcher.visits)

    def pages(self) -> Generator[Problem, None, list[Listed] | None]:
        """Every page in the site's sitemaps; None where it has none. A sitemap that fails is a problem of the whole."""
        first = self.first()
        if first is None:
            return None
        pages, waiting = list(first.pages), list(first.maps)
        seen: set[str] = set()
        while waiting and len(seen) < MOST_MAPS:
            address = waiting.pop(0)
            if address in seen or home(address) != home(self.url) or LISTS.search(urlsplit(address).path):
                continue
            seen.add(address)
            try:
                found = self.sitemap(address)
                if found is None:
                    raise FetchError("this is no sitemap")  # noqa: TRY301 - told like the others
                pages += found.pages
                waiting += found.maps
            except FetchError as error:
                yield Problem(where=address, what=str(error))
        self.partial = self.partial or bool(waiting)
        return pages

    def first(self) -> Sitemap | None:
        """The sitemap that the place is, or that its host names, or that stands where it usually does.

        Raises:
            FetchError: the place is the address of a sitemap, and cannot be had; or the host cannot be reached.
        """
        if NAMED.search(urlsplit(self.url).path):
            return self.sitemap(self.url)
        named = self.fetcher.lists_of(self.url)
        if named:
            return Sitemap(pages=(), maps=tuple(named))
        for usual in USUAL:
            try:
                found = self.sitemap(whole(self.url, usual))
            except FetchError as error:
                if not error.status:
                    raise
            else:
                if found is not None:
                    return found
        return None

    def sitemap(self, address: str) -> Sitemap | None:
        """One sitemap; None where something else stands there.

        Raises:
            FetchError: it cannot be had.
        """
        self.fetcher.visits.pop(address, None)  # what it lists is not remembered, so it is read each time
        fetched = self.fetcher.get(address)
        self.fetcher.visits.pop(address, None)
        found = read_sitemap(fetched.content)
        return found and Sitemap(
            pages=tuple(Listed(url=whole(fetched.url, page.url), changed=page.changed) for page in found.pages),
            maps=tuple(whole(fetched.url, further) for further in found.maps),
        )

    def without_sitemap(self) -> Iterator[Article | Problem | Skipped | Unchanged]:
        """A host without a sitemap may be the address of a feed; else it is said what its page names."""
        try:
            fetched = self.fetcher.get(self.url)
        except FetchError as error:
            yield Problem(where=self.place.name, what=str(error))
            return
        if fetched.unchanged or is_feed(fetched):
            self.partial = True
            yield from Feed(self.place, self.categories, self.fetcher).entries(fetched)
            return
        tree = tree_of(fetched)
        feeds = [] if tree is None else [whole(fetched.url, each) for each in facts_of(tree).feeds]
        hint = f"; its page names a feed: {feeds[0]}" if feeds else ""
        self.fetcher.visits.pop(self.url, None)
        yield Problem(where=self.place.name, what=f"has no sitemap{hint}")


def as_before(url: str, visit: Visit) -> Skipped | Unchanged:
    """What a page is that did not change since a visit."""
    return Skipped(where=url, what=visit.skipped) if visit.skipped else Unchanged(id=id_of(url, url))


def home(address: str) -> str:
    """The host and port of an address, where www. makes no difference."""
    try:
        parts = urlsplit(address)
        return f"{host_in(address).removeprefix('www.')}:{parts.port or ''}"
    except ValueError:
        return ""


def may_be(address: str, path: str) -> bool:
    """Whether an address below a path may be that of an article, by its look."""
    own = urlsplit(address).path
    return bool(own.strip("/")) and own.startswith(path) and not FILES.search(own) and not LISTS.search(own)
