"""Everyday talk with the words of the rules in it gets no card: one line a message, a file a language."""

from __future__ import annotations

from pathlib import Path

import pytest

from safety import DATA, Level, Screener, load_screener
from safety.screen import COMPILED

LINES = [
    (path.stem, line)
    for path in sorted((Path(__file__).parent / "everyday").glob("*.txt"))
    for line in path.read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def screener() -> Screener:
    return load_screener(DATA, COMPILED)


@pytest.mark.parametrize(("language", "line"), LINES)
def test_everyday_talk_gets_no_card(screener: Screener, language: str, line: str) -> None:
    found = screener.screen(line)
    assert found.level < Level.DISTRESS, (language, [signal.rule for signal in found.signals if not signal.muted_by])
