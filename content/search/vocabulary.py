"""The words the library knows: their stems, how common they are, and which look like a given one."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

Stemmer = Callable[[Sequence[str]], Mapping[str, str]]


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
    stems: dict[str, str] = field(default_factory=dict)
    spread: dict[str, int] = field(default_factory=lambda: defaultdict(int))  #: spelling -> articles
    stem_spread: dict[str, int] = field(default_factory=lambda: defaultdict(int))  #: stem -> articles, at most
    by_length: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, entries: Iterable[Word]) -> None:
        """Take in words; a spelling already there only counts again."""
        for entry in entries:
            if entry.spelling not in self.stems:
                self.by_length[len(entry.spelling)].append(entry.spelling)
            self.stems[entry.spelling] = entry.stem
            self.spread[entry.spelling] += entry.articles
            self.stem_spread[entry.stem] += entry.articles

    def stem(self, spelling: str) -> str:
        """The stem of a word, also of one nobody here has written."""
        return self.stems.get(spelling) or self.stemmer((spelling,)).get(spelling, spelling)

    def knows(self, spelling: str) -> bool:
        """Whether this word, or another form of it, stands somewhere in the library."""
        return spelling in self.stems or self.stem(spelling) in self.stem_spread

    def commonness(self, spelling: str) -> float:
        """How often a word is met, on a scale where ten times as often is one more."""
        return math.log10(1 + self.spread.get(spelling, 0))

    def weight(self, stem: str) -> float:
        """How much a stem tells: rare ones tell more."""
        return math.log(1 + (self.size + 1) / (self.stem_spread.get(stem, 0) + 0.5))

    def lookalikes(self, spelling: str, distance: int) -> dict[str, int]:
        """Known words at most so many slips away (a slip: a letter more, less, other, or two swapped)."""
        found: dict[str, int] = {}
        for length in range(len(spelling) - distance, len(spelling) + distance + 1):
            matches = process.extract_iter(
                spelling, self.by_length.get(length, ()), scorer=OSA.distance, score_cutoff=distance
            )
            found.update((word, int(slips)) for word, slips, _ in matches)
        return found
