"""Reads disguised and mistyped words as the words that were meant: k1ll, k i l l, diiie, killmyself, sucide."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import chain, groupby, product, repeat, zip_longest
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA

from .letters import LEET
from .text import Token, is_joined, letters, of_tokens
from .tongues import EVERY, LONGEST_WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .text import Words
    from .tongues import Part, Tongues

CHUNK = re.compile(r"\S+")
SIGNS = r"\d@$!|€+£¡*#._\-/\\~^="
#: A sign before a letter, or one that stands for a letter behind one.
DISGUISED = re.compile(rf"[{SIGNS}](?:[^\W\d_]|(?<=[^\W\d_][\d@$!|*]))")
SPELLED = re.compile(r"(?<![^\W_])[^\W_](?:[\W_]+[^\W_](?![^\W_])){2,}")
EDGES = ".,;:?\"'()[]{}«»“”„…<>&%"
STRETCHED = re.compile(r"(.)\1{2,}")
SHORTEST_GLUED = 7
#: The parts of a glued word are at least so long in the middle: shorter ones are chance.
SHORTEST_PART = 2.5
ENDINGS = (1, 2)  #: letters that an ending may have
#: What is left of a word must be so long to be a word that something was written together with.
SHORTEST_CARRIER = 3
#: So many letters of a glued word are taken apart.
LONGEST_GLUED = 512
#: Of so many stretched letters in a word each is tried once and twice.
MOST_RUNS = 4


class Speech(NamedTuple):
    """The words of all rules as a repairer needs them; plain values, so that they can be kept in a file."""

    typos: dict[str, tuple[str, ...]]  #: a word or what is left of it -> the words it may come from
    longest_typo: int
    ordinary: frozenset[str]  #: right words that look like mistyped ones
    proclitics: tuple[str, ...]  #: little words that some languages write together with the next one, longest first
    carrying: int  #: those languages, one bit each


def speech(
    typos: frozenset[str], ordinary: frozenset[str] = frozenset(), proclitics: Sequence[frozenset[str]] = ()
) -> Speech:
    """What a repairer of these words needs; each language's proclitics under its number."""
    return Speech(
        typos=deletions(typos), longest_typo=max(map(len, typos), default=0) + 1, ordinary=ordinary,
        proclitics=tuple(sorted(frozenset().union(*proclitics), key=lambda each: (-len(each), each))),
        carrying=sum(1 << number for number, little in enumerate(proclitics) if little),
    )  # fmt: skip


class Mended(NamedTuple):
    """What a word was meant to be."""

    words: tuple[str, ...]
    tongues: int = EVERY  #: the languages, one bit each, in which it can be read so


class Repairer:
    """Knows the words of the rules, and reads what is nearly one of them as that word.

    A message is never changed for good: the repaired reading is screened beside the one as typed.
    """

    def __init__(self, speech: Speech, tongues: Tongues) -> None:
        self.tongues = tongues
        self.ordinary = speech.ordinary
        self.typos = speech.typos
        self.longest_typo = speech.longest_typo
        self.proclitics = speech.proclitics
        self.carrying = speech.carrying
        self.mended_before = lru_cache(maxsize=16384)(self.mended)
        self.behind_before = lru_cache(maxsize=4096)(self.behind)

    def repair(self, words: Words) -> Words | None:
        """The message with its disguised and mistyped words read as meant, or None where there are none."""
        is_disguised = DISGUISED.search(words.source) is not None
        is_spelled = SPELLED.search(words.source) is not None
        found = {word: mended for word in dict.fromkeys(words.text.split()) if (mended := self.mend(word))}
        if not (is_disguised or is_spelled or found):
            return None
        tokens = decoded(words, self) if is_disguised else words.tokens
        tokens = joined_letters(tokens, self) if is_spelled else tokens
        tokens = tuple(self.mend_each(tokens, self.as_here(found, words)))
        if [token.word for token in tokens] == [token.word for token in words.tokens]:
            return None
        return of_tokens(words.source, tokens)

    def as_here(self, found: Mapping[str, Mended], words: Words) -> dict[str, tuple[str, ...]]:
        """Each word's meaning in the languages of this message; glued words of other languages stay as they are.

        Most words can be taken apart in some language, so only a hashtag may be of any.
        """
        glued = {word: mended.tongues for word, mended in found.items() if mended.tongues != EVERY}
        meant = {word: mended.words for word, mended in found.items()}
        if not glued:
            return meant
        here = self.tongues.likely([word for word in words.text.split() if word not in found])
        tags = {token.word for token in words.tokens if words.source[token.start - 1 : token.start] == "#"}
        for word, languages in glued.items():
            among = languages if word in tags else languages & here
            if among != languages:
                meant[word] = self.unglued(word, among) or (word,)
        return meant

    def mend_each(self, tokens: Iterable[Token], found: Mapping[str, tuple[str, ...]]) -> Iterator[Token]:
        """Each token as it is, or as the words it was meant to be; for some those are found already."""
        for token in tokens:
            meant = found.get(token.word) or self.mend_any(token.word)
            if meant is None:
                yield token
            else:
                yield from (Token(word, token.start, token.end) for word in meant)

    def mend_any(self, word: str) -> tuple[str, ...] | None:
        """The words that a word was meant to be, in whatever language; None if it stays."""
        mended = self.mend(word)
        return mended and mended.words

    def mend(self, word: str) -> Mended | None:
        """What ``mended`` says; only short words are remembered, so that no message stays in memory."""
        if self.tongues.know(word) or is_joined(word[0]):
            return None
        return self.mended_before(word) if len(word) <= LONGEST_WORD else self.mended(word)

    def mended(self, word: str) -> Mended | None:
        """A word that the rules do not know, as the word or words it was meant to be; None if it stays."""
        meant = self.unstretched(word) or self.untyped(word) or self.uncarried(word)
        if meant:
            return Mended(meant)
        languages = self.apart(word)
        meant = self.unglued(word, languages) if languages else None
        return Mended(meant, languages) if meant else None

    def unstretched(self, word: str) -> tuple[str, ...] | None:
        """Diiiie -> die, killll -> kill."""
        if not STRETCHED.search(word):
            return None
        known = (short for short in shorter(word) if self.tongues.know(short))
        return next(((short,) for short in known), None) or self.unglued(STRETCHED.sub(r"\1", word))

    def apart(self, word: str) -> int:
        """The languages, one bit each, that have words of which this one is glued together.

        None where it is a stem of the rules with its ending: "dentysta" is no "dent ysta".
        """
        if len(word) < SHORTEST_GLUED or any(self.tongues.is_stem(word[:-letters]) for letters in ENDINGS):
            return 0
        spoken = self.languages_up_to(self.tongues.parts(word[:LONGEST_GLUED]), word)
        return spoken[glued_end(word, spoken)]

    def unglued(self, word: str, among: int = EVERY) -> tuple[str, ...] | None:
        """Killmyself -> kill myself; only if every part is a whole word of the rules, all of one of these languages.

        Of a word without end its beginning is enough: no message glued by hand is so long.
        """
        if len(word) < SHORTEST_GLUED:
            return None
        parts = tuple(self.tongues.parts(word[:LONGEST_GLUED]))
        spoken = self.languages_up_to(parts, word)
        end = glued_end(word, spoken)
        languages = spoken[end] & among
        if not languages or not end:
            return None
        first = languages & -languages
        own = (part for part in parts if part.languages & first and part.end <= end)
        found = fewest(word[:end], own)
        return (*found, *filter(None, (word[end:],))) if SHORTEST_PART * len(found) <= end else None

    @staticmethod
    def languages_up_to(parts: Iterable[Part], word: str) -> list[int]:
        """For each place the languages, one bit each, of which parts in a row make up all before it.

        The parts come in the order of their ends. Two single letters in a row are no words, so ways that end in one
        are kept apart.
        """
        every = [0] * (min(len(word), LONGEST_GLUED) + 1)
        longer = every.copy()
        every[0] = longer[0] = -1
        for start, end, languages in parts:
            if end - start == 1:
                every[end] |= longer[start] & languages
            elif every[start]:
                common = every[start] & languages
                every[end] |= common
                longer[end] |= common
        return every

    def untyped(self, word: str) -> tuple[str, ...] | None:
        """Sucide -> suicide; a word that is ordinary is left alone."""
        if not SHORTEST_GLUED - 2 <= len(word) <= self.longest_typo or word in self.ordinary:
            return None
        near = {meant for shorter in shortened(word) for meant in self.typos.get(shorter, ())}
        return next(((meant,) for meant in sorted(near) if OSA.distance(word, meant, score_cutoff=1) <= 1), None)

    def uncarried(self, word: str) -> tuple[str, ...] | None:
        """ורוצה -> רוצה: a little word that is written together with the next one is left off."""
        rests = (word[len(little) :] for little in self.proclitics if word.startswith(little))
        long = (rest for rest in rests if len(rest) >= SHORTEST_CARRIER)
        return next(((rest,) for rest in long if self.tongues.show(rest) & self.carrying), None)

    def meant(self, chunk: str) -> tuple[str, ...] | None:
        """What ``behind`` says; only short chunks are remembered."""
        return self.behind_before(chunk) if len(chunk) <= LONGEST_WORD else self.behind(chunk)

    def behind(self, chunk: str) -> tuple[str, ...] | None:
        """The words hidden in a chunk by signs for letters or between them; None where no reading makes one."""
        for reading in dict.fromkeys(readings(chunk.strip(EDGES))):
            meant = (reading,) if self.tongues.know(reading) else self.mend_any(reading) if reading else None
            if meant:
                return meant
        return None


def glued_end(word: str, spoken: Sequence[int]) -> int:
    """Where what is read of a glued word ends: at its end, or in one without end at the last place that words reach."""
    if len(word) <= LONGEST_GLUED:
        return len(word)
    return max((place for place, found in enumerate(spoken) if found), default=0)


def shorter(word: str) -> Iterator[str]:
    """The word with each stretched letter once or twice."""
    pieces = STRETCHED.split(word)  # every second piece is the letter of a run
    runs = pieces[1::2]
    for times in product((2, 1), repeat=min(len(runs), MOST_RUNS)):
        letters_of_runs = map(mul, runs, chain(times, repeat(1)))
        yield "".join(chain.from_iterable(zip_longest(pieces[::2], letters_of_runs, fillvalue="")))


def deletions(words: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Every word and every word with one letter left out -> the words it may come from."""
    found: dict[str, set[str]] = {}
    for word in words:
        for shorter in shortened(word):
            found.setdefault(shorter, set()).add(word)
    return {shorter: tuple(sorted(meant)) for shorter, meant in found.items()}


def shortened(word: str) -> set[str]:
    """The word, and the word with any one letter left out; two words one edit apart always share one of these."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def fewest(word: str, parts: Iterable[Part]) -> tuple[str, ...]:
    """The fewest parts, in order of their ends, that make up a word which some of them are known to make up."""
    #: (place, whether a single letter stands before it) -> so many parts lead there, the last from that place
    ways: dict[tuple[int, bool], tuple[int, tuple[int, bool]]] = {(0, False): (0, (0, False))}
    for start, end, _ in parts:
        is_letter = end - start == 1
        befores = ((start, False),) if is_letter else ((start, False), (start, True))
        count, before = min(
            ((ways[before][0], before) for before in befores if before in ways), default=(-1, (0, False))
        )
        if count >= 0 and count + 1 < ways.get((end, is_letter), (len(word) + 1,))[0]:
            ways[end, is_letter] = count + 1, before
    end = len(word)
    place = min(((end, False), (end, True)), key=lambda place: ways.get(place, (end + 1,))[0])
    found = []
    while place[0]:
        before = ways[place][1]
        found.append(word[before[0] : place[0]])
        place = before
    return tuple(reversed(found))


def joined_letters(tokens: Iterable[Token], repairer: Repairer) -> Iterator[Token]:
    """The tokens with spelled-out letters put together."""
    for alone, group in groupby(tokens, key=lambda token: len(token.word) == 1 and not is_joined(token.word)):
        run = tuple(group)
        yield from together(run, repairer) if alone else run


def together(alone: tuple[Token, ...], repairer: Repairer) -> tuple[Token, ...]:
    """Put k i l l together as kill, if it makes words of the rules."""
    word = "".join(token.word for token in alone)
    if len(alone) < 3 or not (repairer.tongues.know(word) or repairer.mend(word)):  # noqa: PLR2004 - "a b" is no spelling
        return alone
    return (Token(word, alone[0].start, alone[-1].end),)


def decoded(words: Words, repairer: Repairer) -> Iterator[Token]:
    """The tokens, those of a disguised chunk replaced by the word behind it."""
    tokens, begins = words.tokens, [token.start for token in words.tokens]
    place = 0
    for chunk in CHUNK.finditer(words.source):
        meant = repairer.meant(chunk[0]) if DISGUISED.search(chunk[0]) else None
        if meant:
            yield from tokens[place : bisect_left(begins, chunk.start(), place)]
            yield from (Token(word, *chunk.span()) for word in meant)
            place = bisect_left(begins, chunk.end(), place)
    yield from tokens[place:]


def readings(core: str) -> Iterator[str]:
    """Ways to read a disguised chunk: signs as letters, 1 as l, signs left out."""
    for text in dict.fromkeys((core, core.rstrip("!|+*$."))):
        as_letters = text.translate(LEET), text.replace("1", "l").translate(LEET)
        yield from map(letters, dict.fromkeys((*as_letters, text, *unstarred(text))))


def unstarred(text: str) -> Iterator[str]:
    """Every vowel in the place of each star: k*ll."""
    if "*" in text:
        yield from (text.replace("*", vowel) for vowel in "aeiou")
