"""``ally chat``: the bot in the terminal, no token."""

from __future__ import annotations

import asyncio

import click

from bot.config import load_config

from .edge import plainly


@click.command()
@click.option(
    "--country", metavar="CODE", help="Where you are, as two letters (FR); else the bot asks when it matters."
)
@click.option("--language", metavar="CODE", help="The language of the menus (en, es).")
@plainly
def chat(country: str | None, language: str | None) -> None:
    """Talk to the bot here: the real dialog, lines in, replies out, buttons by their numbers. Ends at end of input."""
    asyncio.run(talk(country, language))


async def talk(country: str | None, language: str | None) -> None:
    """Run the terminal channel until input ends."""
    from bot.build import running  # noqa: PLC0415 - `ally --help` need not load the bot
    from bot.channels.terminal import Terminal  # noqa: PLC0415 - the same
    from bot.types import Reader  # noqa: PLC0415 - the same

    async with running(load_config()) as app:
        code = meant(app, country)
        for trouble in app.troubles:
            click.echo(trouble, err=True)
        await Terminal(app.dialog, Reader(key="terminal", language=language, country=code)).run()


def meant(app: object, country: str | None) -> str | None:
    """The country named on the command line.

    Raises:
        click.BadParameter: nobody knows it.
    """
    from bot.build import App  # noqa: PLC0415 - as above

    care = app.dialog.caring.care if isinstance(app, App) else None
    if not country or care is None:
        return None
    code = care.countries.meant(country)
    if code is None:
        raise click.BadParameter(f"{country!r} is not a country we know", param_hint="--country")
    return code
