"""Puts a query's slips right: for each word, what was most likely meant. A right word is left as it is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from math import log10

from content.text import WORD_LENGTHS

from .english import together
from .slips import heard_as, slip_cost
from .vocabulary import Vocabulary
from .wording import Wording

LONG = 6  # from here on two slips still leave the word recognisable
WEIGHED = 8  # lookalikes whose slips are looked at closely
KEPT = 6  # options of one word that are tried beside those of its neighbours
MOST_OTHERS = 4  # words searched beside the chosen ones
MOST_DOUBTFUL = 25  # different words of one message that are looked at closely; more would only cost time

# All as powers of ten, like the likelihood of words and the cost of slips. Chosen on public questions with typos.
GAP = 3.0  # a space too many
NO_GAP = 0.5  # a space too few
BY_EAR = 1.7  # letters written as they are heard
NEW_WORD = -11.5  # a word that neither the library nor the language has: names, new medicines
LONG_NEW_WORD, LONGER = -10.0, 0.5  # the longer, the rarer
OTHER_FORM = 3.0  # a form that the library has not, of a word that it has
AUTHORS_SLIP = 0.3  # those who wrote the library slip less often than readers
PAIR = 0.7  # how much it counts that two words are often neighbours
CLOSE = 0.6  # the second likeliest word is searched too if it is as near as this

# A reader who mistypes most words has also mistyped some into other words.
SLOPPY_WORDS = 2
SLOPPY_SHARE = 0.34


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """What somebody may have meant."""

    words: tuple[str, ...]  #: one, or two that were typed without a space
    likely: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A query with its slips put right."""

    words: tuple[tuple[str, ...], ...]  #: for each word typed: itself, another, two, or none: its neighbour took it
    others: tuple[str, ...]  #: words that are nearly as likely as those chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Speller:
    """Corrects against the words of a library and of the language."""

    vocabulary: Vocabulary
    wording: Wording

    def correct(self, typed: Sequence[str]) -> Corrected:
        """What was most likely meant by words that stand in this order, folded."""
        meant = self.without_gaps(typed)
        doubtful = [place for place, words in enumerate(meant) if words == (typed[place],) and self.is_slip(*words)]
        options = options_of(self.readings, typed, doubtful)
        slipped = sum(max(ways, key=likelihood).words != (typed[place],) for place, ways in options.items())
        open_places = [place for place, words in enumerate(meant) if words == (typed[place],) and self.may_slip(*words)]
        if slipped >= SLOPPY_WORDS and slipped >= SLOPPY_SHARE * len(open_places):
            slip = log10((len(open_places) - slipped + 1) / (slipped + 1))
            others = [place for place in open_places if place not in options]
            options |= options_of(partial(self.other_readings, slip=slip), typed, others)
        if not options:
            return Corrected(words=tuple(meant), others=())
        places = [place for place, words in enumerate(meant) if words]
        chosen = likeliest([options.get(place) or [Option(words=meant[place], likely=0.0)] for place in places])
        for place, option in zip(places, chosen, strict=True):
            meant[place] = option.words
        near = [
            other
            for option, place in zip(chosen, places, strict=True)
            for other in self.close(option, options.get(place, []))
        ]
        return Corrected(words=tuple(meant), others=tuple(near[:MOST_OTHERS]))

    def without_gaps(self, typed: Sequence[str]) -> list[tuple[str, ...]]:
        """The words, with those put together that are one word with a space too many."""
        meant: list[tuple[str, ...]] = [(word,) for word in typed]
        for place in range(len(typed) - 1):
            if meant[place] and self.is_one_word(typed[place], typed[place + 1]):
                meant[place : place + 2] = [(typed[place] + typed[place + 1],), ()]
        return meant

    def is_one_word(self, first: str, second: str) -> bool:
        """Whether two words are one that was typed with a space too many."""
        whole = first + second
        if not whole.isalpha() or whole not in self.vocabulary.stems:
            return False
        apart = self.vocabulary.likelihood(first) + self.vocabulary.likelihood(second) + together(first, second)
        return self.vocabulary.likelihood(whole) - GAP > apart

    def may_slip(self, word: str) -> bool:
        """Whether it can be told of such a word that it is a slip."""
        return len(word) in WORD_LENGTHS and word.isalpha() and word not in self.wording.stop_words

    def is_slip(self, word: str) -> bool:
        """Whether a word is neither of the language nor of the library, or there only as a slip of its authors."""
        if not self.may_slip(word) or word in self.wording.familiar or word in self.vocabulary.general:
            return False
        if word not in self.vocabulary.stems:
            return True
        own = self.vocabulary.likelihood(word)
        return any(
            option.likely - AUTHORS_SLIP > own and option.words[0] in self.vocabulary.general
            for option in self.weighed(word, self.vocabulary.one_slip_away(word))
        )

    def readings(self, word: str) -> list[Option]:
        """What a slip may have been meant to be; the word itself too."""
        near = self.vocabulary.one_slip_away(word)
        far = self.vocabulary.lookalikes(word, 2) - near if len(word) >= LONG else set()
        itself = Option(words=(word,), likely=self.as_it_stands(word))
        heard = self.heard(word, times=1 if near else 2)
        return [itself, *self.weighed(word, near), *self.weighed(word, far), *heard, *self.halves(word)]

    def other_readings(self, word: str, slip: float) -> list[Option]:
        """What a known word in a message of slips may have been; ``slip`` is the cost of any slip."""
        near = self.weighed(word, self.vocabulary.one_slip_away(word))
        itself = Option(words=(word,), likely=self.vocabulary.likelihood(word))
        return [itself, *(Option(words=option.words, likely=option.likely - slip) for option in near)]

    def as_it_stands(self, word: str) -> float:
        """How likely an unknown word is what was meant: rather, where it is another form of a known one."""
        new = NEW_WORD if len(word) < LONG else LONG_NEW_WORD - LONGER * (len(word) - LONG)
        forms = self.vocabulary.stem_spread.get(self.vocabulary.stem(word), 0)
        return max(new, log10(forms / self.vocabulary.used) - OTHER_FORM) if forms else new

    def weighed(self, word: str, candidates: Iterable[str]) -> list[Option]:
        """The likeliest candidates, each with how likely it was meant by somebody who typed the word."""
        likely = self.vocabulary.likelihood
        common = sorted(candidates, key=lambda each: (-likely(each), each))[:WEIGHED]
        return [Option(words=(each,), likely=likely(each) - slip_cost(word, each)) for each in common if len(each) > 1]

    def heard(self, word: str, times: int) -> list[Option]:
        """Words that sound like this one, with letters written by ear in so many places."""
        once = heard_as(word, self.wording.by_ear)
        again = once if times > 1 else set()
        twice = {other for each in again for other in heard_as(each, self.wording.by_ear)} - once
        costs = {**dict.fromkeys(twice, 2 * BY_EAR), **dict.fromkeys(once, BY_EAR)}
        likely = self.vocabulary.likelihood
        return [
            Option(words=(each,), likely=likely(each) - costs[each])
            for each in sorted(costs)
            if self.vocabulary.holds(each)
        ]

    def halves(self, word: str) -> list[Option]:
        """Pairs of words that were typed without the space between them."""
        pairs = [(word[:cut], word[cut:]) for cut in range(2, len(word) - 1)]
        likely = self.vocabulary.likelihood
        return [
            Option(words=pair, likely=likely(pair[0]) + likely(pair[1]) - NO_GAP)
            for pair in pairs
            if all(map(self.is_half, pair))
        ]

    def is_half(self, half: str) -> bool:
        """Whether a half can stand alone."""
        return half in self.wording.stop_words or (len(half) in WORD_LENGTHS and half in self.vocabulary.stems)

    def close(self, chosen: Option, options: Iterable[Option]) -> list[str]:
        """The word of the library nearly as likely as the one chosen, if there is one; not another form of it."""
        stems = set(map(self.vocabulary.stem, chosen.words))
        found = [
            option.words[0]
            for option in sorted(options, key=likelihood, reverse=True)
            if option.likely >= chosen.likely - CLOSE and self.is_other(option.words, stems)
        ]
        return found[:1]

    def is_other(self, words: tuple[str, ...], stems: set[str]) -> bool:
        """Whether this is one word of the library, none of these and none that is passed over."""
        stem = self.vocabulary.stems.get(words[0])
        return len(words) == 1 and stem is not None and stem not in stems and words[0] not in self.wording.stop_words


def options_of(
    readings: Callable[[str], list[Option]], typed: Sequence[str], places: Sequence[int]
) -> dict[int, list[Option]]:
    """The readings of the words in these places; each word is looked at once, and of very many only the first."""
    different = islice(dict.fromkeys(typed[place] for place in places), MOST_DOUBTFUL)
    found = {word: readings(word) for word in different}
    return {place: found[typed[place]] for place in places if typed[place] in found}


def likelihood(option: Option) -> float:
    """For ordering."""
    return option.likely


def likeliest(ways: Sequence[Sequence[Option]]) -> list[Option]:
    """One option for each place, so that each is likely and neighbours go well together."""
    best: list[tuple[float, list[Option]]] = [(0.0, [])]
    for options in ways:
        top = sorted(options, key=likelihood, reverse=True)[:KEPT]
        best = [max((follow(path, option) for path in best), key=lambda path: path[0]) for option in top]
    return max(best, key=lambda path: path[0])[1]


def follow(path: tuple[float, list[Option]], option: Option) -> tuple[float, list[Option]]:
    """A way through the words so far, one word longer."""
    score, chosen = path
    fit = PAIR * together(chosen[-1].words[-1], option.words[0]) if chosen else 0.0
    return score + option.likely + fit, [*chosen, option]
