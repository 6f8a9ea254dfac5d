"""Makes a message comparable: one letter for each sound, one space between words, and a way back to what was typed."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple, NewType

from .letters import ARABIC, BADGES, ENCLOSED, HEBREW, INVISIBLE, LATIN, SIMPLIFIED, TO_CYRILLIC, TO_LATIN

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Text that has passed ``normalise``: lower case, single spaces, a space at either end.
Normal = NewType("Normal", str)

#: Scripts written without spaces: each character is a word of its own, and spaces between two of them mean nothing.
JOINED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u115e\u1161-\u11ff\u1780-\u17b3\u17b6-\u17ff\u3005-\u3007\u3041-\u30ff\u3130-\u3163"
    "\u3165-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\uffa1-\uffdc"
    "\U00020000-\U0003ffff"
)
#: Emoji and pictographs: each stands as a word of its own.
PICTURES = "\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
APOSTROPHES = "'’‘ʼʻʹ`´＇′"  #: some of them count as letters in Unicode
PLAIN_WORD = re.compile(r"[a-z0-9]+")
PLAIN_TOKEN = re.compile(r"[a-z0-9]+(?:['`]+[a-z0-9]+)*")

#: A Thai vowel that many type as two of another, which look the same.
SPLIT_AE, WHOLE_AE = "\u0e40\u0e40", "\u0e41"
THAI = re.compile(rf"({SPLIT_AE})|.", re.DOTALL)

#: The dot below and the moon-dot of Devanagari, and the moon-dot of Bengali: ख़याल is ख्याल, हँ is हं, চাঁদ is চাদ.
LOOSE_MARKS = {"\u093c": "", "\u0901": "\u0902", "\u0981": ""}

#: How strongly two neighbouring words are parted. An ellipsis parts clauses, not sentences; a hyphen inside a word
#: parts nothing ("n-am", "peut-être").
CLAUSE, SENTENCE = 1, 2
PARTING = re.compile(
    r"((?<![.。])(?:。|(?<!\d)\.|\.(?!\d))(?![.。])|[!?！？؟।۔։።])|[,;:…\n()\[\]–—\"“”«»،؛、，；：.。/|]|(?<!\w)-|-(?!\w)"
)


#: So many letters of one message inside a word are hardly there by chance.
NO_CHANCE = 6


class Token(NamedTuple):
    """One word: as compared, and where it stands in the message."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Words:
    """A normalised message. ``text`` is what the rules see; positions lead back to ``source`` when somebody asks."""

    source: str
    text: Normal

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words in order, each with its place in the source."""
        return tuple(tokenise(self.source))

    @cached_property
    def starts(self) -> list[int]:
        """Where in ``text`` each token begins."""
        if len(self.text) == len(self.tokens) + 2:  # every word is one character, and no space between any two
            return list(range(1, len(self.tokens) + 1))
        joined = [is_joined(token.word[0]) for token in self.tokens]
        spaces = [1, *(not (a and b) for a, b in pairwise(joined))]
        ends = accumulate(space + len(token.word) for space, token in zip(spaces, self.tokens, strict=False))
        return [end - len(token.word) for end, token in zip(ends, self.tokens, strict=True)]

    @cached_property
    def at(self) -> list[int]:
        """For each position of ``text``, the token that stands there; for a space the one before it."""
        if len(self.text) == len(self.tokens) + 2:  # as above
            return [0, *range(len(self.tokens)), len(self.tokens) - 1]
        ends = [*self.starts[1:], len(self.text)]
        return [0, *(token for token, (a, b) in enumerate(zip(self.starts, ends, strict=True)) for _ in range(a, b))]

    @cached_property
    def parted(self) -> list[int]:
        """For each token, how strongly it is parted from the next one: 0, CLAUSE or SENTENCE."""
        strengths = [0] * len(self.tokens)
        begins = [token.start for token in self.tokens]
        for sign in PARTING.finditer(self.source):
            at = sign.start()
            index = bisect_right(begins, at) - 1
            if index >= 0 and at >= self.tokens[index].end:
                strengths[index] = max(strengths[index], SENTENCE if sign[1] else CLAUSE)
        return strengths

    @cached_property
    def sentences(self) -> list[int]:
        """For each token, the number of its sentence; a gap in a phrase stays within one."""
        ends = accumulate(strength == SENTENCE for strength in self.parted)
        return [0, *ends]

    @cached_property
    def edges(self) -> list[bool]:
        """For each token, whether a phrase that wants a border may end there: a clause ends, or a picture is beside."""
        shown = [is_picture(token.word) for token in self.tokens]
        beside = [here or behind for here, behind in pairwise([*shown, True])]
        return [strength > 0 or picture for strength, picture in zip(self.parted, beside, strict=True)]

    @cached_property
    def pieces(self) -> dict[tuple[int, int], list[int]]:
        """The places in the source that hold several words, written together, each with its tokens in order."""
        if len({token.start for token in self.tokens}) == len(self.tokens):
            return {}
        here: dict[tuple[int, int], list[int]] = {}
        for index, token in enumerate(self.tokens):
            here.setdefault((token.start, token.end), []).append(index)
        return {place: tokens for place, tokens in here.items() if len(tokens) > 1}

    def takes_in_much(self, first: int, last: int) -> bool:
        """Whether these tokens are much of the words written together that they begin or end in.

        Less is chance: "fever|i|sh" is not about its last part.
        """
        return not self.pieces or all(self.is_much(first, last, self.tokens[end]) for end in (first, last))

    def is_much(self, first: int, last: int, token: Token) -> bool:
        """Whether a third of the letters written together with a token, or too many for chance, are in these tokens."""
        beside = self.pieces.get((token.start, token.end), ())
        inside = sum(len(self.tokens[index].word) for index in beside if first <= index <= last)
        return inside >= NO_CHANCE or inside * 3 >= sum(len(self.tokens[index].word) for index in beside)

    def token_at(self, position: int) -> int:
        """The index of the token that holds this position of ``text``."""
        return bisect_right(self.starts, position) - 1

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where in the source the tokens ``first`` to ``last`` (inclusive) stand."""
        return self.tokens[first].start, self.tokens[last].end


def normalise(source: str) -> Words:
    """The message as the rules see it. Rules pass through here too, so both agree; doing it twice changes nothing."""
    if source.isascii():
        return Words(source, Normal(f" {' '.join(PLAIN_WORD.findall(bare(source.lower())))} "))
    return of_tokens(source, tuple(tokenise(source)))


def of_tokens(source: str, tokens: tuple[Token, ...]) -> Words:
    """The message read as these tokens; repaired words come in this way."""
    words = Words(source, layout(tokens))
    words.__dict__["tokens"] = tokens  # what cached_property would compute
    return words


def layout(tokens: Iterable[Token]) -> Normal:
    """The tokens as one text, with a space between any two that are not both joined characters."""
    spaced = " ".join([token.word for token in tokens])
    return Normal(f" {spaced if spaced.isascii() else needless_space().sub('', spaced)} ")


def tokenise(source: str) -> list[Token]:
    """The words of a message in order. A word may fold to nothing (invisible signs) or to several (ligatures)."""
    if source.isascii():
        return plain_tokens(source.lower())
    tokens: list[Token] = []
    new = tuple.__new__  # half the time of calling Token
    for match in run_pattern().finditer(source):
        start, end = match.span()
        if match.lastgroup and SPLIT_AE in match[0]:
            for part in THAI.finditer(source, start, end):
                tokens.extend(new(Token, (word, *part.span())) for word in fold(WHOLE_AE if part[1] else part[0]))
        elif match.lastgroup:
            joined = (new(Token, (word, at, at + 1)) for at in range(start, end) for word in fold(source[at]))
            tokens.extend(joined)
        else:
            tokens.extend([new(Token, (word, start, end)) for word in fold(match[0])])
    return tokens


def plain_tokens(lowered: str) -> list[Token]:
    """The words of a text that holds nothing but ASCII, quicker and the same."""
    found = PLAIN_TOKEN.finditer(lowered)
    if bare(lowered) == lowered:
        return [tuple.__new__(Token, (match[0], *match.span())) for match in found]
    return [Token(bare(match[0]), *match.span()) for match in found]


def letters(source: str) -> str:
    """The words of a text run together."""
    if source.isascii():
        return "".join(PLAIN_WORD.findall(source.lower()))
    return "".join([token.word for token in tokenise(source)])


def bare(word: str) -> str:
    """A plain word without its apostrophes."""
    return word.replace("'", "").replace("`", "")


@lru_cache(maxsize=1)
def token_pattern() -> re.Pattern[str]:
    """A joined character, a picture, or a run of letters, digits, marks and invisible signs with apostrophes inside."""
    badges = "".join(map(chr, BADGES))
    inner = rf"(?:(?![{JOINED}{APOSTROPHES}])(?:[^\W_]|[{marks()}{INVISIBLE}{ENCLOSED}{badges}]))"
    return re.compile(rf"[{JOINED}]|[{pictures()}]|{inner}(?:[{APOSTROPHES}]*{inner})*")


@lru_cache(maxsize=1)
def run_pattern() -> re.Pattern[str]:
    """The same with a run of joined characters or pictures as one: they are many, and a match for each takes time."""
    return re.compile(rf"(?P<joined>[{JOINED}{pictures()}]+)|{token_pattern().pattern}")


def marks() -> str:
    """Every combining mark, as ranges for a regular expression: in many scripts the vowels are marks."""
    return ranges({point for point in range(0x300, 0x1F000) if unicodedata.category(chr(point))[0] == "M"})


def pictures() -> str:
    """Every picture that is not a letter in a badge, as ranges for a regular expression."""
    points = {point for a, b in zip(PICTURES[::3], PICTURES[2::3], strict=True) for point in range(ord(a), ord(b) + 1)}
    return ranges({point for point in points if point not in BADGES and not chr(point).isalnum()})


def ranges(points: set[int]) -> str:
    """Code points as the inside of a character class."""
    starts = sorted(point for point in points if point - 1 not in points)
    ends = sorted(point for point in points if point + 1 not in points)
    return "".join(f"{chr(a)}-{chr(b)}" for a, b in zip(starts, ends, strict=True))


@lru_cache(maxsize=1)
def joined_pattern() -> re.Pattern[str]:
    """Matches one character of a script without spaces."""
    return re.compile(f"[{JOINED}]")


@lru_cache(maxsize=1)
def needless_space() -> re.Pattern[str]:
    """Matches a space between two characters of scripts without spaces."""
    return re.compile(f"(?<=[{JOINED}]) (?=[{JOINED}])")


@lru_cache(maxsize=8192)
def is_joined(character: str) -> bool:
    """Whether the character belongs to a script written without spaces."""
    return joined_pattern().match(character) is not None


@lru_cache(maxsize=8192)
def fold(token: str) -> tuple[str, ...]:
    """One word as typed -> the word or words it is compared as."""
    text = token
    for _ in range(4):  # compatibility forms can uncover others; it settles within two rounds
        folded = fold_once(text)
        if folded == text:
            break
        text = folded
    pieces = token_pattern().findall(text)
    return tuple(pieces) if len(pieces) != 1 or pieces[0] == text else fold(pieces[0])


def fold_once(text: str) -> str:
    """Width, case, marks, look-alikes and script variants folded; only letters, digits, marks and pictures stay."""
    text = unicodedata.normalize("NFKC", text.translate(BADGES)).casefold()
    text = "".join(map(without_mark, unicodedata.normalize("NFC", text)))
    text = text.translate(LATIN).translate(ARABIC).translate(HEBREW).translate(SIMPLIFIED).translate(HIRAGANA)
    return "".join(filter(is_kept, one_script(text)))


@lru_cache(maxsize=8192)
def without_mark(character: str) -> str:
    """Accents off where they are spelling (Latin, Greek, Arabic, Hebrew), kept where they are letters (Hindi, й).

    Of the marks of Hindi and Bengali, those that many leave out or write for each other count as spelling.
    """
    if character in LOOSE_MARKS:
        return LOOSE_MARKS[character]
    if "\u0400" <= character <= "\u04ff":
        return "е" if character == "ё" else character
    if unicodedata.category(character) == "Mn":
        return "" if character < "\u0900" else character
    base = unicodedata.normalize("NFD", character)
    return base[0] if len(base) > 1 and base[0] < "\u0700" else character


@lru_cache(maxsize=8192)
def is_kept(character: str) -> bool:
    """Letters, digits, marks and pictures are compared; everything else is not."""
    kind = unicodedata.category(character)
    if character in APOSTROPHES:
        return False
    return (kind[0] in "LNM" and not is_invisible(character)) or picture_pattern().match(character) is not None


@lru_cache(maxsize=1)
def picture_pattern() -> re.Pattern[str]:
    """Matches one emoji."""
    return re.compile(f"[{PICTURES}]")


@lru_cache(maxsize=8192)
def is_picture(word: str) -> bool:
    """Whether a word is an emoji."""
    return picture_pattern().match(word) is not None


@lru_cache(maxsize=8192)
def is_invisible(character: str) -> bool:
    """Whether nobody would see the character."""
    return re.match(f"[{INVISIBLE}]", character) is not None


HIRAGANA = {point: point - 0x60 for point in range(0x30A1, 0x30F7)}


def one_script(word: str) -> str:
    """A word that mixes Latin with Cyrillic or Greek look-alikes, in the script that most of it is in."""
    if word.isascii():
        return word
    foreign = {letter for letter in word if "\u0370" <= letter <= "\u052f"}
    latin = {letter for letter in word if letter.isascii() and letter.isalpha()}
    if not latin or not foreign:
        return word
    passes_for_latin = all(ord(letter) in TO_LATIN for letter in foreign)
    passes_for_cyrillic = all(ord(letter) in TO_CYRILLIC for letter in latin)
    if passes_for_cyrillic and (not passes_for_latin or len(foreign) > len(latin)):
        return word.translate(TO_CYRILLIC)
    return word.translate(TO_LATIN)
