"""Care when parts are broken, bad input, and no trace of a message anywhere (promises 2 and 6)."""

from __future__ import annotations

import logging
import shutil
import sqlite3
import time
from contextlib import AsyncExitStack, contextmanager
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from fakes import ANNA, Talk, at, group, values

from bot.build import running
from bot.channels.terminal import Terminal
from bot.types import Message, Reader
from content import Catalog, ContentError
from safety import DATA, Screener, load_screener, screen
from safety.screen import COMPILED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.build import App
    from bot.people import People
    from bot.types import Reply
    from safety import Care

CRISIS = "i want to die"
MARK = "zq7marked"


class Raising:
    """Rules that raise whatever is asked of them."""

    def by_owner(self, words: object) -> Iterator[object]:
        """Break, and quote what was asked, as careless code would."""
        raise RuntimeError(f"cannot read {words}")

    find = by_owner


def broken_screener() -> Screener:
    """A screener whose rules raise."""
    screener = load_screener(DATA, COMPILED)
    screener.rules = Raising()  # type: ignore[assignment] # that is the failure
    return screener


class BrokenShelves(Catalog):
    """A library whose file is damaged."""

    def search(self, query: str, n: int = 5, **more: object) -> object:  # type: ignore[override] # it never answers
        """Break, and quote the query."""
        raise ContentError(f"cannot search for {query}, {n} results, {more}")


async def heard(app: App, text: str, reader: Reader = ANNA) -> list[Reply]:
    """What is answered."""
    return [reply async for reply in app.dialog.respond(Message(text=text), reader)]


# Promise 2: care under failure


async def test_with_every_store_gone_a_card_leaves_and_menus_say_what_does_not_work(tmp_path: Path) -> None:
    nowhere = tmp_path / "a-file"
    nowhere.write_text("", "utf-8")
    async with running(at(nowhere)) as app:
        assert len(app.troubles) == 2
        card, *rest = await heard(app, CRISIS)
        assert (card.care, "findahelpline.com" in card.text, rest) == (True, True, [])
        for text, words in (("sleep", "Help is still here."), ("/latest", "topics do not work"), ("/saved", "saving")):
            replies = await heard(app, text)
            assert words in replies[-1].text, text
            assert any("help" in value for value in values(replies)), text


async def test_a_screener_that_raises_still_shows_help(talk: Talk) -> None:
    talk.dialog.screen = broken_screener().screen
    card, *_ = await talk.say(CRISIS)
    talk.memory.forget(ANNA.key)
    block, answer = await talk.say("calm evening")

    assert (card.care, "findahelpline.com" in card.text) == (True, True)
    assert (block.care, "Calm evenings" in answer.text) == (True, True)


class BrokenCare:
    """Words and countries that raise whatever is asked of them."""

    def __getattr__(self, name: str) -> object:
        raise RuntimeError(f"no {name}")


async def test_words_of_care_that_raise_give_way_to_the_built_in_card(talk: Talk) -> None:
    talk.caring.care = BrokenCare()  # type: ignore[assignment] # that is the failure
    for message in ("!distress", "!ideation", "!imminent", "!topic suicide nobody"):
        talk.memory.forget(ANNA.key)
        card, *_ = await talk.say(message)
        assert card.text.startswith("I am glad you wrote. Please reach a person now."), message


async def test_in_a_group_too(talk: Talk) -> None:
    talk.caring.care = None
    public, private = await talk.say("!ideation", group())

    assert (public.public, private.private) == (True, True)
    assert "findahelpline.com" in public.text


async def test_a_people_database_that_breaks_while_we_run_costs_menus_and_no_card(kept: Talk, people: People) -> None:
    await people.close()
    card, *_ = await kept.say("!ideation")
    [chosen] = await kept.press("in:FR")
    [article] = await kept.press("article:calm-evenings")
    [saved] = await kept.press("save:calm-evenings")

    assert (card.care, "3114" in chosen.text) == (True, True)
    assert "Sleep comes easier" in article.text
    assert "saving, settings and deleting do not work" in saved.text


async def test_a_library_that_breaks_while_we_run_says_so(talk: Talk, care: Care, content_db: Path) -> None:
    del talk
    with BrokenShelves(content_db) as shelves:
        broken = Talk(care, shelves)
        [reply] = await broken.say("sleep")
        card, *_ = await broken.say("!ideation")
        inline = await broken.dialog.inline(Message(text="sleep"), ANNA, broken.dialog.screen("sleep"))

    assert ("topics do not work" in reply.text, card.care, inline) == (True, True, (None, ()))


async def test_a_full_disk_costs_no_card(tmp_path: Path) -> None:
    """``/dev/full`` takes no byte: neither the compiled rules nor any database can be written."""
    data = at(tmp_path, people_url="sqlite+aiosqlite:////dev/full", content_db="/dev/full")
    async with running(data) as app:
        card, *_ = await heard(app, CRISIS)

    assert (card.care, len(app.troubles)) == (True, 2)


# Promise 6: no trace


@pytest.fixture
def everything(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Every logger at its most talkative."""
    loggers = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    levels = [(logger, logger.level) for logger in loggers]
    for logger in loggers:
        if not logger.name.startswith(("aiosqlite", "sqlalchemy", "faker", "hypothesis")):
            logger.setLevel(logging.DEBUG)
    caplog.set_level(logging.DEBUG)
    yield caplog
    for logger, level in levels:
        logger.setLevel(level)


def written(folder: Path) -> bytes:
    """Everything in every file below a folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@contextmanager
def failing(app: App) -> Iterator[None]:
    """Have every part of a running bot fail for a while."""
    people, catalog = app.dialog.readers.people, app.library.catalog
    app.dialog.screen = broken_screener().screen
    app.dialog.caring.care = BrokenCare()  # type: ignore[assignment] # that is the failure
    app.dialog.readers.people = Unwilling()  # type: ignore[assignment] # the same
    app.library.catalog = Unwilling()  # type: ignore[assignment] # the same
    yield
    app.dialog.readers.people, app.library.catalog = people, catalog


class Unwilling:
    """A part that fails, quoting what it was given."""

    def __getattr__(self, name: str) -> object:
        def fail(*given: object, **more: object) -> object:
            raise RuntimeError(f"{name} {given} {more}")

        return fail


@pytest.mark.parametrize("is_broken", [False, True])
async def test_a_marked_message_leaves_no_trace(
    place: Path,
    everything: pytest.LogCaptureFixture,
    is_broken: bool,  # noqa: FBT001 - a column of the table
    capfd: pytest.CaptureFixture[str],
) -> None:
    async with running(at(place)) as app, AsyncExitStack() as stack:
        if is_broken:
            stack.enter_context(failing(app))
        terminal = Terminal(app.dialog, ANNA, out=StringIO())
        for text in (f"i want to die {MARK}", MARK, f"/search {MARK}", f"/crisis {MARK}", f"/start {MARK}", f"/{MARK}"):
            await terminal.hear(text)
        for value in (f"article:{MARK}", f"in:{MARK}", f"care:{MARK}", f"unsave:{MARK}", MARK):
            await terminal.answer(Message(action=value))
    out, err = capfd.readouterr()

    assert MARK.encode() not in written(place)
    assert MARK not in everything.text + out + err
    assert ("RuntimeError" in everything.text) is is_broken
    assert terminal.out.getvalue().startswith(("I am glad you wrote.", "Thank you for saying this."))  # type: ignore[attr-defined] # our paper


async def test_a_crisis_leaves_no_row(place: Path) -> None:
    reader = Reader(key="t4711470815", language="en")
    async with running(at(place)) as app:
        for text in (CRISIS, "i took all the pills just now", "/help_now", "sleep"):
            await heard(app, text, reader)
    with sqlite3.connect(place / "people.db") as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        ours = [name for name in tables if "version" not in name]
        rows = [connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ours]  # noqa: S608 - our own tables
    connection.close()

    assert set(rows) == {0}
    assert reader.key.encode() not in written(place)


# Bad input


@pytest.mark.parametrize(
    "text",
    [
        "sleep " * 900_000,
        "ѕ" * 4096,
        "і wаnt tо dіе " * 290,
        "\x00",
        "\ud800",
        "﷽" * 4096,
        "/" * 5000,
        "%s {x} {0}",
        "1" * 9000,
        "f" * 4096,
        "qzxjkvwpfghbmdt" * 273,
        " ".join(chr(0x4E00 + number) for number in range(2000)),
        "心里很难受" * 819,
        "😢" * 4096,
        "e\u0301" * 2048,
    ],
    ids=[
        "5 MB",
        "look-alikes",
        "disguised",
        "nul",
        "surrogate",
        "wide",
        "slashes",
        "formats",
        "digits",
        "one letter",
        "letters",
        "one-letter words",
        "no spaces",
        "emoji",
        "accents",
    ],
)
async def test_any_text_is_answered_in_time(talk: Talk, text: str) -> None:
    talk.dialog.screen = screen
    screen("warm")
    began = time.monotonic()
    replies = await talk.say(text)

    assert replies
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "action", ["", ":", "nothing", "article:", "article:gone:2", "category:x:y", "save:", "\ud800", "x" * 9999]
)
async def test_any_button_is_answered(kept: Talk, action: str) -> None:
    assert await kept.hear(Message(text="", action=action))


async def test_an_article_that_is_gone_since_its_button_was_made_is_named(
    tmp_path: Path, care: Care, content_db: Path
) -> None:
    shutil.copy(content_db, tmp_path / "content.db")
    with Catalog(tmp_path / "content.db") as catalog:
        talk = Talk(care, catalog)
        for name in ("article", "related", "save"):
            [reply] = await talk.press(f"{name}:was-here")
            assert "This article is no longer here." in reply.text
