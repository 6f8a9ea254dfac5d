"""Writes our small Markdown as Telegram's HTML, so that nothing in it can break the message, and cuts long texts."""

from __future__ import annotations

import re
from html import escape

#: Telegram's limits in UTF-16 units, after markup is taken out.
LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024
BOLD = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)\)")
HEADING = re.compile(r"#{1,6} +(.+)")
ITALIC = re.compile(r"(?<![\w*])([*_])([^\s*_](?:[^*_]*[^\s*_])?)\1(?![\w*])")
BULLET = re.compile(r"[-*] +(.*)")


def html(text: str) -> str:
    """Markdown as HTML. Each tag is written around a piece that was taken apart before, so that tags cannot cross."""
    return "\n".join(map(line, text.split("\n")))


def line(text: str) -> str:
    """One line; nothing reaches over its end."""
    if heading := HEADING.fullmatch(text):
        return f"<b>{signs(bare(heading[1]))}</b>"
    if bullet := BULLET.fullmatch(text):
        return f"• {linked(bullet[1])}"
    return linked(text)


def linked(text: str) -> str:
    """Links, and bold and italics between them."""
    before, *rest = LINK.split(text)
    links = zip(rest[::3], rest[1::3], rest[2::3], strict=True)
    return bold(before) + "".join(
        f'<a href="{signs(url)}">{signs(bare(label))}</a>{bold(after)}' for label, url, after in links
    )


def bold(text: str) -> str:
    """Bold, and italics inside and outside of it."""
    return "".join(f"<b>{italic(part)}</b>" if at % 2 else italic(part) for at, part in enumerate(BOLD.split(text)))


def italic(text: str) -> str:
    """Italics."""
    before, *rest = ITALIC.split(text)
    return signs(before) + "".join(
        f"<i>{signs(part)}</i>{signs(after)}" for part, after in zip(rest[1::3], rest[2::3], strict=True)
    )


def signs(text: str) -> str:
    """Text whose signs cannot be read as tags."""
    return escape(text, quote=False).replace('"', "&quot;")


def bare(text: str) -> str:
    """A heading or label without bold signs of its own."""
    return text.replace("**", "")


def units(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int = LONGEST_TEXT) -> list[str]:
    """A text in pieces that fit, cut between paragraphs, else lines, else words, else anywhere but inside a character.

    At least one piece; white space around a cut is left out, and so are pieces of nothing else.
    """
    pieces = []
    while units(text) > limit:
        head = fitting(text, limit)
        at = next((place for sign in ("\n\n", "\n", " ") if (place := head.rfind(sign)) > len(head) // 3), len(head))
        pieces.append(text[:at].rstrip())
        text = text[at:].lstrip()
    return [piece for piece in (*pieces, text) if piece.strip()] or [""]


def fitting(text: str, limit: int) -> str:
    """The longest beginning of the text that fits."""
    head = text[:limit]
    while (over := units(head) - limit) > 0:
        head = head[: len(head) - max(1, over // 2)]
    return head
