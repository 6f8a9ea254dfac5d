"""Reads one YAML file with a list of everything that is wrong with it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import Enum
    from pathlib import Path

    from .errors import DataError

T = TypeVar("T", bound="Enum")


class Reading:
    """One file being read: hands out checked values and collects what is wrong."""

    def __init__(self, path: Path, refusal: type[DataError]) -> None:
        self.path = path
        self.refusal = refusal
        self.problems: list[str] = []

    def yaml(self) -> dict[str, Any]:
        """The file as a mapping; empty where it is not one."""
        try:
            data = yaml.load(self.path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe loaders
        except (OSError, UnicodeDecodeError) as error:
            self.problems.append(f"cannot be read: {error}")
            return {}
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            self.problems.append(f"is not YAML: {' '.join(str(error).split())}")
            return {}
        if not isinstance(data, dict):
            self.problems.append("must be a mapping of keys to values")
            return {}
        return data

    def keys(self, place: str, entry: Mapping[str, Any], *, needs: set[str], may: set[str]) -> None:
        """Every needed key is there and no other than those known."""
        self.problems += [f'{place}: "{key}" is missing' for key in sorted(needs - entry.keys())]
        self.problems += [f'{place}: "{key}" is not a key we know' for key in map(str, entry) if key not in needs | may]

    def texts(self, place: str, value: object, *, least: int = 1) -> tuple[str, ...]:
        """A list of at least so many non-empty strings, none twice."""
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.problems.append(f"{place}: must be a list of texts (quote numbers, yes and no)")
            return ()
        if len(value) < least:
            self.problems.append(f"{place}: needs at least {least}, has {len(value)}")
        twice = [item for item, count in Counter(value).items() if count > 1]
        self.problems += [f"{place}: {item!r} stands twice" for item in twice]
        return tuple(value)

    def mapping(self, place: str, value: object) -> dict[str, Any]:
        """A mapping of names; empty where it is not one."""
        if not isinstance(value, dict):
            self.problems.append(f"{place}: must be a mapping")
            return {}
        return {str(key): entry for key, entry in value.items()}

    def choice(self, place: str, value: object, known: Mapping[str, T]) -> T | None:
        """One of the known words."""
        if isinstance(value, str) and value in known:
            return known[value]
        self.problems.append(f'{place} "{value}" is not one of: {", ".join(known)}')
        return None

    def done(self) -> None:
        """Refuse the file if anything was wrong.

        Raises:
            DataError: of the kind the file belongs to, with every problem.
        """
        if self.problems:
            raise self.refusal(self.path, tuple(self.problems))
