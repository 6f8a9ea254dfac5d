"""Finding something to read: a search, the newest, the most read, the quick to read, one by chance."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .menu import PAGE_SIZE, SHORT, page_of
from .wording import tidy

if TYPE_CHECKING:
    from content import Results, Teaser

    from .browse import Visit
    from .routes import Request
    from .types import Reply

#: Popular pieces in a dead end.
POPULAR_FEW = 3
#: So many are looked at for them: the nearest are shown already.
OTHERS = PAGE_SIZE + POPULAR_FEW


async def find(visit: Visit, request: Request) -> Reply:
    """Articles about what was typed, or what is nearest."""
    if not request.argument.strip():
        return visit.said("nothing_typed")
    if request.free and is_greeting(visit, request.argument):
        return visit.menu.home()
    number, results = searched(visit, request)
    if results.found:
        return visit.menu.found(results, replace(request, page=number), keeps=visit.readers.people is not None)
    return await dead_end(visit, request)


def is_greeting(visit: Visit, text: str) -> bool:
    """Whether a reader only says hello, in any language of the menus."""
    said = text.strip(" !.?¡¿").casefold()
    return any(said in texts.say("greetings").split(", ") for texts in visit.every.values())


async def short(visit: Visit, request: Request) -> Reply:
    """What is quick to read, about what was typed or altogether; where all of it takes longer, that."""
    if not tidy(request.argument):
        page = visit.library.shelves.by_date(request.page, PAGE_SIZE, SHORT)
        return visit.menu.listed("short", page, "short") if page.teasers else no_short(visit, visit.menu.latest())
    number, results = searched(visit, request, longest=SHORT)
    if results.found:
        return visit.menu.found(results, replace(request, page=number), keeps=visit.readers.people is not None)
    return no_short(visit, await find(visit, replace(request, name="find", page=1)))


def no_short(visit: Visit, others: Reply) -> Reply:
    """That nothing is quick to read, and what there is."""
    return replace(others, text=f"{visit.texts.say('short_none', minutes=SHORT)}\n\n{others.text}")


def searched(visit: Visit, request: Request, **within: int) -> tuple[int, Results]:
    """A page of what a search finds, and its number: one beyond the last gives the last."""
    search, number = visit.library.shelves.search, request.page
    results = search(request.argument, PAGE_SIZE, start=(number - 1) * PAGE_SIZE, **within)
    if not results.found and results.count:
        number = -(-results.count // PAGE_SIZE)
        results = search(request.argument, PAGE_SIZE, start=(number - 1) * PAGE_SIZE, **within)
    return number, results


async def dead_end(visit: Visit, request: Request) -> Reply:
    """Nothing was found: the nearest topics and titles, and three that are read, else picked by editors, else new."""
    shelves = visit.library.shelves
    near = shelves.nearest(request.argument)
    shown = {found.teaser.id for found in near.found}
    offers = (
        ("dead_end_popular", await most_read(visit)),
        ("reading", shelves.curated(OTHERS)),
        ("latest", shelves.latest(OTHERS)),
    )
    for key, teasers in offers:
        others = [teaser for teaser in teasers if teaser.id not in shown][:POPULAR_FEW]
        if others:
            return visit.menu.dead_end(near, key, others)
    return visit.menu.dead_end(near, "", [])


async def most_read(visit: Visit) -> tuple[Teaser, ...]:
    """What is read most of late, without what is gone; nothing where the people database cannot tell."""
    return visit.library.shelves.by_ids(await visit.readers.most_read())


async def popular(visit: Visit, request: Request) -> Reply:
    """What is read most of late; where that is not known, the newest."""
    teasers = await most_read(visit)
    if not teasers:
        return visit.menu.latest(key="popular_unknown")
    return visit.menu.listed("popular", page_of(teasers, request.page), "popular")


async def latest(visit: Visit, request: Request) -> Reply:
    """The newest articles."""
    return visit.menu.latest(request.page)


async def related(visit: Visit, request: Request) -> Reply:
    """More like an article."""
    article = visit.library.article(request.argument)
    return visit.menu.related(article.id) if article else visit.menu.latest(key="article_gone")


async def random(visit: Visit, _: Request) -> Reply:
    """One article by chance."""
    return visit.menu.random()
