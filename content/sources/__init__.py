"""Where articles come from: one class for each kind of place."""

from .feed import Feed
from .fetch import Fetcher, Visit
from .files import Files
from .jsonl import JsonLines
from .source import Source

SOURCES: dict[str, type[Source]] = {"feed": Feed, "jsonl": JsonLines, "files": Files}

__all__ = ["SOURCES", "Fetcher", "Source", "Visit"]
