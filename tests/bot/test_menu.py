"""Menus and pages about articles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from fakes import ANNA, ARTICLES, LONG_ID, Talk, article, buttons, library, values

from bot.menu import Menu, picture_of
from bot.types import Act
from bot.wording import plain, short
from content import PICTURES, Catalog

if TYPE_CHECKING:
    from pathlib import Path

    from safety import Care


@pytest.fixture
def menu(talk: Talk) -> Menu:
    """The English menus over the small library."""
    return Menu(talk.library, talk.dialog.texts["en"])


async def test_every_button_of_every_menu_leads_somewhere(kept: Talk) -> None:
    open_, seen = ["home"], set[str]()
    while open_:
        value = open_.pop()
        replies = await kept.press(value, replace(ANNA, country="FR"))
        assert replies, value
        assert "no longer works" not in replies[-1].text, value
        pressed = {button.value for button in buttons(replies) if button.act is Act.ACTION}
        open_ += sorted(pressed - seen)
        seen |= pressed

    assert len(seen) > 50


def test_all_topics_are_listed_and_open(menu: Menu, catalog: Catalog) -> None:
    reply = menu.categories()

    assert values([reply]) == [f"category:{category.slug}" for category in catalog.categories]
    assert str(len(catalog.categories)) in reply.text


def test_an_empty_topic_offers_its_neighbours(menu: Menu) -> None:
    reply = menu.category("medication-information", 1)

    assert "no articles here yet" in reply.text
    assert any(value.startswith("category:") for value in values([reply]))


def test_an_unknown_topic_shows_all(menu: Menu) -> None:
    assert menu.category("gone", 1) == menu.categories()


def test_a_topic_that_touches_a_crisis_says_where_help_is(menu: Menu, catalog: Catalog) -> None:
    said = {c.slug for c in catalog.categories if "/help_now" in menu.category(c.slug, 1).text}

    assert said == {category.slug for category in catalog.categories if category.care}


async def test_topics_come_in_pages(care: Care, tmp_path: Path) -> None:
    many = [article(f"article-{n}", category="depression", body=f"Body {n}.") for n in range(12)]
    with Catalog(library(tmp_path / "content.db", many)) as catalog:
        talk = Talk(care, catalog)
        seen: list[str] = []
        for number in (1, 2, 3, 99):
            [reply] = await talk.press(f"category:depression:{number}")
            seen.append(reply.text.rpartition("\n\n")[2])

    assert seen == ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3", "Page 3 of 3"]


def test_an_article_shows_date_minutes_body_topic_sources_and_review(menu: Menu) -> None:
    reply = menu.article(ARTICLES[0], 1, views=7, kept=False)
    for part in (
        "**Calm evenings**", "May 4, 2026 · 3 min to read", "What helps.", ARTICLES[0].body, "Topic: ",
        "Times read here: 7",
        "[A source](https://example.org/) · A publisher, 2025", "not yet reviewed by a clinician",
    ):  # fmt: skip
        assert part in reply.text
    assert reply.picture is not None
    assert reply.picture_alt


@pytest.mark.parametrize("own", ["https://example.org/evening.jpg", "gone.png", "", None])
def test_an_article_without_a_picture_of_ours_has_its_topics(menu: Menu, own: str | None) -> None:
    category = menu.library.shelves.category(ARTICLES[0].category)
    reply = menu.article(replace(ARTICLES[0], picture=own, picture_alt="An evening"), 1, views=None, kept=None)

    assert category is not None
    assert reply.picture == PICTURES / category.picture
    assert reply.picture_alt == category.picture_alt


def test_a_picture_of_its_own_goes_before_the_topics(menu: Menu) -> None:
    ours = replace(ARTICLES[0], picture="depression.png", picture_alt="A tree")
    reply = menu.article(ours, 1, views=None, kept=None)

    assert (reply.picture, reply.picture_alt) == (PICTURES / "depression.png", "A tree")


def test_what_nobody_can_tell_is_left_out(menu: Menu) -> None:
    reply = menu.article(ARTICLES[0], 1, views=None, kept=None)

    assert "Times read" not in reply.text
    assert not {"save:calm-evenings", "unsave:calm-evenings"} & set(values([reply]))


def test_a_long_article_has_pages_with_the_head_on_the_first_and_the_sources_on_the_last(menu: Menu) -> None:
    first, last = (menu.article(ARTICLES[4], number, views=None, kept=None) for number in (1, 99))

    assert ("min to read" in first.text, "min to read" in last.text) == (True, False)
    assert ("Sources" in first.text, "Sources" in last.text) == (False, True)
    assert (first.picture is None, last.picture is None) == (False, True)


def test_an_article_from_elsewhere_links_there_and_can_be_shared(menu: Menu) -> None:
    reply = menu.article(ARTICLES[5], 1, views=None, kept=None)
    made = {button.act: button.value for button in buttons([reply])}

    assert (made[Act.LINK], reply.article) == ("https://example.org/words", "https://example.org/words")
    assert made[Act.SHARE] == f"article_{menu.library.short_id(LONG_ID)}"


def test_an_article_without_a_title_is_named_all_the_same(menu: Menu) -> None:
    reply = menu.article(ARTICLES[6], 1, views=None, kept=None)

    assert "**Untitled**" in reply.text


def test_words_of_an_article_never_become_markup(menu: Menu) -> None:
    reply = menu.article(replace(ARTICLES[0], title="**a** [b](c) `d`"), 1, views=None, kept=None)

    assert "**a (b)(c) d**" in reply.text


def test_one_by_chance_is_one(menu: Menu) -> None:
    assert sum(value.startswith("article:") for value in values([menu.random()])) == 1


async def test_an_empty_library_says_so_plainly(care: Care, tmp_path: Path) -> None:
    with Catalog(library(tmp_path / "content.db", [])) as catalog:
        talk = Talk(care, catalog)
        for text in ("/latest", "/random", "sleep", "/saved"):
            [reply] = await talk.say(text)
            assert reply.text.strip(), text


def test_labels_fit_on_buttons() -> None:
    assert short("x" * 41) == "x" * 39 + "…"
    assert short("x" * 40) == "x" * 40


def test_plain_words_stand_in_one_line() -> None:
    assert plain("a\n *b* ") == "a b"


@pytest.mark.parametrize("name", ["", "../articles.py", "gone.png", "/etc/passwd"])
def test_only_our_own_pictures_are_shown(name: str) -> None:
    assert picture_of(name) is None
    assert picture_of(next(PICTURES.glob("*.png")).name) is not None
