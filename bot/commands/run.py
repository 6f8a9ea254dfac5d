"""``ally run``: the bot on Telegram."""

from __future__ import annotations

import asyncio
import logging
import sys

import click

from bot.config import Config, TelegramSettings, load_config, load_telegram

from .edge import PROBLEM, plainly


@click.command()
@click.option("-v", "--verbose", is_flag=True, help="Log more: levels and kinds, never a word or a name.")
@plainly
def run(*, verbose: bool) -> None:
    """Serve Telegram: by polling, or by webhook where WEBHOOK_URL is set. Ends on SIGTERM or SIGINT."""
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        force=True,
    )
    asyncio.run(serve(load_config(), load_telegram()))


async def serve(config: Config, settings: TelegramSettings) -> None:
    """Build the bot and run the channel."""
    from bot.build import running  # noqa: PLC0415 - `ally --help` need not load the bot
    from bot.channels.telegram import IntakeError  # noqa: PLC0415 - the same
    from bot.channels.telegram import run as run_channel  # noqa: PLC0415 - the same

    async with running(config) as app, app.counting():
        app.warm()
        try:
            await run_channel(app.dialog, settings)
        except IntakeError as error:
            click.echo(str(error), err=True)
            sys.exit(PROBLEM)
