"""The sources of config.yaml as the library reads them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from content import Place, starter

from .config import SourceSettings
from .errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from content import Category

    from .config import Config


def places_of(config: Config, categories: Iterable[Category]) -> tuple[Place, ...]:
    """Every configured source.

    Raises:
        ConfigError: a source is to have a category that there is none of.
    """
    slugs = {category.slug for category in categories}
    wrong = sorted({source.category for source in config.sources if source.category} - slugs)
    if wrong:
        raise ConfigError("sources", tuple(f'"{category}" is not a category' for category in wrong))
    return tuple(map(placed, config.sources))


def named(config: Config, categories: Iterable[Category], names: Iterable[str]) -> tuple[Place, ...]:
    """Sources named at the command line, with their settings where they are configured ones; without names all.

    Raises:
        ConfigError: as in ``places_of``.
    """
    known = dict(zip((source.place for source in config.sources), places_of(config, categories), strict=True))
    chosen = [known.get(name) or placed(SourceSettings(place=name)) for name in names]
    return tuple(chosen or known.values())


def placed(source: SourceSettings) -> Place:
    """The place that a source names: the starter library, an address, or a path."""
    is_address = "://" in source.place
    path = starter() if source.place == "starter" else Path(source.place).expanduser()
    place = Place(
        name=source.place if is_address else str(path), category=source.category,
        private=source.private, pause=source.pause,
    )  # fmt: skip
    return place if source.pages is None else replace(place, pages=source.pages)
