"""``ally chat``: the bot in the terminal, no token."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from bot.config import load_config

from .edge import plainly

if TYPE_CHECKING:
    from bot.dialog import Dialog


@click.command()
@click.option(
    "--country", metavar="CODE", help="Where you are, as two letters (FR); else the bot asks when it matters."
)
@click.option(
    "--language", metavar="CODE", help="Your language (en, es): of the menus, and of help where it is spoken."
)
@plainly
def chat(country: str | None, language: str | None) -> None:
    """Talk to the bot here: the real dialog, lines in, replies out, buttons by their numbers. Ends at end of input."""
    asyncio.run(talk(country, language))


async def talk(country: str | None, language: str | None) -> None:
    """Run the terminal channel until input ends."""
    from bot.build import running  # noqa: PLC0415 - `ally --help` need not load the bot
    from bot.channels import channel  # noqa: PLC0415 - the same
    from bot.types import Reader  # noqa: PLC0415 - the same

    async with running(load_config()) as app:
        reader = Reader(key="terminal", language=spoken(app.dialog, language), country=meant(app.dialog, country))
        for trouble in app.troubles:
            click.echo(trouble, err=True)
        await channel("terminal")(app.dialog, reader).run()


def meant(dialog: Dialog, country: str | None) -> str | None:
    """The country named on the command line.

    Raises:
        click.BadParameter: nobody knows it.
    """
    code = dialog.caring.country_meant(country) if country else None
    if country and code is None and dialog.caring.care is not None:
        raise click.BadParameter(f"{country!r} is not a country we know", param_hint="--country")
    return code


def spoken(dialog: Dialog, language: str | None) -> str | None:
    """The language named on the command line.

    Raises:
        click.BadParameter: neither the menus nor the words of care have it.
    """
    code = language.lower() if language else None
    care = dialog.caring.care
    known = {*dialog.texts, *(care.words if care else ())}
    if code and code not in known:
        raise click.BadParameter(f"{language!r} is not one of: {', '.join(sorted(known))}", param_hint="--language")
    return code
