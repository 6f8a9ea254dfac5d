"""What we hold about one reader, as plain values."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a reader chose; each is None until they choose."""

    language: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedArticle:
    """One article that a reader saved."""

    article: str
    saved_at: datetime  #: in UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One search that a reader kept."""

    words: str
    kept_at: datetime  #: in UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Everything the database holds about one reader; `dataclasses.asdict` makes it plain for a file."""

    settings: Settings = Settings()
    created_on: date | None = None  #: the day of the first setting; None when no setting is kept
    saved: tuple[SavedArticle, ...] = ()  #: newest first
    searches: tuple[Search, ...] = ()  #: newest first
