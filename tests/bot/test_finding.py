"""Finding something to read: pages, what is popular, what is quick to read, and what a dead end offers."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from fakes import ANNA, Clock, Talk, article, buttons, library, values

from content import Catalog

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.people import People
    from safety import Care

#: Twelve about one thing, a minute longer each, the first the newest.
MANY = tuple(
    article(
        f"rest-{n}", title=f"Rest {n}", body=f"Rest and quiet {n}.", minutes=n, curated=n == 12,
        published=date(2026, 5, 30) - timedelta(days=n),
    )
    for n in range(1, 13)
)  # fmt: skip


@pytest.fixture
async def many(care: Care, people: People, tmp_path: Path) -> AsyncIterator[Talk]:
    """A conversation over twelve articles."""
    with Catalog(library(tmp_path / "content.db", MANY)) as catalog:
        talk = Talk(care, catalog, people)
        yield talk
        await talk.readers.close()


def shown(talk: Talk) -> list[str]:
    """The articles offered in the last replies."""
    return [value.removeprefix("article:") for value in values(talk.last) if value.startswith("article:")]


async def leaf(talk: Talk, ask: str) -> list[str]:
    """Every article from page to page, by the buttons, there and back."""
    await (talk.press if ":" in ask else talk.say)(ask)
    there = [shown(talk)]
    while any(button.label == "Next" for button in buttons(talk.last)):
        await talk.tap("Next")
        there.append(shown(talk))
    back = [shown(talk)]
    while any(button.label == "Previous" for button in buttons(talk.last)):
        await talk.tap("Previous")
        back.append(shown(talk))
    assert back == there[::-1]
    return [id_ for page in there for id_ in page]


async def test_the_newest_come_in_pages_until_the_last(many: Talk) -> None:
    assert await leaf(many, "/latest") == [each.id for each in MANY]


async def test_a_search_comes_in_pages_until_the_last(many: Talk) -> None:
    found = await leaf(many, "rest and quiet")

    assert sorted(found) == sorted(each.id for each in MANY)


async def test_saved_articles_come_in_pages_newest_first(many: Talk) -> None:
    for each in MANY[:7]:
        await many.press(f"save:{each.id}")

    assert sorted(await leaf(many, "/saved")) == sorted(each.id for each in MANY[:7])


async def test_what_is_quick_to_read_is_newest_first_and_about_a_topic_if_one_is_named(many: Talk) -> None:
    assert await leaf(many, "/short") == ["rest-1", "rest-2", "rest-3"]
    assert sorted(await leaf(many, "/short rest and quiet")) == ["rest-1", "rest-2", "rest-3"]


async def test_a_search_offers_its_quick_ones_where_some_take_longer(many: Talk) -> None:
    await many.say("rest and quiet")
    await many.tap("Quick to read")

    assert sorted(shown(many)) == ["rest-1", "rest-2", "rest-3"]
    assert "short:rest and quiet" not in values(many.last)


async def test_where_all_takes_longer_it_says_so_and_shows_that(care: Care, tmp_path: Path) -> None:
    with Catalog(library(tmp_path / "content.db", MANY[3:])) as catalog:
        talk = Talk(care, catalog)
        for asked in ("/short rest", "/short"):
            [reply] = await talk.say(asked)
            assert reply.text.startswith("I found nothing that takes at most 3 minutes to read."), asked
            assert len(shown(talk)) == 5, asked


async def test_words_that_no_button_can_carry_are_found_on_one_page(many: Talk) -> None:
    await many.say("rest and quiet " * 5)
    carried = [value for value in values(many.last) if value.partition(":")[0] in {"find", "keep", "short"}]

    assert (len(shown(many)), carried) == (5, [])


@pytest.mark.parametrize("asked", ["Psalm 23:4 rest", "rest: 5", "rest:5", "rest  \n and\tquiet", "rest*[`_"])
async def test_the_words_of_a_search_come_back_from_its_buttons_as_they_were(many: Talk, asked: str) -> None:
    await many.say(asked)
    first = shown(many)
    await many.tap("Next")
    await many.tap("Previous")

    assert shown(many) == first


# What is popular


async def test_what_is_read_most_of_late_comes_first_and_what_is_gone_is_left_out(many: Talk, people: People) -> None:
    clock = Clock()
    people.clock = clock
    for id_ in ["rest-9"] * 3 + ["gone"] * 9 + ["rest-2"]:
        await people.count_view(id_)
    await many.say("/popular")
    before = shown(many)
    clock.turn(days=60)
    await many.press("article:rest-2")
    await many.say("/popular")

    assert (before, shown(many)) == (["rest-9", "rest-2"], ["rest-2", "rest-9"])
    assert many.last[0].text.startswith("Read most here of late:")


async def test_what_is_popular_comes_in_pages(many: Talk, people: People) -> None:
    for each in MANY:
        await people.count_view(each.id)

    assert sorted(await leaf(many, "/popular")) == sorted(each.id for each in MANY)


async def test_where_nobody_knows_what_is_read_it_says_so_and_shows_the_newest(talk: Talk, many: Talk) -> None:
    for each in (talk, many):
        [reply] = await each.say("/popular")
        assert reply.text.startswith("I cannot tell yet what is read most here.")
        assert len(shown(each)) == 5


async def test_a_people_database_that_fails_leaves_popular_and_dead_ends_working(many: Talk, people: People) -> None:
    await people.close()
    for asked in ("/popular", "zzzzqqqq"):
        [reply] = await many.say(asked)
        assert shown(many), asked
        assert "do not work" not in reply.text, asked


# Dead ends


@pytest.mark.parametrize(
    ("read", "heading", "offered"),
    [
        (["rest-7", "rest-8", "rest-9", "rest-10"], "Others often read these:", ["rest-10", "rest-7", "rest-8"]),
        (["rest-1", "rest-7"], "Others often read these:", ["rest-7"]),
        ([], "Something to read, when you want it:", ["rest-12"]),
    ],
)
async def test_a_dead_end_offers_three_that_are_read_and_not_shown_already_or_those_editors_picked(
    many: Talk, people: People, read: list[str], heading: str, offered: list[str]
) -> None:
    for id_ in read:
        await people.count_view(id_)
    [reply] = await many.say("zzzzqqqq")

    assert heading in reply.text
    assert shown(many) == [f"rest-{n}" for n in range(1, 6)] + offered


async def test_a_dead_end_names_the_nearest_topics_titles_and_popular_pieces(many: Talk, people: People) -> None:
    await people.count_view("rest-7")
    [reply] = await many.say("medicaton informaton")

    assert "category:medication-information" in values([reply])
    assert "rest-7" in shown(many)
    assert re.search(r"Rest 1\b.*Others often read these:.*Rest 7\b", reply.text, re.DOTALL)


async def test_a_dead_end_where_editors_picked_nothing_offers_what_is_new(care: Care, tmp_path: Path) -> None:
    with Catalog(library(tmp_path / "content.db", MANY[:11])) as catalog:
        talk = Talk(care, catalog)
        [reply] = await talk.say("zzzzqqqq")

    assert "The newest articles:" in reply.text
    assert shown(talk) == [f"rest-{n}" for n in range(1, 9)]


# What is interesting next


async def test_the_last_page_of_an_article_offers_others_like_it(many: Talk) -> None:
    [reply] = await many.press("article:rest-4")

    assert reply.text.endswith("You might find these interesting:")
    assert len(shown(many)) == 3
    assert "rest-4" not in shown(many)


async def test_only_the_last_page_does(kept: Talk) -> None:
    seen = []
    for page in (1, 99):
        await kept.press(f"article:long-read:{page}", ANNA)
        seen.append("You might find these interesting:" in kept.last[0].text)

    assert seen == [False, True]


async def test_an_article_like_no_other_offers_none(care: Care, tmp_path: Path) -> None:
    with Catalog(library(tmp_path / "content.db", MANY[:1])) as catalog:
        talk = Talk(care, catalog)
        [reply] = await talk.press("article:rest-1")

    assert "interesting" not in reply.text
