"""Calls the emulator the way a bot does, without any library."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

from .server import HOST, Emulator
from .world import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """A connection pool and the address to call."""

    emulator: Emulator
    session: aiohttp.ClientSession

    async def call(self, method: str, **parameters: object) -> Json:
        """Call with a JSON body; returns the whole answer."""
        async with self.session.post(self.url(method), json=parameters) as response:
            return dict(await response.json())

    async def refusal(self, method: str, **parameters: object) -> str:
        """Call in vain; returns the description."""
        answer = await self.call(method, **parameters)
        assert answer["ok"] is False
        return str(answer["description"])

    async def result(self, method: str, **parameters: object) -> Json:
        """Call with success; returns the result, an object."""
        answer = await self.call(method, **parameters)
        assert answer["ok"] is True, answer
        return dict(answer["result"])

    async def updates(self, offset: int = 0, **parameters: object) -> list[Json]:
        """Poll once."""
        answer = await self.call("getUpdates", offset=offset, **parameters)
        assert answer["ok"] is True, answer
        return list(answer["result"])

    def url(self, method: str) -> str:
        """Where a method is called."""
        return f"{self.emulator.base_url}{self.emulator.token}/{method}"


@asynccontextmanager
async def calling(emulator: Emulator) -> AsyncIterator[Caller]:
    """Open a connection pool."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session:
        yield Caller(emulator=emulator, session=session)


@dataclass(slots=True, kw_only=True)
class Hook:
    """A bot's own address; it notes what arrives and answers from a list, then always with 200."""

    url: str = ""
    answers: list[web.Response] = field(default_factory=list)
    updates: list[Json] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)

    async def take(self, request: web.BaseRequest) -> web.Response:
        """Note an update and answer."""
        self.updates.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        return self.answers.pop(0) if self.answers else web.Response()

    @property
    def ids(self) -> list[int]:
        """The ids of what arrived, in order."""
        return [update["update_id"] for update in self.updates]


@asynccontextmanager
async def hooked() -> AsyncIterator[Hook]:
    """Open an address for a webhook."""
    hook = Hook()
    runner = web.ServerRunner(web.Server(hook.take, access_log=None), shutdown_timeout=0.05)
    await runner.setup()
    await web.TCPSite(runner, HOST, 0).start()
    hook.url = f"http://{HOST}:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()
