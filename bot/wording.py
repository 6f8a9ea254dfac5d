"""Words from elsewhere, an article's or a reader's, as they may stand in replies and on buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category

if TYPE_CHECKING:
    from content import Citation

LONGEST_LABEL = 40
#: Control characters and halves of characters, as Unicode calls them.
UNSEEN = frozenset({"Cc", "Cs"})


def tidy(words: str) -> str:
    """What somebody typed in one line, without signs that nobody sees and no database takes."""
    return " ".join("".join(" " if category(sign) in UNSEEN else sign for sign in words).split())


def short(label: str) -> str:
    """A label that fits on a button."""
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"


def plain(text: str) -> str:
    """Words from an article that must not be read as Markdown."""
    return " ".join(text.replace("*", "").replace("[", "(").replace("]", ")").replace("`", "").split())


def cited(citation: Citation) -> str:
    """A source in a list: its title as a link, who published it, and when."""
    return f"- [{plain(citation.title)}]({citation.url}) · {plain(citation.publisher)}, {citation.date}"
