"""``ally report``: how often people were shown help in a year, and the protocol in force; nothing about any person."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

from bot.config import Config, load_config

from .edge import plainly

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.counts import Event

#: Cells below this are not told: a country, a language and a day could point at somebody.
SMALLEST = 5
BREAKDOWNS = ("level", "situation", "country", "language", "chat", "version")
#: What is reported first, in these words: the yearly figures that laws on such programs ask for.
TOTALS = {
    "shown": "cards with help lines sent",
    "short": "short lines of care sent after a card",
    "public": "neutral lines sent to a group or channel",
    "asked": "lists of help lines asked for by command or button",
    "tapped": "answers asked for under a card",
    "wrong_alarm": "times somebody pressed that it was a wrong alarm",
    "safe": "times somebody pressed that they are safe or not alone",
}
PROTOCOL = """\
Every message is screened before anything else; a card with help lines, the international directory and people to turn
to leaves first.
Levels follow the items of the Columbia scale (C-SSRS); rules and words are versioned data (docs/SAFETY.md).
Nothing of a message, no name and no chat is kept; these counts hold days, levels, countries and languages only."""


@click.command()
@click.option("--year", type=click.IntRange(2020, 2200), help="The calendar year; by default this one.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@plainly
def report(*, year: int | None, as_json: bool) -> None:
    """Tell how often help was shown in a year, and the protocol in force. No personal data; small counts are hidden."""
    chosen = year or datetime.now(UTC).year
    counts = asyncio.run(read(load_config(), chosen))
    if as_json:
        click.echo(json.dumps({"year": chosen, **figures(counts)}, ensure_ascii=False, indent=1))
        return
    for line in told(chosen, counts):
        click.echo(line)


async def read(config: Config, year: int) -> dict[Event, int]:
    """The counts of a year.

    Raises:
        PeopleError: the database cannot be read.
    """
    from bot.people import People  # noqa: PLC0415 - `ally --help` need not load the database

    people = await People.open(config.people_url)
    try:
        return await people.counts(date(year, 1, 1), date(year, 12, 31))
    finally:
        await people.close()


def figures(counts: Mapping[Event, int]) -> dict[str, Any]:
    """Totals by outcome, and the cards broken down one way at a time; small cells are named, not counted."""
    totals: Counter[str] = Counter()
    for event, count in counts.items():
        totals[event.outcome] += count
    return {
        "totals": {outcome: totals[outcome] for outcome in TOTALS},
        "cards_by": {name: dict(broken_down(counts, name)) for name in BREAKDOWNS},
        "protocol": PROTOCOL.splitlines(),
    }


def broken_down(counts: Mapping[Event, int], name: str) -> Iterator[tuple[str, int | str]]:
    """The cards shown by one field, most first; below the smallest cell only that there were some."""
    cells: Counter[str] = Counter()
    for event, count in counts.items():
        if event.outcome == "shown":
            cells[str(getattr(event, name)) or "unknown"] += count
    for value, count in cells.most_common():
        yield value, count if count >= SMALLEST else f"fewer than {SMALLEST}"


def told(year: int, counts: Mapping[Event, int]) -> Iterator[str]:
    """The report for people."""
    found = figures(counts)
    yield f"Help shown in {year}"
    for outcome, words in TOTALS.items():
        yield f"{found['totals'][outcome]:>8}  {words}"
    for name, cells in found["cards_by"].items():
        if cells:
            yield f"Cards by {name}"
            yield from (f"{count:>15}  {value}" for value, count in cells.items())
    yield "Protocol in force"
    yield from (f"  {line}" for line in found["protocol"])
