"""Telegram: the only folder that imports the library of that name."""

from .channel import Account, Telegram
from .polling import IntakeError
from .quiet import hush
from .running import run

__all__ = ["Account", "IntakeError", "Telegram", "hush", "run"]
