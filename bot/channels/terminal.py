"""Talk to the bot in a terminal, without a token: lines in, replies out, buttons by their numbers."""

from __future__ import annotations

import asyncio
import logging
import re
import sys
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.markdown import Markdown
from rich.panel import Panel
from rich.text import Text

from bot.types import Act, Message, Reader, Reply

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bot.dialog import Dialog
    from bot.types import Button

log = logging.getLogger(__name__)
PROMPT = "> "
LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")


class Terminal:
    """One reader at a keyboard, or lines from a pipe.

    A person sees colours and panels; a pipe gets plain lines and nothing before the first answer.
    """

    def __init__(
        self, dialog: Dialog, reader: Reader, *, out: TextIO | None = None, lines: AsyncIterator[str] | None = None
    ) -> None:
        self.dialog = dialog
        self.reader = reader
        self.out = out or sys.stdout
        self.console = Console(file=self.out, highlight=False, soft_wrap=not self.out.isatty())
        self.watched = self.out.isatty()
        self.lines = lines
        self.buttons: list[Button] = []

    async def run(self) -> None:
        """Answer line after line until there are no more."""
        if self.watched and sys.stdin.isatty():
            await self.answer(Message(text="/start"))
        async for line in self.lines or read_lines(PROMPT if self.watched else ""):
            await self.answer(self.heard(line))

    def heard(self, line: str) -> Message:
        """A line as a message: a number presses the button it stands at."""
        number = line.strip()
        if number.isdecimal() and 0 < int(number[:4]) <= len(self.buttons):
            button = self.buttons[int(number) - 1]
            if button.act is Act.ACTION:
                return Message(action=button.value)
            if button.act is Act.PRIVATE:
                return Message(text=f"/start {button.value}")
        return Message(text=line)

    async def answer(self, message: Message) -> None:
        """Send everything the dialog says to one message; a reply that cannot be shown does not lose the rest."""
        self.buttons = []
        async for reply in self.dialog.respond(message, self.reader):
            self.send(reply)

    def send(self, reply: Reply) -> None:
        """One reply with its numbered buttons."""
        first = len(self.buttons) + 1
        self.buttons += [button for row in reply.buttons for button in row if button.act is not Act.SHARE]
        labels = [labelled(n, button) for n, button in enumerate(self.buttons[first - 1 :], first)]
        if self.watched:
            self.show(reply, labels)
        else:
            text = reply.text if reply.plain else unmarked(reply.text)
            picture = [f"[{reply.picture_alt}]"] if reply.picture else []
            self.out.write("\n".join([*picture, text, *labels, "", ""]))
            self.out.flush()

    def show(self, reply: Reply, labels: list[str]) -> None:
        """A reply for a person: cards in a frame, articles with their headings."""
        body = Text(reply.text) if reply.plain else Markdown(reply.text.replace("\n", "  \n"))
        if reply.picture:
            self.console.print(Text(f"[{reply.picture_alt}]", style="dim"))
        self.console.print(Panel(body, border_style="bold yellow") if reply.care else body)
        if labels:
            self.console.print(Text("   ".join(labels), style="cyan"))
        self.console.print()


def labelled(number: int, button: Button) -> str:
    """A button as text: its number, and the address of a link."""
    if button.act is Act.LINK:
        return f"[{number}] {button.label}: {button.value}"
    return f"[{number}] {button.label}"


def unmarked(text: str) -> str:
    """Our small Markdown as plain text."""
    text = LINK.sub(r"\1 (\2)", text).replace("**", "")
    return re.sub(r"(?m)^#+ ", "", text)


async def read_lines(prompt: str) -> AsyncIterator[str]:
    """Lines from the keyboard, with history and editing, or from a pipe; undecodable bytes are kept readable."""
    if prompt and sys.stdin.isatty():
        import readline  # noqa: F401, PLC0415 - gives input() history; only a person at a keyboard needs it
    else:
        sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr] # a text stream, as the interpreter opens it
    read: Callable[[], str | None] = (lambda: typed(prompt)) if prompt and sys.stdin.isatty() else piped
    while (line := await asyncio.to_thread(read)) is not None:
        yield line


def typed(prompt: str) -> str | None:
    """One line from the keyboard, None at the end of input."""
    try:
        return input(prompt)
    except (EOFError, KeyboardInterrupt):
        return None


def piped() -> str | None:
    """One line from a pipe, None at its end."""
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None
