"""Reads config.yaml and the environment into one frozen value, or says everything that is wrong with them."""

from __future__ import annotations

import os
import re
import secrets
from collections import Counter
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import yaml
from platformdirs import user_data_path

from .errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

DEFAULT_FILE = Path("config.yaml")
KEYS = {"menu_languages", "sources", "content_db", "people_url", "contact"}
MOST_PAGES = 100_000
SOURCE_KEYS = {"place", "category", "private", "pause", "pages"}
TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{3,100}")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
BASES = {
    "TELEGRAM_API_BASE": "https://api.telegram.org/bot",
    "TELEGRAM_FILE_BASE": "https://api.telegram.org/file/bot",
}
#: Of a value in a file that cannot be used, so many characters are shown.
LONGEST_SHOWN = 40
PORT, LAST_PORT = re.compile(r"[0-9]{1,5}"), 65535


class StrictLoader(yaml.SafeLoader):
    """YAML as usual, except that a key written twice is refused: the first would be lost in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - the signature is PyYAML's
        """Build the mapping, or say which keys come twice."""
        keys = [key for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        times = Counter(key.value for key in keys)
        twice = [key for key in keys if times[key.value] > 1]
        if twice:
            names = ", ".join(dict.fromkeys(str(key.value) for key in twice))
            raise yaml.constructor.ConstructorError(None, None, f"written twice: {names}", twice[-1].start_mark)
        return super().construct_mapping(node, deep=deep)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 - the same
        """Build a value, or say where one stands that cannot be, such as a date that no calendar has."""
        try:
            return super().construct_object(node, deep=deep)
        except (ValueError, LookupError, AttributeError) as error:
            what = f"{str(node.value)[:LONGEST_SHOWN]} cannot be used: {error}"
            raise yaml.constructor.ConstructorError(None, None, what, node.start_mark) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramSettings:
    """How to reach Telegram, all from the environment."""

    token: str = field(repr=False)
    api_base: str
    file_base: str
    webhook_url: str  #: empty: polling
    webhook_port: int
    webhook_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """A place that articles come from, and what the publisher says about it."""

    place: str
    category: str | None = None  #: the topic of all its articles, whatever they say
    private: bool = False  #: an address of this machine or network is meant
    pause: float | None = None  #: seconds between two calls to its host
    pages: int | None = None  #: of a site that one run fetches


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What whoever runs the bot decided."""

    name: str = ""  # of no use; goes with its last mention, in tests/fakes.py
    menu_languages: tuple[str, ...]
    sources: tuple[SourceSettings, ...]  #: ``starter``, folders, .jsonl files, addresses
    content_db: Path
    people_url: str  #: an SQLAlchemy address
    data_folder: Path  #: where everything without a place of its own goes
    contact: str


def load_config(environment: Mapping[str, str] | None = None) -> Config:
    """The configuration; the environment wins over the file, and everything has a default.

    The file is ``ALLY_CONFIG``, or config.yaml in the working folder if there is one.

    Raises:
        ConfigError: with every problem.
    """
    environment = os.environ if environment is None else environment
    named = environment.get("ALLY_CONFIG", "")
    path = Path(named) if named else DEFAULT_FILE
    data = read(path, needed=bool(named))
    problems = tuple(wrong(data))
    if problems:
        raise ConfigError(str(path), problems)
    problems = tuple(homeless("ALLY_CONTENT_DB", environment.get("ALLY_CONTENT_DB", "")))
    if problems:
        raise ConfigError("the environment", problems)
    folder = user_data_path("anxiety-ally", appauthor=False)
    content_db = environment.get("ALLY_CONTENT_DB") or data.get("content_db")
    people_url = environment.get("ALLY_PEOPLE_URL") or data.get("people_url")
    return Config(
        menu_languages=tuple(data.get("menu_languages", ("en", "es"))),
        sources=tuple(map(source_of, data.get("sources", ("starter",)))),
        content_db=Path(content_db).expanduser() if content_db else folder / "content.db",
        people_url=people_url or f"sqlite+aiosqlite:///{folder / 'people.db'}",
        data_folder=folder,
        contact=data.get("contact", "the person who gave you this bot"),
    )


def read(path: Path, *, needed: bool) -> dict[str, Any]:
    """The file as a mapping; empty where there is none and nobody named one."""
    try:
        data = read_yaml(path)
    except FileNotFoundError:
        if needed:
            raise ConfigError(str(path), ("there is no such file",)) from None
        return {}
    except ValueError as error:
        raise ConfigError(str(path), (f"cannot be read: {error}",)) from None
    if data is not None and not isinstance(data, dict):
        raise ConfigError(str(path), ("must be a mapping of settings",))
    return data or {}


def read_yaml(path: Path) -> object:
    """The document in a file.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: it cannot be read; the message says in one line why and where.
    """
    try:
        return yaml.load(path.read_text("utf-8"), Loader=StrictLoader)  # noqa: S506 - StrictLoader is a SafeLoader
    except FileNotFoundError:
        raise
    except OSError as error:
        raise ValueError(str(error)) from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ValueError(f"line {line}: {error.problem}") from None
    except yaml.YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from None


def wrong(data: Mapping[str, Any]) -> list[str]:
    """Everything in the file that cannot be used."""
    problems = [f'"{key}" is not a setting we know' for key in map(str, data) if key not in KEYS]
    problems += [
        f'"{key}" must be a text'
        for key in ("content_db", "people_url", "contact")
        if not isinstance(data.get(key, ""), str)
    ]
    problems += homeless('"content_db"', data.get("content_db"))
    languages, sources = data.get("menu_languages", ["x"]), data.get("sources", ["x"])
    if not isinstance(languages, list) or not languages or not all(is_text(item) for item in languages):
        problems.append('"menu_languages" must be a list of texts, and not empty')
    if not isinstance(sources, list) or not sources:
        problems.append('"sources" must be a list, and not empty')
        return problems
    return problems + [problem for number, each in enumerate(sources, 1) for problem in wrong_source(number, each)]


def homeless(name: str, written: object) -> list[str]:
    """What is wrong with a path that begins in a home folder, as ``~`` and ``~name`` do: nobody may have that home."""
    if not isinstance(written, str) or has_home(written):
        return []
    return [f"{name}: {written}: there is no such home folder"]


def has_home(written: str) -> bool:
    """Whether a path begins in no home folder, or in one that there is."""
    try:
        Path(written).expanduser()
    except RuntimeError:
        return False
    return True


def is_text(value: object) -> bool:
    """Whether this is a text that says something."""
    return isinstance(value, str) and bool(value)


def wrong_source(number: int, source: object) -> list[str]:
    """Everything in one of the sources that cannot be used."""
    if is_text(source):
        return []
    name = f"source {number}"
    if not isinstance(source, dict) or not is_text(source.get("place")):
        return [f'{name} must be a folder, file or address, or a mapping with "place"']
    problems = [f'{name}: "{key}" is not a setting we know' for key in map(str, source) if key not in SOURCE_KEYS]
    if not is_text(source.get("category", "x")):
        problems.append(f'{name}: "category" must be the name of a category, such as sleep-hygiene')
    if not isinstance(source.get("private", False), bool):
        problems.append(f'{name}: "private" must be true or false')
    if not is_number(source.get("pause", 1)) or source.get("pause", 1) < 0:
        problems.append(f'{name}: "pause" must be a number of seconds')
    if not is_number(source.get("pages", 1)) or source.get("pages", 1) not in range(1, MOST_PAGES + 1):
        problems.append(f'{name}: "pages" must be a whole number from 1 to 100000')
    return problems


def is_number(value: object) -> bool:
    """Whether this is a number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def source_of(source: str | dict[str, Any]) -> SourceSettings:
    """A source with what the publisher says about it."""
    return SourceSettings(place=source) if isinstance(source, str) else SourceSettings(**source)


def load_telegram(environment: Mapping[str, str] | None = None) -> TelegramSettings:
    """The Telegram settings of the environment.

    Raises:
        ConfigError: with every problem; no secret stands in it.
    """
    environment = os.environ if environment is None else environment
    token = environment.get("TELEGRAM_BOT_TOKEN", "").strip()
    webhook = environment.get("WEBHOOK_URL", "").strip()
    port = environment.get("WEBHOOK_PORT", "8443")
    secret = environment.get("WEBHOOK_SECRET", "") or secrets.token_urlsafe(32)
    bases = {name: environment.get(name) or default for name, default in BASES.items()}
    problems = []
    if not token:
        problems.append("TELEGRAM_BOT_TOKEN is not set: ask @BotFather on Telegram for a token")
    elif not TOKEN.fullmatch(token):
        problems.append("TELEGRAM_BOT_TOKEN does not look like a token (digits, a colon, letters and digits)")
    if webhook and not is_webhook(webhook):
        problems.append("WEBHOOK_URL must begin with https:// (http:// is allowed for loopback addresses)")
    if not PORT.fullmatch(port) or int(port) > LAST_PORT:
        problems.append("WEBHOOK_PORT must be a number from 0 to 65535")
    if not SECRET.fullmatch(secret):
        problems.append("WEBHOOK_SECRET may hold 1-256 letters, digits, _ and -")
    problems += [
        f"{name} must be an address such as http://host:port/bot"
        for name, base in bases.items()
        if not is_address(base, "http", "https")
    ]
    if problems:
        raise ConfigError("the environment", tuple(problems))
    return TelegramSettings(
        token=token, api_base=bases["TELEGRAM_API_BASE"], file_base=bases["TELEGRAM_FILE_BASE"],
        webhook_url=webhook, webhook_port=int(port), webhook_secret=secret,
    )  # fmt: skip


def has_token() -> bool:
    """Whether the environment holds a token."""
    return bool(os.environ.get("TELEGRAM_BOT_TOKEN"))


def is_webhook(address: str) -> bool:
    """Whether Telegram, or an emulator on this machine, could call the address."""
    if not is_address(address, "http"):
        return is_address(address, "https")
    host = urlsplit(address).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def is_address(address: str, *schemes: str) -> bool:
    """Whether this is the address of a server that speaks one of these."""
    try:
        parts = urlsplit(address)
        return parts.scheme in schemes and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False
