"""What a reader chose, kept at hand in memory so that a card never waits for the database."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from .errors import NoPeopleError
from .people import Settings

if TYPE_CHECKING:
    from .people import People

log = logging.getLogger(__name__)
#: A card waits so long for the reader's country, in seconds; then it asks for the country instead.
PATIENCE = 0.25
MOST_AT_HAND = 50_000
#: Articles in the list of what is read most; some of them may be gone.
MOST_READ = 100


class Readers:
    """The people database if there is one, with the settings it gave lately."""

    def __init__(self, people: People | None) -> None:
        self.people = people
        self.at_hand: OrderedDict[str, Settings] = OrderedDict()
        self.asking: dict[str, asyncio.Task[Settings]] = {}  # questions that the database has not answered yet
        self.asking_popular: asyncio.Task[tuple[str, ...]] | None = None  # the same, for what is read most

    @property
    def store(self) -> People:
        """The people database.

        Raises:
            NoPeopleError: it could not be opened.
        """
        if self.people is None:
            raise NoPeopleError
        return self.people

    async def settings(self, key: str) -> Settings:
        """What the reader chose; empty where the database does not say so in time.

        A question that takes too long goes on alone, and its answer is there for the next message: to cut it off would
        wait for the database once more.
        """
        known = self.at_hand.get(key)
        if known is not None or self.people is None:
            return known or Settings()
        question = self.asking.get(key) or self.ask(key, self.people)
        await asyncio.wait({question}, timeout=PATIENCE)
        return self.at_hand.get(key) or Settings()

    def ask(self, key: str, people: People) -> asyncio.Task[Settings]:
        """Ask the database in the background, once at a time for each reader."""
        question = asyncio.create_task(people.settings(key))
        self.asking[key] = question
        question.add_done_callback(lambda asked: self.answered(key, asked))
        return question

    def answered(self, key: str, question: asyncio.Task[Settings]) -> None:
        """Keep the answer, unless the reader chose anew or wanted to be forgotten meanwhile."""
        if question.cancelled() or self.asking.get(key) is not question:
            return
        del self.asking[key]
        failure = question.exception()
        if failure is None:
            self.keep(key, question.result())
        else:
            log.warning("a reader's settings could not be read: %s", type(failure).__name__)

    async def most_read(self) -> tuple[str, ...]:
        """The ids of the articles read most of late; none where the database does not say so in time.

        Everybody who asks meanwhile waits for the same answer.
        """
        if self.people is None:
            return ()
        question = self.asking_popular or asyncio.create_task(self.people.most_viewed(MOST_READ))
        self.asking_popular = question
        await asyncio.wait({question}, timeout=PATIENCE)
        if not question.done():
            return ()
        self.asking_popular = None
        failure = None if question.cancelled() else question.exception()
        if failure is not None:
            log.warning("what is read most could not be read: %s", type(failure).__name__)
        return () if failure or question.cancelled() else question.result()

    def keep(self, key: str, settings: Settings) -> None:
        """Have a reader's settings at hand; the least recently used go first."""
        self.asking.pop(key, None)
        self.at_hand[key] = settings
        self.at_hand.move_to_end(key)
        if len(self.at_hand) > MOST_AT_HAND:
            self.at_hand.popitem(last=False)

    async def choose_country(self, key: str, country: str | None) -> None:
        """Keep a country: at hand at once, for the next card; in the database if it can be kept.

        Raises:
            PeopleError: it holds only until the next start.
        """
        self.keep(key, Settings(language=(await self.settings(key)).language, country=country))
        await self.store.choose_country(key, country)

    async def choose_language(self, key: str, language: str) -> None:
        """Keep a language, as with the country.

        Raises:
            PeopleError: it holds only until the next start.
        """
        self.keep(key, Settings(language=language, country=(await self.settings(key)).country))
        await self.store.choose_language(key, language)

    async def forget(self, key: str) -> None:
        """Delete everything a reader chose.

        Raises:
            PeopleError: the database did not do it.
        """
        self.asking.pop(key, None)
        self.at_hand.pop(key, None)
        await self.store.forget(key)

    async def close(self) -> None:
        """End the questions that are still open, so that the database can be closed."""
        questions: list[asyncio.Task[Any]] = [*self.asking.values()]
        questions += [self.asking_popular] if self.asking_popular else []
        self.asking.clear()
        self.asking_popular = None
        for question in questions:
            question.cancel()
        await asyncio.gather(*questions, return_exceptions=True)
