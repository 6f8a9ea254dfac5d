"""The webhook takes what Telegram brings, and nothing from strangers."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.web import LARGEST_UPDATE, SECRET_HEADER, app, until

SECRET = "ours"  # noqa: S105 - opens nothing


async def call(served: Any, method: str, path: str, body: bytes = b"", secret: str = "") -> tuple[int, bytes]:  # noqa: ANN401 - any ASGI application
    """One request, the body in pieces; status and body of the answer."""
    pieces = [body[at : at + 65_536] for at in range(0, len(body), 65_536)] or [b""]
    parts = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    parts[-1]["more_body"] = False
    waiting, answers = iter(parts), []

    async def receive() -> dict[str, object]:
        return next(waiting)

    async def send(message: dict[str, Any]) -> None:
        answers.append(message)

    scope = {
        "type": "http", "method": method, "path": path, "query_string": b"", "root_path": "",
        "headers": [(SECRET_HEADER.encode(), secret.encode())],
    }  # fmt: skip
    await served(scope, receive, send)
    return answers[0]["status"], b"".join(part.get("body", b"") for part in answers[1:])


@pytest.mark.parametrize(
    ("body", "secret", "status", "taken"),
    [
        (b'{"update_id": 1}', SECRET, 200, [{"update_id": 1}]),
        (b"not json", SECRET, 200, [None]),
        (b"[" * 100_000, SECRET, 200, [None]),
        (b" " * (LARGEST_UPDATE + 1), SECRET, 200, [None]),
        (b'{"update_id": 1}', "theirs", 403, []),
        (b'{"update_id": 1}', "", 403, []),
    ],
    ids=["good", "no json", "deep", "huge", "stranger", "no secret"],
)
async def test_updates_are_taken_from_telegram_alone(
    body: bytes, secret: str, status: int, taken: list[object]
) -> None:
    seen: list[Any] = []

    async def accept(raw: Any) -> None:  # noqa: ANN401 - whatever the network brought
        seen.append(raw)

    assert (await call(app(accept, SECRET), "POST", "/telegram", body, secret))[0] == status
    assert seen == taken


async def test_a_call_for_telegram_stands_in_the_answer() -> None:
    async def accept(_: Any) -> dict[str, Any]:  # noqa: ANN401 - the same
        return {"method": "sendMessage"}

    assert await call(app(accept, SECRET), "POST", "/telegram", b"{}", SECRET) == (200, b'{"method":"sendMessage"}')


async def test_health_needs_no_secret_and_updates_come_by_post_only() -> None:
    async def accept(_: Any) -> None:  # noqa: ANN401 - the same
        raise AssertionError

    served = app(accept, SECRET)

    assert await call(served, "GET", "/healthz") == (200, b"ok")
    assert (await call(served, "GET", "/telegram", secret=SECRET))[0] == 405


async def test_waiting_ends_with_the_event_or_with_patience() -> None:
    event = asyncio.Event()
    too_late = await until(event, 0.01)
    event.set()

    assert (too_late, await until(event, 5)) == (False, True)
