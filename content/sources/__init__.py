"""Where articles come from: one class for each kind of place."""

from .answers import Answers, Visit
from .feed import Feed
from .fetch import Fetcher
from .files import Files
from .jsonl import JsonLines
from .said import id_of
from .site import Site
from .source import Place, Source

#: The first one that accepts a place reads it.
SOURCES: dict[str, type[Source]] = {"site": Site, "feed": Feed, "jsonl": JsonLines, "files": Files}

__all__ = ["SOURCES", "Answers", "Fetcher", "Place", "Source", "Visit", "id_of"]
