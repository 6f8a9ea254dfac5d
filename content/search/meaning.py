"""Which category a query means: by its names, and where those say nothing, by what was found."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from content.categories import CATCH_ALL
from content.text import words
from content.types import Category

from .query import Query
from .vocabulary import Vocabulary
from .wording import Wording

MOST = 3  # categories offered
WORTH_SAYING = 0.34  # of the surest one's weight
ONLY_NAMES = 3.0  # a reader who types a category's name wants that category
ALIKE = 80.0  # rapidfuzz ratio: whole names that differ by a slip or two
VOTERS = 3
ENOUGH_VOTES = 0.4  # of the voters' scores


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One title, slug or alias."""

    slug: str  #: the category it names
    phrase: str  #: all its words
    stems: frozenset[str]  #: those that say something
    whole: bool  #: only the whole phrase names it: "can't get out of bed" says more than "bed"


class Meanings:
    """The categories' titles and aliases, by the stems that have to be there."""

    def __init__(self, categories: Sequence[Category], wording: Wording, vocabulary: Vocabulary) -> None:
        self.names = tuple(
            parse_name(name, category.slug, wording, vocabulary)
            for category in categories
            for name in (category.title, category.slug, *category.aliases)
        )
        self.vocabulary = vocabulary
        self.titles = {
            category.slug: [word for word in words(category.title) if word not in wording.stop_words]
            for category in categories
        }
        owners: dict[str, set[str]] = defaultdict(set)
        for name in self.names:
            for stem in name.stems:
                owners[stem].add(name.slug)
        self.telling = {stem: 1.0 / len(slugs) for stem, slugs in owners.items()}

    def meant(self, query: Query) -> dict[str, float]:
        """Up to three slugs, surest first, each with its sureness: up to 1, or 3 where the query says nothing else.

        A name counts when all its words stand in the query; a word that names several categories tells less.
        """
        covered: dict[str, set[str]] = defaultdict(set)
        asked = frozenset(query.stems)
        for name in self.names:
            if name.stems and name.stems <= asked and (not name.whole or name.phrase in query.phrase):
                covered[name.slug] |= name.stems
        sure = surest({slug: sum(self.telling[stem] for stem in found) for slug, found in covered.items()})
        return {slug: share * (ONLY_NAMES if covered[slug] == asked else 1) for slug, share in sure.items()}

    def widen(self, query: Query, meant: Iterable[str]) -> Query:
        """The query with the title of the category meant beside a word that names it and stands in no article."""
        if all(self.vocabulary.stem_spread.get(stem) for stem in query.stems):
            return query
        added = [word for slug in meant for word in self.titles[slug] if word not in query.words]
        stems = tuple(dict.fromkeys((*query.stems, *map(self.vocabulary.stem, added))))
        return replace(query, words=(*query.words, *added), stems=stems)

    def alike(self, text: str) -> dict[str, float]:
        """The categories whose name looks most like a text, whatever its words."""
        typed = " ".join(words(text))
        likeness: dict[str, float] = defaultdict(float)
        for name in self.names:
            likeness[name.slug] = max(likeness[name.slug], fuzz.ratio(typed, name.phrase))
        return surest({slug: ratio for slug, ratio in likeness.items() if ratio >= ALIKE})


def parse_name(name: str, slug: str, wording: Wording, vocabulary: Vocabulary) -> Name:
    """A name, with the words that say nothing left out."""
    every = words(name.replace("-", " "))
    content = [word for word in every if word not in wording.stop_words]
    stems = frozenset(map(vocabulary.stem, content))
    return Name(slug=slug, phrase=" ".join(every), stems=stems, whole=len(every) > len(content) <= 1)


def surest(weights: dict[str, float]) -> dict[str, float]:
    """The heaviest few, scaled so that the first is 1; the order of the categories breaks ties."""
    best = sorted(weights, key=lambda slug: -weights[slug])[:MOST]
    shares = {slug: weights[slug] / weights[best[0]] for slug in best}
    return {slug: share for slug, share in shares.items() if share >= WORTH_SAYING}


def voted(found: Sequence[tuple[str, float]]) -> tuple[str, ...]:
    """The category that the best articles are mostly in, by their scores; the catch-all's votes do not count."""
    votes: dict[str, float] = defaultdict(float)
    for slug, score in found[:VOTERS]:
        votes[slug] += score
    slug = max(votes, key=lambda each: votes[each], default=CATCH_ALL)
    return (slug,) if slug != CATCH_ALL and votes[slug] >= ENOUGH_VOTES * sum(votes.values()) else ()
