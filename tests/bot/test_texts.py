"""The menus speak every language whole, or the file is refused with everything that is wrong."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from bot.errors import TextsError
from bot.routes import ALIASES
from bot.texts import FOLDER, holes, load_texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))
MODEL: dict[str, Any] = yaml.safe_load((FOLDER / "en.yaml").read_text("utf-8"))
#: No digits of help lines in menus: numbers come from the directory. 112 and 911 stand in words about emergencies.
NUMBERS = re.compile(r"\d{3,}")
ALLOWED_NUMBERS = {"112", "911"}
FORBIDDEN = re.compile(
    r"committed suicide|therapist for you|24/7|confidential|we will save|calm down|!!", re.IGNORECASE
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_packaged_language_is_whole(language: str) -> None:
    texts = load_texts((language,))[language]

    assert texts.day(date(2026, 11, 22))
    assert len(texts.say("short_description")) <= 120
    assert len(texts.say("description")) <= 512


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_holds_a_number_or_a_promise(language: str) -> None:
    texts = load_texts((language,))[language]
    for key, sentence in (texts.sentences | texts.buttons | texts.commands).items():  # type: ignore[operator] # mappings of texts
        assert set(NUMBERS.findall(sentence)) <= ALLOWED_NUMBERS, key
        assert not FORBIDDEN.search(sentence), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_that_is_shown_exists(language: str) -> None:
    from bot.browse import ROUTES  # noqa: PLC0415 - beside what it is compared with

    known = {*ROUTES, *ALIASES, "crisis"}
    texts = load_texts((language,))[language]
    named = {name for text in texts.sentences.values() for name in re.findall(r"(?<![\w/])/([a-z_]+)", text)}

    assert (named | set(texts.commands)) - known == set()


def other(changed: Callable[[dict[str, Any]], object], folder: Path) -> str:
    """What is said about a language whose file is the English one, changed."""
    (folder / "en.yaml").write_text((FOLDER / "en.yaml").read_text("utf-8"), "utf-8")
    data = yaml.safe_load((FOLDER / "en.yaml").read_text("utf-8")) | {"language": "xx", "language_name": "Xish"}
    changed(data)
    (folder / "xx.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    with pytest.raises(TextsError) as caught:
        load_texts(("en", "xx"), folder)
    return str(caught.value)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (lambda data: data.update(language="yy"), 'language "yy" is not its file name'),
        (lambda data: data.pop("language_name"), '"language_name" is missing'),
        (lambda data: data["texts"].pop("home"), 'texts: "home" is missing'),
        (lambda data: data["buttons"].update(extra="x"), 'buttons: "extra" is not a key we know'),
        (lambda data: data["texts"].update(home=" "), 'texts: "home" must be a text'),
        (lambda data: data["texts"].update(home=3), 'texts: "home" must be a text'),
        (lambda data: data["texts"].update(home="{"), 'texts: "home" must be a text with its braces in pairs'),
        (lambda data: data["texts"].update(found_corrected="x"), "must have the holes ['query']"),
        (lambda data: data["texts"].update(home="{token}"), 'texts: "home" must have the holes []'),
        (lambda data: data["buttons"].update(home="x" * 33), 'buttons: "home" is longer than 32 characters'),
        (lambda data: data.pop("commands"), "must have language, language_name, texts, buttons, commands"),
    ],
)
def test_a_language_that_is_not_whole_is_refused(
    tmp_path: Path, changed: Callable[[dict[str, Any]], object], said: str
) -> None:
    assert said in other(changed, tmp_path)


def test_all_problems_are_said_at_once(tmp_path: Path) -> None:
    def spoil(data: dict[str, Any]) -> None:
        del data["texts"]["home"], data["buttons"]["home"]

    assert other(spoil, tmp_path).count("is missing") == 2


@pytest.mark.parametrize("text", ["a: [", "words", "\t"])
def test_a_file_that_does_not_read_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "en.yaml").write_text(text, "utf-8")
    with pytest.raises(TextsError, match=r"en\.yaml"):
        load_texts(("en",), tmp_path)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("texts: {}", "cannot be read: line {line}: written twice: texts"),
        ("day: 2026-02-30", "cannot be read: line {line}: 2026-02-30 cannot be used: day is out of range for month"),
        ("deep: " + "[" * 5000, "cannot be read: it is nested too deeply"),
    ],
)
def test_a_file_is_read_strictly(tmp_path: Path, more: str, said: str) -> None:
    text = (FOLDER / "en.yaml").read_text("utf-8")
    (tmp_path / "en.yaml").write_text(f"{text}{more}\n", "utf-8")
    with pytest.raises(TextsError) as caught:
        load_texts(("en",), tmp_path)

    assert caught.value.problems == (said.format(line=len(text.splitlines()) + 1),)


def test_a_language_without_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "en.yaml").write_text((FOLDER / "en.yaml").read_text("utf-8"), "utf-8")
    with pytest.raises(TextsError, match="there are no menus in this language"):
        load_texts(("en", "qq"), tmp_path)


@pytest.mark.parametrize(
    ("sentence", "found"), [("a {b} {c}", {"b", "c"}), ("a", set()), ("{", None), ("}", None), ("{{}}", set())]
)
def test_holes_are_found(sentence: str, found: set[str] | None) -> None:
    assert holes(sentence) == found
