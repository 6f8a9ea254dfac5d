"""One emulator and one caller for each test of the emulator itself."""

from collections.abc import AsyncIterator

import pytest

from .caller import Caller, Hook, calling, hooked
from .server import Emulator

READER = 4711


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    """Give an emulator that one reader has written to."""
    async with Emulator() as emulator, calling(emulator) as opened:
        emulator.private_message(READER, "hello")
        yield opened


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    """Give an address for a webhook."""
    async with hooked() as opened:
        yield opened
