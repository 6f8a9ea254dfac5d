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
from .text import is_joined, layout, normalise, tokenise

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .text import Token

CODE = re.compile(r"[A-Z]{2}")
#: Where the CLDR uses another code than we do.
CLDR = {"tl": "fil"}
MOST_OFFERED = 8
LONGEST_NAME = 10
#: Shorter names in other languages than English are too often words of a third one.
SURE_LENGTH = 5
#: Characters after which a country's name may stand in a script without spaces: in, live, from, to.
BEFORE_A_NAME = frozenset("在住自从于是来到")
#: Codes of the CLDR that are no countries.
NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
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

    @cached_property
    def heard(self) -> dict[str, str]:
        """The names that are heard in passing: not those that are other words, nor short ones that may well be."""
        sure = {fold(name) for name in (*territories("en").values(), *self.also)}
        kept = (name for name in self.by_name if len(name) >= SURE_LENGTH or name in sure or is_joined(name[0]))
        return {name: self.by_name[name] for name in kept if self.by_name[name] not in self.ambiguous}

    def named_in(self, text: str) -> str | None:
        """The country that a message names in passing, the longest name first; ambiguous names are not heard here."""
        tokens = tokenise(text)
        for size in range(min(LONGEST_NAME, len(tokens)), 0, -1):
            for start in range(len(tokens) - size + 1):
                code = self.heard.get(layout(tokens[start : start + size]).strip())
                if code and stands_free(tokens, start):
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


def stands_free(tokens: Sequence[Token], start: int) -> bool:
    """Whether a name begins here: in scripts without spaces only at the start of a run or behind a word for "in"."""
    before = tokens[start - 1] if start else None
    if before is None or not is_joined(tokens[start].word) or not is_joined(before.word):
        return True
    return before.end < tokens[start].start or before.word in BEFORE_A_NAME


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
        if CODE.fullmatch(code) and code not in NO_COUNTRIES
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
    maps = {name: reading.mapping(name, data.get(name)) for name in ("means", "offer", "also")}
    offer = {language: reading.texts(f"offer {language}", codes) for language, codes in maps["offer"].items()}
    means = {language: str(code) for language, code in maps["means"].items()}
    ambiguous = reading.texts("ambiguous", data.get("ambiguous"))
    also = {name: str(code) for name, code in maps["also"].items()}
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
