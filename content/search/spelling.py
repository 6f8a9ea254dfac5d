"""Corrects a query against the words the library knows; a word it knows is never touched."""

from collections.abc import Sequence

from .vocabulary import Vocabulary

SHORTEST = 4  # letters: in shorter words every slip makes another word
LONG = 8  # from here on two slips still leave the word recognisable
SHORTEST_HALF = 3

# A candidate's cost in slips. The first letter is seldom the wrong one; common words are likelier to be meant.
OTHER_FIRST_LETTER = 0.6
COMMON_WORD = 0.3
SAME_LETTERS = 0.4  # doubled or swapped letters are the commonest slips of all


def correct(
    words: Sequence[str], vocabulary: Vocabulary, passed_over: frozenset[str], familiar: frozenset[str]
) -> tuple[tuple[str, ...], ...]:
    """For each word, what to search in its place: itself, another word, two words, or nothing if its neighbour took it.

    ``passed_over`` are the stop words: right as they are, and ready to be split off or joined. ``familiar`` words are
    right too.
    """
    right = passed_over | familiar
    known = [len(word) < SHORTEST or not word.isalpha() or word in right or vocabulary.knows(word) for word in words]
    corrected: list[tuple[str, ...]] = [(word,) for word in words]
    for place, word in enumerate(words):
        if known[place] or not corrected[place]:
            continue
        neighbour = joined_with(words, place, vocabulary)
        if neighbour is None:
            corrected[place] = respell(word, vocabulary, passed_over)
        else:
            corrected[min(place, neighbour)] = (words[min(place, neighbour)] + words[max(place, neighbour)],)
            corrected[max(place, neighbour)] = ()
    return tuple(corrected)


def joined_with(words: Sequence[str], place: int, vocabulary: Vocabulary) -> int | None:
    """The place of the neighbour that makes one known word with this one: "is sues" is "issues"."""
    for neighbour in (place - 1, place + 1):
        first, last = sorted((place, neighbour))
        if first >= 0 and last < len(words) and words[first] + words[last] in vocabulary.stems:
            return neighbour
    return None


def respell(word: str, vocabulary: Vocabulary, passed_over: frozenset[str]) -> tuple[str, ...]:
    """The likeliest word or pair of words meant; the word itself where nothing is near."""
    return (
        best(word, vocabulary.lookalikes(word, 1), vocabulary)
        or halves(word, vocabulary, passed_over)
        or (best(word, vocabulary.lookalikes(word, 2), vocabulary) if len(word) >= LONG else ())
        or (word,)
    )


def best(word: str, candidates: dict[str, int], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The candidate that costs least; a shorter one that differs in its first letter is no candidate."""

    def cost(candidate: str) -> tuple[float, str]:
        slips = float(candidates[candidate])
        slips += OTHER_FIRST_LETTER * (candidate[0] != word[0])
        slips -= SAME_LETTERS * (set(candidate) == set(word))
        return slips - COMMON_WORD * vocabulary.commonness(candidate), candidate

    fit = [candidate for candidate in candidates if len(candidate) >= SHORTEST]
    return (min(fit, key=cost),) if fit else ()


def halves(word: str, vocabulary: Vocabulary, passed_over: frozenset[str]) -> tuple[str, ...]:
    """Two known words that were typed without the space between them."""
    pairs = [
        (word[:cut], word[cut:])
        for cut in range(2, len(word) - 1)
        if all(is_word(half, vocabulary, passed_over) for half in (word[:cut], word[cut:]))
    ]
    return max(pairs, key=lambda pair: min(map(vocabulary.commonness, pair)), default=())


def is_word(half: str, vocabulary: Vocabulary, passed_over: frozenset[str]) -> bool:
    """Whether a half can stand alone."""
    return half in passed_over or (len(half) >= SHORTEST_HALF and half in vocabulary.stems)
