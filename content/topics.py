"""Which category a text belongs to, by the words it uses: for questions, and for articles that come without one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log
from pathlib import Path

from .categories import CATCH_ALL
from .errors import WordsError
from .record import Record, load_yaml
from .text import fold, plain, words
from .types import Category

TOPICS = Path(__file__).parent / "data" / "topics.yaml"
TELLS, NAMES, HINTS = 3.0, 2.0, 1.0
TITLE = 2.0  #: what stands in the title counts so many times
LONG = 120  #: a text of so many words is an article, not a question
READ = 20_000  #: characters of a text that are looked at
MOST = 3
SURE = 0.2  #: a category that so much of the words speaks for is taken; other articles go to the catch-all


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A category that a text may belong to."""

    slug: str
    share: float  #: of all that speaks for any category, 0 to 1
    reasons: tuple[str, ...]  #: the words that speak for it, those that count most first


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """The words of every category."""

    phrases: Mapping[tuple[str, ...], tuple[tuple[str, float], ...]]  #: words -> the categories they speak for
    longest: int  #: words in the longest phrase
    likely: tuple[str, ...]  #: guesses for a question that says too little, best first

    def guess(self, title: str, body: str = "") -> tuple[Guess, ...]:
        """Up to three categories, likeliest first. An article that says nothing is the catch-all's."""
        found: dict[tuple[str, ...], float] = defaultdict(float)
        for text, times in ((title, TITLE), (body[:READ], 1.0)):
            for phrase in self.found_in(plain(text)):
                found[phrase] += times
        weights: dict[str, dict[str, float]] = {}
        for phrase, times in found.items():
            for slug, weight in self.phrases[phrase]:
                weights.setdefault(slug, {})[" ".join(phrase)] = weight * (1 + log(times))
        is_article = len(words(title + " " + body[:READ])) >= LONG
        more = (CATCH_ALL,) if is_article else self.likely
        return ranked(weights, () if is_article and weights else more, self.likely)

    def found_in(self, text: str) -> Iterable[tuple[str, ...]]:
        """The phrases in a text, once for each place; a longer one takes its words from shorter ones."""
        every = words(text)
        place = 0
        while place < len(every):
            for length in range(min(self.longest, len(every) - place), 0, -1):
                phrase = every[place : place + length]
                known = phrase if phrase in self.phrases else self.singular(phrase)
                if known:
                    yield known
                    place += length - 1
                    break
            place += 1

    def singular(self, phrase: tuple[str, ...]) -> tuple[str, ...] | None:
        """The phrase whose last word this one is a plain plural of, if there is one."""
        *first, last = phrase
        known = (*first, last.removesuffix("s"))
        return known if last.endswith("s") and known in self.phrases else None


def ranked(
    weights: Mapping[str, Mapping[str, float]], more: Iterable[str], likely: tuple[str, ...]
) -> tuple[Guess, ...]:
    """The heaviest categories, then others that nothing speaks for; of equals the likelier one first."""
    sums = {slug: sum(reasons.values()) for slug, reasons in weights.items()}
    total = sum(sums.values()) or 1.0
    place = {slug: number for number, slug in enumerate(likely)}
    order = sorted(sums, key=lambda slug: (-sums[slug], place.get(slug, len(place)), slug))
    found = []
    for slug in tuple(dict.fromkeys((*order, *more)))[:MOST]:
        reasons = weights.get(slug, {})
        said = tuple(sorted(reasons, key=lambda reason: (-reasons[reason], reason)))
        found.append(Guess(slug=slug, share=sums.get(slug, 0.0) / total, reasons=said))
    return tuple(found)


def load_topics(path: Path, categories: Iterable[Category]) -> Topics:
    """The words of one file, beside the categories' own names and aliases.

    Raises:
        WordsError: With every problem the file has.
    """
    categories = tuple(categories)
    problems: list[str] = []
    record = Record("the file", load_yaml(path, WordsError), problems)
    likely = record.texts("likely")
    raw = record.field("topics", (dict,), {}, "a mapping")
    record.close()
    slugs = {category.slug for category in categories}
    given = raw if isinstance(raw, dict) else {}
    problems += [f'"{slug}" is not a category' for slug in sorted({*map(str, given), *likely} - slugs)]
    problems += [f"{slug}: has no words" for slug in sorted(slugs - set(given))]
    phrases: dict[tuple[str, ...], dict[str, float]] = {}
    for category in categories:
        entry = Record(category.slug, given.get(category.slug, {"tells": ["-"], "hints": ["-"]}), problems)
        names = (category.title, *category.aliases)
        weighed = (TELLS, entry.texts("tells")), (NAMES, names), (HINTS, entry.texts("hints"))
        for weight, written in ((weight, each) for weight, group in weighed for each in group):
            spoken = phrases.setdefault(words(written), {})
            spoken[category.slug] = max(weight, spoken.get(category.slug, 0.0))
        entry.close()
    if problems:
        raise WordsError(path, tuple(problems))
    phrases.pop((), None)
    return Topics(
        phrases={phrase: tuple(spoken.items()) for phrase, spoken in phrases.items()},
        longest=max(map(len, phrases)), likely=likely,
    )  # fmt: skip


class Shelving:
    """Finds the category of an article that comes without one of ours."""

    def __init__(self, categories: tuple[Category, ...]) -> None:
        self.slugs = {fold(name): each.slug for each in categories for name in (*each.aliases, each.slug, each.title)}
        self.catch_all = CATCH_ALL if CATCH_ALL in self.slugs.values() else categories[-1].slug
        self.topics: Topics | None
        try:
            self.topics = load_topics(TOPICS, categories)
        except WordsError:  # other categories than those that the words were written for
            self.topics = None

    def category(self, named: Iterable[str], title: str, body: str) -> str:
        """The first of these names that is one of ours, else what the words speak of, else the catch-all."""
        known = next((self.slugs[fold(name)] for name in named if fold(name) in self.slugs), None)
        if known or self.topics is None:
            return known or self.catch_all
        guess = self.topics.guess(title, body)[0]
        return guess.slug if guess.share >= SURE else self.catch_all
