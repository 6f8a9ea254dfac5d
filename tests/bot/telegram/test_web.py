"""Strangers are turned away before anything is read; a poisonous update is never answered with an error."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

from bot.channels.telegram import webhook
from bot.channels.telegram.address import Address
from bot.channels.telegram.cards import Parcel
from bot.channels.telegram.ledger import Pending
from bot.channels.telegram.polling import IntakeError
from bot.channels.telegram.webhook import Webhook, last_way, listen
from bot.types import Reply
from bot.web import LARGEST_UPDATE, app

if TYPE_CHECKING:
    from collections.abc import Iterable

SECRET = "a-secret"  # noqa: S105 - of nobody
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


class Visit:
    """One request to the app, without a network: what was read of its body, and the answer."""

    def __init__(self, body: Iterable[bytes] = (b"{}",), headers: dict[str, str] | None = None) -> None:
        self.parts = list(body)
        self.read = 0
        self.headers = HEADERS if headers is None else headers
        self.status = 0
        self.body = b""
        self.accepted: list[Any] = []

    async def receive(self) -> dict[str, Any]:
        """Give the next part."""
        part = self.parts[self.read]
        self.read += 1
        return {"type": "http.request", "body": part, "more_body": self.read < len(self.parts)}

    async def send(self, message: dict[str, Any]) -> None:
        """Take the answer."""
        self.status = message.get("status", self.status)
        self.body += message.get("body", b"")

    async def accept(self, raw: Any) -> dict[str, Any] | None:  # noqa: ANN401 - any JSON
        """Note what came through."""
        self.accepted.append(raw)
        return {"method": "sendMessage"} if raw == "card" else None

    async def to(self, path: str, method: str = "POST") -> Visit:
        """Make the request."""
        scope = {
            "type": "http", "method": method, "path": path, "query_string": b"", "http_version": "1.1",
            "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in self.headers.items()],
        }  # fmt: skip
        await app(self.accept, SECRET)(scope, self.receive, self.send)  # type: ignore[arg-type] # plain mappings do
        return self


@pytest.mark.parametrize("secret", ["", "a-secre", "a-secret ", "A-SECRET", "ü"])
async def test_a_stranger_is_turned_away_before_anything_is_read(secret: str) -> None:
    visit = await Visit(headers={"X-Telegram-Bot-Api-Secret-Token": secret}).to("/telegram")
    assert (visit.status, visit.read, visit.accepted) == (403, 0, [])


async def test_without_a_secret_too() -> None:
    visit = await Visit(headers={}).to("/telegram")
    assert (visit.status, visit.read) == (403, 0)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000, b"null", b"7"], ids=lambda body: repr(body)[:12])
async def test_a_poisonous_update_is_answered_with_200(body: bytes) -> None:
    visit = await Visit([body]).to("/telegram")
    assert (visit.status, len(visit.accepted)) == (200, 1)


async def test_an_update_comes_through_in_parts() -> None:
    visit = await Visit([b'{"update', b'_id": 5}']).to("/telegram")
    assert (visit.status, visit.accepted, visit.body) == (200, [{"update_id": 5}], b"")


async def test_no_more_is_read_than_the_largest_update() -> None:
    visit = await Visit([b"x" * LARGEST_UPDATE] * 5).to("/telegram")
    assert (visit.status, visit.read, visit.accepted) == (200, 2, [None])


async def test_a_call_for_telegram_stands_in_the_answer() -> None:
    visit = await Visit([b'"card"']).to("/telegram")
    assert json.loads(visit.body) == {"method": "sendMessage"}


@pytest.mark.parametrize(
    ("path", "method", "status"), [("/healthz", "GET", 200), ("/telegram", "GET", 405), ("/x", "GET", 404)]
)
async def test_the_other_ways_in(path: str, method: str, status: int) -> None:
    assert (await Visit().to(path, method)).status == status


def on_its_way(business: str = "") -> Pending:
    """A card that Telegram has not taken."""
    parcel = Parcel(reply=Reply(text="card"), address=Address(chat=7, business=business), replies_to=1)
    return Pending(update=1, parcels=[parcel])


async def test_an_update_that_needs_no_card_is_acknowledged_at_once() -> None:
    assert await Webhook(lambda _: None, SECRET).accept({}) is None


async def test_one_that_does_waits_until_its_card_was_accepted() -> None:
    pending = Pending(update=1)
    waiting = asyncio.create_task(Webhook(lambda _: pending, SECRET).accept({}))
    await asyncio.sleep(0.01)
    assert not waiting.done()
    pending.accepted.set()
    assert await asyncio.wait_for(waiting, 1) is None


async def test_a_card_that_does_not_leave_goes_into_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "LAST_WAY_AFTER", 0.01)
    assert await Webhook(lambda _: on_its_way(), SECRET).accept({}) == {
        "method": "sendMessage",
        "chat_id": 7,
        "text": "card",
    }


async def test_where_many_wait_it_does_so_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "GIVE_WAY", 0.01)
    served = Webhook(lambda _: on_its_way(), SECRET)
    served.waiting = webhook.MANY
    assert await asyncio.wait_for(served.accept({}), 2) is not None
    assert served.waiting == webhook.MANY


def test_the_last_way_is_plain_and_keeps_the_business_account() -> None:
    call = {"method": "sendMessage", "chat_id": 7, "text": "card", "business_connection_id": "b"}
    assert last_way(on_its_way("b")) == call


def test_a_port_that_is_taken_is_said_plainly() -> None:
    with listen(0) as taken, pytest.raises(IntakeError, match="WEBHOOK_PORT"):
        listen(taken.getsockname()[1])
