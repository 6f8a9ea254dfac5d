"""Compares the numbers that readers are shown with the numbering plans of their countries (requirement 92)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import HelplineError
from .reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from .helplines import Helpline

#: Country -> the numbers that its plan does not list and that sources agree on, with the row each belongs to.
ShortCodes = dict[str, dict[str, str]]


def load_short_codes(path: Path) -> ShortCodes:
    """The numbers that the plans do not know, listed one by one so that a new one is noticed.

    Raises:
        HelplineError: with every problem.
    """
    reading = Reading(path, HelplineError)
    found: ShortCodes = {}
    for country, numbers in reading.yaml().items():
        entries = reading.mapping(str(country), numbers)
        if not all(isinstance(row, str) for row in entries.values()):
            reading.problems.append(f"{country}: each number needs the id of its row")
        found[str(country)] = {number: str(row) for number, row in entries.items()}
    reading.done()
    return found


def numbers(lines: Iterable[Helpline]) -> Iterator[tuple[Helpline, str]]:
    """Every number of a country that may be shown: to call, and to text from an ordinary telephone."""
    for line in lines:
        if line.is_shown and line.country != "INT":
            if line.phone:
                yield line, line.phone
            if line.text_route and not line.text_route.app:
                yield line, line.text_route.number


def problems(lines: Iterable[Helpline], known: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """Numbers that fit no plan and are not listed, and listed ones that are not needed.

    Raises:
        ImportError: the package phonenumbers is not installed (``pip install 'anxiety-ally[check]'``).
    """
    strange = {(line.country, number): line.id for line, number in numbers(lines) if not fits(number, line.country)}
    listed = {(country, number): row for country, entries in known.items() for number, row in entries.items()}
    new = (
        f"{row}: {number} is not in the numbering plan of {country}, nor in short_codes.yaml"
        for (country, number), row in strange.items()
        if (country, number) not in listed
    )
    old = (
        f"short_codes.yaml: {country} {number} ({row}) is not needed there"
        for (country, number), row in listed.items()
        if strange.get((country, number)) != row
    )
    return (*new, *old)


def fits(number: str, country: str) -> bool:
    """Whether a number is one of its country's plan, or a short number there.

    Raises:
        ImportError: as above.
    """
    import phonenumbers  # noqa: PLC0415 - only who checks the directory has it

    parsed = phonenumbers.parse(number, country)
    return phonenumbers.is_valid_number_for_region(parsed, country) or phonenumbers.is_valid_short_number_for_region(
        parsed, country
    )
