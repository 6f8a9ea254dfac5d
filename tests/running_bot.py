"""The bot as its own process, talking to an emulator, by polling or webhook."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from dataclasses import dataclass, field
from enum import Enum
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from emulator import Emulator, Sent

ROOT = Path(__file__).parent.parent
#: Starting may take so long on a busy machine, in seconds; stopping may not take longer than we promise.
PATIENCE, DRAIN = 60.0, 10.0
CRISIS = "I want to kill myself"
ORDINARY = "cant sleep before exams"
NEUTRAL = "If you or someone here is going through a hard time, help is here."


class Transport(Enum):
    """The way updates take."""

    POLLING = "polling"
    WEBHOOK = "webhook"


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def is_card(sent: Sent) -> bool:
    """Whether a message is a card: the directory stands in each of them, and nothing in it can be read as markup."""
    return sent.parse_mode is None and "findahelpline.com" in sent.text


@dataclass(slots=True, kw_only=True)
class RunningBot:
    """One process; what it writes goes to a file that tests search."""

    emulator: Emulator
    transport: Transport
    folder: Path  #: for its databases; the articles and rules compiled there are kept from start to start
    more: Mapping[str, str] = field(default_factory=dict)  #: further environment
    port: int = field(default_factory=free_port)
    process: asyncio.subprocess.Process | None = None

    @property
    def arguments(self) -> tuple[str, ...]:
        """What Python is to run."""
        return ("-m", "bot", "run", "-v")

    @property
    def log(self) -> Path:
        """Everything it wrote."""
        return self.folder / f"{self.transport.value}.log"

    @property
    def environment(self) -> dict[str, str]:
        """Where to find everything."""
        webhook = {"WEBHOOK_URL": f"http://127.0.0.1:{self.port}", "WEBHOOK_PORT": str(self.port)}
        return {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "TELEGRAM_BOT_TOKEN": self.emulator.token,
            "TELEGRAM_API_BASE": self.emulator.base_url,
            "TELEGRAM_FILE_BASE": self.emulator.file_url,
            "XDG_DATA_HOME": str(self.folder),
            "ALLY_PEOPLE_URL": f"sqlite+aiosqlite:///{self.folder / f'people-{self.transport.value}.db'}",
            **(webhook if self.transport is Transport.WEBHOOK else {}),
            **self.more,
        }

    async def start(self) -> None:
        """Start, and wait until it takes updates."""
        self.emulator.inbox.poller = None
        await self.emulator.detach()
        await self.launch()
        await self.ready()

    async def ready(self) -> None:
        """Wait until it takes updates.

        Raises:
            TimeoutError: it does not.
            RuntimeError: it ended.
        """
        emulator = self.emulator
        await until(
            lambda: bool(emulator.inbox.poller or emulator.webhook or self.running.returncode is not None), PATIENCE
        )
        if self.running.returncode is not None:
            raise RuntimeError(self.log.read_text("utf-8"))

    async def launch(self) -> None:
        """Start."""
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, *self.arguments, cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )

    @property
    def memory(self) -> int:
        """Resident memory in bytes, as Linux tells it."""
        pages = Path(f"/proc/{self.running.pid}/statm").read_text("ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    @property
    def running(self) -> asyncio.subprocess.Process:
        """The process.

        Raises:
            RuntimeError: it was not started.
        """
        if self.process is None:
            raise RuntimeError("the bot was not started")
        return self.process

    async def stop(self) -> int:
        """Send SIGTERM; its exit status, in time."""
        if self.running.returncode is None:
            self.running.terminate()
        return await self.ended(DRAIN)

    async def acknowledged(self, *updates: int) -> None:
        """Wait until Telegram has been told that it may forget these updates.

        Raises:
            TimeoutError: it was not.
        """
        await until(lambda: all(self.emulator.updates[update].acknowledged for update in updates), DRAIN * 2)

    async def kill(self) -> None:
        """Send SIGKILL."""
        if self.running.returncode is None:
            self.running.kill()
        await self.ended(DRAIN)

    async def ended(self, seconds: float) -> int:
        """Wait for its end.

        Raises:
            TimeoutError: it still runs.
        """
        async with asyncio.timeout(seconds):
            return await self.running.wait()


async def until(happened: Callable[[], bool], seconds: float) -> None:
    """Wait for what nobody tells us of.

    Raises:
        TimeoutError: it does not happen in time.
    """
    async with asyncio.timeout(seconds):
        while not happened():
            await asyncio.sleep(0.01)


#: People who were not met before.
people = count(100_001)


def somebody() -> int:
    """A new reader."""
    return next(people)
