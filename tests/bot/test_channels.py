"""What every channel keeps to: care first, order kept, long texts whole, one failed send does not lose the rest."""

from __future__ import annotations

import io
import subprocess
import sys
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from emulator.faults import Refuse
from emulator.server import Emulator
from fakes import ANNA, screen

from bot.channels import CHANNELS, channel
from bot.dialog import Dialog
from bot.types import Message, Reader, Reply

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from fakes import Talk

    from safety import Screening

ROOT = Path(__file__).parents[2]
USER = 4711


class End(Protocol):
    """A channel with somebody at its other end."""

    async def hear(self, text: str) -> None:
        """Have the person write, and wait until they were answered."""

    def seen(self) -> str:
        """Everything that arrived, in order."""

    def fail(self, times: int) -> None:
        """Let the next sends fail, whatever they are."""


class Paper(io.StringIO):
    """A screen that can refuse to show something."""

    failures = 0

    def write(self, text: str) -> int:
        """Show a text, or fail."""
        if self.failures:
            self.failures -= 1
            raise OSError("the screen is out of order")
        return super().write(text)


class AtTerminal:
    """A person before a terminal."""

    def __init__(self, dialog: Dialog) -> None:
        self.paper = Paper()
        self.terminal = channel("terminal")(dialog, ANNA, out=self.paper)

    async def hear(self, text: str) -> None:
        """Type a line."""
        await self.terminal.hear(text)

    def seen(self) -> str:
        """What stands on the screen."""
        return self.paper.getvalue()

    def fail(self, times: int) -> None:
        """Break the screen for a while."""
        self.paper.failures = times


class AtTelegram:
    """A person on Telegram."""

    def __init__(self, dialog: Dialog, emulator: Emulator) -> None:
        from bot.channels.telegram import Account  # noqa: PLC0415 - beside the channel it is for

        account = Account(token=emulator.token, base_url=emulator.base_url, file_url=emulator.file_url)
        self.emulator, self.numbers = emulator, count(1)
        self.channel = channel("telegram")(dialog, account)

    async def hear(self, text: str) -> None:
        """Send a message, and wait until nothing is on its way."""
        chat = self.emulator.world.private(USER)
        content = {"from": self.emulator.world.user(USER), "text": text}
        self.channel.take({"update_id": next(self.numbers), "message": self.emulator.world.keep(chat, content)})
        while self.channel.lanes.tasks:
            await self.channel.lanes.drain(10)

    def seen(self) -> str:
        """What stands in the chat."""
        return "\n".join(message.text for message in self.emulator.sent(USER))

    def fail(self, times: int) -> None:
        """Have Telegram refuse the next messages."""
        self.emulator.inject(
            Refuse(code=400, description="Bad Request: can't parse entities"), "sendMessage", times=times
        )


@asynccontextmanager
async def at_terminal(dialog: Dialog) -> AsyncIterator[End]:
    """Sit down before the terminal."""
    yield AtTerminal(dialog)


@asynccontextmanager
async def at_telegram(dialog: Dialog) -> AsyncIterator[End]:
    """Open the chat."""
    async with Emulator() as emulator:
        end = AtTelegram(dialog, emulator)
        await end.channel.open()
        yield end
        await end.channel.close()


ENDS: dict[str, Callable[[Dialog], AbstractAsyncContextManager[End]]] = {
    "terminal": at_terminal,
    "telegram": at_telegram,
}


class Scripted(Dialog):
    """A dialog that says what it was told to; the card leaves first, as always."""

    replies: tuple[Reply, ...] = ()

    async def after_screening(self, message: Message, reader: Reader, screening: Screening) -> AsyncIterator[Reply]:
        """A card where one is due, then the script."""
        del message, reader  # the script does not listen
        if screening.needs_care:
            yield Reply(text="THE CARD", care=True)
        for reply in self.replies:
            yield reply


@pytest.fixture
def scripted(talk: Talk) -> Scripted:
    """A dialog to be told what to say."""
    dialog = talk.dialog
    return Scripted(screen, dialog.caring, dialog.browse, dialog.readers, dialog.texts)


def test_every_channel_keeps_to_the_contract() -> None:
    assert set(ENDS) == set(CHANNELS)


@pytest.mark.parametrize("name", CHANNELS)
async def test_care_arrives_first(name: str, talk: Talk) -> None:
    async with ENDS[name](talk.dialog) as end:
        await end.hear("!distress")

        assert end.seen().lstrip().startswith("That sounds very heavy.")
        assert "Something to read" in end.seen()


@pytest.mark.parametrize("name", CHANNELS)
async def test_replies_arrive_in_their_order(name: str, scripted: Scripted) -> None:
    scripted.replies = tuple(Reply(text=f"reply number {n};") for n in range(10))
    async with ENDS[name](scripted) as end:
        await end.hear("hello")
        places = [end.seen().index(reply.text) for reply in scripted.replies]

        assert places == sorted(places)


@pytest.mark.parametrize("name", CHANNELS)
async def test_a_long_text_arrives_whole(name: str, scripted: Scripted) -> None:
    scripted.replies = (Reply(text=" ".join(f"word{n} 😀" for n in range(2000)), plain=False),)
    async with ENDS[name](scripted) as end:
        await end.hear("hello")

        assert end.seen().split() == scripted.replies[0].text.split()


@pytest.mark.parametrize("name", CHANNELS)
@pytest.mark.parametrize("text", ["hello", "!ideation"])
async def test_one_failed_send_does_not_lose_the_rest(name: str, text: str, scripted: Scripted) -> None:
    scripted.replies = (Reply(text="the second"), Reply(text="the third"))
    async with ENDS[name](scripted) as end:
        end.fail(1)
        await end.hear(text)

        assert end.seen().split("\n")[-1 if name == "telegram" else -3] == "the third"
        assert ("THE CARD" in end.seen()) is (text == "!ideation")


def test_no_channel_is_loaded_before_it_is_asked_for() -> None:
    loaded = "{'telegram', 'aiohttp', 'rich', 'bot.channels.terminal'} & set(sys.modules)"
    code = f"import sys, bot.channels; print(sorted({loaded}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - ours

    assert done.stdout.strip() == "[]"


def test_an_unknown_channel_is_refused() -> None:
    with pytest.raises(KeyError):
        channel("carrier-pigeon")
