"""``ally helplines``: what a reader in a country would see, and what a person must check."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from .edge import PROBLEM, plainly

if TYPE_CHECKING:
    from safety import Care, Helpline


@click.command()
@click.argument("country", required=False)
@click.option("--check", is_flag=True, help="List rows that are stale, single-sourced or never checked by a person.")
@click.option("--json", "as_json", is_flag=True, help="All rows (or the country's) as JSON.")
@click.option("--language", default="en", show_default=True, help="The language of the words around the numbers.")
@plainly
def helplines(country: str | None, *, check: bool, as_json: bool, language: str) -> None:
    """Show the help lines of COUNTRY (a name or two letters), as a reader there would see them."""
    from safety import DATA, Place, load_care  # noqa: PLC0415 - `ally --help` need not load the words

    care = load_care(DATA)
    code = meant(care, country)
    if as_json:
        rows = care.directory.by_country.get(code, ()) if code else care.directory.lines
        click.echo(json.dumps([plain(line) for line in rows], ensure_ascii=False, indent=1))
    elif check:
        sys.exit(PROBLEM if tell_checks(care, code) + tell_plans(care, code) else 0)
    elif code is None:
        click.echo(overview(care))
    else:
        card = care.country_lines(Place(language=language, country=code, now=datetime.now(UTC)))
        click.echo(card.text)


def meant(care: Care, country: str | None) -> str | None:
    """The country named on the command line.

    Raises:
        click.BadParameter: nobody knows it.
    """
    code = care.countries.meant(country) if country else None
    if country and code is None:
        raise click.BadParameter(f"{country!r} is not a country we know", param_hint="COUNTRY")
    return code


def plain(line: Helpline) -> dict[str, Any]:
    """One row with the field names of the public directory file."""
    return {
        "id": line.id, "country": line.country, "name": line.name, "phone": line.phone, "extension": line.extension,
        "sms": f"{line.sms.number} {line.sms.keyword}".strip() if line.sms else "", "url": line.url,
        "hours": line.hours, "languages": ",".join(line.languages), "audience": ",".join(line.audience),
        "kind": line.kind, "service": line.service, "sources": list(line.sources), "agreement": line.agreement,
        "sms_agreement": line.sms.agreement if line.sms else 0, "newest_source": line.newest_source,
        "confidence": line.confidence, "checked_on": line.checked_on, "shown": line.is_shown, "notes": line.notes,
    }  # fmt: skip


def overview(care: Care) -> str:
    """How many countries and lines there are."""
    shown = [line for line in care.directory.lines if line.is_shown]
    countries = {line.country for line in shown} - {"INT"}
    lines = {line.country for line in shown if line.kind != "emergency"} - {"INT"}
    return (
        f"{len(shown)} numbers and addresses are shown, in {len(countries)} countries; {len(lines)} have a help line.\n"
        "ally helplines COUNTRY shows what a reader there sees; --check what a person must look at."
    )


def tell_checks(care: Care, code: str | None) -> int:
    """Print what a person must look at, most urgent first; how many stale rows there are."""
    stale = [line for line in care.directory.stale(datetime.now(UTC)) if code in (None, line.country)]
    shown = [line for line in care.directory.lines if line.is_shown and code in (None, line.country)]
    single = [line for line in shown if line.agreement < 2]  # noqa: PLR2004 - one list alone proves little
    for line in stale:
        click.echo(f"stale: {line.id}: newest source {line.newest_source}")
    for line in single:
        click.echo(f"single source: {line.id}")
    unchecked = sum(line.checked_on == "never" for line in shown)
    counts = f"{len(shown)} shown, {len(stale)} stale, {len(single)} with a single source"
    click.echo(f"{counts}, {unchecked} never checked by a person")
    return len(stale)


def tell_plans(care: Care, code: str | None) -> int:
    """Print the numbers that fit no numbering plan; how many there are."""
    from safety import DATA, load_short_codes, plan_problems  # noqa: PLC0415 - as above

    lines = [line for line in care.directory.lines if code in (None, line.country)]
    known = {
        country: found
        for country, found in load_short_codes(DATA / "short_codes.yaml").items()
        if code in (None, country)
    }
    try:
        found = plan_problems(lines, known)
    except ImportError:
        click.echo("not compared with the numbering plans: pip install 'anxiety-ally[check]'")
        return 0
    for problem in found:
        click.echo(problem)
    return len(found)
