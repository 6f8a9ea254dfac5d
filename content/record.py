"""A mapping from a data file, read field by field: what is wrong is collected, so that all of it is told at once."""

from collections.abc import Callable, Hashable
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import yaml

from .text import writable

T = TypeVar("T")


class StrictLoader(yaml.SafeLoader):
    """YAML as usual, except that a key written twice is refused: the first would be lost in silence.

    So is an escape that stands for no character, since no file can hold it.
    """

    def construct_scalar(self, node: yaml.ScalarNode | yaml.MappingNode) -> str:
        """Build the text, or say that it holds what is no character."""
        text = str(super().construct_scalar(node))
        if writable(text) != text:
            raise yaml.constructor.ConstructorError(None, None, "holds what is no character", node.start_mark)
        return text

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:  # noqa: FBT001, FBT002 - the signature is PyYAML's
        """Build the mapping, or say which key comes twice."""
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = sorted({str(key) for key in keys if keys.count(key) > 1})
        if twice:
            raise yaml.constructor.ConstructorError(None, None, f"written twice: {', '.join(twice)}", node.start_mark)
        return super().construct_mapping(node, deep=deep)


def parse_yaml(text: str) -> object:
    """The document as Python values.

    Raises:
        ValueError: It is not YAML, or holds a date that no calendar has.
    """
    try:
        return yaml.load(text, Loader=StrictLoader)  # noqa: S506 - StrictLoader is a SafeLoader
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError("not YAML: " + " ".join(str(error).split())) from error
    except (AttributeError, LookupError) as error:
        raise ValueError("not YAML: a value is not what its own !!tag says") from error


def load_yaml(path: Path, refuse: Callable[[Path, tuple[str, ...]], Exception]) -> object:
    """The document in a file; ``refuse`` makes the error to raise when there is none to be had."""
    try:
        return parse_yaml(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise refuse(path, (str(error),)) from error


def is_text(item: object) -> bool:
    """Whether a list's item is a text: not blank, and not the true or false that YAML makes of a bare yes or no."""
    return isinstance(item, str | int) and not isinstance(item, bool) and bool(str(item).strip())


class Record:
    """One mapping whose fields are asked for by name; ``close`` refuses those nobody asked for."""

    def __init__(self, where: str, raw: object, problems: list[str]) -> None:
        self.where = where
        self.problems = problems
        self.fields = raw if isinstance(raw, dict) else {}
        self.asked: set[str] = set()
        if not isinstance(raw, dict):
            self.refuse("should be a mapping of keys to values")

    def refuse(self, what: str) -> None:
        """Note one problem with this mapping."""
        self.problems.append(f"{self.where}: {what}")

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not blank; the default is for a key left out."""
        found = self.field(key, (str, int, float, date), default, "a text")
        if isinstance(found, bool):
            self.refuse(f'"{key}" should be a text, and needs quotes')
        if not str(found).strip() and key in self.fields:
            self.refuse(f'"{key}" is blank')
        return str(found).strip()

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """A plain true or false."""
        return bool(self.field(key, (bool,), default, "true or false"))

    def day(self, key: str) -> date | None:
        """A calendar day, or nothing where the key is left out."""
        found = self.field(key, (date,), "", "a day such as 2026-03-14")
        return found.date() if isinstance(found, datetime) else found if isinstance(found, date) else None

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts, none blank, none twice."""
        found = self.items(key, default)
        wrong = [item for item in found if not is_text(item)]
        if wrong:
            self.refuse(f'"{key}" should hold texts only, not {wrong} (quote them)')
        texts = tuple(str(item).strip() for item in found if is_text(item))
        twice = sorted({item for item in texts if texts.count(item) > 1})
        if twice:
            self.refuse(f'"{key}" has twice: {", ".join(twice)}')
        return texts

    def items(self, key: str, default: tuple[object, ...] | None = None) -> tuple[object, ...]:
        """A list of anything."""
        found = self.field(key, (list, tuple), default, "a list")
        return tuple(found) if isinstance(found, list | tuple) else ()

    def field(self, key: str, kinds: tuple[type, ...], default: object, kind: str) -> object:
        """The value under a key; a problem is noted where it is missing without a default, or of another kind."""
        self.asked.add(key)
        value = self.fields.get(key, default)
        if value is None and not (key not in self.fields and default is not None):
            self.refuse(f'"{key}" is missing' if key not in self.fields else f'"{key}" is empty')
        elif not isinstance(value, kinds) and value is not default:
            self.refuse(f'"{key}" should be {kind}')
        else:
            return value
        return kinds[0]() if kinds[0] in (str, bool, list) else ""

    def close(self) -> None:
        """Refuse every key that is not one we know."""
        for key in self.fields:
            if key not in self.asked:
                self.refuse(f'"{key}" is not a key we know')
