"""Tells Telegram what the bot is: commands, descriptions and the menu button, in each menu language."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram import BotCommand, MenuButtonCommands
from telegram.error import TelegramError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telegram import Bot

    from bot.texts import Texts

log = logging.getLogger(__name__)
LONGEST_SHORT, LONGEST_DESCRIPTION = 120, 512


async def introduce(bot: Bot, texts: Mapping[str, Texts]) -> None:
    """Set everything, the first language also as the one for everybody else. A refusal is logged and costs no message."""
    for number, (language, words) in enumerate(texts.items()):
        for code in (None, language) if number == 0 else (language,):
            await introduce_in(bot, words, code)
    try:
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    except TelegramError as error:
        log.warning("the menu button could not be set: %s", type(error).__name__)


async def introduce_in(bot: Bot, words: Texts, code: str | None) -> None:
    """One language."""
    commands = [BotCommand(name, description) for name, description in words.commands.items()]
    try:
        await bot.set_my_commands(commands, language_code=code)
        await bot.set_my_description(words.say("description")[:LONGEST_DESCRIPTION], language_code=code)
        await bot.set_my_short_description(words.say("short_description")[:LONGEST_SHORT], language_code=code)
    except TelegramError as error:
        log.warning("commands or description could not be set: %s", type(error).__name__)
