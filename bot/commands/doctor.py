"""``ally doctor``: everything that is wrong, at once, in plain words."""

from __future__ import annotations

import asyncio
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from bot.config import has_token, load_config, load_telegram
from bot.errors import AllyError, PeopleError

from .edge import PROBLEM, plainly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from telegram import WebhookInfo  # noqa: TC004 - only to check types

    from bot.config import Config, TelegramSettings

LIBRARIES = ("python-telegram-bot", "rapidfuzz", "PyYAML", "sqlite-utils", "SQLAlchemy", "ahocorasick-rs", "babel")
#: Seconds that the Bot API has for both of our questions.
PATIENCE = 5.0
LIBRARIES_WIDTH = 12
