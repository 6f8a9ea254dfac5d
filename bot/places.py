"""The sources of config.yaml as the library reads them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from content import Place, starter

from .config import SourceSettings, has_home
from .errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from content import Category

    from .config import Config


def places_of(config: Config, categories: Iterable[Category]) -> tuple[Place, ...]:
    """Every configured source.

    Raises:
        ConfigError: a source is to have a category that there is none of, or lies in a home that nobody has.
    """
    return checked(config.sources, {category.slug for category in categories})


def named(config: Config, categories: Iterable[Category], names: Iterable[str]) -> tuple[Place, ...]:
    """Sources named at the command line, with their settings where they are configured ones; without names all.

    Raises:
        ConfigError: as in ``places_of``.
    """
    known = dict(zip((source.place for source in config.sources), places_of(config, categories), strict=True))
    names = tuple(names)
    others = [name for name in names if name not in known]
    found = known | dict(zip(others, checked((SourceSettings(place=name) for name in others), set()), strict=True))
    return tuple(found[name] for name in names) or tuple(known.values())


def checked(sources: Iterable[SourceSettings], slugs: set[str]) -> tuple[Place, ...]:
    """The places of these sources.

    Raises:
        ConfigError: as in ``places_of``.
    """
    sources = tuple(sources)
    named = {source.category for source in sources if source.category}
    wrong = [f'"{category}" is not a category' for category in sorted(named - slugs)]
    wrong += [f"{each.place}: there is no such home folder" for each in sources if not has_home(each.place)]
    if wrong:
        raise ConfigError("sources", tuple(wrong))
    return tuple(map(placed, sources))


def placed(source: SourceSettings) -> Place:
    """The place that a source names: the starter library, an address, or a path."""
    is_address = "://" in source.place
    path = starter() if source.place == "starter" else Path(source.place).expanduser()
    place = Place(
        name=source.place if is_address else str(path), category=source.category,
        private=source.private, pause=source.pause,
    )  # fmt: skip
    return place if source.pages is None else replace(place, pages=source.pages)
