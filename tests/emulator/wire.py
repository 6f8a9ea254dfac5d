"""How answers look on the wire."""

import asyncio
import json
from dataclasses import dataclass

from aiohttp import web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http_parser import RawRequestMessage
from aiohttp.streams import StreamReader
from aiohttp.web_protocol import RequestHandler

from .parameters import LARGEST
from .refusal import RefusalError

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes back."""

    code: int
    body: bytes
    kind: str = "application/json"

    def response(self) -> web.Response:
        """Put it into HTTP."""
        return web.Response(body=self.body, status=self.code, content_type=self.kind)


def accepted(result: object) -> Answer:
    """Word a success."""
    return Answer(code=200, body=encode({"ok": True, "result": result}).encode())


def refused(refusal: RefusalError) -> Answer:
    """Word a refusal as Telegram does."""
    body: dict[str, object] = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return Answer(code=refusal.code, body=encode(body).encode())


def cut(incoming: web.BaseRequest) -> web.Response:
    """Reset the connection; what is returned reaches nobody."""
    if incoming.transport:
        incoming.transport.abort()
    return web.Response()


def make_request(
    message: RawRequestMessage,
    payload: StreamReader,
    protocol: RequestHandler,
    writer: AbstractStreamWriter,
    task: asyncio.Task[None],
) -> web.BaseRequest:
    """Make a request that may be as large as Telegram allows; aiohttp calls this, with these arguments."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=LARGEST)
