"""Who goes first: cards at once, everything else in the order of its chat, and never before that chat's card."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Hashable
    from typing import Any

log = logging.getLogger(__name__)
#: So many answers are thought out at a time. Each may keep the processor busy for milliseconds, and whatever arrives
#: meanwhile has to wait for all of them.
THINKERS = 4
#: Whoever waits for something else, such as the database, keeps nobody from thinking for longer than this; in seconds.
LONGEST_THOUGHT = 0.25


@dataclass(slots=True)
class Queue:
    """Jobs that run one after another."""

    jobs: deque[Callable[[], Awaitable[None]]] = field(default_factory=deque)
    is_running: bool = False
    idle: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.idle.set()


@dataclass(slots=True)
class Lane:
    """One chat: what waits there, what was asked for as help, and how many of its cards are still on their way."""

    waiting: Queue = field(default_factory=Queue)
    helping: Queue = field(default_factory=Queue)
    cards: int = 0
    clear: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.clear.set()

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits, runs or is on its way."""
        return not (self.waiting.is_running or self.helping.is_running or self.cards)


class Lanes:
    """Runs jobs: per chat one after another, all chats beside each other, urgent ones at once.

    How many calls run at a time is the business of the connection pool: a chat that waits takes no place from others.
    """

    def __init__(self) -> None:
        self.thinking = asyncio.Semaphore(THINKERS)
        self.lanes: dict[Hashable, Lane] = {}
        self.tasks: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def thought(self) -> AsyncIterator[None]:
        """Take a turn at thinking out an ordinary answer; a card needs none."""
        await self.thinking.acquire()
        is_held = True

        def release() -> None:
            nonlocal is_held
            if is_held:
                is_held = False
                self.thinking.release()

        timer = asyncio.get_running_loop().call_later(LONGEST_THOUGHT, release)
        try:
            yield
        finally:
            timer.cancel()
            release()

    def put(self, chat: Hashable, job: Callable[[], Awaitable[None]], *, ahead: bool = False) -> None:
        """Run the job after what the chat already waits for, or ahead of it."""
        lane = self.lanes.setdefault(chat, Lane())
        (lane.waiting.jobs.appendleft if ahead else lane.waiting.jobs.append)(job)
        self.run(chat, lane.waiting)

    def help(self, chat: Hashable, job: Callable[[], Awaitable[None]]) -> None:
        """Run the job now, only behind cards that are on their way and other such jobs. What waits goes on after it."""
        lane = self.lanes.setdefault(chat, Lane())
        lane.helping.jobs.append(job)
        self.run(chat, lane.helping)

    def urgent(self, chat: Hashable, job: Coroutine[Any, Any, None]) -> None:
        """Run the job now. Everything else of the chat waits from here on until ``card_is_out``."""
        lane = self.lanes.setdefault(chat, Lane())
        lane.cards += 1
        lane.clear.clear()
        self.start(job)

    def card_is_out(self, chat: Hashable) -> None:
        """A card was accepted, or can never be: once none is on its way, the chat goes on."""
        lane = self.lanes[chat]
        lane.cards -= 1
        if lane.cards == 0:
            lane.clear.set()
            self.tidy(chat, lane)

    async def until_clear(self, chat: Hashable) -> None:
        """Wait while a card of this chat is on its way."""
        while (lane := self.lanes.get(chat)) is not None and lane.cards:
            await lane.clear.wait()

    def run(self, chat: Hashable, queue: Queue) -> None:
        """Have a chat's queue served, if it is not already."""
        if not queue.is_running:
            queue.is_running = True
            queue.idle.clear()
            self.start(self.serve(chat, queue))

    async def serve(self, chat: Hashable, queue: Queue) -> None:
        """Run a chat's jobs until none waits. A job that fails is logged by its type and the next one runs."""
        lane = self.lanes[chat]
        while queue.jobs:
            await self.until_its_turn(chat, lane, queue)
            job = queue.jobs.popleft()
            try:
                await job()
            except Exception as error:  # noqa: BLE001 - the channel's edge: one faulty answer must not end a chat
                log.error("an answer failed: %s", type(error).__name__)  # noqa: TRY400 - a traceback could hold text
        queue.is_running = False
        queue.idle.set()
        self.tidy(chat, lane)

    async def until_its_turn(self, chat: Hashable, lane: Lane, queue: Queue) -> None:
        """Wait for the cards of the chat; what is no help waits for the help that was asked for too."""
        await self.until_clear(chat)
        while queue is lane.waiting and lane.helping.is_running:
            await lane.helping.idle.wait()
            await self.until_clear(chat)

    def tidy(self, chat: Hashable, lane: Lane) -> None:
        """Forget a chat that waits for nothing."""
        if lane.is_empty:
            self.lanes.pop(chat, None)

    def start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run something in the background, and keep hold of it."""
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.ended)
        return task

    def ended(self, task: asyncio.Task[None]) -> None:
        """Let go of a finished task; whatever it ended with was expected or is logged by its type."""
        self.tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("a task failed: %s", type(task.exception()).__name__)

    async def drain(self, seconds: float) -> bool:
        """Wait for everything to end, at most so long; whether it did. What is left then is given up."""
        try:
            async with asyncio.timeout(seconds):
                while self.tasks:
                    await asyncio.wait(tuple(self.tasks))
        except TimeoutError:
            return False
        return True

    async def give_up(self) -> None:
        """End what still runs; nothing that was not accepted is acknowledged by it."""
        left = tuple(self.tasks)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
