"""The web side: the webhook that Telegram calls, and a health check."""

from __future__ import annotations

import asyncio
import hmac
import json
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header
LARGEST_UPDATE = 1_000_000


def app(accept: Callable[[Any], Awaitable[dict[str, Any] | None]], secret: str) -> Starlette:
    """``accept`` takes a raw update and returns once it may be acknowledged, perhaps with a call for Telegram."""

    async def webhook(request: Request) -> Response:
        """Refuse strangers before reading anything; a poisonous update gets no error: it would come again."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return PlainTextResponse("forbidden", status_code=403)
        try:
            raw = json.loads(await bounded(request))
        except (ValueError, RecursionError):
            raw = None  # the channel counts it as poisonous
        except ClientDisconnect:
            return Response(status_code=400)  # nobody is there to read it; the update comes again
        call = await accept(raw)
        return JSONResponse(call) if call else Response(status_code=200)

    async def health(_: Request) -> Response:
        """Alive and answering."""
        return PlainTextResponse("ok")

    return Starlette(routes=[Route("/telegram", webhook, methods=["POST"]), Route("/healthz", health)])


async def bounded(request: Request) -> bytes:
    """The body up to the largest update there is; of a longer one nothing."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST_UPDATE:
            return b""
        parts.append(part)
    return b"".join(parts)


async def until(event: asyncio.Event, seconds: float) -> bool:
    """Whether the event came in time."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True
