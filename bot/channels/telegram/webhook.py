"""Takes updates that Telegram brings: acknowledged as soon as nothing of them can be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import uvicorn

from bot.web import app, until

if TYPE_CHECKING:
    from collections.abc import Callable

    from .ledger import Pending

#: Telegram's own patience is about a minute; after this many seconds the card goes into the answer as a last way out.
LAST_WAY_AFTER = 6.0


def last_way(pending: Pending) -> dict[str, Any] | None:
    """The card as a call that Telegram makes itself when it reads our answer."""
    parcel = pending.parcel
    return {"method": "sendMessage", "chat_id": parcel.chat, "text": parcel.reply.text} if parcel else None


class Webhook:
    """A small web server beside the bot."""

    def __init__(self, take: Callable[[Any], Pending | None], secret: str, port: int) -> None:
        self.take = take
        config = uvicorn.Config(
            app(self.accept, secret), host="0.0.0.0", port=port, log_config=None, access_log=False, lifespan="off",  # noqa: S104 - the load balancer or Telegram must reach it
            timeout_graceful_shutdown=8, server_header=False,
        )  # fmt: skip
        self.server = uvicorn.Server(config)
        self.server.install_signal_handlers = lambda: None  # type: ignore[attr-defined] # older versions; signals are ours

    async def accept(self, raw: Any) -> dict[str, Any] | None:  # noqa: ANN401 - whatever the network brought
        """Take an update; wait for its card, and as a last way out let Telegram send it."""
        pending = self.take(raw)
        if pending is None or await until(pending.accepted, LAST_WAY_AFTER):
            return None
        return last_way(pending)

    async def run(self) -> None:
        """Serve until ``stop``."""
        await self.server._serve()  # noqa: SLF001 - `serve` would take over the signals, which are ours

    def stop(self) -> None:
        """Take nothing more, finish what is being answered."""
        self.server.should_exit = True
