"""Brings the room's data into memory: the directory, the countries and the words of every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .care import Care
from .countries import load_countries
from .directory import load_directory
from .lexicon import languages
from .words import load_shapes, load_words

if TYPE_CHECKING:
    from pathlib import Path


def load_care(data: Path) -> Care:
    """Everything a card needs.

    Raises:
        HelplineError, CareError: a data file may not be used, with every problem of it.
    """
    shapes = load_shapes(data / "cards.yaml")
    words = {folder.name: load_words(folder / "care.yaml", shapes) for folder in languages(data)}
    lines = load_directory(data / "helplines.yaml", data / "denylist.yaml")
    return Care(words, shapes, lines, load_countries(data / "countries.yaml"))
