"""Keeps libraries from writing texts, names or the token into any log, whatever level somebody sets."""

from __future__ import annotations

import logging

#: Their debug levels hold what is sent and received, or the address with the token in it.
TALKATIVE = (
    "telegram",
    "aiohttp",
    "httpx",
    "httpcore",
    "uvicorn",
    "starlette",
    "asyncio",
    "aiosqlite",
    "sqlalchemy",
    "alembic",
    "psycopg",
)


class Quiet(logging.Filter):
    """Lets warnings pass, and of exceptions only the type: their words may be a reader's."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Decide, and take out what must not be seen."""
        if record.levelno < logging.WARNING:
            return False
        if record.exc_info and record.exc_info[0]:
            record.msg, record.args = f"a failure in {record.name}: {record.exc_info[0].__name__}", ()
            record.exc_info = record.exc_text = record.stack_info = None
        return True


QUIET = Quiet()


def hush() -> None:
    """Hush every talkative library, as far as its loggers exist by now."""
    for name in (*TALKATIVE, *logging.Logger.manager.loggerDict):
        if name.partition(".")[0] in TALKATIVE:
            logger = logging.getLogger(name)
            logger.addFilter(QUIET)  # the same filter is added once only
            if name in TALKATIVE:
                logger.setLevel(logging.WARNING)
