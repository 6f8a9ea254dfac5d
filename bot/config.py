"""Reads config.yaml and the environment into one frozen value, or says everything that is wrong with them."""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import yaml
from platformdirs import user_data_path

from .errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_FILE = Path("config.yaml")
KEYS = {"name", "menu_languages", "sources", "content_db", "people_url", "contact"}
TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{3,100}")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
BASES = {
    "TELEGRAM_API_BASE": "https://api.telegram.org/bot",
    "TELEGRAM_FILE_BASE": "https://api.telegram.org/file/bot",
}
PORT, LAST_PORT = re.compile(r"[0-9]{1,5}"), 65535


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
class Config:
    """What whoever runs the bot decided."""

    name: str
    menu_languages: tuple[str, ...]
    sources: tuple[str, ...]  #: ``starter``, folders, .jsonl files
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
    folder = user_data_path("anxiety-ally", appauthor=False)
    content_db = environment.get("ALLY_CONTENT_DB") or data.get("content_db")
    people_url = environment.get("ALLY_PEOPLE_URL") or data.get("people_url")
    return Config(
        name=data.get("name", "Anxiety Ally"),
        menu_languages=tuple(data.get("menu_languages", ("en", "es"))),
        sources=tuple(data.get("sources", ("starter",))),
        content_db=Path(content_db).expanduser() if content_db else folder / "content.db",
        people_url=people_url or f"sqlite+aiosqlite:///{folder / 'people.db'}",
        data_folder=folder,
        contact=data.get("contact", "the person who gave you this bot"),
    )


def read(path: Path, *, needed: bool) -> dict[str, Any]:
    """The file as a mapping; empty where there is none and nobody named one."""
    try:
        data = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        if needed:
            raise ConfigError(str(path), ("there is no such file",)) from None
        return {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ConfigError(str(path), (f"cannot be read: {' '.join(str(error).split())}",)) from None
    if data is not None and not isinstance(data, dict):
        raise ConfigError(str(path), ("must be a mapping of settings",))
    return data or {}


def wrong(data: Mapping[str, Any]) -> list[str]:
    """Everything in the file that cannot be used."""
    problems = [f'"{key}" is not a setting we know' for key in map(str, data) if key not in KEYS]
    problems += [
        f'"{key}" must be a text'
        for key in ("name", "content_db", "people_url", "contact")
        if not isinstance(data.get(key, ""), str)
    ]
    for key in ("menu_languages", "sources"):
        value = data.get(key, ["x"])
        if not isinstance(value, list) or not value or not all(isinstance(item, str) and item for item in value):
            problems.append(f'"{key}" must be a list of texts, and not empty')
    return problems


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
