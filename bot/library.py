"""The articles as the menus see them: everything answers, or says that the library cannot be opened."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .errors import NoLibraryError

if TYPE_CHECKING:
    from content import Article, Catalog, Teaser

#: What a link to the bot can carry; an id of other signs, or a longer one, goes by its fingerprint.
CARRIED = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,47}")
#: The first sign of a fingerprint; no id that goes as it is begins with it.
MARK = "-"
#: Articles whose like is remembered.
MOST_ALIKE = 2000


@dataclass(slots=True)
class Library:
    """The catalogue, if it could be opened, and the way from a button back to an article."""

    catalog: Catalog | None
    #: Fingerprints of long ids met so far.
    long_ids: dict[str, str] = field(default_factory=dict)
    has_looked: bool = False
    #: What is like an article, as found before: finding it costs as much as a search.
    alike: dict[tuple[str, str], tuple[Teaser, ...]] = field(default_factory=dict)

    @property
    def shelves(self) -> Catalog:
        """The catalogue.

        Raises:
            NoLibraryError: there is none.
        """
        if self.catalog is None:
            raise NoLibraryError
        return self.catalog

    def short_id(self, article: str) -> str:
        """An article's id as a button can carry it."""
        if CARRIED.fullmatch(article):
            return article
        short = fingerprint(article)
        self.long_ids[short] = article
        return short

    def article(self, short: str) -> Article | None:
        """The article behind a button or link, or None if it is gone."""
        if not short.startswith(MARK):
            return self.shelves.article(short)
        if short not in self.long_ids and not self.has_looked:
            self.look()
        return self.shelves.article(self.long_ids.get(short, short))

    def interesting(self, article: str, n: int) -> tuple[Teaser, ...]:
        """What to read after an article; ``n`` is the same whenever it is asked for."""
        key = (self.shelves.fingerprint, article)
        if key not in self.alike:
            if len(self.alike) >= MOST_ALIKE:
                self.alike.clear()
            self.alike[key] = self.shelves.related(article, n)
        return self.alike[key]

    def look(self) -> None:
        """Meet every long id: the button is older than this process. Done once, the file does not change under us."""
        self.has_looked = True
        for article in self.shelves.ids():
            self.short_id(article)


def fingerprint(article: str) -> str:
    """A long id in few signs."""
    return MARK + hashlib.sha256(article.encode("utf-8", "surrogatepass")).hexdigest()[:16]
