"""Bots to compare with, each a process of its own: ``python tests/bench/bench_rivals.py ptb|aiogram|ours-on-httpx``."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from telegram import Update

TOKEN = os.environ["TELEGRAM_BOT_TOKEN"]
BASE = os.environ["TELEGRAM_API_BASE"]


def ptb() -> None:
    """An echo on plain PTB with its own backend, as its examples show it, as concurrent as it gets faster."""
    from telegram.ext import Application, ContextTypes, MessageHandler, filters  # noqa: PLC0415 - the same

    async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message and update.message.text:
            await update.message.reply_text(update.message.text)

    built = (
        Application.builder()
        .token(TOKEN)
        .base_url(BASE)
        .concurrent_updates(64)
        .connection_pool_size(64)
        .pool_timeout(60)
    )
    application = built.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


def aiogram() -> None:
    """An echo on aiogram."""
    from aiogram import Bot, Dispatcher  # noqa: PLC0415 - as above
    from aiogram.client.session.aiohttp import AiohttpSession  # noqa: PLC0415 - as above
    from aiogram.client.telegram import TelegramAPIServer  # noqa: PLC0415 - as above
    from aiogram.types import Message  # noqa: PLC0415 - as above, and aiogram reads the annotation

    dispatcher = Dispatcher()

    async def echo(message: Message) -> None:
        await message.answer(message.text or "")

    echo.__annotations__["message"] = Message
    dispatcher.message.register(echo)
    server = TelegramAPIServer.from_base(BASE.removesuffix("/bot"))
    bot = Bot(TOKEN, session=AiohttpSession(api=server))
    asyncio.run(dispatcher.start_polling(bot))


def ours_on_httpx() -> None:
    """Our bot on PTB's own backend."""
    from telegram.request import HTTPXRequest  # noqa: PLC0415 - as above

    from bot.channels.telegram import channel, running  # noqa: PLC0415 - as above
    from bot.cli import main  # noqa: PLC0415 - as above

    def backend(pool: int = 64, reading: float = 5.0, queueing: float = 60.0) -> HTTPXRequest:
        return HTTPXRequest(pool, read_timeout=reading, pool_timeout=queueing)

    for module in (channel, running):
        vars(module)["AiohttpRequest"] = backend  # what is compared
    sys.argv = ["ally", "run"]
    main()


if __name__ == "__main__":
    {"ptb": ptb, "aiogram": aiogram, "ours-on-httpx": ours_on_httpx}[sys.argv[1]]()
