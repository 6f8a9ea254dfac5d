"""Reads the menu texts of every language, or says everything that is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any

from .config import read_yaml
from .errors import TextsError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

FOLDER = Path(__file__).parent / "texts"
#: The language whose keys and holes all others must have.
MODEL = "en"
LONGEST_BUTTON = 32
SECTIONS = ("texts", "buttons", "commands")


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The menus in one language."""

    language: str
    name: str  #: as its own speakers write it
    sentences: Mapping[str, str]
    buttons: Mapping[str, str]
    commands: Mapping[str, str]  #: command -> what it does

    def say(self, key: str, **values: object) -> str:
        """A sentence with its holes filled."""
        return self.sentences[key].format(**values)

    def day(self, when: date) -> str:
        """A date as people of the language write it."""
        from babel.dates import format_date  # noqa: PLC0415 - babel takes longer to import than the rest of the room

        return format_date(when, format="medium", locale=self.language)


def load_texts(languages: tuple[str, ...], folder: Path = FOLDER) -> dict[str, Texts]:
    """The menus of these languages, in their order.

    Raises:
        TextsError: a file is missing or differs from the English one, with every problem.
    """
    model = read(folder / f"{MODEL}.yaml")
    return {language: load_one(folder / f"{language}.yaml", model) for language in languages}


def load_one(path: Path, model: Mapping[str, Any]) -> Texts:
    """The menus in the language that a file is named after, beside the English file.

    Raises:
        TextsError: it is missing or differs from the English one, with every problem.
    """
    data = read(path)
    problems = tuple(compared(model, data, path.stem))
    if problems:
        raise TextsError(str(path), problems)
    return Texts(
        language=path.stem, name=data["language_name"], sentences=data["texts"], buttons=data["buttons"],
        commands=data["commands"],
    )  # fmt: skip


def read(path: Path) -> dict[str, Any]:
    """One file as a mapping."""
    try:
        data = read_yaml(path)
    except FileNotFoundError:
        raise TextsError(str(path), ("there are no menus in this language",)) from None
    except ValueError as error:
        raise TextsError(str(path), (f"cannot be read: {error}",)) from None
    if not isinstance(data, dict) or not all(isinstance(data.get(section), dict) for section in SECTIONS):
        raise TextsError(str(path), (f"must have language, language_name, {', '.join(SECTIONS)}",))
    wrong = [
        f'{section}: "{key}" must be a text with its braces in pairs'
        for section in SECTIONS
        for key, sentence in data[section].items()
        if not is_text(sentence)
    ]
    if wrong:
        raise TextsError(str(path), tuple(wrong))
    return data


def is_text(sentence: object) -> bool:
    """Whether this is a sentence whose holes can be read."""
    return isinstance(sentence, str) and bool(sentence.strip()) and holes(sentence) is not None


def compared(model: Mapping[str, Any], data: Mapping[str, Any], language: str) -> list[str]:
    """How a language's file differs from the English one: keys and holes."""
    problems = [] if data.get("language") == language else [f'language "{data.get("language")}" is not its file name']
    if not isinstance(data.get("language_name"), str):
        problems.append('"language_name" is missing')
    for section in SECTIONS:
        ours, theirs = model[section], data[section]
        problems += [f'{section}: "{key}" is missing' for key in ours if key not in theirs]
        problems += [f'{section}: "{key}" is not a key we know' for key in theirs if key not in ours]
        for key in ours.keys() & theirs.keys():
            needed = holes(ours[key]) or set()
            if holes(theirs[key]) != needed:
                problems.append(f'{section}: "{key}" must have the holes {sorted(needed)}')
    long = [key for key, label in data["buttons"].items() if len(str(label)) > LONGEST_BUTTON]
    return problems + [f'buttons: "{key}" is longer than {LONGEST_BUTTON} characters' for key in long]


def holes(sentence: str) -> set[str] | None:
    """The names in braces; None where a brace has no partner."""
    try:
        return {hole for _, hole, _, _ in Formatter().parse(sentence) if hole is not None}
    except ValueError:
        return None
