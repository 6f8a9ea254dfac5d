"""Answers of servers kept on the disk until the run that asked for them has ended, so that a stopped run goes on."""

from __future__ import annotations

import contextlib
import hashlib
import json
import time
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

KEPT = 24 * 3600.0  #: seconds after which an answer is asked for anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What to tell a server of the last time, so that it need not send the same again."""

    etag: str = ""
    modified: str = ""
    listed: str = ""  #: the last change of the page as the site's own list gave it
    skipped: str = ""  #: why the page is no article


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer."""

    url: str  #: where it came from in the end, after redirects
    content: bytes
    kind: str  #: the media type, without parameters
    charset: str
    visit: Visit = field(default_factory=Visit)
    unchanged: bool = False  #: the same as at the last visit; there is no content then


@dataclass(slots=True)
class Answers:
    """A folder with one file for each answer of a run that has not ended."""

    folder: Path
    used: set[Path] = field(default_factory=set)  #: answers that this run asked for or found

    def of(self, url: str) -> Fetched | None:
        """The answer that an earlier run got, if that is not long ago."""
        path = self.path_of(url)
        try:
            if time.time() - path.stat().st_mtime > KEPT:
                return None
            head, _, content = path.read_bytes().partition(b"\n")
            fields = json.loads(head)
            fetched = Fetched(content=content, visit=Visit(**fields.pop("visit")), **fields)
        except (OSError, ValueError, TypeError, AttributeError, KeyError):
            return None  # then it is asked for anew
        self.used.add(path)
        return fetched

    def keep(self, url: str, fetched: Fetched) -> None:
        """Write an answer down, whole or not at all."""
        path = self.path_of(url)
        fields = asdict(fetched)
        content = fields.pop("content")
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".part")
        draft.write_bytes(json.dumps(fields).encode() + b"\n" + content)
        draft.replace(path)
        self.used.add(path)

    def forget(self) -> None:
        """The run has ended: its answers are in the library, and those of others that are too old go too."""
        if not self.folder.is_dir():
            return
        for path in list(self.folder.iterdir()):
            with contextlib.suppress(OSError):  # another run was faster
                if path in self.used or time.time() - path.stat().st_mtime > KEPT:
                    path.unlink()
        with contextlib.suppress(OSError):  # another run's answers are still there
            self.folder.rmdir()

    def path_of(self, url: str) -> Path:
        """The file for an address."""
        return self.folder / hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:32]
