"""Runs the channel: polling or webhook, from the first greeting of Telegram to the last answer after a signal."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from typing import TYPE_CHECKING

from telegram.error import InvalidToken, TelegramError

from .channel import Account, Telegram
from .incoming import ALLOWED_UPDATES
from .polling import IntakeError, Polling
from .profile import introduce
from .request import AiohttpRequest
from .webhook import Webhook

if TYPE_CHECKING:
    from bot.config import TelegramSettings
    from bot.dialog import Dialog

log = logging.getLogger(__name__)
#: After a stop signal everything ends within ten seconds.
DRAIN = 7.0
WRONG_TOKEN = "Telegram does not know this token. Check TELEGRAM_BOT_TOKEN, or ask @BotFather for a new one."  # noqa: S105 - not a secret
MOST_CONNECTIONS = 100


async def run(dialog: Dialog, settings: TelegramSettings) -> None:
    """Serve Telegram until SIGTERM or SIGINT.

    Raises:
        IntakeError: waiting is useless: a wrong token, another process at the same bot.
    """
    hush()
    account = Account(token=settings.token, base_url=settings.api_base, file_url=settings.file_base)
    channel = Telegram(dialog, account)
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    try:
        await reached(channel, stopping)
        if not stopping.is_set():
            await (by_webhook if settings.webhook_url else by_polling)(channel, settings, stopping)
    finally:
        if not await channel.close(DRAIN):
            log.warning("some answers were not finished in time; Telegram brings their messages again")


async def reached(channel: Telegram, stopping: asyncio.Event) -> None:
    """Open the channel, as often as it takes to reach Telegram.

    Raises:
        IntakeError: the token is wrong.
    """
    pause = 0.2
    while not stopping.is_set():
        try:
            await channel.open()
        except InvalidToken:
            raise IntakeError(WRONG_TOKEN) from None
        except TelegramError as error:
            log.warning("Telegram cannot be reached (%s), trying again", type(error).__name__)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await stopping.wait()
            pause = min(15.0, pause * 2)
        else:
            return


async def by_polling(channel: Telegram, settings: TelegramSettings, stopping: asyncio.Event) -> None:
    """Ask for updates."""
    await channel.bot.delete_webhook(drop_pending_updates=False)
    request = AiohttpRequest(2, reading=30)
    await request.initialize()
    polling = Polling(request, f"{settings.api_base}{settings.token}/getUpdates", channel.take, channel.ledger)
    asking = asyncio.ensure_future(polling.run())
    channel.lanes.start(introduce(channel.bot, channel.dialog.texts))
    waiting = asyncio.ensure_future(stopping.wait())
    try:
        await asyncio.wait({asking, waiting}, return_when=asyncio.FIRST_COMPLETED)
        polling.stopping.set()
        await asking
        await channel.lanes.drain(DRAIN)
        await polling.acknowledge()
    finally:
        waiting.cancel()
        await request.shutdown()


async def by_webhook(channel: Telegram, settings: TelegramSettings, stopping: asyncio.Event) -> None:
    """Let Telegram bring updates."""
    webhook = Webhook(channel.take, settings.webhook_secret, settings.webhook_port)
    serving = asyncio.ensure_future(webhook.run())
    waiting = asyncio.ensure_future(stopping.wait())
    try:
        await channel.bot.set_webhook(
            f"{settings.webhook_url.rstrip('/')}/telegram", secret_token=settings.webhook_secret,
            allowed_updates=list(ALLOWED_UPDATES), max_connections=MOST_CONNECTIONS, drop_pending_updates=False,
        )  # fmt: skip
        channel.lanes.start(introduce(channel.bot, channel.dialog.texts))
        await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        webhook.stop()
        waiting.cancel()
        await serving


def hush() -> None:
    """Keep other libraries from writing texts or the token into any log: their debug levels hold both."""
    for name in ("telegram", "httpx", "httpcore", "aiohttp", "uvicorn", "asyncio", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
