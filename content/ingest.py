"""From sources to ``content.db``: read, check, merge with what was there, build, swap."""

import json
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from .errors import StoreError
from .library import Library
from .lint import LINT_RULES, load_rules
from .merge import Gate, Merge
from .rows import read_category
from .sources import SOURCES, Fetcher, Source, Visit
from .store import build, fingerprint_of, open_store
from .types import Category, Report

DATA = Path(__file__).parent / "data"
CATEGORIES = DATA / "categories.yaml"
PICTURES = DATA / "pictures"
STARTER = "starter"  # its folder moves with every installation; its articles stay the same ones


def starter() -> Path:
    """The folder of the library that comes with the program."""
    return DATA / "articles"


def ingest(sources: Iterable[Path | str], db: Path, categories: tuple[Category, ...], *, trust: bool) -> Report:
    """Bring ``db`` up to date with its sources, told apart by ``SOURCES``. Articles of other sources stay.

    An article goes only when its source was read and no longer has it. With ``trust`` the publisher vouches:
    safe-messaging findings are told, and hold nothing back.

    Raises:
        RulesError: ``lint.yaml`` does not hold together.
        StoreError: ``db`` cannot be written.
    """
    places = tuple(map(str, sources))
    care = frozenset(category.slug for category in categories if category.care)
    with Library(db) as library, closing(Fetcher(visits=known_visits(db, library))) as fetcher:
        merge = Merge(library=library, gate=Gate(rules=load_rules(LINT_RULES), care=care, trust=trust))
        named = {origin_of(place): source_of(place, categories, fetcher) for place in places}
        build(merge.run(named), categories, db, fingerprint_of(places))
        keep_visits(db, fetcher.visits)
    return merge.report()


def visits_of(db: Path) -> Path:
    """The file beside ``db`` with what servers said of the last visit."""
    return db.with_name(f"{db.name}.visits.json")


def known_visits(db: Path, library: Library) -> dict[str, Visit]:
    """What servers said last time; nothing where the articles of that time are not there."""
    origins = set(library.origins().values())
    try:
        raw = json.loads(visits_of(db).read_text("utf-8"))
        return {url: Visit(**visit) for url, visit in raw.items() if url in origins}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}  # then everything is fetched anew


def keep_visits(db: Path, visits: Mapping[str, Visit]) -> None:
    """Remember what servers said, once their articles are in the library."""
    if visits:
        draft = visits_of(db).with_suffix(".part")
        draft.write_text(json.dumps({url: asdict(visit) for url, visit in visits.items()}), "utf-8")
        draft.replace(visits_of(db))


def source_of(place: str, categories: tuple[Category, ...], fetcher: Fetcher) -> Source | None:
    """What reads this place; nothing where no kind of source does."""
    kind = next((kind for kind in SOURCES.values() if kind.accepts(place)), None)
    return kind(place, categories, fetcher) if kind else None


def origin_of(place: str) -> str:
    """The name under which the library remembers a place."""
    if "://" in place:
        return place
    path = Path(place).resolve()
    return STARTER if path == starter() else str(path)


def is_fresh(sources: Iterable[Path | str], db: Path, categories: tuple[Category, ...]) -> bool:
    """Whether ``db`` was last built by this version from just these sources and categories, as they are now."""
    try:
        store = open_store(db)
    except StoreError:
        return False
    try:
        known = tuple(map(read_category, store.rows("SELECT * FROM categories ORDER BY position")))
        return store.fingerprint == fingerprint_of(sources) and known == categories
    finally:
        store.close()
