"""Delivers updates to the bot's own address, as Telegram's webhooks do."""

import asyncio
import json
import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

import aiohttp

from .inbox import Pending
from .parameters import Parameters, typed
from .refusal import bad
from .world import Json

#: Seconds before the second attempt, each time doubled, up to the last; all times the pace.
FIRST_RETRY = 1.0
LAST_RETRY = 60.0
#: Seconds that the bot has for its answer.
PATIENCE = 60.0
DEFAULT_CONNECTIONS = 40
MOST_CONNECTIONS = 100
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
FAILURES = (aiohttp.ClientError, OSError, TimeoutError, ValueError)


@dataclass(slots=True, kw_only=True)
class Webhook:
    """Where to deliver to, and what is on its way there. Each queue has one task while it holds something."""

    url: str
    secret: str
    connections: int
    pace: float
    execute: Callable[[str, Parameters], object]  #: carries out a call that came as an answer
    stir: Callable[[], None]
    session: aiohttp.ClientSession = field(init=False)
    slots: asyncio.Semaphore = field(init=False)
    queues: dict[str, deque[Pending]] = field(default_factory=dict)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    error: tuple[int, str] | None = None  #: when and why the last delivery failed

    def __post_init__(self) -> None:
        """Get ready."""
        self.open()

    def open(self) -> None:
        """Set as many slots as there may be connections."""
        self.slots = asyncio.Semaphore(self.connections)
        timeout = aiohttp.ClientTimeout(total=PATIENCE)
        self.session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=timeout)

    def add(self, pending: Pending) -> None:
        """Queue an update, and see to it that somebody works on its queue."""
        queue = self.queues.get(pending.queue)
        if queue is not None:
            queue.append(pending)
            return
        self.queues[pending.queue] = deque([pending])
        task = asyncio.create_task(self.work(pending.queue))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def work(self, name: str) -> None:
        """Deliver one queue in order, each update until it is taken or too old."""
        queue = self.queues[name]
        while queue:
            delay = FIRST_RETRY
            while queue[0].waits:
                wanted = await self.deliver(queue[0])
                if wanted is not None:
                    await asyncio.sleep((wanted or delay) * self.pace)
                    delay = min(delay * 2, LAST_RETRY)
            queue.popleft()
        del self.queues[name]

    async def deliver(self, pending: Pending) -> float | None:
        """Try once. Returns None if it was taken, else the seconds to wait, 0 for the usual."""
        async with self.slots:
            pending.delivered = pending.delivered or time.monotonic()
            try:
                return await self.post(pending)
            except FAILURES as failure:
                self.fail(f"Connection failed: {type(failure).__name__}")
                return 0.0
            finally:
                self.stir()

    async def post(self, pending: Pending) -> float | None:
        """Send one update and look at the answer."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        async with self.session.post(self.url, json=pending.update, headers=headers, allow_redirects=False) as answer:
            body = await answer.read()
            if answer.status // 100 == 2:
                pending.done()
                self.obey(body)
                return None
            self.fail(f"Wrong response from the webhook: {answer.status} {answer.reason}")
            return float(answer.headers.get("Retry-After", 0))

    def obey(self, body: bytes) -> None:
        """Carry out the call that an answer may hold; its own answer goes nowhere."""
        try:
            call = json.loads(body) if body else None
        except ValueError:
            return
        if isinstance(call, dict) and isinstance(call.get("method"), str):
            method = call.pop("method")
            self.execute(method, typed(call))

    def fail(self, reason: str) -> None:
        """Remember why a delivery failed."""
        self.error = int(time.time()), reason

    async def close(self) -> None:
        """Stop delivering; what was not taken stays with the inbox."""
        for task in tuple(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        self.queues.clear()
        await self.session.close()


def check(given: Parameters) -> None:
    """Refuse an address or a secret that Telegram refuses; plain http only passes for this machine."""
    parts = urlsplit(str(given.get("url")))
    if parts.scheme != "https" and not (parts.scheme == "http" and loopback(parts.hostname or "")):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    secret = given.get("secret_token")
    if secret and not SECRET.fullmatch(str(secret)):
        raise bad("secret token contains unallowed characters")


def loopback(host: str) -> bool:
    """Whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def info(webhook: Webhook | None, waiting: int, allowed: frozenset[str] | None) -> Json:
    """Answer getWebhookInfo."""
    shown: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": waiting}
    if allowed:
        shown["allowed_updates"] = sorted(allowed)
    if webhook is None:
        return shown
    shown |= {"url": webhook.url, "max_connections": webhook.connections, "ip_address": "127.0.0.1"}
    if webhook.error:
        shown |= {"last_error_date": webhook.error[0], "last_error_message": webhook.error[1]}
    return shown
