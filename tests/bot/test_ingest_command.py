"""``ally ingest`` as a publisher runs it: with configured sources, at a terminal and in a pipe."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from publishers import Publisher

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with Publisher() as running:
        running.sitemap("/sitemap.xml", {"/pages/ghost.html": "", "/pages/hugo.html": ""})
        yield running


def environment(folder: Path, *sources: object) -> dict[str, str]:
    """Everything that the command needs, with these sources configured."""
    config = folder / "config.yaml"
    config.write_text(yaml.safe_dump({"sources": list(sources), "content_db": str(folder / "content.db")}), "utf-8")
    home = {"PATH": os.defpath, "HOME": str(folder), "LANG": "C.UTF-8", "PYTHONWARNINGS": "error"}
    return {**home, "ALLY_CONFIG": str(config)}


def ingest(folder: Path, *sources: object, named: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run it to its end."""
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", "ingest", "--trust", *named], cwd=ROOT, env=environment(folder, *sources),
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def source(place: str, **settings: object) -> dict[str, object]:
    return {"place": place, "private": True, "pause": 0, **settings}


def counts(done: subprocess.CompletedProcess[str]) -> str:
    return done.stdout.splitlines()[-1].rpartition(": ")[2]


def test_a_site_and_a_feed_are_read_and_a_pipe_sees_no_bar(publisher: Publisher, tmp_path: Path) -> None:
    done = ingest(tmp_path, source(publisher.address), source(f"{publisher.address}/feeds/rdf.xml"))
    assert (done.returncode, done.stderr) == (0, "")
    assert counts(done) == "3 new, 0 changed, 0 same, 0 gone, 0 held, 0 duplicates, 0 skipped, 0 failed"


def test_a_terminal_sees_how_far_it_has_come(publisher: Publisher, tmp_path: Path) -> None:
    seen, terminal = pty.openpty()
    started = subprocess.Popen(
        [sys.executable, "-m", "bot", "ingest", "--trust"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=terminal,
        env={**environment(tmp_path, source(publisher.address)), "TERM": "xterm", "COLUMNS": "150"},
    )  # fmt: skip
    os.close(terminal)
    shown = b""
    try:
        while piece := os.read(seen, 4096):
            shown += piece
    except OSError:  # the other end has closed
        pass
    os.close(seen)
    assert started.wait() == 0
    assert b"2/2 read, source 1 of 1" in shown


def test_a_source_named_at_the_command_line_keeps_its_settings(publisher: Publisher, tmp_path: Path) -> None:
    feed = f"{publisher.address}/feeds/rdf.xml"
    chosen = source(feed, category="stigma")
    done = ingest(tmp_path, "starter", chosen, named=(feed,))
    assert (done.returncode, counts(done).startswith("1 new")) == (0, True)


def test_without_leave_no_private_address_is_called(publisher: Publisher, tmp_path: Path) -> None:
    feed = f"{publisher.address}/feeds/rdf.xml"
    done = ingest(tmp_path, feed)
    assert (done.returncode, done.stderr) == (1, f"{feed}: its address belongs to a private network\n")
    assert publisher.asked == []


def test_a_category_that_there_is_none_of_is_told(tmp_path: Path) -> None:
    done = ingest(tmp_path, source("https://a.example/feed", category="naps"))
    assert (done.returncode, done.stderr) == (1, 'sources:\n  - "naps" is not a category\n')
