"""Where articles come from: one class for each kind of place."""

from .files import Files
from .jsonl import JsonLines
from .source import Source

SOURCES: dict[str, type[Source]] = {"jsonl": JsonLines, "files": Files}

__all__ = ["SOURCES", "Source"]
