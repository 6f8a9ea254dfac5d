"""Puts candidates in order: the index's score, title, nearness of the words, category, meaning, freshness."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from content.text import spaced, words
from content.types import Parts, Teaser

from .vocabulary import Vocabulary

CANDIDATES = 60  #: how many the index hands over
COLUMN_WEIGHTS = "10.0, 0.5, 1.0, 3.0"  #: title, summary, body, tags; chosen on public questions
READ = 2_500  # characters of a body that are looked at
READ_CLOSELY = 20  # candidates whose bodies are looked at: the best by all else

# Shares of the score beside the index's own, which is 1 for its best candidate. Chosen on public questions.
TITLE = 0.5
NEARNESS = 0.4
MEANT = 0.35
MEANING = 7.0
FRESHNESS = 0.03
TOPIC_SHARE = 0.6  # of MEANT, for an article that only also fits the category
FRESH_DAYS = 1000.0
NEAR = 6  # words apart
GAP = 100  # between title, summary and body, so that no two words seem near across them


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An article that may answer."""

    teaser: Teaser
    body: str
    tags: tuple[str, ...]
    topics: tuple[str, ...]
    score: float  #: the index's; higher is better, 0 for one that came by its category or meaning
    likeness: float = 0.0  #: of its meaning to the query's, -1 to 1; 0 where nobody measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A candidate in its place."""

    candidate: Candidate
    parts: Parts

    @property
    def score(self) -> float:
        """All parts together."""
        return round(self.parts.score, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """What a query is after, for weighing one candidate after another."""

    stems: tuple[str, ...]
    meant: Mapping[str, float]  #: category slug -> how surely it is meant: up to 1, 3 for a bare name
    vocabulary: Vocabulary
    newest: date | None  #: freshness counts from here, not from today: same library, same order

    def order(self, candidates: Sequence[Candidate]) -> list[Ranked]:
        """Best first. Only those that lead by all else are read for the nearness of the words."""
        top = max((candidate.score for candidate in candidates), default=0.0) or 1.0
        first = sorted((self.weigh(candidate, top) for candidate in candidates), key=place)
        spellings = self.vocabulary.spellings(self.stems)
        closely = [self.read(ranked, spellings) for ranked in first[:READ_CLOSELY]]
        return sorted([*closely, *first[READ_CLOSELY:]], key=place)

    def weigh(self, candidate: Candidate, top: float) -> Ranked:
        """One candidate by all that can be told without reading it."""
        parts = Parts(
            words=candidate.score / top,
            title=TITLE * self.title_likeness(self.stemmed(words(candidate.teaser.title))),
            category=MEANT * self.belonging(candidate),
            meaning=MEANING * candidate.likeness,
            freshness=FRESHNESS * self.freshness(candidate.teaser.published),
        )
        return Ranked(candidate=candidate, parts=parts)

    def read(self, ranked: Ranked, spellings: Mapping[str, str]) -> Ranked:
        """The candidate with the nearness of the query's words, in all their spellings, taken in."""
        teaser, body = ranked.candidate.teaser, ranked.candidate.body
        texts = (teaser.title, teaser.summary, body[:READ], " . ".join(ranked.candidate.tags))
        nearness = NEARNESS * self.nearness(tuple(map(spaced, texts)), spellings)
        return Ranked(candidate=ranked.candidate, parts=ranked.parts.with_nearness(nearness))

    def stemmed(self, every: Iterable[str]) -> list[str]:
        """The stems of words; those the vocabulary leaves out stand as they are."""
        stems = self.vocabulary.stems
        return [stems.get(word, word) for word in every]

    def title_likeness(self, title: list[str]) -> float:
        """How much of the query the title covers, times how much of the title the query covers."""
        asked = self.share((stem for stem in self.stems if stem in title), self.stems)
        return asked * self.share((stem for stem in title if stem in self.stems), title)

    def share(self, some: Iterable[str], every: Iterable[str]) -> float:
        """The weight of some stems among all."""
        return sum(map(self.vocabulary.weight, some)) / (sum(map(self.vocabulary.weight, every)) or 1.0)

    def nearness(self, texts: Sequence[str], spellings: Mapping[str, str]) -> float:
        """The weight of those neighbouring words of the query that stand near each other in the text.

        The texts are spaced. Their words are looked at one by one only where letters of two neighbours stand in them.
        """
        whole = "\n".join(texts)
        there = {stem for spelling, stem in spellings.items() if spelling in whole}
        pairs = [pair for pair in pairwise(self.stems) if there.issuperset(pair)]
        if not pairs:
            return 0.0
        places: dict[str, list[int]] = {stem: [] for stem in self.stems}
        offset = 0
        for text in texts:
            part = text.split()
            for at, word in enumerate(part, start=offset):
                if word in spellings:
                    places[spellings[word]].append(at)
            offset += len(part) + GAP
        near = (stem for pair in pairs if stand_near(places[pair[0]], places[pair[1]]) for stem in pair)
        return self.share(near, self.stems) / 2

    def belonging(self, candidate: Candidate) -> float:
        """How surely its category is the one meant."""
        topics = (TOPIC_SHARE * self.meant.get(topic, 0.0) for topic in candidate.topics)
        return max(self.meant.get(candidate.teaser.category, 0.0), *topics, 0.0)

    def freshness(self, published: date | None) -> float:
        """1 for the newest article, falling with age; 0 where the day is not known."""
        if published is None or self.newest is None:
            return 0.0
        return max(0.0, 1.0 - (self.newest - published).days / FRESH_DAYS)


def place(ranked: Ranked) -> tuple[float, str]:
    """Where a candidate stands among others: the best first, equals by their id."""
    return -ranked.score, ranked.candidate.teaser.id


def stand_near(first: list[int], second: list[int]) -> bool:
    """Whether two words stand within ``NEAR`` of each other anywhere; both lists ascend."""
    for at in first:
        after = bisect_left(second, at - NEAR)
        if after < len(second) and second[after] <= at + NEAR:
            return True
    return False
