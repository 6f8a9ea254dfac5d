"""A day in miniature: updates of all kinds, with faults; nothing is left over, and nothing else fails."""

from __future__ import annotations

import asyncio
import logging
import random
from typing import TYPE_CHECKING

import pytest
from daytime import disturb, one_of_any_kind
from emulator import Emulator
from running_bot import until

from bot.build import running
from bot.channels.telegram import Account, Telegram
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.request import AiohttpRequest
from bot.config import load_config

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

UPDATES, AT_ONCE = 1500, 500


@pytest.fixture
async def channel(data: Path, emulator: Emulator) -> AsyncIterator[Telegram]:
    """Give the channel, open."""
    environment = {
        "ALLY_PEOPLE_URL": f"sqlite+aiosqlite:///{data / 'long.db'}",
        "ALLY_CONTENT_DB": str(data / "content.db"),
    }
    async with running(load_config(environment)) as app:
        opened = Telegram(
            app.dialog, Account(token=emulator.token, base_url=emulator.base_url, file_url=emulator.file_url)
        )
        await opened.open()
        yield opened
        await opened.close()


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    """Give an emulator."""
    async with Emulator() as opened:
        yield opened


def tasks_of_ours() -> set[str]:
    """The tasks that run, without the connections of the emulator's server."""
    return {name for task in asyncio.all_tasks() if "RequestHandler" not in (name := str(task.get_coro()))}


async def test_after_many_updates_nothing_is_left_over(
    channel: Telegram, emulator: Emulator, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    dice = random.Random(5)  # noqa: S311 - luck, not secrets
    request = AiohttpRequest(2)
    await request.initialize()
    before = tasks_of_ours()
    asking = Polling(request, f"{emulator.base_url}{emulator.token}/getUpdates", channel.take, channel.ledger)
    polling = asyncio.create_task(asking.run())
    disturb(emulator, one_in=50)
    for _ in range(UPDATES // AT_ONCE):
        for _ in range(AT_ONCE):
            one_of_any_kind(emulator, dice)
        await emulator.wait_until(lambda: emulator.inbox.count() < AT_ONCE, seconds=30)
    await until(lambda: not emulator.inbox.count() and not channel.lanes.tasks, 60)
    asking.stopping.set()
    await asyncio.wait_for(polling, 5)
    await request.shutdown()
    assert (channel.lanes.lanes, channel.lanes.tasks, channel.ledger.pending) == ({}, set(), {})
    assert tasks_of_ours() == before
    assert [record.getMessage() for record in caplog.records] == []
    assert emulator.unanswered() == ()
    assert channel.ledger.poisonous > 0
