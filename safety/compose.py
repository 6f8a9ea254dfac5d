"""Writes a card's text: each element of its order as lines, numbers and addresses on lines of their own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from .card import CardButton, Press

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .card import Place
    from .contacts import Contacts
    from .helplines import Helpline
    from .words import CardShape, Words

FIND_A_HELPLINE = "https://findahelpline.com"
DAYS_OF_WEEK = 7
#: babel's name of a language where it differs from ours.
CLDR = {"tl": "fil"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A card being written."""

    shape: CardShape
    words: Words
    contacts: Contacts
    place: Place


def text(draft: Draft) -> str:
    """The whole card."""
    return "\n".join(line for element in order(draft) for line in element_lines(draft, element))


def order(draft: Draft) -> list[str]:
    """The card's elements in order.

    Without a country the directory moves up; where no line is surely open, the emergency number comes in.
    """
    elements = list(draft.shape.order)
    if draft.shape.kind == "topic":
        return elements
    if draft.place.country is None:
        first, *rest = (element for element in elements if element not in {"emergency", "directory"})
        head = ["emergency", "directory", first] if elements[0] == "emergency" else [first, "emergency", "directory"]
        return [*head, *rest]
    if "emergency" not in elements and draft.contacts.may_be_closed:
        elements.insert(elements.index("line") + 1, "emergency")
    return elements


def element_lines(draft: Draft, element: str) -> Iterator[str]:
    """The lines of one element; a contact that the country has not, has none."""
    if element in CONTACTS:
        yield from CONTACTS[element](draft)
    else:
        yield draft.words.sentence(draft.shape.kind, element)


def emergency(draft: Draft) -> Iterator[str]:
    """The emergency number, or ambulance and police each on its line; without a country what to do anywhere."""
    yield from emergency_lines(draft, draft.words.sentence(draft.shape.kind, "emergency"))


def emergency_lines(draft: Draft, lead: str) -> Iterator[str]:
    """The emergency numbers under a lead of their own."""
    if not draft.contacts.emergency:
        yield draft.words.sentence(draft.shape.kind, "emergency_unknown")
        return
    yield lead
    for line in draft.contacts.emergency:
        service = draft.words.sections["services"].get(line.service)
        yield f"{line.phone} ({service})" if service else line.phone


def to_call(draft: Draft) -> Iterator[str]:
    """The line to call."""
    if draft.contacts.line:
        yield from call(draft.contacts.line, draft)


def to_write(draft: Draft) -> Iterator[str]:
    """The way to write."""
    if draft.contacts.writing:
        yield from write(draft.contacts.writing, draft)


def poison(draft: Draft) -> Iterator[str]:
    """The poison line, where the directory has one."""
    if draft.contacts.poison:
        yield from call(draft.contacts.poison, draft)


def directory(draft: Draft) -> Iterator[str]:
    """The international directory, on the page of the reader's country; it ends every card (requirement 38)."""
    country = draft.place.country
    yield draft.words.shared["directory"]
    yield f"{FIND_A_HELPLINE}/countries/{country.lower()}" if country else FIND_A_HELPLINE


CONTACTS: dict[str, Callable[[Draft], Iterator[str]]] = {
    "emergency": emergency, "line": to_call, "text": to_write, "poison": poison, "directory": directory,
}  # fmt: skip


def call(line: Helpline, draft: Draft) -> Iterator[str]:
    """A service's name and hours, and its number on a line of its own."""
    if line.phone:
        key = "line_closed" if line.is_open(draft.place.now) is False else "line"
        yield draft.words.shared[key].format(name=line.name, hours=hours(line, draft.words))
        pressed = draft.words.sections["hours"]["extension"].format(number=line.extension)
        yield f"{line.phone} ({pressed})" if line.extension else line.phone


def write(line: Helpline, draft: Draft) -> Iterator[str]:
    """How to write to a service: its text number, or the address of its chat."""
    route = line.text_route
    if route:
        key = "text_whatsapp" if route.app else "text_keyword" if route.keyword else "text"
        yield draft.words.shared[key].format(name=line.name, keyword=route.keyword)
        yield route.number
    elif line.chat:
        yield draft.words.shared["chat"].format(name=line.name)
        yield line.url


def hours(line: Helpline, words: Words) -> str:
    """A service's hours in words; weekly times by the clock of its own country."""
    says = words.sections["hours"]
    if line.hours != "weekly":
        return says[line.hours]
    times = (f"{days(tuple(sorted(o.days)), words.language)}{clock(o.start)}-{clock(o.end)}" for o in line.openings)
    return says["some"].format(times=", ".join(times))


@lru_cache(maxsize=512)
def days(which: tuple[int, ...], language: str) -> str:
    """The days of an opening, short, a run of them as a range; nothing where it is every day."""
    if len(which) == DAYS_OF_WEEK:
        return ""
    from babel.dates import get_day_names  # noqa: PLC0415 - see countries.py

    names = get_day_names("abbreviated", locale=CLDR.get(language, language))
    is_run = len(which) > 1 and which[-1] - which[0] == len(which) - 1
    return f"{names[which[0]]}-{names[which[-1]]} " if is_run else f"{' '.join(names[day] for day in which)} "


def clock(minute: int) -> str:
    """A minute of the day as 08:00."""
    return f"{minute // 60:02}:{minute % 60:02}"


def buttons(draft: Draft) -> tuple[CardButton, ...]:
    """The card's buttons, those left out that have nothing behind them here."""
    made = (button(name, draft) for name in draft.shape.buttons)
    return tuple(found for found in made if found)


def button(name: str, draft: Draft) -> CardButton | None:
    """One button by its name in cards.yaml."""
    label = draft.words.sections["buttons"][name]
    if name in COPIED:
        number = COPIED[name](draft.contacts)
        return CardButton(press=Press.COPY, label=label.format(number=number), value=number) if number else None
    if name == "link":
        line = draft.contacts.writing or draft.contacts.line
        address = line.url if line else ""
        return CardButton(press=Press.LINK, label=label, value=address) if address else None
    return CardButton(press=Press.ANSWER, label=label, value=name)


def emergency_number(contacts: Contacts) -> str:
    """The first emergency number."""
    return contacts.emergency[0].phone if contacts.emergency else ""


def line_number(contacts: Contacts) -> str:
    """The number of the line to call."""
    return contacts.line.phone if contacts.line else ""


COPIED: dict[str, Callable[[Contacts], str]] = {"copy_emergency": emergency_number, "copy_line": line_number}
