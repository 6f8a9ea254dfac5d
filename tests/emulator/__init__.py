"""A Bot API server on a free local port, for tests: strict as Telegram, and as unreliable as one asks.

    async with Emulator() as emulator:
        ...  # start the bot with emulator.token, emulator.base_url, emulator.file_url
        emulator.inject(CutAfter(), "sendMessage", times=1)
        emulator.private_message(7, "can't sleep", language_code="en")
        (card, *_) = await emulator.wait_for(7)

Where we do not know the exact words of a refusal they are close to Telegram's: test for status and code word.
"""

from .faults import (
    BrokenJson,
    CutAfter,
    CutBefore,
    Hang,
    Reach,
    Refuse,
    Rule,
    ServerFailure,
    Slow,
    TooManyRequests,
    Twice,
)
from .readers import Readers
from .records import Call, Records, Sent
from .server import TOKEN, Emulator

__all__ = [
    "TOKEN",
    "BrokenJson",
    "Call",
    "CutAfter",
    "CutBefore",
    "Emulator",
    "Hang",
    "Reach",
    "Readers",
    "Records",
    "Refuse",
    "Rule",
    "Sent",
    "ServerFailure",
    "Slow",
    "TooManyRequests",
    "Twice",
]
