"""Tells Telegram what the bot is: commands, descriptions and the menu button, in each menu language."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from telegram import BotCommand, MenuButtonCommands
from telegram.error import TelegramError

from .replies import tried

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping

    from telegram import Bot

    from bot.texts import Texts

log = logging.getLogger(__name__)
LONGEST_SHORT, LONGEST_DESCRIPTION = 120, 512


async def introduce(bot: Bot, texts: Mapping[str, Texts]) -> None:
    """Set everything, the first language also as the one for everybody else. A refusal is logged, no more."""
    for step in steps(bot, texts):
        try:
            await tried(step)
        except TelegramError as error:
            log.warning("commands, description or menu button could not be set: %s", type(error).__name__)


def steps(bot: Bot, texts: Mapping[str, Texts]) -> Iterator[Callable[[], Awaitable[Any]]]:
    """The calls to make."""
    for number, (language, words) in enumerate(texts.items()):
        for code in (None, language) if number == 0 else (language,):
            yield from steps_in(bot, words, code)
    yield lambda: bot.set_chat_menu_button(menu_button=MenuButtonCommands())


def steps_in(bot: Bot, words: Texts, code: str | None) -> Iterator[Callable[[], Awaitable[Any]]]:
    """The calls for one language."""
    commands = [BotCommand(name, description) for name, description in words.commands.items()]
    yield lambda: bot.set_my_commands(commands, language_code=code)
    yield lambda: bot.set_my_description(words.say("description")[:LONGEST_DESCRIPTION], language_code=code)
    yield lambda: bot.set_my_short_description(words.say("short_description")[:LONGEST_SHORT], language_code=code)
