"""Talk to the bot in a terminal, without a token: lines in, replies out, buttons by their numbers."""

from __future__ import annotations

import logging
import re
import signal
import sys
from typing import TYPE_CHECKING, TextIO

from bot.routes import action
from bot.types import Act, Message, Reader, Reply
from safety import last_card

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from rich.console import RenderableType

    from bot.dialog import Dialog
    from bot.types import Button

log = logging.getLogger(__name__)
PROMPT = "> "
LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
NUMBER = re.compile(r"[0-9]{1,4}")
#: Wider lines are hard to read.
WIDEST = 88


class Terminal:
    """One reader at a keyboard, or lines from a pipe.

    A person sees colours and frames; a pipe gets plain lines and nothing before the first answer.
    """

    def __init__(
        self, dialog: Dialog, reader: Reader, *, out: TextIO | None = None, lines: AsyncIterator[str] | None = None
    ) -> None:
        self.dialog = dialog
        self.reader = reader
        self.out = out or forgiving(sys.stdout)
        self.watched = self.out.isatty()
        self.lines = lines
        self.buttons: list[Button] = []

    async def run(self) -> None:
        """Answer line after line until there are no more."""
        if self.watched and sys.stdin.isatty():
            await self.answer(Message(text="/start"))
            self.out.write(f"{self.dialog.texts_for(self.reader).say('terminal_hint')}\n\n")
        async for line in self.lines or read_lines(PROMPT if self.watched else ""):
            await self.hear(line)

    async def hear(self, line: str) -> None:
        """A line is a message, or a button's number: pressing that sends it, or shows what it would copy or open."""
        button = self.pressed(line)
        if button is None:
            await self.answer(Message(text=line))
        elif button.act is Act.ACTION:
            await self.answer(Message(action=button.value))
        elif button.act is Act.PRIVATE:
            await self.answer(Message(text=f"/start {button.value}"))
        else:
            self.out.write(f"{button.value}\n\n")
            self.out.flush()

    def pressed(self, line: str) -> Button | None:
        """The button whose number the line is."""
        number = int(line.strip()) if NUMBER.fullmatch(line.strip()) else 0
        return self.buttons[number - 1] if 0 < number <= len(self.buttons) else None

    async def answer(self, message: Message) -> None:
        """Send everything the dialog says to one message; whatever breaks on the way, the person gets an answer."""
        self.buttons = []
        is_answered = False
        try:
            async for reply in self.dialog.respond(message, self.reader):
                self.send(reply)
                is_answered = True
        except BrokenPipeError:
            raise  # nobody reads any more
        except Exception as error:  # noqa: BLE001 - the channel's edge: a bug must not end the conversation
            log.error("a message could not be answered: %s", type(error).__name__)  # noqa: TRY400 - it could hold text
            self.send(self.broken(message, is_answered=is_answered))

    def broken(self, message: Message, *, is_answered: bool) -> Reply:
        """What to say where the dialog broke: help if that is what was due, else plain words."""
        if not is_answered and self.dialog.hear(message, self.reader).needs_care:
            return Reply(text=last_card(), care=True)
        every = self.dialog.texts  # by the language we were told: what the reader chose may be what is broken
        texts = every.get(self.reader.language or "") or next(iter(every.values()))
        help_now = action(texts.buttons["help_now"], "help_now")
        return Reply(text=texts.say("something_broke"), buttons=((help_now,),), plain=False)

    def send(self, reply: Reply) -> None:
        """One reply with its numbered buttons; one that cannot be shown in colours is shown plain."""
        first = len(self.buttons) + 1
        self.buttons += [button for row in reply.buttons for button in row if button.act is not Act.SHARE]
        labels = [labelled(number, button) for number, button in enumerate(self.buttons[first - 1 :], first)]
        try:
            if self.watched:
                self.show(reply, labels)
                return
            self.write(reply, labels)
        except BrokenPipeError:
            raise
        except Exception as error:  # noqa: BLE001 - the channel's edge: the words matter more than their looks
            log.error("a reply could not be shown: %s", type(error).__name__)  # noqa: TRY400 - it could hold text
            self.write(reply, labels)

    def write(self, reply: Reply, labels: list[str]) -> None:
        """A reply as plain lines."""
        text = reply.text if reply.plain else unmarked(reply.text)
        picture = [f"[{reply.picture_alt}]"] if reply.picture and reply.picture_alt else []
        self.out.write("\n".join([*picture, text, *labels, "", ""]))
        self.out.flush()

    def show(self, reply: Reply, labels: list[str]) -> None:
        """A reply for a person: cards in a frame, articles with their headings."""
        from rich.console import Console  # noqa: PLC0415 - a pipe needs no colours, and they take long to load
        from rich.panel import Panel  # noqa: PLC0415 - the same
        from rich.text import Text  # noqa: PLC0415 - the same

        console = Console(file=self.out, highlight=False)
        console.width = min(console.width, WIDEST)
        if reply.picture and reply.picture_alt:
            console.print(Text(f"[{reply.picture_alt}]", style="dim"))
        body = Text(reply.text) if reply.plain else marked(reply.text)
        console.print(Panel(body, border_style="yellow") if reply.care else body)
        for label in labels:
            console.print(Text(label, style="cyan"))
        console.print()


def labelled(number: int, button: Button) -> str:
    """A button as text: its number, and the address of a link."""
    if button.act is Act.LINK:
        return f"[{number}] {button.label}: {button.value}"
    return f"[{number}] {button.label}"


def marked(text: str) -> RenderableType:
    """Our small Markdown for a person's eyes; a line stays a line."""
    from rich.markdown import Markdown  # noqa: PLC0415 - as above

    return Markdown(re.sub(r"(?<!\n)\n(?!\n|- |\d+\. )", "  \n", text), hyperlinks=False)


def unmarked(text: str) -> str:
    """Our small Markdown as plain text."""
    text = LINK.sub(r"\1 (\2)", text).replace("**", "")
    return re.sub(r"(?m)^#+ ", "", text)


async def read_lines(prompt: str) -> AsyncIterator[str]:
    """Lines from the keyboard, with history and editing, or from a pipe; undecodable bytes are kept readable."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # asyncio's own would wait for the end of a line
    for line in typed(prompt) if prompt and sys.stdin.isatty() else piped():
        yield line


def typed(prompt: str) -> Iterator[str]:
    """Lines from the keyboard until Ctrl-D or Ctrl-C; their history lasts as long as the conversation."""
    import readline  # noqa: F401, PLC0415 - gives input() history and editing; only a person at a keyboard needs it

    while True:
        try:
            line = input(prompt)
        except (EOFError, KeyboardInterrupt):
            sys.stdout.write("\n")
            return
        yield line


def piped() -> Iterator[str]:
    """Lines from a pipe until its end."""
    for line in forgiving(sys.stdin):
        yield line.rstrip("\n")


def forgiving(stream: TextIO) -> TextIO:
    """A stream that shows what it cannot decode or encode as a question mark, and goes on."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    return stream
