"""config.yaml and the environment become one value, or everything wrong with them is said at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.config import SourceSettings, is_webhook, load_config, load_telegram
from bot.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

HOMELESS = "content_db: ~nosuchuser/x.db"
TOKEN = "12:abcdef"  # noqa: S105 - opens nothing


def problems(path: Path, text: str | bytes) -> tuple[str, ...]:
    """Everything that is said about a file."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ConfigError) as caught:
        load_config({"ALLY_CONFIG": str(path)})
    assert str(caught.value).startswith(f"{path}:\n  - ")
    return caught.value.problems


def test_everything_has_a_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    config = load_config({})

    assert (config.menu_languages, config.content_db.name) == (("en", "es"), "content.db")
    assert config.sources == (SourceSettings(place="starter"),)
    assert config.people_url.startswith("sqlite+aiosqlite:///")


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("content_db: /a/file.db\npeople_url: postgresql+psycopg://host/name\ncontact: Mine", "utf-8")
    config = load_config({"ALLY_CONFIG": str(path), "ALLY_CONTENT_DB": "~/b.db"})

    assert (config.contact, config.content_db.name, config.people_url) == (
        "Mine",
        "b.db",
        "postgresql+psycopg://host/name",
    )
    assert "~" not in str(config.content_db)


def test_a_source_may_have_settings(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("sources: [a, {place: 'https://b.example/feed', category: depression, pause: 0.5}]", "utf-8")

    assert load_config({"ALLY_CONFIG": str(path)}).sources == (
        SourceSettings(place="a"),
        SourceSettings(place="https://b.example/feed", category="depression", pause=0.5),
    )


def test_an_empty_file_is_a_file_without_wishes(tmp_path: Path) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text("# nothing\n", "utf-8")

    assert load_config({"ALLY_CONFIG": str(path)}).contact == "the person who gave you this bot"


def test_the_packaged_file_is_accepted() -> None:
    assert load_config({"ALLY_CONFIG": "config.yaml"}).sources == (SourceSettings(place="starter"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("token: 12", ('"token" is not a setting we know',)),
        ("1: 2", ('"1" is not a setting we know',)),
        ("name: Mine", ('"name" is not a setting we know',)),
        ("contact: 3", ('"contact" must be a text',)),
        (
            f"{HOMELESS}\nname: 1",
            ('"name" is not a setting we know', '"content_db": ~nosuchuser/x.db: there is no such home folder'),
        ),
        ("content_db: [a]", ('"content_db" must be a text',)),
        ("menu_languages: en", ('"menu_languages" must be a list of texts, and not empty',)),
        ("menu_languages: [no]", ('"menu_languages" must be a list of texts, and not empty',)),
        ("sources: []", ('"sources" must be a list, and not empty',)),
        ("sources: ['']", ('source 1 must be a folder, file or address, or a mapping with "place"',)),
        ("sources: [a, {category: x}]", ('source 2 must be a folder, file or address, or a mapping with "place"',)),
        (
            "sources: [{place: a, kind: b, category: 1, private: x, pause: -1, pages: 0}]",
            (
                'source 1: "kind" is not a setting we know',
                'source 1: "category" must be the name of a category, such as sleep-hygiene',
                'source 1: "private" must be true or false',
                'source 1: "pause" must be a number of seconds',
                'source 1: "pages" must be a whole number from 1 to 100000',
            ),
        ),
        ("sources: [{place: a, pause: true}]", ('source 1: "pause" must be a number of seconds',)),
        ("sources: [{place: a, pages: 1.5}]", ('source 1: "pages" must be a whole number from 1 to 100000',)),
        ("- a list", ("must be a mapping of settings",)),
        ("words", ("must be a mapping of settings",)),
        (
            "naem: x\ncontact: 1\nsources: 2",
            (
                '"naem" is not a setting we know',
                '"contact" must be a text',
                '"sources" must be a list, and not empty',
            ),
        ),
    ],
)
def test_a_file_is_refused_with_every_problem(tmp_path: Path, text: str, expected: tuple[str, ...]) -> None:
    assert problems(tmp_path / "config.yaml", text) == expected


@pytest.mark.parametrize("text", ["a: [", b"\xff\xfe\x00", "a: !!python/object:x {}"])
def test_a_file_that_cannot_be_read_is_refused_in_one_line(tmp_path: Path, text: str | bytes) -> None:
    (problem,) = problems(tmp_path / "config.yaml", text)

    assert problem.startswith("cannot be read: ")
    assert "\n" not in problem


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("contact: a\nsources:\n  - {place: b, pages: 1, pages: 2}", "line 3: written twice: pages"),
        ("contact: a\ncontact: b", "line 2: written twice: contact"),
        ("\ncontact: 2026-02-30", "line 2: 2026-02-30 cannot be used: day is out of range for month"),
        ("contact: !!bool perhaps", "line 1: perhaps cannot be used: 'perhaps'"),
        ("contact: " + "[" * 5000, "it is nested too deeply"),
        ("a: [", "line 1: expected the node content, but found '<stream end>'"),
        ("? [a]\n: b", "line 1: found unhashable key"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_line(tmp_path: Path, text: str, said: str) -> None:
    assert problems(tmp_path / "config.yaml", text) == (f"cannot be read: {said}",)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"cannot be read: .*Is a directory"):
        load_config({"ALLY_CONFIG": str(tmp_path)})


def test_what_is_merged_into_a_mapping_is_not_written_twice(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("sources:\n  - &site {place: a, pages: 1}\n  - {<<: *site, place: b}", "utf-8")

    assert load_config({"ALLY_CONFIG": str(path)}).sources[1] == SourceSettings(place="b", pages=1)


def test_a_home_folder_in_the_environment_must_be_there() -> None:
    with pytest.raises(ConfigError) as caught:
        load_config({"ALLY_CONTENT_DB": "~nosuchuser/x.db"})

    assert str(caught.value) == "the environment:\n  - ALLY_CONTENT_DB: ~nosuchuser/x.db: there is no such home folder"


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no such file"):
        load_config({"ALLY_CONFIG": str(tmp_path / "nothing.yaml")})


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TELEGRAM_BOT_TOKEN", "", "TELEGRAM_BOT_TOKEN is not set"),
        ("TELEGRAM_BOT_TOKEN", "secret", "does not look like a token"),
        ("WEBHOOK_URL", "http://example.org", "WEBHOOK_URL must begin with https://"),
        ("WEBHOOK_URL", "https://[", "WEBHOOK_URL must begin with https://"),
        ("WEBHOOK_PORT", "-1", "WEBHOOK_PORT must be a number"),
        ("WEBHOOK_PORT", "65536", "WEBHOOK_PORT must be a number"),
        ("WEBHOOK_PORT", "٣", "WEBHOOK_PORT must be a number"),
        ("WEBHOOK_SECRET", "with spaces", "WEBHOOK_SECRET may hold"),
        ("TELEGRAM_API_BASE", "localhost:80", "TELEGRAM_API_BASE must be an address"),
        ("TELEGRAM_FILE_BASE", "http://host:port/", "TELEGRAM_FILE_BASE must be an address"),
    ],
)
def test_each_setting_of_telegram_is_checked(name: str, value: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_telegram({"TELEGRAM_BOT_TOKEN": TOKEN} | {name: value})

    assert (len(caught.value.problems), said in caught.value.problems[0]) == (1, True)
    assert "secret" not in str(caught.value)


def test_a_token_is_enough(capsys: pytest.CaptureFixture[str]) -> None:
    settings = load_telegram({"TELEGRAM_BOT_TOKEN": f" {TOKEN} "})

    assert (settings.token, settings.api_base, settings.webhook_url) == (TOKEN, "https://api.telegram.org/bot", "")
    assert len(settings.webhook_secret) > 20
    assert TOKEN not in repr(settings)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("address", "accepted"),
    [
        ("https://example.org/x", True), ("http://localhost:80", True), ("http://127.0.0.1", True),
        ("http://[::1]:1", True),
        ("http://localhost.example.org", False), ("http://127.example.org", False), ("ftp://localhost", False),
        ("https://", False), ("https://a:b", False), ("", False),
    ],
)  # fmt: skip
def test_http_is_for_this_machine_only(address: str, accepted: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_webhook(address) is accepted
