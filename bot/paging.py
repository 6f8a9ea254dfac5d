"""Cuts an article into pages that a phone can hold, between paragraphs."""

from __future__ import annotations

import re

#: Characters on a page of an article: two screens of a phone, well under every channel's limit.
PAGE = 1800


def pages(body: str, size: int = PAGE) -> tuple[str, ...]:
    """The body in pages of about ``size`` characters; at least one. No page is longer than twice that."""
    found: list[str] = []
    for paragraph in re.split(r"\n\s*\n", body.strip()):
        for piece in pieces(paragraph, size):
            if found and len(found[-1]) + len(piece) + 2 <= size:
                found[-1] = f"{found[-1]}\n\n{piece}"
            elif found and is_heading(last_paragraph(found[-1])):
                found[-1], head = without_last(found[-1])
                found = [page for page in found if page]
                found += [f"{head}\n\n{piece}"] if len(head) + len(piece) + 2 <= 2 * size else [head, piece]
            else:
                found.append(piece)
    return tuple(found) or ("",)


def pieces(paragraph: str, size: int) -> list[str]:
    """A paragraph, cut at spaces if it alone is longer than a page."""
    cut = []
    while len(paragraph) > size:
        at = paragraph.rfind(" ", 0, size)
        at = at if at > 0 else size
        cut.append(paragraph[:at])
        paragraph = paragraph[at:].lstrip()
    return [*cut, paragraph]


def is_heading(paragraph: str) -> bool:
    """A heading must not stand alone at the end of a page."""
    return paragraph.startswith("#")


def last_paragraph(page: str) -> str:
    """The last paragraph of a page."""
    return page.rpartition("\n\n")[2]


def without_last(page: str) -> tuple[str, str]:
    """A page without its last paragraph, and that paragraph."""
    before, _, last = page.rpartition("\n\n")
    return before, last
