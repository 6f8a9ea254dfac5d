"""Text as readers see it: Markdown made plain, sentences, words, reading time."""

import re
import unicodedata

WORDS_A_MINUTE = 220  # a calm adult reading speed, on the slow side of published averages
#: Letters of words that may be a slip: every slip of a shorter one is another word, longer ones are no words.
WORD_LENGTHS = range(3, 25)
SIGNS_A_MINUTE = 450  # the same in scripts that leave no space between words
SIGNS = re.compile(r"[\u0e00-\u0edf\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")

APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ´`＇", "'"))
BETWEEN = str.maketrans(
    {**dict.fromkeys('!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~“”„«»–—…·•¿¡。、，！？；：（）', " "), "'": None}
)
ACCENTS = re.compile(r"[\u0300-\u036f]")
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=\S)")
WRAPPED = re.compile(r"(?<=\S)[ \t]*\n[ \t]*(?=[^\W\d_A-Z])")
UNWRITABLE = re.compile(r"[\x00\ud800-\udfff]")

# Every gap is bounded, so that no text, however odd, takes long.
MARKUP = (
    (re.compile(r"<!--.{0,2000}?-->|</?[a-zA-Z][^<>]{0,2000}>", re.DOTALL), " "),
    (re.compile(r"^[ \t]*(?:```|~~~).*$", re.MULTILINE), ""),
    (re.compile(r"!\[([^\]]{0,500})\]\([^)\s]{0,2000}[^)]{0,200}\)"), r"\1"),
    (re.compile(r"\[([^\]]{1,500})\]\([^)\s]{0,2000}[^)]{0,200}\)"), r"\1"),
    (re.compile(r"<(https?://[^>\s]{1,2000})>"), r"\1"),
    (re.compile(r"^[ \t]{0,8}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d{1,9}[.)][ \t]+)", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__|`)(?=\S)(.{1,500}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)([*_])(?=\S)(.{1,500}?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
)


def plain(markdown: str) -> str:
    """The words of a Markdown text without its marks; paragraphs stay apart."""
    for pattern, replacement in MARKUP:
        markdown = pattern.sub(replacement, markdown)
    return markdown.strip()


def one_line(text: str) -> str:
    """The same text with every run of white space made one space."""
    return " ".join(text.split())


def sentences(text: str) -> tuple[str, ...]:
    """Sentences of a plain text, each on one line.

    A line that begins with a small letter goes on with the sentence above it; any other begins a new one, so that a
    heading or a list's item without a full stop stands alone.
    """
    parts = (part for line in WRAPPED.sub(" ", text).splitlines() for part in SENTENCE_END.split(line))
    return tuple(line for line in map(one_line, parts) if line)


def minutes(body: str) -> int:
    """How long the body takes to read, in whole minutes, never less than one."""
    signs = len(SIGNS.findall(body))
    return max(1, round(len(body.split()) / WORDS_A_MINUTE + signs / SIGNS_A_MINUTE))


def fold(text: str) -> str:
    """Lower case, no accents, straight apostrophes: what two spellings of a word have in common."""
    if text.isascii():
        return text.replace("`", "'").lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(APOSTROPHES))
    return ACCENTS.sub("", decomposed).casefold()


def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded; "child's" is "child", and "can't" is "cant"."""
    found = WORD.findall(fold(text))
    return tuple(word.removesuffix("'s").replace("'", "") if "'" in word else word for word in found)


def spaced(text: str) -> str:
    """The text folded, with spaces for all that stands between words."""
    return fold(text).translate(BETWEEN)


def quick_words(text: str) -> list[str]:
    """The words of a text as ``words`` gives them, nearly: several times as fast, for looking through many texts."""
    return spaced(text).split()


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` characters, cut between words and marked where cut."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    head, _, _ = line[: limit - 1].rpartition(" ")
    return (head or line[: limit - 1]).rstrip(",;:–— ") + "…"


def writable(text: str) -> str:
    """The text without the characters no database file can hold (null, half surrogates)."""
    return UNWRITABLE.sub("\ufffd", text)
