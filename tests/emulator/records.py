"""What was called and what was sent, in order, and a way to wait for it."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .parameters import Parameters, Upload
from .world import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call. What never reached Telegram's own machines (a cut, a 502) was not accepted either."""

    at: float  #: `time.monotonic()` when its body had been read
    method: str
    chat_id: int | str | None
    parameters: Parameters
    accepted: bool  #: carried out, whatever its caller was told
    code: int  #: the status of the answer, before a fault damaged it; 0 if nothing was answered
    description: str  #: of the refusal, or empty
    fault: str  #: the class of what was done to it on purpose, or empty
    result: object
    unknown: tuple[str, ...]  #: parameters that the method does not have


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A message of the bot that arrived in a chat, as it was sent; later edits are in `Emulator.message`."""

    at: float
    method: str
    chat_id: int
    message_id: int
    text: str  #: or caption; plain, without markup
    parameters: Parameters

    @property
    def reply_markup(self) -> Json | None:
        """The keyboard, if any."""
        return self.parameters.get("reply_markup")

    @property
    def parse_mode(self) -> str | None:
        """How the text was written."""
        return self.parameters.get("parse_mode")

    @property
    def message_thread_id(self) -> int | None:
        """The forum topic."""
        return self.parameters.get("message_thread_id")

    @property
    def reply_parameters(self) -> Json | None:
        """What it replies to."""
        return self.parameters.get("reply_parameters")

    @property
    def link_preview_options(self) -> Json | None:
        """How links are shown."""
        return self.parameters.get("link_preview_options")

    @property
    def disable_notification(self) -> bool:
        """Whether it arrived without a sound."""
        return bool(self.parameters.get("disable_notification"))

    @property
    def photo(self) -> str | Upload | None:
        """The picture as it was given: an address, a file id or the file itself."""
        return self.parameters.get("photo")

    @property
    def buttons(self) -> tuple[Json, ...]:
        """All inline buttons, row after row."""
        rows = (self.reply_markup or {}).get("inline_keyboard", ())
        return tuple(button for row in rows for button in row)


@dataclass(kw_only=True)
class Records:
    """Everything that happened since the start or the last `forget`."""

    all_calls: list[Call] = field(default_factory=list)
    all_sent: dict[int, list[Sent]] = field(default_factory=lambda: defaultdict(list))
    watchers: set[asyncio.Event] = field(default_factory=set)

    def calls(self, method: str | None = None, chat_id: int | str | None = None) -> tuple[Call, ...]:
        """List the calls, all or some; refused ones and failed ones too."""
        return tuple(
            call
            for call in self.all_calls
            if (method is None or call.method == method) and (chat_id is None or call.chat_id == chat_id)
        )

    def sent(self, chat_id: int) -> tuple[Sent, ...]:
        """List the messages that arrived in a chat, in order."""
        return tuple(self.all_sent.get(chat_id, ()))

    async def wait_for(self, chat_id: int, count: int = 1, *, seconds: float = 5) -> tuple[Sent, ...]:
        """Wait until a chat has so many messages; returns them all.

        Raises:
            TimeoutError: it has fewer after so many seconds; says how many.
        """
        try:
            await self.wait_until(lambda: len(self.all_sent.get(chat_id, ())) >= count, seconds=seconds)
        except TimeoutError:
            had = len(self.all_sent.get(chat_id, ()))
            raise TimeoutError(f"chat {chat_id} has {had} of {count} messages after {seconds} s") from None
        return self.sent(chat_id)

    async def wait_for_call(self, method: str, count: int = 1, *, seconds: float = 5) -> tuple[Call, ...]:
        """Wait until a method was called so often, accepted or not; returns those calls.

        Raises:
            TimeoutError: it was not.
        """
        await self.wait_until(lambda: len(self.calls(method)) >= count, seconds=seconds)
        return self.calls(method)

    async def wait_until(self, happened: Callable[[], bool], *, seconds: float = 5) -> None:
        """Wait until something holds; looked at after every call and every delivery.

        Raises:
            TimeoutError: it does not hold in time.
        """
        event = asyncio.Event()
        self.watchers.add(event)
        try:
            async with asyncio.timeout(seconds):
                while not happened():
                    event.clear()
                    await event.wait()
        finally:
            self.watchers.discard(event)

    def stir(self) -> None:
        """Let everybody who waits look again."""
        for watcher in self.watchers:
            watcher.set()

    def note(self, call: Call) -> None:
        """Keep a call."""
        self.all_calls.append(call)
        self.stir()

    def note_sent(self, method: str, parameters: Parameters, message: dict[str, Any]) -> None:
        """Keep a message that arrived."""
        chat_id = message["chat"]["id"]
        sent = Sent(
            at=time.monotonic(),
            method=method,
            chat_id=chat_id,
            message_id=message["message_id"],
            text=message.get("text", message.get("caption", "")),
            parameters=parameters,
        )
        self.all_sent[chat_id].append(sent)

    def forget(self) -> None:
        """Drop all records."""
        self.all_calls.clear()
        self.all_sent.clear()
