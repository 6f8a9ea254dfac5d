"""What cannot be started says why in plain words; what is told to stop does so, whatever Telegram does."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from emulator import Emulator, Refuse, ServerFailure
from running_bot import RunningBot, Transport

if TYPE_CHECKING:
    from pathlib import Path


async def process(emulator: Emulator, data: Path, transport: Transport = Transport.POLLING, **more: str) -> RunningBot:
    """Start a bot without waiting for it."""
    running = RunningBot(emulator=emulator, transport=transport, folder=data, more=more)
    running.log.unlink(missing_ok=True)
    await running.launch()
    return running


async def test_a_wrong_token_ends_it_in_plain_words(data: Path) -> None:
    async with Emulator() as emulator:
        running = await process(emulator, data, TELEGRAM_BOT_TOKEN="1000:wrong-one")
        assert await running.ended(60) == 1
        written = running.log.read_text("utf-8")
        assert "Check TELEGRAM_BOT_TOKEN" in written
        assert "Traceback" not in written
        assert "wrong-one" not in written


async def test_a_webhook_that_telegram_refuses_ends_it_in_plain_words(data: Path) -> None:
    async with Emulator() as emulator:
        emulator.inject(Refuse(code=400, description="Bad Request: bad webhook"), "setWebhook")
        running = await process(emulator, data, Transport.WEBHOOK)
        assert await running.ended(60) == 1
        assert "Check WEBHOOK_URL" in running.log.read_text("utf-8")


async def test_it_waits_for_telegram_and_stops_meanwhile(data: Path) -> None:
    async with Emulator() as emulator:
        emulator.inject(ServerFailure(), "getMe")
        running = await process(emulator, data)
        await emulator.wait_for_call("getMe", 3, seconds=60)
        async with asyncio.timeout(10):
            assert await running.stop() == 0


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook"])
async def test_it_starts_as_soon_as_telegram_answers(data: Path, method: str) -> None:
    async with Emulator() as emulator:
        emulator.inject(ServerFailure(), method, times=2)
        running = await process(emulator, data)
        await running.ready()
        assert await running.stop() == 0
