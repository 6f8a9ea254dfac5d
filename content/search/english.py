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
    words = listed(WORDS)
    return dict(zip(words[::2], map(int, words[1::2]), strict=True))


@cache
def english_pairs() -> dict[str, int]:
    """Words that often follow one another, with how often; read at the first slip, about 243,000."""
    words = listed(PAIRS)
    return dict(zip(map(" ".join, zip(words[::3], words[1::3], strict=True)), map(int, words[2::3]), strict=True))


def listed(name: str) -> list[str]:
    """A list that the package brings, word by word."""
    return files("symspellpy").joinpath(name).read_text("utf-8-sig").split()


def together(first: str, second: str) -> float:
    """How much oftener than by chance two words follow one another, as a power of ten; 0 for those that seldom do."""
    count, words = english_pairs().get(f"{first} {second}", 0), english()
    if not count or first not in words or second not in words:
        return 0.0
    return max(0.0, log10(count * WRITTEN / words[first] / words[second]))
