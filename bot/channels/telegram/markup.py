"""Writes our small Markdown as Telegram's HTML, so that nothing in it can break the message, and cuts long texts."""

from __future__ import annotations

import re
from html import escape

#: Telegram's limits in UTF-16 units, after markup is taken out.
LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024
BOLD = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)")
HEADING = re.compile(r"(?m)^#{1,6} +(.+)$")
ITALIC = re.compile(r"(?<![\w*])[*_]([^\s*_][^*_\n]*)[*_](?![\w*])")


def html(text: str) -> str:
    """Markdown as HTML: every sign of the text is escaped first, and every tag that opens closes in its line."""
    return "\n".join(map(html_line, text.split("\n")))


def html_line(line: str) -> str:
    """One line; bold, italics and links do not reach over its end."""
    line = escape(line, quote=False).replace('"', "&quot;")
    heading = HEADING.fullmatch(line)
    if heading:
        return f"<b>{bare(heading[1])}</b>"
    if line.startswith(("- ", "* ")):
        line = f"• {line[2:]}"
    line = LINK.sub(r'<a href="\2">\1</a>', line)
    parts = re.split(r"(<a .*?</a>)", line)
    return "".join(part if part.startswith("<a ") else ITALIC.sub(r"<i>\1</i>", BOLD.sub(r"<b>\1</b>", part)) if is_balanced(part) else bare(part) for part in parts)


def is_balanced(part: str) -> bool:
    """Whether bold signs come in pairs and hold no italics, so that tags cannot cross."""
    return part.count("**") % 2 == 0 and not any(ITALIC.search(found) for found in BOLD.findall(part))


def bare(text: str) -> str:
    """A line without its signs."""
    return text.replace("**", "")


def units(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, limit: int = LONGEST_TEXT) -> list[str]:
    """A text in pieces that fit, cut between paragraphs, else lines, else words, else anywhere but inside a character."""
    pieces = []
    while units(text) > limit:
        head = fitting(text, limit)
        at = next((place for sign in ("\n\n", "\n", " ") if (place := head.rfind(sign)) > len(head) // 3), len(head))
        pieces.append(text[:at].rstrip())
        text = text[at:].lstrip()
    return [*pieces, text] if text or not pieces else pieces


def fitting(text: str, limit: int) -> str:
    """The longest beginning of the text that fits."""
    head = text[:limit]
    while units(head) > limit:
        head = head[: len(head) - max(1, (units(head) - limit) // 2)]
    return head
