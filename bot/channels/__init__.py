"""Where people talk to the bot: one entry a channel, and nothing else."""

from .terminal import Terminal

#: Name -> class. The contract tests run over every member.
CHANNELS = {"terminal": Terminal}

__all__ = ["CHANNELS", "Terminal"]
