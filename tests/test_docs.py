"""What the pages in docs/ show is what the data says."""

from __future__ import annotations

import runpy
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"


def test_the_table_of_first_cards_is_what_readers_see() -> None:
    made = runpy.run_path(str(DOCS / "cards.py"))
    text = (DOCS / "CARDS.md").read_text("utf-8")
    assert made["written"](text) == text, "run: python docs/cards.py"
