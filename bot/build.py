"""Builds the objects and wires them together; the only place that does."""

from __future__ import annotations

import asyncio
import gc
import logging
import weakref
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from content import CATEGORIES, Catalog, ContentError, encoder_for, encoder_of, ingest, is_fresh, load_categories
from safety import (
    DATA,
    OPINION,
    DataError,
    Memory,
    Screener,
    cache_for,
    load_care,
    load_combinations,
    load_opinion,
    load_parts,
    load_readable,
    screen_plainly,
    work_out,
)

from .browse import Browse
from .caring import Caring
from .dialog import Dialog
from .errors import ConfigError, PeopleError
from .library import Library
from .people import People
from .places import places_of
from .readers import Readers
from .texts import load_texts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from content import Encoder
    from safety import Screening

    from .config import Config

log = logging.getLogger(__name__)
T = TypeVar("T")
LOOKS = 60.0  # seconds between two looks at whether an ingest has written the articles anew
HELD = "articles held back for their wording: {count}; `ally ingest` tells which and why, and with --trust lets them in"


@dataclass(slots=True, kw_only=True)
class App:
    """Everything a channel needs, and what could not be had."""

    config: Config
    dialog: Dialog
    library: Library
    people: People | None
    troubles: tuple[str, ...] = ()  #: in plain words, for whoever runs the bot

    def warm(self) -> None:
        """Look through the names of all countries once, so that the first card need not."""
        self.dialog.caring.country_of("nowhere", None)
        gc.collect()
        gc.freeze()  # the rules stay: looking through them again would hold up a message for some 30 ms

    @asynccontextmanager
    async def counting(self) -> AsyncIterator[None]:
        """Write down the counts of cards every few minutes and at the end; without this they are only in memory."""
        counts = self.dialog.caring.counts
        keeping = asyncio.create_task(counts.keep_keeping(self.people))
        try:
            yield
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)
            await counts.keep(self.people)

    async def keep_reopening(self, every: float = LOOKS) -> None:
        """Show what `ally ingest` has written since, again and again, until cancelled."""
        while True:
            await asyncio.sleep(every)
            await self.reopen()

    async def reopen(self) -> None:
        """Show the articles as they are now; what is being answered from the older file is answered from it."""
        old = self.library.catalog
        if old is None or not old.is_outdated:
            return
        try:
            new = await asyncio.to_thread(Catalog, self.config.content_db, old.encoder)
        except (ContentError, OSError) as error:
            log.warning("the articles were written anew and cannot be read, so the older ones are shown: %s", error)
            return
        self.library.catalog, self.library.has_looked = new, False
        self.library.alike.clear()
        weakref.finalize(old, old.store.close)  # when the last answer that is made from it has been made

    async def close(self) -> None:
        """Let go of files and connections."""
        await self.dialog.readers.close()
        if self.people is not None:
            await self.people.close()
        if self.library.catalog is not None:
            self.library.catalog.close()


async def build(config: Config, data: Path = DATA) -> App:
    """The bot, ready to answer. Whatever is broken is left out and named in ``troubles``; care is there all the same.

    ``data`` is the folder of the words and numbers of care.

    Raises:
        TextsError: the menus have no words, so there is nothing to show.
    """
    hush()
    troubles: list[str] = []
    texts = load_texts(config.menu_languages)
    screen = load_screen(data, config.data_folder, troubles)
    care = attempt(lambda: load_care(data), troubles)
    library = Library(catalog=attempt(lambda: open_catalog(config, troubles), troubles))
    people = await open_people(config, troubles)
    combinations = attempt(lambda: load_combinations(data / "combine.yaml")[1], []) or ()  # its trouble is named above
    caring, readers = Caring(care, Memory(combinations=combinations)), Readers(people)
    dialog = Dialog(screen, caring, Browse(library, readers, caring, config), readers, texts)
    return App(config=config, dialog=dialog, library=library, people=people, troubles=tuple(troubles))


def hush() -> None:
    """Keep the database's libraries from writing what readers chose into any log: their debug levels hold it."""
    for name in ("aiosqlite", "sqlalchemy", "alembic", "psycopg"):
        logging.getLogger(name).setLevel(logging.WARNING)


def load_screen(data: Path, cache: Path, troubles: list[str]) -> Callable[[str], Screening]:
    """The screener; where a language's rules cannot be used, that of the others beside the built-in word list.

    Never silence (requirement 4), and every trouble is named.
    """
    opinion = attempt(lambda: load_opinion(data / OPINION), troubles)
    if opinion is None:  # where only its sentence model is of no use, it does without
        opinion = attempt(lambda: load_opinion(data / OPINION, model=False), [])
    screener = attempt(lambda: Screener(*load_parts(data, cache_for(data, cache)), opinion), troubles)
    return screener.screen if screener else (attempt(lambda: screen_readable(data), []) or screen_plainly)


def screen_readable(data: Path) -> Callable[[str], Screening]:
    """The languages that read, and the built-in words for the others.

    No second opinion: it would be asked where the rules that know the words as calm are missing.
    """
    lexicons, combinations = load_readable(data)
    screener = Screener(work_out(lexicons), combinations)

    def screen(text: str) -> Screening:
        heard = screener.screen(text)
        return heard if heard.needs_care else screen_plainly(text)

    return screen if lexicons else screen_plainly


def attempt(make: Callable[[], T], troubles: list[str]) -> T | None:
    """What ``make`` makes, or None with the reason noted."""
    try:
        return make()
    except (DataError, ContentError, ConfigError, OSError) as error:
        note(str(error), troubles)
    except Exception as error:  # noqa: BLE001 - whatever broke, the bot starts and care is there (promise 2)
        note(f"a part of the bot could not be started: {type(error).__name__}: {error}", troubles)
    return None


def note(trouble: str, troubles: list[str]) -> None:
    """Remember what is broken, and log it."""
    troubles.append(trouble)
    log.error("%s", trouble)


def open_catalog(config: Config, troubles: list[str], *, text_only: bool = False) -> Catalog:
    """The articles, built first where they are missing or out of date; older ones where that fails.

    Raises:
        ContentError, ConfigError: they can neither be built nor opened.
        OSError: the folder cannot be written.
    """
    encoder = None if text_only else encoder_for(config.content_db)
    try:
        refresh(config, troubles, encoder)
    except (ContentError, ConfigError, OSError) as error:
        if not config.content_db.is_file():
            raise
        note(f"the articles could not be brought up to date: {error}", troubles)
    return Catalog(config.content_db, encoder)


def refresh(config: Config, troubles: list[str], encoder: Encoder | None = None) -> None:
    """Build the articles anew where a source on this machine changed; tell what cannot be read.

    Addresses are left to `ally ingest`, and so is everything while one is on: nobody who needs care is to wait for
    other people's servers, or for another run. What the publisher let in stays (`ally ingest --trust`).
    A library with vectors of meaning keeps them up to date; giving it any takes time and is left to `ally ingest` too.

    Raises:
        ContentError, ConfigError, OSError: they cannot be built.
    """
    categories = load_categories(CATEGORIES)
    sources = tuple(place for place in places_of(config, categories) if "://" not in place.name)
    if is_fresh(sources, config.content_db, categories):
        for source in sources:
            if not Path(source.name).exists():
                note(f"{source.name}: this source of articles is not there", troubles)
        return
    config.content_db.parent.mkdir(parents=True, exist_ok=True)
    kept = encoder if encoder and encoder_of(config.content_db) == encoder.name else None
    report = ingest(sources, config.content_db, categories, trust=False, keeps=True, encoder=kept, patience=0)
    if report.held:
        note(HELD.format(count=len(report.held)), troubles)
    for problem in report.failed:
        note(problem, troubles)


async def open_people(config: Config, troubles: list[str]) -> People | None:
    """The people database, or None with the reason noted."""
    try:
        return await People.open(config.people_url)
    except PeopleError as error:
        note(str(error), troubles)
        return None


@asynccontextmanager
async def running(config: Config, data: Path = DATA) -> AsyncIterator[App]:
    """The bot for as long as the block lasts.

    Raises:
        TextsError: as in ``build``.
    """
    app = await build(config, data)
    reopening = asyncio.create_task(app.keep_reopening())
    try:
        yield app
    finally:
        reopening.cancel()
        await asyncio.gather(reopening, return_exceptions=True)
        await app.close()
