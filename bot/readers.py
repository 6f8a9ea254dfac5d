"""What a reader chose, kept at hand in memory so that a card never waits for the database."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from .errors import NoPeopleError
from .people import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from .people import People

log = logging.getLogger(__name__)
#: A card waits so long for the reader's country, in seconds; then it asks for the country instead.
PATIENCE = 0.25
#: What is at hand is believed for so long, in seconds: another process on the same database may know better.
FRESH = 30.0
MOST_AT_HAND = 50_000
#: Articles in the list of what is read most; some of them may be gone.
MOST_READ = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is at hand of one reader."""

    settings: Settings
    until: float  #: the database is asked again from then on


class Readers:
    """The people database if there is one, with the settings it gave lately."""

    def __init__(self, people: People | None, clock: Callable[[], float] = time.monotonic) -> None:
        self.people = people
        self.clock = clock
        self.at_hand: OrderedDict[str, Known] = OrderedDict()
        self.unsaved: OrderedDict[str, dict[str, str | None]] = OrderedDict()  # choices that no database has confirmed
        self.asking: dict[str, asyncio.Task[Settings]] = {}  # questions that the database has not answered yet
        self.asking_popular: asyncio.Task[tuple[str, ...]] | None = None  # the same, for what is read most
        self.tasks: set[asyncio.Task[Any]] = set()  # all that goes on in the background

    @property
    def store(self) -> People:
        """The people database.

        Raises:
            NoPeopleError: it could not be opened.
        """
        if self.people is None:
            raise NoPeopleError
        return self.people

    def known(self, key: str) -> Settings:
        """What is at hand, however old. To ask for it is to use it."""
        found = self.at_hand.get(key)
        if found is None:
            return Settings()
        self.at_hand.move_to_end(key)
        return found.settings

    async def settings(self, key: str) -> Settings:
        """What the reader chose; where the database does not say so in time what was at hand before, or nothing.

        A question that takes too long goes on alone, and its answer is there for the next message: to cut it off would
        wait for the database once more.
        """
        found = self.at_hand.get(key)
        if self.people is None or (found is not None and self.clock() < found.until):
            return self.known(key)
        question = self.asking.get(key) or self.ask(key, self.people)
        await asyncio.wait({question}, timeout=PATIENCE)
        if found is not None and self.at_hand.get(key) is found:
            self.keep(key, found.settings)  # the database says nothing: the next message need not wait for it too
        return self.known(key)

    def ask(self, key: str, people: People) -> asyncio.Task[Settings]:
        """Ask the database in the background, once at a time for each reader."""
        question = self.start(people.settings(key))
        self.asking[key] = question
        question.add_done_callback(lambda asked: self.answered(key, asked))
        return question

    def answered(self, key: str, question: asyncio.Task[Settings]) -> None:
        """Keep the answer, with what the reader chose meanwhile; unless they wanted to be forgotten."""
        if question.cancelled() or self.asking.get(key) is not question:
            return
        del self.asking[key]
        failure = question.exception()
        if failure is None:
            self.keep(key, replace(question.result(), **self.unsaved.get(key, {})))
        else:
            log.warning("a reader's settings could not be read: %s", type(failure).__name__)

    async def most_read(self) -> tuple[str, ...]:
        """The ids of the articles read most of late; none where the database does not say so in time.

        Everybody who asks meanwhile waits for the same answer.
        """
        if self.people is None:
            return ()
        question = self.asking_popular or self.start(self.people.most_viewed(MOST_READ))
        self.asking_popular = question
        await asyncio.wait({question}, timeout=PATIENCE)
        if not question.done():
            return ()
        self.asking_popular = None
        failure = None if question.cancelled() else question.exception()
        if failure is not None:
            log.warning("what is read most could not be read: %s", type(failure).__name__)
        return () if failure or question.cancelled() else question.result()

    def keep(self, key: str, settings: Settings, *, for_seconds: float = FRESH) -> None:
        """Have a reader's settings at hand; the least recently used go first."""
        self.at_hand[key] = Known(settings=settings, until=self.clock() + for_seconds)
        self.at_hand.move_to_end(key)
        if len(self.at_hand) > MOST_AT_HAND:
            self.at_hand.popitem(last=False)

    async def choose_country(self, key: str, country: str | None) -> None:
        """Keep a country: at hand at once, for the next card; in the database if it can be kept.

        Raises:
            PeopleError: it holds only until the next start.
        """
        self.choose(key, country=country)
        await self.store.choose_country(key, country)
        self.saved(key, "country")

    async def choose_country_soon(self, key: str, country: str) -> None:
        """Keep a country as above, but wait for the database no longer than a card may; a failure is only logged."""
        choice = self.start(self.choose_country(key, country))
        choice.add_done_callback(told)
        await asyncio.wait({choice}, timeout=PATIENCE)

    async def choose_language(self, key: str, language: str) -> None:
        """Keep a language, as with the country.

        Raises:
            PeopleError: it holds only until the next start.
        """
        self.choose(key, language=language)
        await self.store.choose_language(key, language)
        self.saved(key, "language")

    def choose(self, key: str, **chosen: str | None) -> None:
        """Have a choice at hand, beside what else is known; where nothing is, the database is asked for the rest."""
        self.unsaved[key] = self.unsaved.get(key, {}) | chosen
        self.unsaved.move_to_end(key)
        if len(self.unsaved) > MOST_AT_HAND:
            self.unsaved.popitem(last=False)
        found = self.at_hand.get(key)
        left = found.until - self.clock() if found else 0.0
        self.keep(key, replace(self.known(key), **chosen), for_seconds=left)

    def saved(self, key: str, name: str) -> None:
        """The database has a choice now; a question that it was asked before may not know."""
        self.unsaved.get(key, {}).pop(name, None)
        if not self.unsaved.get(key):
            self.unsaved.pop(key, None)
        if self.asking.pop(key, None):
            self.keep(key, self.known(key), for_seconds=0.0)

    async def forget(self, key: str) -> None:
        """Delete everything a reader chose.

        Raises:
            PeopleError: the database did not do it.
        """
        self.let_go(key)
        await self.store.forget(key)
        self.let_go(key)  # what was asked and answered meanwhile

    def let_go(self, key: str) -> None:
        """Have nothing of a reader at hand, and wait for no answer about them."""
        self.asking.pop(key, None)
        self.at_hand.pop(key, None)
        self.unsaved.pop(key, None)

    def start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Run something in the background, and keep hold of it."""
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    async def close(self) -> None:
        """End what still goes on, so that the database can be closed."""
        left = tuple(self.tasks)
        self.asking.clear()
        self.asking_popular = None
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)


def told(choice: asyncio.Task[None]) -> None:
    """Say in the log that a choice could not be kept."""
    failure = None if choice.cancelled() else choice.exception()
    if failure is not None:
        log.warning("a chosen country holds only until the next start: %s", type(failure).__name__)
