"""Countries: which one a language means, which to offer, and which one somebody named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .errors import HelplineError
from .reading import Reading
from .text import normalise

if TYPE_CHECKING:
    from pathlib import Path

CODE = re.compile(r"[A-Z]{2}")
#: Where the CLDR uses another code than we do.
CLDR = {"tl": "fil"}
MOST_OFFERED = 8
LONGEST_NAME = 5
GOOD_ENOUGH = 0.79


@dataclass(frozen=True)
class Countries:
    """What countries.yaml says, and the names of all countries in all languages of ours."""

    means: dict[str, str]  #: language -> the one country it means (requirement 34)
    offer: dict[str, tuple[str, ...]]  #: language -> countries to offer, at most eight (requirement 37)
    ambiguous: frozenset[str]  #: countries whose name is also another word
    also: dict[str, str]  #: names people type that the CLDR does not have -> country

    @cached_property
    def by_name(self) -> dict[str, str]:
        """Normalised name -> country code, over all our languages."""
        names = {fold(name): code for name, code in self.also.items()}
        for language in self.offer:
            for code, name in territories(language).items():
                names.setdefault(fold(name), code)
        return names

    def named_in(self, text: str) -> str | None:
        """The country that a message names in passing; ambiguous names are not heard here."""
        words = normalise(text).text.split()
        for size in range(min(LONGEST_NAME, len(words)), 0, -1):
            for start in range(len(words) - size + 1):
                code = self.by_name.get(" ".join(words[start : start + size]))
                if code and code not in self.ambiguous:
                    return code
        return None

    def meant(self, typed: str) -> str | None:
        """The country somebody asked for by name or code, typos forgiven; None if nothing is near."""
        code = typed.strip().upper()
        if CODE.fullmatch(code) and code in territories("en"):
            return code
        name = fold(typed)
        if not name or name in self.by_name:
            return self.by_name.get(name)
        near = process.extractOne(name, self.by_name.keys(), scorer=OSA.normalized_similarity, score_cutoff=GOOD_ENOUGH)
        return self.by_name[near[0]] if near else None

    def for_language(self, language: str | None) -> str | None:
        """The country a language means, where it means one; en, es, pt, fr, ar, ru, zh and de mean none."""
        return self.means.get(language or "")

    def offered(self, language: str | None) -> tuple[str, ...]:
        """The country buttons for a language; English ones where we know none."""
        return self.offer.get(language or "", self.offer["en"])


def fold(name: str) -> str:
    """A country's name as compared."""
    return normalise(name).text.strip()


@lru_cache(maxsize=64)
def territories(language: str) -> dict[str, str]:
    """Country code -> name in a language."""
    from babel import Locale  # noqa: PLC0415 - babel takes longer to import than the rest of the room

    return {
        code: name
        for code, name in Locale.parse(CLDR.get(language, language)).territories.items()
        if CODE.fullmatch(code)
    }


def country_name(code: str, language: str) -> str:
    """A country's name in a language, or its code where the language has none for it."""
    return territories(language).get(code, code)


def load_countries(path: Path) -> Countries:
    """The countries file.

    Raises:
        HelplineError: with every problem.
    """
    reading = Reading(path, HelplineError)
    data = reading.yaml()
    reading.keys("the file", data, needs={"means", "offer", "ambiguous", "also"}, may=set())
    offer = {
        language: reading.texts(f"offer {language}", codes) for language, codes in (data.get("offer") or {}).items()
    }
    means = {str(language): str(code) for language, code in (data.get("means") or {}).items()}
    ambiguous = reading.texts("ambiguous", data.get("ambiguous"))
    also = {str(name): str(code) for name, code in (data.get("also") or {}).items()}
    known = territories("en")
    for code in {*means.values(), *also.values(), *ambiguous, *(code for codes in offer.values() for code in codes)}:
        if code not in known:
            reading.problems.append(f'"{code}" is not a country we know (quote NO)')
    reading.problems += [
        f"offer {language}: more than {MOST_OFFERED}" for language, codes in offer.items() if len(codes) > MOST_OFFERED
    ]
    reading.problems += ["offer: en is missing"] * ("en" not in offer)
    reading.done()
    return Countries(means, offer, frozenset(ambiguous), also)
