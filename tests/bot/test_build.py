"""The bot starts whatever is broken, and names it."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fakes import ANNA, article, at, library, values

from bot.build import build, load_screen, open_catalog, running
from bot.config import SourceSettings
from bot.errors import TextsError
from bot.types import Message
from content import CATEGORIES, ContentError, ingest, load_categories
from safety import DATA, Level

if TYPE_CHECKING:
    from bot.build import App


async def said(app: App, text: str) -> list[str]:
    """What is answered."""
    return [reply.text async for reply in app.dialog.respond(Message(text=text), ANNA)]


async def test_a_first_start_builds_everything_and_has_no_troubles(tmp_path: Path) -> None:
    async with running(at(tmp_path / "new" / "folder")) as app:
        [found] = await said(app, "can't sleep before exams")

        assert app.troubles == ()
        assert found.startswith("Here is what fits best:")
        assert await said(app, "/country france") == ["Your country is now France."]


async def test_what_was_chosen_is_there_after_a_restart(place: Path) -> None:
    async with running(at(place)) as app:
        await said(app, "/country france")
    async with running(at(place)) as app:
        card, *_ = await said(app, "i want to die")

    assert "3114" in card


async def test_menus_without_words_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TextsError, match=r"xx\.yaml"):
        await build(at(tmp_path, menu_languages=("xx",)))


async def test_a_source_that_is_missing_is_named_at_every_start(tmp_path: Path) -> None:
    sources = (SourceSettings(place="starter"), SourceSettings(place=str(tmp_path / "gone")))
    for _ in range(2):
        async with running(at(tmp_path, sources=sources)) as app:
            assert [str(tmp_path / "gone") in trouble for trouble in app.troubles] == [True]
            assert app.library.catalog is not None


async def test_a_start_does_not_wait_for_an_ingest_that_is_on(tmp_path: Path) -> None:
    library(tmp_path / "content.db", [article("an-old-one", body="Old words.")])
    with closing(sqlite3.connect(tmp_path / ".content.db.lock", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        async with running(at(tmp_path)) as app:
            assert app.library.shelves.article("an-old-one")
            assert ["another run is writing" in trouble for trouble in app.troubles] == [True]


async def test_a_library_that_cannot_be_brought_up_to_date_is_still_read(tmp_path: Path) -> None:
    library(tmp_path / "content.db", [article("an-old-one", body="Old words.")])
    (tmp_path / "blocked").mkdir()
    sources = (SourceSettings(place="starter"), SourceSettings(place=str(tmp_path / "gone")))
    async with running(at(tmp_path, sources=sources)) as app:
        before = app.library.shelves.article("an-old-one")
    assert before is not None


async def test_a_start_keeps_what_the_publisher_let_in_and_says_how_much_it_holds_back(tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    own.write_text(sad("let-in"), "utf-8")
    config = at(tmp_path, sources=(SourceSettings(place=str(own)),))
    ingest([own], config.content_db, load_categories(CATEGORIES), trust=True)
    own.write_text(sad("let-in") + sad("new"), "utf-8")
    async with running(config) as app:
        assert app.library.shelves.ids() == ("let-in",)
        assert ["held back for their wording: 1;" in trouble for trouble in app.troubles] == [True]


def sad(id_: str) -> str:
    """A line of an article that the lint holds back."""
    return json.dumps({"id": id_, "title": id_, "body": "He committed suicide."}) + "\n"


async def test_what_an_ingest_writes_is_shown_by_a_bot_that_runs(tmp_path: Path) -> None:
    library(tmp_path / "content.db", [article("first")])
    async with running(at(tmp_path, sources=())) as app:
        shown = app.library.shelves
        await app.reopen()
        assert app.library.shelves is shown  # nothing was written
        library(tmp_path / "content.db", [article("first"), article("second")])
        app.library.interesting("first", 3)
        await app.reopen()
        assert ("second" in app.library.shelves.ids(), app.library.alike) == (True, {})
        assert shown.ids() == ("first",)  # who answers from the older file can go on


async def test_the_older_file_is_let_go_when_the_last_answer_from_it_is_made(tmp_path: Path) -> None:
    library(tmp_path / "content.db", [article("first")])
    async with running(at(tmp_path, sources=())) as app:
        store = app.library.shelves.store
        library(tmp_path / "content.db", [article("second")])
        await app.reopen()
        with pytest.raises(ContentError, match="closed"):
            store.rows("SELECT id FROM articles")


async def test_a_file_that_cannot_be_read_leaves_what_is_shown(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    library(tmp_path / "content.db", [article("first")])
    async with running(at(tmp_path, sources=())) as app:
        (tmp_path / "damaged").write_text("damaged", "utf-8")
        for change in ((tmp_path / "damaged").replace, Path.unlink):
            change(tmp_path / "content.db")
            await app.reopen()
            assert app.library.shelves.ids() == ("first",)
    assert [record.message[:30] for record in caplog.records] == ["the articles were written anew"]


async def test_looking_for_newer_articles_goes_on_and_ends_with_the_bot(tmp_path: Path) -> None:
    library(tmp_path / "content.db", [article("first")])
    async with running(at(tmp_path, sources=())) as app:
        looking = asyncio.create_task(app.keep_reopening(every=0))
        for name in ("second", "third"):
            library(tmp_path / "content.db", [article(name)])
            async with asyncio.timeout(30):
                while app.library.shelves.ids() != (name,):
                    await asyncio.sleep(0)
        looking.cancel()
    assert [task for task in asyncio.all_tasks() if "keep_reopening" in repr(task)] == []


async def test_a_start_waits_for_no_server_of_others(tmp_path: Path) -> None:
    sources = (SourceSettings(place="starter"), SourceSettings(place="http://127.0.0.1:1/feed", private=True))
    async with running(at(tmp_path, sources=sources)) as app:
        assert (app.troubles, app.library.catalog is not None) == ((), True)


async def test_a_source_with_a_category_that_there_is_none_of_is_named(tmp_path: Path) -> None:
    async with running(at(tmp_path, sources=(SourceSettings(place="starter", category="naps"),))) as app:
        (trouble,) = app.troubles
    assert '"naps" is not a category' in trouble


def test_a_content_db_in_an_impossible_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(OSError, match="file"):
        open_catalog(at(tmp_path, content_db=tmp_path / "file" / "content.db"), [])


@pytest.mark.parametrize("damage", ["lexicon", "care", "helplines", "countries", "all"])
async def test_broken_words_of_care_are_named_and_help_is_shown_all_the_same(
    place: Path, tmp_path: Path, damage: str
) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    broken = {
        "lexicon": "en/lexicon.yaml", "care": "en/care.yaml", "helplines": "helplines.yaml",
        "countries": "countries.yaml",
    }  # fmt: skip
    for name, path in broken.items():
        if damage in {name, "all"}:
            (data / path).write_text("unknown: [", "utf-8")
    async with running(at(place), data) as app:
        innocent, *_ = await said(app, "can't sleep before exams")
        card, *_ = await said(app, "i want to die")

    assert app.troubles
    assert "findahelpline.com" in card
    assert ("findahelpline.com" in innocent) is (damage in {"lexicon", "all"})


async def test_a_loader_with_a_bug_does_not_stop_the_start(place: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    (data / "countries.yaml").write_text("[1, 2]", "utf-8")
    (data / "cards.yaml").unlink()
    async with running(at(place), data) as app:
        card, *_ = await said(app, "i want to die")

    assert (len(app.troubles), "findahelpline.com" in card) == (1, True)


async def test_no_part_works_and_care_does(tmp_path: Path) -> None:
    nowhere = tmp_path / "a-file"
    nowhere.write_text("", "utf-8")
    empty = tmp_path / "empty"
    empty.mkdir()
    async with running(at(nowhere), empty) as app:
        card, *_ = await said(app, "i want to die")
        replies = [reply async for reply in app.dialog.respond(Message(text="/latest"), ANNA)]

    assert len(app.troubles) == 4
    assert card.startswith("I am glad you wrote. Please reach a person now.")
    assert "search and topics do not work" in replies[-1].text
    assert "help_now" in values(replies)


async def test_warming_up_looks_for_countries_once(place: Path) -> None:
    async with running(at(place)) as app:
        app.warm()
        assert app.dialog.caring.care is not None
        assert "by_name" in vars(app.dialog.caring.care.countries)


def test_a_broken_second_opinion_is_named_and_the_rules_hear_without_it(tmp_path: Path) -> None:
    data = shutil.copytree(DATA, tmp_path / "data")
    (data / "opinion" / "danger.bin").write_bytes(b"damaged")
    troubles: list[str] = []

    screen = load_screen(data, tmp_path, troubles)

    assert screen("i dont want to be alive anymore").level is Level.IDEATION
    assert screen("what a lovely day").level is Level.NONE
    assert ["danger.bin" in trouble for trouble in troubles] == [True]


def test_a_broken_language_costs_its_own_rules_only(tmp_path: Path) -> None:
    data = shutil.copytree(DATA, tmp_path / "data")
    (data / "es" / "lexicon.yaml").write_text("language: es\nrules: [", "utf-8")
    troubles: list[str] = []

    screen = load_screen(data, tmp_path, troubles)

    assert screen("i dont want to be alive anymore").level is Level.IDEATION
    assert screen("quiero matarme").failed  # by the built-in words
    assert screen("what a lovely day").level is Level.TOPIC  # the help block stands before every answer
    assert len(troubles) == 1
    assert "es/lexicon.yaml" in troubles[0]
