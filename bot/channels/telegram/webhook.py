"""Takes updates that Telegram brings: acknowledged as soon as nothing of them can be lost."""

from __future__ import annotations

import socket
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import uvicorn

from bot.web import app, until

from .polling import IntakeError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from .ledger import Pending

#: Telegram's own patience is about a minute; after so many seconds the card goes into the answer as a last way out.
LAST_WAY_AFTER = 6.0
#: Telegram brings a hundred updates at a time, and others wait behind them: where so many wait for their card, each has
#: only so many seconds.
MANY, GIVE_WAY = 50, 1.0
#: Without a card to put there, the update is acknowledged after so many more seconds (promise 4).
THEN = 4.0
#: What is being answered when we stop has so many seconds left.
FINISH = 7


class Server(uvicorn.Server):
    """Uvicorn, without taking over the signals: they are ours."""

    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override] # a context manager all the same
        """Leave them alone."""
        return nullcontext()


class Webhook:
    """A small web server beside the bot."""

    def __init__(self, take: Callable[[Any], Pending | None], secret: str) -> None:
        self.take = take
        self.waiting = 0
        self.server = Server(uvicorn.Config(
            app(self.accept, secret), log_config=None, access_log=False, lifespan="off", server_header=False,
            timeout_graceful_shutdown=FINISH,
        ))  # fmt: skip

    async def accept(self, raw: Any) -> dict[str, Any] | None:  # noqa: ANN401 - whatever the network brought
        """Take an update; wait for its card, and as a last way out let Telegram send it."""
        pending = self.take(raw)
        if pending is None:
            return None
        self.waiting += 1
        try:
            if (
                not await until(pending.accepted, GIVE_WAY if self.waiting > MANY else LAST_WAY_AFTER)
                and not pending.parcels
            ):
                await until(pending.accepted, THEN)
        finally:
            self.waiting -= 1
        return last_way(pending)

    async def run(self, listening: socket.socket) -> None:
        """Serve until ``stop``."""
        await self.server.serve(sockets=[listening])

    def stop(self) -> None:
        """Take nothing more, finish what is being answered."""
        self.server.should_exit = True


def last_way(pending: Pending) -> dict[str, Any] | None:
    """The card as a call that Telegram makes itself when it reads our answer."""
    if not pending.parcels:
        return None
    parcel = pending.parcels[0]
    call: dict[str, Any] = {"method": "sendMessage", "chat_id": parcel.address.chat, "text": parcel.reply.text}
    return call | ({"business_connection_id": parcel.address.business} if parcel.address.business else {})


def listen(port: int) -> socket.socket:
    """The door that Telegram knocks at; on every interface, since the load balancer or Telegram must reach it.

    Raises:
        IntakeError: it is taken, or not ours to open.
    """
    try:
        return socket.create_server(("0.0.0.0", port), reuse_port=False)  # noqa: S104 - as said
    except OSError as error:
        raise IntakeError(
            f"Port {port} cannot be opened ({error.strerror}). Choose another one in WEBHOOK_PORT."
        ) from None
