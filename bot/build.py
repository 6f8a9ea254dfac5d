"""Builds the objects and wires them together; the only place that does."""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from content import CATEGORIES, Catalog, ContentError, ingest, is_fresh, load_categories, starter
from safety import DATA, DataError, Memory, Screener, load_all, load_care, screen_plainly

from .browse import Browse
from .caring import Caring
from .dialog import Dialog
from .errors import PeopleError
from .library import Library
from .people import People
from .readers import Readers
from .texts import load_texts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from safety import Screening

    from .config import Config

log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(slots=True, kw_only=True)
class App:
    """Everything a channel needs, and what could not be had."""

    config: Config
    dialog: Dialog
    library: Library
    people: People | None
    troubles: tuple[str, ...] = ()  #: in plain words, for whoever runs the bot

    async def close(self) -> None:
        """Let go of files and connections."""
        if self.people is not None:
            await self.people.close()
        if self.library.catalog is not None:
            self.library.catalog.close()


async def build(config: Config) -> App:
    """The bot, ready to answer. Whatever is broken is left out and named in ``troubles``; care is there all the same.

    Raises:
        TextsError: the menus have no words, so there is nothing to show.
    """
    troubles: list[str] = []
    texts = load_texts(config.menu_languages)
    screen = load_screen(config.data_folder, troubles)
    care = attempt(lambda: load_care(DATA), troubles)
    library = Library(catalog=attempt(lambda: open_catalog(config), troubles))
    people = await open_people(config, troubles)
    caring, readers = Caring(care, Memory()), Readers(people)
    dialog = Dialog(screen, caring, Browse(library, readers, caring, config), readers, texts)
    return App(config=config, dialog=dialog, library=library, people=people, troubles=tuple(troubles))


def load_screen(cache: Path, troubles: list[str]) -> Callable[[str], Screening]:
    """The screener; where the rules cannot be used, the built-in word list, and never silence (requirement 4)."""
    screener = attempt(lambda: Screener(*load_all(DATA, cache)), troubles)
    return screener.screen if screener else screen_plainly


def attempt(make: Callable[[], T], troubles: list[str]) -> T | None:
    """What ``make`` makes, or None with the reason noted."""
    try:
        return make()
    except (DataError, ContentError, OSError) as error:
        troubles.append(str(error))
        log.error("%s", error)  # noqa: TRY400 - the sentence says it all
        return None


def open_catalog(config: Config) -> Catalog:
    """The articles, built first where they are missing or out of date.

    Raises:
        ContentError: they can neither be built nor opened.
        OSError: the folder cannot be written.
    """
    sources = tuple(starter() if source == "starter" else Path(source) for source in config.sources)
    categories = load_categories(CATEGORIES)
    if not is_fresh(sources, config.content_db, categories):
        config.content_db.parent.mkdir(parents=True, exist_ok=True)
        ingest(sources, config.content_db, categories, trust=False)
    return Catalog(config.content_db)


async def open_people(config: Config, troubles: list[str]) -> People | None:
    """The people database, or None with the reason noted."""
    try:
        return await People.open(config.people_url)
    except PeopleError as error:
        troubles.append(str(error))
        log.error("%s", error)  # noqa: TRY400 - the sentence says it all
        return None


@asynccontextmanager
async def running(config: Config) -> AsyncIterator[App]:
    """The bot for as long as the block lasts.

    Raises:
        TextsError: as in ``build``.
    """
    app = await build(config)
    try:
        yield app
    finally:
        await app.close()
