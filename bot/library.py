"""The articles as the menus see them: everything answers, or says that the library cannot be opened."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .errors import NoLibraryError

if TYPE_CHECKING:
    from content import Article, Catalog

#: An id up to so many bytes stands in a button as it is; a longer one as its fingerprint.
LONGEST_ID = 48


@dataclass(slots=True)
class Library:
    """The catalogue, if it could be opened, and the way from a button back to an article."""

    catalog: Catalog | None
    #: Fingerprints of long ids met so far; one that is not met since the start is looked for.
    long_ids: dict[str, str] = field(default_factory=dict)

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
        if len(article.encode()) <= LONGEST_ID and not article.startswith("~"):
            return article
        short = "~" + hashlib.sha256(article.encode()).hexdigest()[:16]
        self.long_ids[short] = article
        return short

    def article(self, short: str) -> Article | None:
        """The article behind a button, or None if it is gone."""
        return self.shelves.article(self.long_ids.get(short, short))
