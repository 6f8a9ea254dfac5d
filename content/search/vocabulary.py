"""The words the library knows: their stems, how common they are, and which look like a given one."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase

from rapidfuzz import process
from rapidfuzz.distance import OSA

Stemmer = Callable[[Sequence[str]], Mapping[str, str]]

LIBRARY = 0.95  # of a word's likelihood is how often the library uses it, the rest how often books do
NEVER = 1e-9  # the likelihood of a word nobody wrote


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One spelling."""

    spelling: str
    stem: str
    articles: int  #: that hold this spelling; 0 for one that only names a category


@dataclass(slots=True, kw_only=True)
class Vocabulary:
    """All words of the library and of its categories' names. Not changed once made."""

    stemmer: Stemmer  #: the index's own idea of stems
    size: int  #: articles in the library
    general: Mapping[str, int] = field(default_factory=dict)  #: right words of the language -> how often books use them
    stems: dict[str, str] = field(default_factory=dict)
    forms: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  #: stem -> its spellings
    spread: dict[str, int] = field(default_factory=lambda: defaultdict(int))  #: spelling -> articles
    stem_spread: dict[str, int] = field(default_factory=lambda: defaultdict(int))  #: stem -> articles, at most
    alike: dict[tuple[str, int], list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )  #: by first letter, length
    weights: dict[str, float] = field(default_factory=dict)  #: worked out so far
    used: int = 1  #: all of ``spread``
    written: int = 1  #: all of ``general``

    def __post_init__(self) -> None:
        self.written = sum(self.general.values()) or 1
        for spelling in self.general:
            self.alike[spelling[0], len(spelling)].append(spelling)

    def add(self, entries: Iterable[Word]) -> None:
        """Take in words; a spelling already there only counts again."""
        self.weights.clear()
        for entry in entries:
            if entry.spelling not in self.stems:
                self.forms[entry.stem].append(entry.spelling)
            if entry.spelling not in self.stems and entry.spelling not in self.general:
                self.alike[entry.spelling[0], len(entry.spelling)].append(entry.spelling)
            self.stems[entry.spelling] = entry.stem
            self.spread[entry.spelling] += entry.articles
            self.stem_spread[entry.stem] += entry.articles
            self.used += entry.articles

    def stem(self, spelling: str) -> str:
        """The stem of a word, also of one nobody here has written."""
        return self.stems.get(spelling) or self.stemmer((spelling,)).get(spelling, spelling)

    def spellings(self, stems: Iterable[str]) -> dict[str, str]:
        """Every spelling of these stems, with its stem."""
        return {spelling: stem for stem in stems for spelling in (stem, *self.forms.get(stem, ()))}

    def holds(self, spelling: str) -> bool:
        """Whether the library or the language has just this word."""
        return spelling in self.stems or spelling in self.general

    def likelihood(self, spelling: str) -> float:
        """How likely a word is to be meant, as a power of ten: -2 is one word of a hundred."""
        here = self.spread.get(spelling, 0) / self.used
        anywhere = self.general.get(spelling, 0) / self.written
        return math.log10(LIBRARY * here + (1 - LIBRARY) * anywhere + NEVER)

    def weight(self, stem: str) -> float:
        """How much a stem tells: rare ones tell more."""
        known = self.weights.get(stem)
        if known is None:
            known = math.log(1 + (self.size + 1) / (self.stem_spread.get(stem, 0) + 0.5))
            if stem in self.stem_spread:
                self.weights[stem] = known
        return known

    def one_slip_away(self, spelling: str) -> set[str]:
        """Words that differ by one slip (a letter more, less, other, or two swapped)."""
        if not spelling.isascii():
            return self.lookalikes(spelling, 1)
        parts = [(spelling[:cut], spelling[cut:]) for cut in range(len(spelling) + 1)]
        made = {head + tail[1:] for head, tail in parts if tail}
        made |= {head + tail[1] + tail[0] + tail[2:] for head, tail in parts if len(tail) > 1}
        made |= {head + letter + tail[1:] for head, tail in parts if tail for letter in ascii_lowercase}
        made |= {head + letter + tail for head, tail in parts for letter in ascii_lowercase}
        return {each for each in made if self.holds(each)} - {spelling}

    def lookalikes(self, spelling: str, slips: int) -> set[str]:
        """Words of the same first letter that differ by at most so many slips."""
        found: set[str] = set()
        for length in range(len(spelling) - slips, len(spelling) + slips + 1):
            shelf = self.alike.get((spelling[0], length), ())
            matches = process.extract(spelling, shelf, scorer=OSA.distance, score_cutoff=slips, limit=None)
            found.update(word for word, _, _ in matches)
        return found - {spelling}
