"""From sources to ``content.db``: read, check, merge with what was there, build, swap."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path

from .errors import StoreError
from .library import Library
from .lint import LINT_RULES, load_rules
from .merge import Gate, Merge, Reading, nobody
from .search import Encoder
from .sources import SOURCES, Answers, Fetcher, Place, Source
from .store import PATIENCE, Store, alone, open_store, update
from .types import Category, Report, Step
from .visits import keep_visits, known_visits

DATA = Path(__file__).parent / "data"
PICTURES = DATA / "pictures"
CATEGORIES_MARK = "categories"  # no place has this name: theirs are whole paths
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
    keeps: bool = False,
    watch: Callable[[Step], None] = nobody,
    encoder: Encoder | None = None,
    patience: float = PATIENCE,
) -> Report:
    """Bring ``db`` up to date with its sources, told apart by ``SOURCES``. Articles of other sources stay.

    An article goes only when its source was read and no longer has it. With ``trust`` the publisher vouches:
    safe-messaging findings are told, and hold nothing back. With ``keeps`` so do those that are in ``db`` already: only
    what is new in an article holds it back. ``watch`` is told of every item. With an ``encoder`` the articles can be
    found by meaning. Another run that writes ``db`` is waited for ``patience`` seconds. A run that was stopped goes on
    where it was: what servers answered is kept beside ``db`` until a run has ended.

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
            library=library, gate=Gate(rules=load_rules(LINT_RULES), care=care, trust=trust, keeps=keeps), watch=watch
        )  # fmt: skip
        readings = {
            origin_of(place.name): Reading(source=source_of(place, categories, fetcher), category=place.category)
            for place in places
        }
        signature = signed(marks_in(library.store), marks_of(places, categories))
        update(merge.run(readings), categories, db, signature, encoder)
        settled = {url: visit for url, visit in fetcher.visits.items() if url not in merge.unsettled}
        keep_visits(db, settled, places)
        answers.forget()
    return merge.report()


def place_of(source: Path | str | Place) -> Place:
    """A place with the publisher's wishes; none where only its name is given."""
    return source if isinstance(source, Place) else Place(name=str(source))


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


def fingerprint_of(place: Place) -> str:
    """A short text that changes whenever a file of this place, or its chosen category, does."""
    digest = hashlib.sha256(repr(place.category).encode())
    root = Path(place.name)
    for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
        if path.is_file():
            digest.update(os.fsencode(path.relative_to(root)) + b"\0")
            with suppress(OSError), path.open("rb") as file:  # what cannot be read counts by its name
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:32]


def marks_of(places: Iterable[Place], categories: tuple[Category, ...]) -> dict[str, str]:
    """What can be told without a call: a fingerprint of the categories, and one for each place on this machine."""
    here = [place for place in places if "://" not in place.name]
    marks = {origin_of(place.name): fingerprint_of(place) for place in here}
    return {CATEGORIES_MARK: hashlib.sha256(repr(categories).encode()).hexdigest()[:32], **marks}


def marks_in(store: Store | None) -> dict[str, str]:
    """The marks with which a library was signed; none where there is no library, or another version signed it."""
    try:
        found = json.loads(store.fingerprint) if store else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def signed(known: dict[str, str], marks: dict[str, str]) -> str:
    """The signature of a library: these marks, and those of places not read now, as they stood for these categories."""
    kept = known if known.get(CATEGORIES_MARK) == marks[CATEGORIES_MARK] else {}
    return json.dumps(kept | marks)


def is_fresh(sources: Iterable[Path | str | Place], db: Path, categories: tuple[Category, ...]) -> bool:
    """Whether ``db`` holds what these categories, and these places as they are now, were last read for.

    Addresses are left out: only a call could tell.
    """
    try:
        store = open_store(db)
    except StoreError:
        return False
    with closing(store):
        return marks_of(map(place_of, sources), categories).items() <= marks_in(store).items()
