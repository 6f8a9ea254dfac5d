"""Where people talk to the bot: one entry a channel, and nothing else."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

#: Name -> where its class stands. Nothing is imported before it is asked for: each brings a library of its own.
CHANNELS = {"terminal": ".terminal:Terminal", "telegram": ".telegram:Telegram"}


def channel(name: str) -> Callable[..., Any]:
    """The class of a channel; it is made with a ``Dialog`` and what the channel itself needs.

    Raises:
        KeyError: there is no such channel.
    """
    module, _, kind = CHANNELS[name].partition(":")
    return getattr(import_module(module, __name__), kind)  # type: ignore[no-any-return] # what the table says


__all__ = ["CHANNELS", "channel"]
