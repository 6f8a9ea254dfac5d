"""Reads helplines.yaml and denylist.yaml, or says everything that is wrong with them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, TypeGuard
from zoneinfo import ZoneInfo

from .countries import territories
from .errors import HelplineError
from .helplines import CONFIDENCES, SHOWN, Denied, Directory, Helpline, Opening, TextRoute, digits
from .reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KINDS = frozenset(
    {
        "emergency", "suicide", "crisis", "warmline", "child", "domestic-violence", "sexual-violence", "substance",
        "eating-disorders", "bereavement", "poison", "directory",
    }
)  # fmt: skip
SERVICES = frozenset({"any", "ambulance", "police"})
PHONE = re.compile(r"[*+(]?\d[\d\s()*-]*")
DATE = re.compile(r"20\d\d(-(0[1-9]|1[0-2]))?")
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")
COUNTRY = re.compile(r"[A-Z]{2}|INT")
NEEDS = {"id", "country", "name", "kind", "audience", "hours", "sources", "newest_source", "agreement", "confidence",
"checked_on"}  # fmt: skip
MAY = {"phone", "extension", "service", "sms", "url", "chat", "time_zone", "languages", "notes"}


def load_directory(path: Path, denylist: Path) -> Directory:
    """The directory, every row checked.

    Raises:
        HelplineError: with every problem of helplines.yaml or denylist.yaml.
    """
    denied = load_denied(denylist)
    reading = Reading(path, HelplineError)
    data = reading.yaml()
    reading.keys("the file", data, needs={"helplines"}, may=set())
    rows = data.get("helplines")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        reading.problems.append("helplines: must be a list of mappings")
        rows = []
    lines = [line for row in rows if (line := read_line(reading, row))]
    check_together(reading, lines, denied)
    reading.done()
    return Directory(tuple(lines))


def read_line(reading: Reading, row: dict[str, Any]) -> Helpline | None:
    """One row, or None with its problems noted."""
    place, before = str(row.get("id")), len(reading.problems)
    reading.keys(place, row, needs=NEEDS, may=MAY)
    if len(reading.problems) > before:
        return None
    texts = {key: str(row.get(key, "")) for key in ("phone", "extension", "service", "url", "time_zone", "notes")}
    openings = read_hours(reading, place, row["hours"])
    problems = [
        (not COUNTRY.fullmatch(str(row["country"])), f'country "{row["country"]}" is not two capital letters'),
        (not isinstance(row["name"], str) or not row["name"].strip(), "name must be a text"),
        (row["kind"] not in KINDS, f'kind "{row["kind"]}" is not one of: {", ".join(sorted(KINDS))}'),
        (
            row["confidence"] not in CONFIDENCES,
            f'confidence "{row["confidence"]}" is not one of: {", ".join(CONFIDENCES)}',
        ),
        (
            not DATE.fullmatch(str(row["newest_source"]))
            and not (row["newest_source"] == "unknown" and row["confidence"] not in SHOWN),
            f'newest_source "{row["newest_source"]}" is not a year, or a year and month',
        ),
        (bool(texts["phone"]) and not PHONE.fullmatch(texts["phone"]), f'phone "{texts["phone"]}" is not a number'),
        (not isinstance(row.get("phone", ""), str), "phone must be quoted"),
        (
            row["kind"] == "emergency" and texts["service"] not in SERVICES,
            f"service must be one of: {', '.join(sorted(SERVICES))}",
        ),
        (
            bool(texts["url"]) and not texts["url"].startswith(("https://", "http://")),
            f'url "{texts["url"]}" is not an address',
        ),
        (bool(openings) and not is_time_zone(texts["time_zone"]), f'time_zone "{texts["time_zone"]}" is not known'),
        (not isinstance(row["agreement"], int), "agreement must be a number"),
        (not (row.get("phone") or row.get("sms") or row.get("url")), "has no phone, sms or url"),
    ]
    reading.problems += [f"{place}: {problem}" for is_wrong, problem in problems if is_wrong]
    sources = reading.texts(f"{place}: sources", row["sources"])
    audience = reading.texts(f"{place}: audience", row["audience"])
    languages = reading.texts(f"{place}: languages", row["languages"]) if "languages" in row else ()
    sms = read_sms(reading, place, row["sms"]) if "sms" in row else None
    if len(reading.problems) > before:
        return None
    return Helpline(
        id=place, country=row["country"], name=row["name"], kind=row["kind"], audience=audience, sms=sms,
        chat=bool(row.get("chat")), hours=row["hours"] if isinstance(row["hours"], str) else "weekly",
        openings=openings,
        languages=languages, sources=sources, newest_source=str(row["newest_source"]), agreement=row["agreement"],
        confidence=row["confidence"], checked_on=str(row["checked_on"]), **texts,
    )  # fmt: skip


def is_time_zone(name: str) -> bool:
    """Whether the name is one of the time-zone database."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def read_hours(reading: Reading, place: str, value: object) -> tuple[Opening, ...]:
    """Weekly openings; none where the hours are ``always`` or ``unknown``."""
    if value in ("always", "unknown"):
        return ()
    if not isinstance(value, list) or not value:
        reading.problems.append(f"{place}: hours must be always, unknown, or a list of days, from and to")
        return ()
    openings = []
    for opening in value:
        entry = opening if isinstance(opening, dict) else {}
        days, times = entry.get("days"), [str(entry.get(key)) for key in ("from", "to")]
        if not is_days(days) or not all(map(TIME.fullmatch, times)):
            reading.problems.append(
                f"{place}: hours {opening} need days ({', '.join(DAYS)}) and quoted times such as '08:00'"
            )
            continue
        start, end = (int(time[:2]) * 60 + int(time[3:]) for time in times)
        openings.append(Opening(days=frozenset(map(DAYS.index, days)), start=start, end=end))
    return tuple(openings)


def is_days(value: object) -> TypeGuard[list[str]]:
    """Whether the value is a list of weekdays."""
    return isinstance(value, list) and bool(value) and all(day in DAYS for day in value)


def read_sms(reading: Reading, place: str, value: object) -> TextRoute | None:
    """A text route."""
    if (
        not isinstance(value, dict)
        or not value.keys() <= {"number", "agreement", "keyword", "app"}
        or not PHONE.fullmatch(str(value.get("number")))
        or not isinstance(value.get("agreement", 0), int)
    ):
        reading.problems.append(f"{place}: sms must have a quoted number, an agreement, and perhaps a keyword or app")
        return None
    return TextRoute(
        number=str(value["number"]), agreement=value.get("agreement", 0), keyword=str(value.get("keyword", "")),
        app=str(value.get("app", "")),
    )  # fmt: skip


def check_together(reading: Reading, lines: Iterable[Helpline], denied: Sequence[Denied]) -> None:
    """What only shows when rows are compared: duplicates, and numbers that are denied."""
    lines = tuple(lines)
    known = {*territories("en"), "INT"}
    reading.problems += [
        f"{line.id}: there is no country {line.country}" for line in lines if line.country not in known
    ]
    reading.problems += [
        f'id "{id_}" stands {n} times' for id_, n in Counter(line.id for line in lines).items() if n > 1
    ]
    numbers = Counter(
        (line.country, digits(line.phone) + "," + line.extension, line.service) for line in lines if line.phone
    )
    reading.problems += [
        f"{country}: {number.strip(',')} stands {n} times" for (country, number, _), n in numbers.items() if n > 1
    ]
    reading.problems += [
        f"{line.id}: this number is denied: {entry.why}"
        for line in lines for entry in denied if line.is_shown and entry.forbids(line)
    ]  # fmt: skip


def load_denied(path: Path) -> tuple[Denied, ...]:
    """The retired and wrong numbers.

    Raises:
        HelplineError: with every problem.
    """
    reading = Reading(path, HelplineError)
    data = reading.yaml()
    reading.keys("the file", data, needs={"denied"}, may=set())
    rows = data.get("denied")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        reading.problems.append("denied: must be a list of mappings")
        rows = []
    found = []
    for row in rows:
        place = f"denied {row.get('country')} {row.get('numbers')}"
        reading.keys(place, row, needs={"country", "numbers", "why", "source"}, may={"names"})
        numbers = reading.texts(place, row.get("numbers"))
        found.append(
            Denied(
                country=str(row.get("country")), numbers=frozenset(map(digits, numbers)),
                names=tuple(row.get("names", ())),
                why=str(row.get("why")),
            )
        )  # fmt: skip
    reading.done()
    return tuple(found)
