"""What a reader keeps: articles, searches; all of it shown, all of it deleted."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from .library import fingerprint
from .menu import page_of
from .people import MOST_SEARCHES
from .routes import fitting
from .types import Chat, Reply
from .wording import tidy

if TYPE_CHECKING:
    from datetime import date

    from .browse import Visit
    from .routes import Request

#: Characters of a search that is kept; its button allows fewer where letters take more than a byte.
LONGEST_SEARCH = 60


async def save(visit: Visit, request: Request) -> Reply:
    """Keep an article."""
    article = visit.library.article(request.argument)
    if article is None:
        return visit.menu.latest(key="article_gone")
    await visit.readers.store.save(visit.reader.key, article.id)
    return visit.said("saved_now")


async def unsave(visit: Visit, request: Request) -> Reply:
    """No longer keep an article."""
    article = visit.library.article(request.argument)
    await visit.readers.store.unsave(visit.reader.key, article.id if article else request.argument)
    return visit.said("unsaved_now")


async def saved(visit: Visit, request: Request) -> Reply:
    """What the reader kept, to their eyes only; articles that are gone are left out."""
    if visit.reader.chat is not Chat.PRIVATE:
        return visit.in_private("saved")
    kept = await visit.readers.store.saved(visit.reader.key)  # first: without it, it says what cannot be kept
    teasers = visit.library.shelves.by_ids(kept)
    return visit.menu.listed("saved", page_of(teasers, request.page), "saved") if teasers else visit.said("saved_empty")


async def keep(visit: Visit, request: Request) -> Reply:
    """Keep a search in the reader's own words; what screens as a crisis never gets here (dialog.py)."""
    words = tidy(request.argument)
    if not words:
        return visit.said("nothing_typed")
    if len(words) > LONGEST_SEARCH or not fitting("", "find", words):
        return visit.said("search_long")
    if not await visit.readers.store.keep_search(visit.reader.key, words):
        return visit.said("searches_full", most=MOST_SEARCHES)
    return visit.said("search_kept")


async def searches(visit: Visit, _: Request) -> Reply:
    """The searches that the reader kept, to be made again or deleted."""
    if visit.reader.chat is not Chat.PRIVATE:
        return visit.in_private("searches")
    kept = await visit.readers.store.searches(visit.reader.key)
    return visit.menu.searches(kept) if kept else visit.said("searches_empty")


async def drop(visit: Visit, request: Request) -> Reply:
    """No longer keep a search, named by its words or their fingerprint; shows what is left."""
    store, key = visit.readers.store, visit.reader.key
    for words in await store.searches(key):
        if request.argument in {words, fingerprint(words)}:
            await store.drop_search(key, words)
    return await searches(visit, request)


async def export(visit: Visit, _: Request) -> Reply:
    """Everything that the people database holds about the reader, to their eyes only."""
    if visit.reader.chat is not Chat.PRIVATE:
        return visit.in_private("export")
    held = {"id": visit.reader.key, **asdict(await visit.readers.store.export(visit.reader.key))}
    written = json.dumps(held, ensure_ascii=False, indent=1, default=day)
    return Reply(text=f"{visit.texts.say('export')}\n\n{written}", buttons=visit.menu.foot())


def day(when: date) -> str:
    """A day or moment as programs write it."""
    return when.isoformat()


async def forget(visit: Visit, _: Request) -> Reply:
    """Delete everything the reader chose."""
    visit.caring.forget(visit.reader)
    await visit.readers.forget(visit.reader.key)
    return visit.said("forgotten")
