"""Writes the table of first cards in docs/CARDS.md anew: ``python docs/cards.py``. A test holds it to the data."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP))

from safety import DATA, About, Level, Place, Screening, Situation, country_name, load_care

CARDS = TOP / "docs" / "CARDS.md"
BEGIN, END = "<!-- cards -->\n", "<!-- /cards -->\n"
#: A Wednesday noon in London: what is closed then says so.
NOW = datetime(2026, 1, 7, 12, 0, tzinfo=UTC)
#: The countries that most readers of such bots write from, each with its main language.
COUNTRIES = {
    "US": "en", "GB": "en", "IN": "hi", "DE": "de", "FR": "fr", "ES": "es", "IT": "it", "BR": "pt", "MX": "es",
    "RU": "ru", "UA": "uk", "PL": "pl", "TR": "tr", "ID": "id", "JP": "ja", "KR": "ko", "CN": "zh", "EG": "ar",
    "IR": "fa", "NG": "en",
}  # fmt: skip


def table() -> str:
    """The table as Markdown: a row a country, the card of somebody who writes that they want to die."""
    care = load_care(DATA)
    rows = ["| country | what stands on the first card |", "|---|---|"]
    for country, language in COUNTRIES.items():
        screening = Screening(level=Level.IDEATION, situation=Situation.SUICIDE, about=About.SELF, language=language)
        card = care.card(screening, Place(language=language, country=country, now=NOW))
        rows.append(f"| {country_name(country, 'en')} ({card.language}) | {'<br>'.join(card.text.splitlines())} |")
    return "\n".join([*rows, ""])


def written(text: str) -> str:
    """The page with the table between its marks.

    Raises:
        ValueError: the marks are not there.
    """
    begin, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    return text[:begin] + table() + text[end:]


if __name__ == "__main__":
    CARDS.write_text(written(CARDS.read_text("utf-8")), "utf-8")
