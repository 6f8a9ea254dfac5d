"""What readers asked us to keep: settings, saved articles, searches; and how often each article was opened."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Self

from sqlalchemy import URL, Table, delete, func, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.counts import Event
from bot.errors import PeopleError

from .decay import weight
from .engine import connect, failures, make_room, parse, place
from .schema import prepare
from .tables import COUNTED, COUNTS, READERS, SAVED, SEARCHES, VIEWS
from .types import Export, SavedArticle, Search, Settings

Clock = Callable[[], datetime]

#: Searches that one reader may keep: more would fill several screens, and a digest made of them a long letter.
MOST_SEARCHES = 20


def utc_now() -> datetime:
    """Tell the time that `People` writes down unless it is given another clock."""
    return datetime.now(UTC)


class People:
    """The people database, open; made by `People.open`.

    A reader is known by the key that their channel gives to the conversation. Every method raises `PeopleError`
    whenever the database fails, is too slow or is closed, so that menus can do without it.
    """

    def __init__(self, address: URL, *, patience: float, clock: Clock) -> None:
        self.place = place(address)
        self.engine = connect(address, patience=patience)
        self.limit = 2 * patience  # SQLite gives up after `patience` by itself, and says why
        self.clock = clock
        self.closed = False

    @classmethod
    async def open(cls, url: str, *, patience: float = 5.0, clock: Clock = utc_now) -> Self:
        """Open the database, making and migrating it where needed.

        `patience` is how many seconds an operation may wait for another writer; `clock` tells the time in UTC.

        Raises:
            PeopleError: it cannot be reached, read or written, or is newer than this version of the bot.
        """
        address = parse(url)
        with failures(place(address)):
            make_room(address)
            await prepare(address)
            return cls(address, patience=patience, clock=clock)

    async def close(self) -> None:
        """Let go of the database; a second time does nothing."""
        self.closed = True
        with failures(self.place):
            await self.engine.dispose()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """Do everything inside or nothing."""
        if self.closed:
            raise PeopleError(f"The people database at {self.place} cannot be used: it was closed.")
        with failures(self.place):
            async with asyncio.timeout(self.limit), self.engine.begin() as connection:
                yield connection

    async def settings(self, key: str) -> Settings:
        """Tell what the reader chose; empty for someone we do not know."""
        mine = select(READERS.c.language, READERS.c.country).where(READERS.c.key == key)
        async with self.transaction() as connection:
            row = (await connection.execute(mine)).one_or_none()
        return Settings(language=row.language, country=row.country) if row else Settings()

    async def choose_language(self, key: str, language: str | None) -> None:
        """Keep the reader's language, or let go of it."""
        await self.choose(key, "language", language)

    async def choose_country(self, key: str, country: str | None) -> None:
        """Keep the reader's country, or let go of it."""
        await self.choose(key, "country", country)

    async def choose(self, key: str, name: str, value: str | None) -> None:
        """Keep one setting; a reader whose last setting goes leaves no row behind."""
        async with self.transaction() as connection:
            if value is not None:
                row = {"key": key, name: value, "created_on": self.clock().date()}
                kept = insert(connection, READERS).values(row)
                await connection.execute(kept.on_conflict_do_update(index_elements=["key"], set_={name: value}))
                return
            mine = READERS.c.key == key
            await connection.execute(update(READERS).where(mine).values({name: None}))
            empty = READERS.c.language.is_(None) & READERS.c.country.is_(None)
            await connection.execute(delete(READERS).where(mine, empty))

    async def save(self, key: str, article_id: str) -> None:
        """Put an article on the reader's list; one that is there already keeps its place."""
        row = {"reader": key, "article": article_id, "saved_at": self.moment()}
        async with self.transaction() as connection:
            await connection.execute(insert(connection, SAVED).values(row).on_conflict_do_nothing())

    async def unsave(self, key: str, article_id: str) -> None:
        """Take an article off the reader's list, if it is on it."""
        async with self.transaction() as connection:
            await connection.execute(delete(SAVED).where(SAVED.c.reader == key, SAVED.c.article == article_id))

    async def saved(self, key: str) -> tuple[str, ...]:
        """List the ids of the reader's saved articles, newest first."""
        async with self.transaction() as connection:
            return tuple(each.article for each in await saved_articles(connection, key))

    async def is_saved(self, key: str, article_id: str) -> bool:
        """Tell whether the article is on the reader's list."""
        one = select(SAVED.c.article).where(SAVED.c.reader == key, SAVED.c.article == article_id)
        async with self.transaction() as connection:
            return await connection.scalar(one) is not None

    async def keep_search(self, key: str, words: str) -> bool:
        """Put a search on the reader's list; False where it is full. One that is there already keeps its place."""
        mine = SEARCHES.c.reader == key
        kept = select(func.count()).select_from(SEARCHES).where(mine).scalar_subquery()
        row = select(literal(key), literal(words), literal(self.moment())).where(kept < MOST_SEARCHES)
        async with self.transaction() as connection:
            new = insert(connection, SEARCHES).from_select(["reader", "words", "kept_at"], row)
            await connection.execute(new.on_conflict_do_nothing())
            found = select(SEARCHES.c.words).where(mine, SEARCHES.c.words == words)
            return await connection.scalar(found) is not None

    async def drop_search(self, key: str, words: str) -> None:
        """Take a search off the reader's list, if it is on it."""
        async with self.transaction() as connection:
            await connection.execute(delete(SEARCHES).where(SEARCHES.c.reader == key, SEARCHES.c.words == words))

    async def searches(self, key: str) -> tuple[str, ...]:
        """List the words of the reader's searches, newest first."""
        async with self.transaction() as connection:
            return tuple(each.words for each in await kept_searches(connection, key))

    async def count_view(self, article_id: str) -> None:
        """Count that somebody opened the article; nobody can tell who."""
        counts = weight(self.clock().date())
        more = {"count": VIEWS.c.count + 1, "score": VIEWS.c.score + counts}
        async with self.transaction() as connection:
            first = insert(connection, VIEWS).values(article=article_id, count=1, score=counts)
            await connection.execute(first.on_conflict_do_update(index_elements=["article"], set_=more))

    async def views(self, article_id: str) -> int:
        """Tell how often the article was opened."""
        async with self.transaction() as connection:
            return await connection.scalar(select(VIEWS.c.count).where(VIEWS.c.article == article_id)) or 0

    async def most_viewed(self, n: int) -> tuple[str, ...]:
        """List the ids of the n articles opened most of late (see decay.py); of equals, the first by id."""
        top = select(VIEWS.c.article).order_by(VIEWS.c.score.desc(), VIEWS.c.article).limit(n)
        async with self.transaction() as connection:
            return tuple(await connection.scalars(top))

    async def add_counts(self, counted: Mapping[Event, int]) -> None:
        """Add to the counts of cards; all of them or none."""
        async with self.transaction() as connection:
            for event, count in counted.items():
                first = insert(connection, COUNTS).values(**asdict(event), count=count)
                more = {"count": COUNTS.c.count + first.excluded.count}
                await connection.execute(first.on_conflict_do_update(index_elements=list(COUNTED), set_=more))

    async def counts(self, first: date, last: date) -> dict[Event, int]:
        """Read the counts of these days, both included."""
        wanted = select(COUNTS).where(COUNTS.c.day.between(first, last)).order_by(*(COUNTS.c[name] for name in COUNTED))
        async with self.transaction() as connection:
            rows = (await connection.execute(wanted)).mappings().all()
        return {Event(**{name: row[name] for name in COUNTED}): row["count"] for row in rows}

    async def export(self, key: str) -> Export:
        """Hand over everything that the database holds about the reader."""
        async with self.transaction() as connection:
            row = (await connection.execute(select(READERS).where(READERS.c.key == key))).one_or_none()
            saved, searches = await saved_articles(connection, key), await kept_searches(connection, key)
        if row is None:
            return Export(saved=saved, searches=searches)
        settings = Settings(language=row.language, country=row.country)
        return Export(settings=settings, created_on=row.created_on, saved=saved, searches=searches)

    async def forget(self, key: str) -> None:
        """Delete everything that the database holds about the reader."""
        async with self.transaction() as connection:
            await connection.execute(delete(READERS).where(READERS.c.key == key))
            await connection.execute(delete(SAVED).where(SAVED.c.reader == key))
            await connection.execute(delete(SEARCHES).where(SEARCHES.c.reader == key))

    def moment(self) -> datetime:
        """Tell the time as the tables hold it."""
        return self.clock().astimezone(UTC).replace(tzinfo=None)


async def saved_articles(connection: AsyncConnection, key: str) -> tuple[SavedArticle, ...]:
    """Read the reader's list, newest first."""
    mine = select(SAVED).where(SAVED.c.reader == key).order_by(SAVED.c.saved_at.desc(), SAVED.c.article)
    rows = await connection.execute(mine)
    return tuple(SavedArticle(article=row.article, saved_at=row.saved_at.replace(tzinfo=UTC)) for row in rows)


async def kept_searches(connection: AsyncConnection, key: str) -> tuple[Search, ...]:
    """Read the reader's searches, newest first."""
    mine = select(SEARCHES).where(SEARCHES.c.reader == key).order_by(SEARCHES.c.kept_at.desc(), SEARCHES.c.words)
    rows = await connection.execute(mine)
    return tuple(Search(words=row.words, kept_at=row.kept_at.replace(tzinfo=UTC)) for row in rows)


def insert(connection: AsyncConnection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """Make the insert that can meet a row already there: both databases have it, each under its own import."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
