"""The people database keeps what was asked, and forgets it on request."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from databases import NOON, OTHER, READER, Tick, contents, rows

from bot.counts import Event
from bot.people import MOST_SEARCHES, Export, People, SavedArticle, Search, Settings
from bot.people.decay import EPOCH, HALF_LIFE, weight


@pytest.fixture
async def people(url: str) -> AsyncIterator[People]:
    opened = await People.open(url, clock=Tick())
    yield opened
    await opened.close()


# What is kept


async def test_a_stranger_has_no_settings_and_leaves_no_row(people: People, url: str) -> None:
    assert await people.settings(READER) == Settings(language=None, country=None)
    assert await people.export(READER) == Export(settings=Settings(), created_on=None, saved=())
    assert await rows(url, "readers") == 0


async def test_language_and_country_are_kept_apart_and_the_last_choice_counts(people: People) -> None:
    await people.choose_language(READER, "pt")
    await people.choose_country(READER, "BR")
    await people.choose_language(READER, "es")
    await people.choose_country(OTHER, "IN")
    assert await people.settings(READER) == Settings(language="es", country="BR")
    assert await people.settings(OTHER) == Settings(language=None, country="IN")


async def test_letting_go_of_the_country_keeps_the_language(people: People) -> None:
    await people.choose_language(READER, "pt")
    await people.choose_country(READER, "BR")
    await people.choose_country(READER, None)
    assert await people.settings(READER) == Settings(language="pt", country=None)


async def test_letting_go_of_the_last_setting_leaves_no_row(people: People, url: str) -> None:
    await people.choose_country(OTHER, "IN")
    await people.choose_country(READER, "BR")
    await people.choose_country(READER, None)
    assert await rows(url, "readers") == 1
    assert await people.settings(OTHER) == Settings(country="IN")


async def test_saved_articles_come_newest_first_and_saving_again_moves_nothing(people: People) -> None:
    for article in ("sleep", "stress", "grief", "sleep"):
        await people.save(READER, article)
    assert await people.saved(READER) == ("grief", "stress", "sleep")
    assert await people.saved(OTHER) == ()


async def test_saving_an_article_makes_no_reader(people: People, url: str) -> None:
    await people.save(READER, "sleep")
    assert await rows(url, "readers") == 0


async def test_an_article_taken_off_one_list_stays_on_another(people: People) -> None:
    await people.save(READER, "sleep")
    await people.save(OTHER, "sleep")
    await people.unsave(READER, "sleep")
    await people.unsave(READER, "never-saved")
    assert not await people.is_saved(READER, "sleep")
    assert await people.is_saved(OTHER, "sleep")


async def test_searches_come_newest_first_and_keeping_again_moves_nothing(people: People) -> None:
    kept = [await people.keep_search(READER, words) for words in ("sleep", "dormir bien", "grief", "sleep")]
    await people.keep_search(OTHER, "panic")
    await people.drop_search(READER, "dormir bien")
    await people.drop_search(READER, "panic")
    assert kept == [True] * 4
    assert await people.searches(READER) == ("grief", "sleep")
    assert await people.searches(OTHER) == ("panic",)


async def test_a_full_list_of_searches_takes_no_more_until_one_is_dropped(people: People) -> None:
    for number in range(MOST_SEARCHES):
        assert await people.keep_search(READER, f"topic {number}")
    refused = await people.keep_search(READER, "one more")
    again = await people.keep_search(READER, "topic 0")
    anothers = await people.keep_search(OTHER, "one more")
    await people.drop_search(READER, "topic 7")
    after = await people.keep_search(READER, "one more")
    assert (refused, again, anothers, after) == (False, True, True, True)
    assert len(await people.searches(READER)) == MOST_SEARCHES


async def test_views_counted_at_the_same_time_are_all_counted(people: People) -> None:
    await asyncio.gather(*(people.count_view("sleep") for _ in range(20)))
    assert await people.views("sleep") == 20
    assert await people.views("unread") == 0


async def test_the_most_viewed_come_first_and_equals_by_id(people: People) -> None:
    for article in ("stress", "grief", "sleep", "sleep"):
        await people.count_view(article)
    assert await people.most_viewed(2) == ("sleep", "grief")
    assert await people.most_viewed(9) == ("sleep", "grief", "stress")


async def test_what_is_read_now_comes_before_what_was_read_more_often_long_ago(url: str) -> None:
    clock = Tick()
    people = await People.open(url, clock=clock)
    for _ in range(3):
        await people.count_view("spring")
    clock.turn(days=HALF_LIFE)
    await people.count_view("summer")
    before = await people.most_viewed(2)
    clock.turn(days=HALF_LIFE)
    await people.count_view("summer")
    assert (before, await people.most_viewed(2)) == (("spring", "summer"), ("summer", "spring"))
    assert (await people.views("spring"), await people.views("summer")) == (3, 2)
    await people.close()


@pytest.mark.parametrize(("days", "counts"), [(0, 1.0), (HALF_LIFE, 2.0), (-HALF_LIFE, 0.5), (84 * 365, 2.0**1022)])
def test_an_opening_counts_twice_as_much_a_half_life_later_for_84_years(days: int, counts: float) -> None:
    assert weight(EPOCH + timedelta(days=days)) == counts


EVENT = Event(
    day=date(2026, 11, 29), outcome="shown", level="ideation", situation="suicide", country="FR", language="fr"
)


async def test_counts_add_up_by_day_and_kind_and_are_read_by_day(people: People) -> None:
    other = replace(EVENT, day=date(2027, 1, 1))
    await people.add_counts({EVENT: 2, other: 1})
    await people.add_counts({EVENT: 3, replace(EVENT, outcome="safe"): 1})

    assert await people.counts(date(2026, 1, 1), date(2026, 12, 31)) == {replace(EVENT, outcome="safe"): 1, EVENT: 5}
    assert await people.counts(date(2027, 1, 1), date(2027, 12, 31)) == {other: 1}


async def test_counts_hold_nothing_of_a_reader(people: People) -> None:
    await people.add_counts({EVENT: 1})
    await people.forget("anna")
    assert await people.export("anna") == Export()
    assert len(await people.counts(EVENT.day, EVENT.day)) == 1


async def test_an_export_holds_everything_and_only_the_readers_own(people: People) -> None:
    await people.choose_language(READER, "pt")
    await people.choose_language(OTHER, "hi")
    await people.save(READER, "sleep")
    await people.save(READER, "stress")
    await people.keep_search(READER, "sleep before exams")
    await people.keep_search(OTHER, "panic")
    assert await people.export(READER) == Export(
        settings=Settings(language="pt"),
        created_on=date(2026, 3, 4),
        saved=(
            SavedArticle(article="stress", saved_at=NOON + timedelta(minutes=3)),
            SavedArticle(article="sleep", saved_at=NOON + timedelta(minutes=2)),
        ),
        searches=(Search(words="sleep before exams", kept_at=NOON + timedelta(minutes=4)),),
    )


async def test_forgetting_leaves_nothing_of_the_reader_and_all_of_the_others(people: People) -> None:
    for key in (READER, OTHER):
        await people.choose_country(key, "BR")
        await people.save(key, "sleep")
        await people.keep_search(key, "panic")
    await people.forget(READER)
    assert await people.export(READER) == Export()
    assert await people.settings(OTHER) == Settings(country="BR")
    assert await people.saved(OTHER) == ("sleep",)
    assert await people.searches(OTHER) == ("panic",)


async def test_what_was_forgotten_is_gone_from_the_file_too(sqlite_url: str, tmp_path: Path) -> None:
    people = await People.open(sqlite_url)
    await people.save(READER, "sleep")
    await people.save(OTHER, "sleep")
    await people.forget(READER)
    await people.close()
    left = contents(tmp_path)
    assert (READER.encode() in left, OTHER.encode() in left) == (False, True)


async def test_what_is_kept_is_there_after_closing_and_opening(url: str) -> None:
    first = await People.open(url)
    await first.choose_language(READER, "pt")
    await first.close()
    second = await People.open(url)
    assert await second.settings(READER) == Settings(language="pt")
    await second.close()


async def test_a_new_file_is_for_its_owner_alone_and_keeps_a_write_ahead_log(sqlite_url: str, tmp_path: Path) -> None:
    people = await People.open(sqlite_url)
    await people.close()
    path = tmp_path / "people.db"
    assert path.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
