"""One plain line of an article around what a reader was looking for."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from content.text import WORD, fold, one_line, plain, quick_words, shorten

from .vocabulary import Vocabulary

LONGEST = 160
READ = 8_000  # characters of a body that are looked at
LEAD = 40  # characters shown before the first hit
LONG_PASSAGE = 500  # a longer paragraph is looked at in pieces, cut between sentences
PARAGRAPH = re.compile(r"\n\s*\n")
PIECE = re.compile(rf".{{{LONG_PASSAGE // 2},{LONG_PASSAGE}}}?[.!?](?=\s)|.{{1,{LONG_PASSAGE}}}", re.DOTALL)


def snippet(body: str, stems: Collection[str], vocabulary: Vocabulary) -> str:
    """At most 160 characters of the body, where most of the stems stand together; its beginning where none does."""
    passages, spellings = passages_of(body[:READ]), vocabulary.spellings(stems)
    told = [sum(map(vocabulary.weight, stems_in(passage, spellings))) for passage in passages]
    if not any(told):
        return shorten(one_line(plain(body[:LONG_PASSAGE])), LONGEST)
    best = told.index(max(told))
    text = one_line(plain("\n\n".join(passages[best : best + 2])))
    hits = [(match.start(), stem) for match in WORD.finditer(text) if (stem := spellings.get(folded(match[0])))]
    start = max(hits, key=lambda hit: (worth(hits, hit[0], vocabulary), -hit[0]), default=(0, ""))[0]
    return window(text, start)


def passages_of(body: str) -> list[str]:
    """The body in pieces that are quick to look at."""
    paragraphs = PARAGRAPH.split(body)
    return [
        piece
        for paragraph in paragraphs
        for piece in (PIECE.findall(paragraph) if len(paragraph) > LONG_PASSAGE else [paragraph])
        if piece.strip()
    ]


def stems_in(passage: str, spellings: Mapping[str, str]) -> set[str]:
    """The stems that stand in a passage in any spelling."""
    return {spellings[word] for word in quick_words(passage) if word in spellings}


@lru_cache(maxsize=1 << 14)
def folded(token: str) -> str:
    """A word as it stands in a text, as the vocabulary has it."""
    return fold(token).removesuffix("'s").replace("'", "")


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
