"""How often English words are written, from the lists that come with symspellpy: no word of them is a slip."""

from functools import cache
from importlib.resources import files
from math import log10

WORDS = "frequency_dictionary_en_82_765.txt"
PAIRS = "frequency_bigramdictionary_en_243_342.txt"
WRITTEN = 1e12  # words in the books that were counted


@cache
def english() -> dict[str, int]:
    """Each word with how often it stands in the books; read once, about 83,000."""
    return {word: int(count) for word, count in (line.split() for line in lines(WORDS))}


@cache
def english_pairs() -> dict[str, int]:
    """Words that often follow one another, with how often; read at the first slip, about 243,000."""
    return {pair: int(count) for pair, _, count in (line.rpartition(" ") for line in lines(PAIRS))}


def lines(name: str) -> list[str]:
    """A list that the package brings, line by line."""
    return files("symspellpy").joinpath(name).read_text("utf-8-sig").splitlines()


def together(first: str, second: str) -> float:
    """How much oftener than by chance two words follow one another, as a power of ten; 0 for those that seldom do."""
    count, words = english_pairs().get(f"{first} {second}", 0), english()
    if not count or first not in words or second not in words:
        return 0.0
    return max(0.0, log10(count * WRITTEN / words[first] / words[second]))
