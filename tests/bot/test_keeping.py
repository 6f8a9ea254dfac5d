"""What a reader keeps is shown to them alone, and is gone when they want it gone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from fakes import ANNA, NOON, Clock, Talk, buttons, group, values

from bot.people import MOST_SEARCHES
from bot.types import Act, Reader
from bot.wording import tidy

if TYPE_CHECKING:
    from bot.people import People

BEN = Reader(key="ben", language="en")


async def test_a_search_is_kept_made_again_and_deleted_by_buttons(kept: Talk, people: People) -> None:
    await kept.say("  calm\n evening ")
    await kept.tap("Keep this search")
    await kept.say("/searches")
    listed = kept.last
    await kept.tap("calm evening")
    again = kept.last
    kept.last = listed
    [left] = await kept.tap("Delete: calm evening")

    assert "- calm evening" in listed[0].text
    assert "article:calm-evenings" in values(again)
    assert left.text.startswith("You keep no searches yet.")
    assert await people.searches(ANNA.key) == ()


async def test_deleting_one_search_shows_the_others(kept: Talk, people: People) -> None:
    for words in ("grief", "sleep", "panic"):
        await kept.say(f"/keep {words}")
    await kept.say("/searches")
    [left] = await kept.tap("Delete: sleep")

    assert "- panic\n- grief" in left.text
    assert set(await people.searches(ANNA.key)) == {"grief", "panic"}


async def test_a_full_list_of_searches_says_so(kept: Talk) -> None:
    for number in range(MOST_SEARCHES):
        await kept.say(f"/keep topic {number}")
    [reply] = await kept.say("/keep one more")

    assert reply.text.startswith(f"You keep {MOST_SEARCHES} searches")


@pytest.mark.parametrize(
    ("words", "keeps"),
    [("x" * 59, True), ("x" * 60, False), ("ж" * 29, True), ("ж" * 30, False), ("sleep:5", True), ("a.*b|[c]", True)],
)
async def test_a_search_is_kept_if_a_button_can_carry_it(kept: Talk, people: People, words: str, keeps: bool) -> None:  # noqa: FBT001 - a column of the table
    await kept.say(f"/keep {words}")
    await kept.say("/searches")
    opening = [button.value for button in buttons(kept.last) if button.value.startswith("find:")]

    assert (await people.searches(ANNA.key), len(opening)) == (((words,), 1) if keeps else ((), 0))


async def test_no_search_is_offered_for_keeping_where_nothing_can_be_kept(talk: Talk) -> None:
    await talk.say("calm evening")

    assert [value for value in values(talk.last) if value.startswith("keep:")] == []


async def test_words_that_are_kept_are_never_markup(kept: Talk) -> None:
    await kept.say("/keep **calm** [evening](https://example.org)")
    [reply] = await kept.say("/searches")

    assert "- calm (evening)(https://example.org)" in reply.text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" a\n\tb ", "a b"), ("a\0b\ud800c", "a b c"), ("\u200cمی\u200cخواهم", "\u200cمی\u200cخواهم"), ("\0", "")],
)
def test_words_are_kept_in_one_line_without_what_no_database_takes(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("/searches", "- sleep"), ("/export", '"sleep"'), ("drop:sleep", "You keep no searches yet."),
        ("/saved", "Calm evenings"), ("saved", "Calm evenings"), ("saved::2", "Calm evenings"),
    ],
)  # fmt: skip
async def test_in_a_group_nobody_sees_what_a_reader_keeps(kept: Talk, asked: str, shown: str) -> None:
    await kept.say("/keep sleep")
    await kept.press("save:calm-evenings")
    [reply] = await (kept.say if asked.startswith("/") else kept.press)(asked, group())
    there = [button.value for button in buttons([reply]) if button.act is Act.PRIVATE]
    [alone] = await kept.say(f"/start {there[0]}")

    assert ("sleep" in reply.text, "Calm evenings" in reply.text, len(there)) == (False, False, 1)
    assert "article:calm-evenings" not in values([reply])
    assert shown in alone.text


async def test_an_article_in_a_group_shows_nobody_whether_a_reader_keeps_it(kept: Talk) -> None:
    await kept.press("save:calm-evenings")
    pages = [(await kept.press("article:calm-evenings", reader))[0] for reader in (ANNA, group(), group(BEN))]

    assert [[v for v in values([page]) if "save:" in v] for page in pages] == [["unsave:calm-evenings"], [], []]
    assert "Times read here" in pages[1].text


async def test_an_export_is_all_that_the_database_holds_as_programs_read_it(kept: Talk, people: People) -> None:
    people.clock = Clock()
    for asked in ("country:FR", "save:calm-evenings", "keep:dormir bien, mañana"):
        await kept.press(asked)
    [reply] = await kept.say("/export")
    written = reply.text.partition("\n\n")[2]

    assert reply.plain
    assert json.loads(written) == {
        "id": "anna",
        "settings": {"language": None, "country": "FR"},
        "created_on": "2026-11-22",
        "saved": [{"article": "calm-evenings", "saved_at": NOON.isoformat()}],
        "searches": [{"words": "dormir bien, mañana", "kept_at": NOON.isoformat()}],
    }


async def test_forgetting_deletes_kept_searches(kept: Talk) -> None:
    await kept.say("/keep sleep")
    await kept.say("/forget")
    [reply] = await kept.say("/searches")

    assert reply.text.startswith("You keep no searches yet.")


@pytest.mark.parametrize(("language", "words"), [("en", "the searches you keep"), ("es", "las búsquedas que guardas")])
async def test_what_is_said_about_privacy_names_kept_searches(kept: Talk, language: str, words: str) -> None:
    await kept.press(f"language:{language}")
    [reply] = await kept.say("/privacy")

    assert words in reply.text
    assert "/export" in reply.text
