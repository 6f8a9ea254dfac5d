"""Everyday talk with the words of the rules in it gets no card: one line a message, a file a language."""

from __future__ import annotations

from pathlib import Path

import pytest

from safety import DATA, Level, Screener, load_screener
from safety.screen import COMPILED

FILES = sorted((Path(__file__).parent / "everyday").glob("*.txt"))


@pytest.fixture(scope="module")
def screener() -> Screener:
    return load_screener(DATA, COMPILED)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_everyday_talk_gets_no_card(screener: Screener, path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) == len(set(lines)) >= 40
    assert [line for line in lines if screener.screen(line).level >= Level.DISTRESS] == []
