"""Runs the channel: polling or webhook, from the first greeting of Telegram to the last answer after a signal."""

from __future__ import annotations

import asyncio
import logging
import signal
from typing import TYPE_CHECKING, Any

from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from .cards import wait_of
from .channel import Account, Telegram
from .incoming import ALLOWED_UPDATES
from .polling import WRONG_TOKEN, IntakeError, Polling
from .profile import introduce
from .quiet import hush
from .request import AiohttpRequest
from .webhook import Webhook, listen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.config import TelegramSettings
    from bot.dialog import Dialog

log = logging.getLogger(__name__)
#: After a stop signal everything ends within ten seconds: so many for answers, so many to acknowledge them.
DRAIN, LAST_WORD = 7.0, 1.5
LONGEST_PAUSE = 15.0
MOST_CONNECTIONS = 100
SIGNALS = (signal.SIGTERM, signal.SIGINT)


async def run(dialog: Dialog, settings: TelegramSettings) -> None:
    """Serve Telegram until SIGTERM or SIGINT.

    Raises:
        IntakeError: waiting is useless: a wrong token, another process at the same bot, a port that is taken.
    """
    hush()
    channel = Telegram(dialog, Account(token=settings.token, base_url=settings.api_base, file_url=settings.file_base))
    stopping, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in SIGNALS:
        loop.add_signal_handler(number, stopping.set)
    try:
        if await patiently(channel.open, stopping):
            await (by_webhook if settings.webhook_url else by_polling)(channel, settings, stopping)
    finally:
        await channel.close()
        for number in SIGNALS:
            loop.remove_signal_handler(number)


async def patiently(step: Callable[[], Awaitable[Any]], stopping: asyncio.Event) -> bool:
    """Do a step of the start, as often as it takes to reach Telegram; False if we are to stop before.

    Raises:
        IntakeError: Telegram will never accept it.
    """
    pause, refusal = 0.1, ""
    while not stopping.is_set() and not refusal:
        try:
            if await unless(stopping, step()):
                return True
        except InvalidToken:
            refusal = WRONG_TOKEN
        except BadRequest as error:
            refusal = f"Telegram refuses what it needs to start: {error}. Check WEBHOOK_URL and WEBHOOK_SECRET."
        except TelegramError as error:
            pause = wait_of(error) if isinstance(error, RetryAfter) else min(LONGEST_PAUSE, pause * 2)
            log.warning("Telegram cannot be reached (%s), trying again", type(error).__name__)
            await unless(stopping, asyncio.sleep(pause))
    if refusal:  # raised here, where nothing holds on to an error with the token in it
        raise IntakeError(refusal)
    return False


async def unless(stopping: asyncio.Event, work: Awaitable[Any]) -> bool:
    """Do something, but stop when we are told to; whether it was done."""
    doing, waiting = asyncio.ensure_future(work), asyncio.ensure_future(stopping.wait())
    try:
        await asyncio.wait({doing, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if doing.done():
            doing.result()
        return doing.done()
    finally:
        for task in (doing, waiting):
            task.cancel()


async def by_polling(channel: Telegram, settings: TelegramSettings, stopping: asyncio.Event) -> None:
    """Ask for updates."""
    if not await patiently(lambda: channel.bot.delete_webhook(drop_pending_updates=False), stopping):
        return
    request = AiohttpRequest(2)
    await request.initialize()
    polling = Polling(request, f"{settings.api_base}{settings.token}/getUpdates", channel.take, channel.ledger)
    polling.stopping = stopping
    channel.lanes.start(introduce(channel.bot, channel.dialog.texts))
    try:
        await polling.run()
        await drained(channel)
        await polling.acknowledge(LAST_WORD)
    finally:
        await request.shutdown()


async def by_webhook(channel: Telegram, settings: TelegramSettings, stopping: asyncio.Event) -> None:
    """Let Telegram bring updates."""
    webhook = Webhook(channel.take, settings.webhook_secret)
    serving = asyncio.create_task(webhook.run(listen(settings.webhook_port)))
    try:
        if await patiently(lambda: announce(channel, settings), stopping):
            channel.lanes.start(introduce(channel.bot, channel.dialog.texts))
            await unless(stopping, asyncio.shield(serving))
    finally:
        webhook.stop()
        await asyncio.gather(serving, drained(channel))


async def announce(channel: Telegram, settings: TelegramSettings) -> None:
    """Tell Telegram where to bring updates.

    Raises:
        TelegramError: it could not be told.
    """
    await channel.bot.set_webhook(
        f"{settings.webhook_url.rstrip('/')}/telegram", secret_token=settings.webhook_secret,
        allowed_updates=list(ALLOWED_UPDATES), max_connections=MOST_CONNECTIONS, drop_pending_updates=False,
    )  # fmt: skip


async def drained(channel: Telegram) -> None:
    """Answer what was taken, as far as there is time."""
    if not await channel.lanes.drain(DRAIN):
        log.warning("some answers were not finished in time; Telegram brings messages that need a card again")
