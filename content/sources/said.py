"""What feeds and pages say of an article, made ours: one line of words, a day, a language, an id."""

import hashlib
import html
import re
from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urlsplit

from content.text import one_line, writable

HOST_LENGTH, DIGEST_LENGTH = 24, 12  #: of an id, which travels in a button
TAG = re.compile(r"<[^>]{1,500}>")
TAG_URI = re.compile(r"tag:([^,/\s]{1,200}),", re.IGNORECASE)
LANGUAGE = re.compile(r"[a-z]{2,3}")


def id_of(base: str, name: str) -> str:
    """A short id that stays for as long as the article keeps its guid or link.

    A name that is unique in the world gives the same id wherever it is met; any other is one of ``base``'s own.
    """
    tagged = TAG_URI.match(name)
    at_home = host_in(name) if name.lower().startswith(("http://", "https://")) else ""
    home = tagged[1] if tagged else at_home or host_in(base)
    host = re.sub(r"[^a-z0-9]+", "-", home.lower()).strip("-")[:HOST_LENGTH].strip("-") or "article"
    return f"{host}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:DIGEST_LENGTH]}"


def host_in(address: str) -> str:
    """The host of an address; empty where it has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def worded(text: str) -> str:
    """One line of words, without tags and entities."""
    return one_line(writable(html.unescape(TAG.sub(" ", text))))


def all_worded(texts: Iterable[str]) -> tuple[str, ...]:
    """Each of these as words, once, without those that say nothing."""
    return tuple(dict.fromkeys(filter(None, map(worded, texts))))


def iso_day(written: str) -> date | None:
    """The day that an ISO date or time stands for where it was written, if it is one."""
    written = written.strip()
    try:
        return datetime.fromisoformat(written).date()
    except ValueError:
        pass
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def language_of(code: str) -> str:
    """The language of a code such as en-GB; English where there is none."""
    language = code.replace("_", "-").split("-")[0].strip().lower()
    return language if LANGUAGE.fullmatch(language) else "en"
