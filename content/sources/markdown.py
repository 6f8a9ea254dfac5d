"""Cleaned HTML as Markdown. It has to be what nh3 writes: nested well, attributes in double quotes, signs escaped."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

PIECE = re.compile(r"""<(/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+="[^"]*")*)\s*>|([^<]+)|<""")
HREF = re.compile(r'\shref="([^"]*)"')
SPACES = re.compile(r"\s{2,}|[^\S ]")  # a single space needs no change
SPECIAL = re.compile(r"([*_])")
HEADINGS = {f"h{number}": "#" * number + " " for number in range(1, 7)}
INLINE = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}
BLOCKS = {"p", "div", "section", "article", "figure", "figcaption", "table", "thead", "tbody", *HEADINGS}
LISTS = {"ul", "ol"}
DEEPEST = 30  #: of lists and quotations; what is deeper stands at that depth


@dataclass(slots=True)
class Writer:
    """Writes blocks one after another; what is inside a line is gathered until the line ends."""

    blocks: list[str] = field(default_factory=list)
    inline: list[tuple[str, str, list[str]]] = field(default_factory=lambda: [("", "", [])])  #: tag, href, text
    last: list[str] = field(default_factory=list)  #: the prefixes of the block before
    prefixes: list[str] = field(default_factory=list)  #: of lists and quotations, outermost first
    counts: list[int] = field(default_factory=list)  #: of the lists that are open; 0 for one without numbers
    row: list[str] | None = None  #: the cells of the table row that is open
    rows: int = 0  #: of the table
    start: str = ""  #: what the next block begins with: a heading's mark
    bullet: str = ""  #: the mark of a list's item whose text has not begun
    is_tight: bool = False  #: the next block follows without an empty line
    pre: int = 0

    def text(self, written: str) -> None:
        """Words, with white space as a browser shows it."""
        words = unescape(written)
        if not self.pre:
            words = SPACES.sub(" ", words)
            if ("*" in words or "_" in words) and not any(tag == "code" for tag, _, _ in self.inline):
                words = SPECIAL.sub(r"\\\1", words)
        self.inline[-1][2].append(words)

    def open(self, tag: str, attributes: str) -> None:
        """A tag that begins something."""
        if tag in INLINE or tag == "a":
            found = HREF.search(attributes)
            self.inline.append((tag, unescape(found[1]) if found else "", []))
        elif tag == "br":
            self.inline[-1][2].append("\n")
        elif self.row is not None and tag not in {"td", "th"}:
            self.inline[-1][2].append(" ")  # a cell is one line
        else:
            self.begin(tag)

    def begin(self, tag: str) -> None:
        """A block begins."""
        self.flush()
        self.start = HEADINGS.get(tag, "")
        if tag in LISTS:
            self.is_tight = bool(self.counts)
            self.counts.append(int(tag == "ol"))
        elif tag == "li":
            number = self.counts[-1] if self.counts else 0
            self.bullet = f"{number}. " if number else "* "
            if number:
                self.counts[-1] += 1
            self.prefixes.append(" " * len(self.bullet))
        elif tag == "blockquote":
            self.prefixes.append("> ")
        elif tag == "pre":
            self.pre += 1
        elif tag == "hr":
            self.write("---")
        elif tag == "table":
            self.rows = 0
        elif tag == "tr":
            self.row = []

    def close(self, tag: str) -> None:
        """A tag that ends something."""
        if tag in INLINE or tag == "a":
            self.end_inline(tag)
        elif tag in {"td", "th"} and self.row is not None:
            self.row.append(SPACES.sub(" ", self.gathered()).strip().replace("|", "\\|"))
        elif tag == "tr" and self.row is not None:
            self.end_row(self.row)
        elif self.row is not None:
            self.inline[-1][2].append(" ")
        else:
            self.end(tag)

    def end(self, tag: str) -> None:
        """A block ends."""
        self.flush()
        self.start = ""
        if tag in LISTS and self.counts:
            self.counts.pop()
            self.is_tight = False
        elif tag == "li" and self.prefixes:
            self.prefixes.pop()
            self.bullet, self.is_tight = "", True
        elif tag == "blockquote" and self.prefixes:
            self.prefixes.pop()
        elif tag == "pre":
            self.pre -= 1

    def end_inline(self, tag: str) -> None:
        """Words within a line get their marks, which stand close to them."""
        if len(self.inline) == 1 or self.inline[-1][0] != tag:
            return
        self.inline[-2][2].append(self.marked(*self.inline.pop()))

    def marked(self, tag: str, href: str, pieces: list[str]) -> str:
        """Words with the marks of one tag, or as they are where there is nothing to mark."""
        words = "".join(pieces)
        inner, mark = words.strip(), INLINE.get(tag, "")
        if not inner or (self.pre and mark == "`") or not (mark or href):
            return words
        before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        return f"{before[:1]}{mark}{inner}{mark}{after[:1]}" if mark else f"{before[:1]}[{inner}]({href}){after[:1]}"

    def end_row(self, cells: list[str]) -> None:
        """A table's row; the first one is its head."""
        self.row = None
        if any(cells):
            self.is_tight = self.rows > 0
            self.write(f"| {' | '.join(cells)} |")
            if not self.rows:
                self.is_tight = True
                self.write(f"| {' | '.join('---' for _ in cells)} |")
            self.rows += 1

    def gathered(self) -> str:
        """What the line holds. Tags that are still open end with it, and begin again on the next one."""
        still_open = [(tag, href) for tag, href, _ in self.inline[1:]]
        while len(self.inline) > 1:
            self.end_inline(self.inline[-1][0])
        words = "".join(self.inline[0][2])
        self.inline = [("", "", []), *((tag, href, []) for tag, href in still_open)]
        return words

    def flush(self) -> None:
        """The line ends; an empty one is none."""
        words = self.gathered()
        if self.pre:
            if words.strip():
                self.write(f"```\n{words.strip(chr(10))}\n```")
            return
        lines = [SPACES.sub(" ", line).strip() for line in words.split("\n")]
        text = "\n".join(lines).strip()
        if text:
            self.write(self.start + (text.replace("\n", " ") if self.start else text))

    def write(self, text: str) -> None:
        """A block, below the prefixes of the lists and quotations it stands in."""
        prefixes = self.prefixes[:DEEPEST]
        inner = "".join(prefixes)
        first = "".join(prefixes[:-1]) + self.bullet if self.bullet and prefixes else inner
        lines = text.split("\n")
        block = "\n".join([first + lines[0], *(inner + line for line in lines[1:])])
        shared = "".join(prefixes[: len(self.last)] if prefixes[: len(self.last)] == self.last else ()).rstrip()
        gap = "\n" if self.is_tight else f"\n{shared}\n"
        self.blocks.append((gap if self.blocks else "") + block)
        self.bullet, self.is_tight, self.last = "", False, prefixes


def written(clean: str) -> str:
    """The Markdown of cleaned HTML."""
    writer = Writer()
    for closes, tag, attributes, words in PIECE.findall(clean):
        if words:
            writer.text(words)
        elif tag:
            writer.close(tag) if closes else writer.open(tag, attributes)
    writer.flush()
    return "".join(writer.blocks)
