"""One plain line of an article around what a reader was looking for."""

from collections.abc import Collection

from content.text import WORD, fold, one_line, plain, shorten

from .vocabulary import Vocabulary

LONGEST = 160
READ = 8_000  # characters of a body that are looked at
LEAD = 40  # characters shown before the first hit


def snippet(body: str, stems: Collection[str], vocabulary: Vocabulary) -> str:
    """At most 160 characters of the body, where most of the stems stand together; its beginning where none does."""
    text = one_line(plain(body[:READ]))
    hits = [(match.start(), stem) for match in WORD.finditer(text) if (stem := stem_of(match[0], vocabulary)) in stems]
    if not hits:
        return shorten(text, LONGEST)
    start = max(hits, key=lambda hit: (worth(hits, hit[0], vocabulary), -hit[0]))[0]
    return window(text, start)


def stem_of(token: str, vocabulary: Vocabulary) -> str:
    """The stem of a word as it stands in a text."""
    word = fold(token).removesuffix("'s")
    return vocabulary.stems.get(word, word)


def worth(hits: list[tuple[int, str]], start: int, vocabulary: Vocabulary) -> float:
    """The weight of the different stems in the window that begins at a hit."""
    inside = {stem for place, stem in hits if start <= place < start + LONGEST - LEAD}
    return sum(map(vocabulary.weight, inside))


def window(text: str, hit: int) -> str:
    """The line from a little before the hit, cut between words, with dots where something was left out."""
    if hit <= LEAD or len(text) <= LONGEST:
        return shorten(text, LONGEST)
    start = text.find(" ", hit - LEAD, hit) + 1 or hit
    return "…" + shorten(text[start:], LONGEST - 1)
