"""From sources to ``content.db``: read, check, merge with what was there, build, swap."""

import hashlib
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from .errors import StoreError
from .library import Library
from .lint import LINT_RULES, load_rules
from .merge import Gate, Merge, Reading, nobody
from .rows import read_category
from .search import Encoder
from .sources import SOURCES, Answers, Fetcher, Place, Source
from .store import PATIENCE, alone, open_store, update
from .types import Category, Report, Step
from .visits import keep_visits, known_visits

DATA = Path(__file__).parent / "data"
PICTURES = DATA / "pictures"
STARTER = "starter"  # its folder moves with every installation; its articles stay the same ones


def starter() -> Path:
    """The folder of the library that comes with the program."""
    return DATA / "articles"


def ingest(  # noqa: PLR0913 - all but the first three go without saying
    sources: Iterable[Path | str | Place],
    db: Path,
    categories: tuple[Category, ...],
    *,
    trust: bool,
    watch: Callable[[Step], None] = nobody,
    encoder: Encoder | None = None,
    patience: float = PATIENCE,
) -> Report:
    """Bring ``db`` up to date with its sources, told apart by ``SOURCES``. Articles of other sources stay.

    An article goes only when its source was read and no longer has it. With ``trust`` the publisher vouches:
    safe-messaging findings are told, and hold nothing back. ``watch`` is told of every item. With an ``encoder`` the
    articles can be found by meaning. Another run that writes ``db`` is waited for ``patience`` seconds. A run that was
    stopped goes on where it was: what servers answered is kept beside ``db`` until a run has ended.

    Raises:
        RulesError: ``lint.yaml`` does not hold together.
        StoreError: ``db`` cannot be written, or another run writes it.
    """
    places = tuple(map(place_of, sources))
    care = frozenset(category.slug for category in categories if category.care)
    answers = Answers(db.with_name(f"{db.name}.answers"))
    with (
        alone(db, patience),
        Library(db) as library,
        closing(Fetcher(visits=known_visits(db, library.origins, places), answers=answers)) as fetcher,
    ):
        merge = Merge(
            library=library, gate=Gate(rules=load_rules(LINT_RULES), care=care, trust=trust), watch=watch
        )  # fmt: skip
        readings = {
            origin_of(place.name): Reading(source=source_of(place, categories, fetcher), category=place.category)
            for place in places
        }
        update(merge.run(readings), categories, db, fingerprint_of(local(places)), encoder)
        settled = {url: visit for url, visit in fetcher.visits.items() if url not in merge.unsettled}
        keep_visits(db, settled, places)
        answers.forget()
    return merge.report()


def place_of(source: Path | str | Place) -> Place:
    """A place with the publisher's wishes; none where only its name is given."""
    return source if isinstance(source, Place) else Place(name=str(source))


def local(places: Iterable[Place]) -> tuple[str, ...]:
    """What can be told of places without a call: the files of those on this machine, and their chosen categories."""
    here = [place for place in places if "://" not in place.name]
    return tuple(
        name for place in here for name in (place.name, f"category:{place.category}")[: 1 + bool(place.category)]
    )


def source_of(place: Place, categories: tuple[Category, ...], fetcher: Fetcher) -> Source | None:
    """What reads this place; nothing where no kind of source does."""
    kind = next((kind for kind in SOURCES.values() if kind.accepts(place.name)), None)
    return kind(place, categories, fetcher.on_behalf_of(place)) if kind else None


def origin_of(place: str) -> str:
    """The name under which the library remembers a place."""
    if "://" in place:
        return place
    path = Path(place).resolve()
    return STARTER if path == starter() else str(path)


def fingerprint_of(paths: Iterable[Path | str]) -> str:
    """A short text that changes whenever a file in these places does; a place that is no file counts by name."""
    digest = hashlib.sha256()
    for place in paths:
        root = Path(place)
        digest.update(f"{str(place) if not root.exists() else ''}\0".encode())
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if path.is_file():
                digest.update(f"{path.name}\0".encode())
                with path.open("rb") as file:
                    digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:32]


def is_fresh(sources: Iterable[Path | str | Place], db: Path, categories: tuple[Category, ...]) -> bool:
    """Whether ``db`` was last built by this version from just these files and categories, as they are now.

    Addresses are left out: only a call could tell.
    """
    try:
        store = open_store(db)
    except StoreError:
        return False
    try:
        known = tuple(map(read_category, store.rows("SELECT * FROM categories ORDER BY position")))
        return store.fingerprint == fingerprint_of(local(map(place_of, sources))) and known == categories
    finally:
        store.close()
