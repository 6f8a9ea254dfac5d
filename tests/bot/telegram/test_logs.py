"""Neither a reader's words nor the token leave a mark in any log, whatever level somebody sets."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from emulator import BrokenJson, CutAfter, Emulator, Refuse, ServerFailure, TooManyRequests
from kinds import PRIVATE, PUBLIC
from running_bot import Transport, free_port, somebody

from bot.build import running
from bot.channels.telegram import hush, run
from bot.config import load_config, load_telegram

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from bot.build import App

pytestmark = pytest.mark.asyncio(loop_scope="module")
MARK = "xylograph"
TOKEN = "1000:marked-token"  # noqa: S105 - opens nothing but the emulator
TEXTS = (f"I want to kill myself {MARK}", f"articles about suicide {MARK}", f"sleep {MARK}", f"/search {MARK}")


class Everything(logging.Handler):
    """Keeps every record as it would be written, with what it was raised by."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.lines.append(f"{self.format(record)} {record.args!r}")


@pytest.fixture
def everything() -> Iterator[Everything]:
    """Listen to every logger at DEBUG, after the bot had its say about levels."""
    hush()
    kept = {name: logging.getLogger(name).level for name in (*logging.Logger.manager.loggerDict, "")}
    handler = Everything()
    logging.getLogger().addHandler(handler)
    for name in kept:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield handler
    logging.getLogger().removeHandler(handler)
    for name, level in kept.items():
        logging.getLogger(name).setLevel(level)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def app(data: Path) -> AsyncIterator[App]:
    """Give the bot itself, in this process."""
    environment = {
        "ALLY_PEOPLE_URL": f"sqlite+aiosqlite:///{data / 'logs.db'}",
        "ALLY_CONTENT_DB": str(data / "content.db"),
    }
    async with running(load_config(environment)) as built:
        yield built


@pytest.mark.parametrize("transport", Transport, ids=lambda transport: transport.value)
async def test_a_marked_message_and_the_token_leave_no_mark(
    app: App, everything: Everything, transport: Transport
) -> None:
    async with Emulator(token=TOKEN) as emulator:
        serving = asyncio.create_task(run(app.dialog, load_telegram(environment(emulator, transport))))
        trouble(emulator)
        readers = send_everything(emulator)
        await emulator.wait_until(lambda: all(emulator.sent(reader) for reader in readers), seconds=60)
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(serving, 15)
    assert everything.lines, "nothing was heard at all"
    assert [line for line in everything.lines if MARK in line or TOKEN in line or "marked-token" in line] == []
    assert [line for line in everything.lines if any(str(reader) in line for reader in readers)] == []


async def test_a_wrong_token_is_not_repeated(app: App, everything: Everything) -> None:
    async with Emulator() as emulator:
        settings = load_telegram({**environment(emulator, Transport.POLLING), "TELEGRAM_BOT_TOKEN": "1000:wrong-one"})
        with pytest.raises(Exception, match="does not know this token") as caught:
            await run(app.dialog, settings)
    assert "wrong-one" not in f"{caught.value!r} {caught.value.__context__!r} {caught.value.__cause__!r}"
    assert [line for line in everything.lines if "wrong-one" in line] == []


def environment(emulator: Emulator, transport: Transport) -> dict[str, str]:
    """Where to find the emulator."""
    port = str(free_port())
    webhook = (
        {"WEBHOOK_URL": f"http://127.0.0.1:{port}", "WEBHOOK_PORT": port} if transport is Transport.WEBHOOK else {}
    )
    return {
        "TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE": emulator.base_url, "TELEGRAM_FILE_BASE": emulator.file_url,
        **webhook,
    }  # fmt: skip


def trouble(emulator: Emulator) -> None:
    """Let everything fail now and then, fetching updates too."""
    for fault in (
        BrokenJson(),
        ServerFailure(),
        CutAfter(),
        TooManyRequests(),
        Refuse(code=400, description="Bad Request: no"),
    ):
        emulator.inject(fault, "sendMessage").chance = 0.1
    emulator.inject(BrokenJson(), "getUpdates").chance = 0.3


def send_everything(emulator: Emulator) -> list[int]:
    """Every kind of update with the mark in it, from readers and to chats that are new."""
    chats = [kind(emulator, text) for text in TEXTS[:2] for kind in (*PRIVATE, *PUBLIC)]
    for text in TEXTS[2:]:
        chats.append(somebody())
        emulator.private_message(chats[-1], text)
    emulator.inline_query(somebody(), TEXTS[0])
    emulator.broken_update(1, content={"message_id": 1, "text": MARK})
    return chats
