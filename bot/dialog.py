"""Answers a message: care first, then everything else."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from content import ContentError
from safety import Follow, Level, Place

from .browse import texts_for
from .errors import NoLibraryError, PeopleError
from .routes import action, parse, words_in
from .types import Chat, Reply

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from content import Teaser
    from safety import Screening

    from .browse import Browse
    from .caring import Caring
    from .readers import Readers
    from .routes import Request
    from .texts import Texts
    from .types import Message, Reader

log = logging.getLogger(__name__)
#: At most so many articles follow a card at ``distress`` (requirement 59).
MOST_AFTER_CARD = 3
#: Results of an inline query.
MOST_INLINE = 20
#: Requests that are about help and never wait behind the line of care.
HELPING = frozenset({"help_now", "crisis", "in", "care", "guess"})


def utc_now() -> datetime:
    """The moment."""
    return datetime.now(UTC)


class Dialog:
    """The conversation with everybody. A channel turns updates into messages and sends what ``respond`` yields."""

    def __init__(  # noqa: PLR0913, PLR0917 - the one place where all rooms meet; build.py makes it
        self, screen: Callable[[str], Screening], caring: Caring, browse: Browse, readers: Readers,
        texts: dict[str, Texts], now: Callable[[], datetime] = utc_now,
    ) -> None:  # fmt: skip
        self.screen = screen
        self.caring = caring
        self.browse = browse
        self.readers = readers
        self.texts = texts
        self.now = now

    async def respond(self, message: Message, reader: Reader) -> AsyncIterator[Reply]:
        """The replies in the order they must leave. If somebody is in danger, the first one is the card."""
        async for reply in self.after_screening(message, reader, self.hear(message, reader)):
            yield reply

    def hear(self, message: Message, reader: Reader) -> Screening:
        """What a message means, also in the light of what its writer said in the last half hour."""
        return self.caring.added_up(self.screen(words_in(message)), reader, self.now())

    async def inline(
        self, message: Message, reader: Reader, screening: Screening
    ) -> tuple[Reply | None, tuple[Teaser, ...]]:
        """For a query typed in another chat: the card if it needs care, and articles unless somebody is at risk."""
        place = await self.place(reader, message, screening)
        card = self.caring.asked(reader, place) if screening.needs_care else None
        if screening.level >= Level.DISTRESS or self.browse.library.catalog is None:
            return card, ()
        shelves = self.browse.library.catalog
        try:
            if not message.text.strip():
                return card, shelves.latest(MOST_INLINE)
            return card, tuple(found.teaser for found in shelves.search(message.text, MOST_INLINE).found)
        except ContentError as error:
            log.warning("an inline search failed: %s", type(error).__name__)
            return card, ()

    async def after_screening(self, message: Message, reader: Reader, screening: Screening) -> AsyncIterator[Reply]:
        """The replies to a message that was screened as it arrived."""
        place = await self.place(reader, message, screening)
        is_new = self.caring.memory.of(reader.key).follow(screening, place.now) is Follow.CARD
        if screening.needs_care:
            for reply in self.caring.heard(screening, reader, place):
                yield reply
        if not message.browses or not message.addressed or reader.chat is Chat.CHANNEL:
            return
        if screening.level >= Level.DISTRESS:
            if screening.level is Level.DISTRESS and reader.chat is Chat.PRIVATE and is_new:
                for reply in self.to_read(place):
                    yield reply
            return
        request = self.caring.understood(parse(message), reader, place)
        for reply in self.reminders(request, reader, place, screening):
            yield reply
        if not self.is_held(request, reader, place, screening):
            async for reply in self.guarded(self.answer(request, reader, place), place):
                yield reply

    def to_read(self, place: Place) -> list[Reply]:
        """Something to read under a card, if there is anything: a card is never followed by what does not work."""
        try:
            return [self.curated(place)] if self.browse.library.shelves.curated(1) else []
        except (ContentError, NoLibraryError) as error:
            log.warning("nothing to read follows a card: %s", type(error).__name__)
            return []

    async def place(self, reader: Reader, message: Message, screening: Screening) -> Place:
        """Where the reader is and which language they read: chosen, named in the message, or meant by the language."""
        settings = await self.readers.settings(reader.key)
        language = settings.language or reader.language
        country = settings.country or reader.country
        country = country or self.caring.country_of(words_in(message) if screening.needs_care else "", language)
        standing = self.caring.memory.of(reader.key)
        return Place(language=language, country=country, now=self.now(), minor=standing.minor, groups=standing.groups)

    def asks_for_help(self, message: Message) -> bool:
        """Whether a card is asked for by a command, link or button: that waits behind no other answer."""
        return parse(message).name in HELPING

    def texts_for(self, reader: Reader) -> Texts:
        """The menus in the language at hand for a reader."""
        language = self.readers.known(reader.key).language or reader.language
        return self.texts.get(language or "") or next(iter(self.texts.values()))

    def reminders(self, request: Request, reader: Reader, place: Place, screening: Screening) -> list[Reply]:
        """The line of care before other replies: for a day after ``intent``, and for free text soon after any card."""
        if screening.needs_care or request.name in HELPING or reader.chat is not Chat.PRIVATE:
            return []
        level = self.caring.watching(reader, place.now)
        if level is None and self.is_held(request, reader, place, screening):
            level = self.caring.memory.of(reader.key).level
        return [self.caring.short(level, reader, place)] if level is not None else []

    def is_held(self, request: Request, reader: Reader, place: Place, screening: Screening) -> bool:
        """Whether this is free text within half an hour of a card: nothing is searched while it would hurt.

        A search about the topic itself is answered, unless the card was at ``ideation`` or above.
        """
        if not request.free or reader.chat is not Chat.PRIVATE:
            return False
        standing = self.caring.memory.of(reader.key)
        return standing.holds(place.now) if screening.level is Level.TOPIC else standing.near(place.now)

    async def answer(self, request: Request, reader: Reader, place: Place) -> Reply:
        """The reply to what was asked for."""
        if request.name == "crisis":
            return await self.lines_of(request, reader, place)
        if request.name in {"in", "guess"}:
            return await self.country_button(request, reader, place)
        if request.name == "care":
            return await self.card_button(request, reader, place)
        return await self.browse.answer(request, reader, place, self.texts)

    async def lines_of(self, request: Request, reader: Reader, place: Place) -> Reply:
        """``/crisis france``: that country's lines, without changing the reader's choice."""
        if self.caring.care is None or not request.argument:
            return self.caring.asked(reader, place)
        code = self.caring.country_meant(request.argument)
        if code is None:
            return self.caring.answer("another_country", reader, place)
        return self.caring.asked(reader, replace(place, country=code))

    async def country_button(self, request: Request, reader: Reader, place: Place) -> Reply:
        """A country chosen under a card: its card at once; keeping the choice may fail, the card not."""
        code = self.caring.country_meant(request.argument)
        if code is None:
            return self.caring.answer("another_country", reader, place)
        if request.name == "guess":
            return self.caring.guessed(code, reader, place)
        await self.readers.choose_country_soon(reader.key, code)
        return self.caring.chosen(reader, replace(place, country=code))

    async def card_button(self, request: Request, reader: Reader, place: Place) -> Reply:
        """A button under a card; what is not said in words of care is said in the card's language if menus have it."""
        spoken = self.caring.speaking(reader, place)
        place = spoken if spoken.language in self.texts else place
        if request.argument == "read":
            return self.curated(place)
        if request.argument == "help":
            return self.caring.asked(reader, place)
        if request.argument == "other_country":
            return await self.browse.answer(replace(request, name="where", argument=""), reader, place, self.texts)
        return self.caring.answer(request.argument, reader, place)

    def curated(self, place: Place) -> Reply:
        """The articles that editors picked for a hard moment."""
        return self.browse.menu(place, self.texts).curated(MOST_AFTER_CARD)

    async def guarded(self, answer: Awaitable[Reply], place: Place) -> AsyncIterator[Reply]:
        """The reply, or plain words where what it needs cannot be had."""
        try:
            yield await answer
        except (ContentError, NoLibraryError) as error:
            log.warning("an answer failed: %s", type(error).__name__)
            yield self.broken("no_articles", place)
        except PeopleError as error:
            log.warning("an answer failed: %s", type(error).__name__)
            yield self.broken("no_people", place)

    def broken(self, key: str, place: Place) -> Reply:
        """What does not work, in plain words, with the way to help."""
        texts = texts_for(place, self.texts)
        return Reply(text=texts.say(key), buttons=((action(texts.buttons["help_now"], "help_now"),),), plain=False)
