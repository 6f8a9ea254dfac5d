"""One emulator and one bot process for each file and transport: starting takes a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from emulator import Emulator
from running_bot import RunningBot, Transport

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder for articles and compiled rules, which are made once."""
    return tmp_path_factory.mktemp("ally")


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=Transport, ids=lambda transport: transport.value)
async def bot(request: pytest.FixtureRequest, data: Path) -> AsyncIterator[RunningBot]:
    """Give a running bot, by polling and by webhook."""
    async with Emulator() as emulator:
        running = RunningBot(emulator=emulator, transport=request.param, folder=data)
        await running.start()
        yield running
        if running.running.returncode is None:
            assert await running.stop() == 0


@pytest.fixture(autouse=True)
def no_more_trouble(request: pytest.FixtureRequest) -> None:
    """End the faults of the test before."""
    if "bot" in request.fixturenames:
        running: RunningBot = request.getfixturevalue("bot")
        running.emulator.faults.clear()
