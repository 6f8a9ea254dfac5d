"""The sources of config.yaml become places, or what is wrong with them is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fakes import config

from bot.config import SourceSettings
from bot.errors import ConfigError
from bot.places import named, places_of
from content import CATEGORIES, load_categories, starter

if TYPE_CHECKING:
    from pathlib import Path

FILES = load_categories(CATEGORIES)


def test_a_source_without_a_home_folder_or_a_category_is_named_with_all_others() -> None:
    sources = (SourceSettings(place="~nosuchuser/articles"), SourceSettings(place="a", category="none"))
    with pytest.raises(ConfigError) as caught:
        places_of(config(sources=sources), FILES)

    assert caught.value.problems == ('"none" is not a category', "~nosuchuser/articles: there is no such home folder")


def test_a_source_of_the_command_line_without_a_home_folder_is_named() -> None:
    with pytest.raises(ConfigError, match=r"~nosuchuser/x\.jsonl: there is no such home folder"):
        named(config(), FILES, ("a", "~nosuchuser/x.jsonl"))


def test_a_home_folder_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (place,) = places_of(config(sources=(SourceSettings(place="~/articles"),)), FILES)

    assert place.name == str(tmp_path / "articles")


def test_named_sources_keep_their_settings_and_order() -> None:
    address = "https://b.example/feed"
    known = config(sources=(SourceSettings(place="starter"), SourceSettings(place=address, pages=7)))

    assert [(place.name, place.pages) for place in named(known, FILES, ("c.jsonl", address))] == [
        ("c.jsonl", 500), (address, 7),
    ]  # fmt: skip
    assert [place.name for place in named(known, FILES, ())] == [str(starter()), address]
