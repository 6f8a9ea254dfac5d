"""One web page as an article: its text found among menus and footers, its facts where the page states them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.errors import MissingExtraError
from content.text import minutes, one_line, plain, shorten
from content.types import Article, Skipped

from .decoding import decoded
from .facts import Facts, facts_of
from .markup import markdown
from .said import all_worded, host_in, id_of, iso_day

if TYPE_CHECKING:
    from types import ModuleType

    from lxml.html import HtmlElement

    from content.topics import Shelving

    from .answers import Fetched

LONGEST_SUMMARY = 200
FEWEST = 120  #: characters; a page with less text is no article
BYLINE = 12  #: a first line of so few words that names an author is no part of the text
INSTALL = "reading the pages of a site needs a further library: pip install 'anxiety-ally[site]'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What was found in a page that it does not state."""

    body: str  #: Markdown
    title: str
    date: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]


def read_page(fetched: Fetched, listed: str, shelving: Shelving) -> Article | Skipped:
    """The article on a page that a site lists under an address, or why it is none.

    Raises:
        MissingExtraError: the library that finds the text is not installed.
    """
    tree = tree_of(fetched)
    if tree is None:
        return Skipped(where=listed, what="is no page")
    tidy(tree)
    facts = facts_of(tree)
    if "noindex" in facts.meta("robots", "anxietyally").lower():
        return Skipped(where=listed, what="asks not to be listed (noindex)")
    text = text_of(tree, fetched.url)
    if text is None or len(plain(text.body)) < FEWEST:
        return Skipped(where=listed, what="holds no text of an article")
    return article(facts, text, fetched.url, listed, shelving)


def article(facts: Facts, text: Text, url: str, listed: str, shelving: Shelving) -> Article:
    """What the page states, and what was found where it states nothing."""
    title, authors = facts.title(text.title), facts.authors() or text.authors
    body = without_head(text.body, title, authors)
    tags = all_worded((*facts.tags(), *text.tags))
    link, (picture, alt) = facts.link(url), facts.picture(url)
    # Stated days are seldom wrong; the found one is there more often. A day of change is better than none.
    days = (*facts.days(), *filter(None, [iso_day(text.date)]), *facts.changed())
    return Article(
        id=id_of(listed, listed), title=title,
        summary=shorten(facts.summary() or one_line(plain(body)), LONGEST_SUMMARY), body=body,
        category=shelving.category(tags, title, body), topics=(), tags=tags, published=next(iter(days), None),
        minutes=minutes(body), picture=picture or None, picture_alt=alt,
        source_name=facts.site_name() or host_in(link).removeprefix("www."), link=link, authors=authors,
        language=facts.language(), citations=(), curated=False, reviewed_on="none yet",
    )  # fmt: skip


def extractor() -> ModuleType:
    """The library that finds the text of a page.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import trafilatura  # noqa: PLC0415 - most starts read no page, and it takes long to load
    except ImportError:
        raise MissingExtraError(INSTALL) from None
    return trafilatura


def tree_of(fetched: Fetched) -> HtmlElement | None:
    """The page as a tree."""
    tree: HtmlElement | None = extractor().load_html(decoded(fetched.content, fetched.charset))
    return tree


def tidy(tree: HtmlElement) -> None:
    """Take out what runs, and let tables that only lay out a page be plain blocks: their text is no table."""
    for each in list(tree.iter("script", "style", "template")):
        if str(each.get("type") or "").lower().strip() != "application/ld+json":
            each.drop_tree()
    for table in list(tree.iter("table")):
        if next(table.iterdescendants("p", "div", "h1", "h2", "table"), None) is not None:
            for each in table.iter("table", "tbody", "tr", "td"):
                each.tag = "div"


def text_of(tree: HtmlElement, url: str) -> Text | None:
    """The text in a page, found among menus, comments and footers; None where there is none."""
    found = extractor().extract_with_metadata(
        tree, url=url, output_format="html", include_links=True, include_formatting=True, include_comments=False
    )
    if found is None:
        return None
    html = str(found.text or "")
    return Text(
        body=markdown(html.partition("<body>")[2].rpartition("</body>")[0] or html, url), title=found.title or "",
        date=found.date or "", authors=all_worded((found.author or "").split(";")),
        tags=(*(found.categories or ()), *(found.tags or ())),
    )  # fmt: skip


def without_head(body: str, title: str, authors: tuple[str, ...]) -> str:
    """The text without a heading that says the title again, and a line that only names its authors."""
    head, _, rest = body.partition("\n")
    if head.startswith("#") and one_line(plain(head)) == title:
        return without_head(rest.strip(), title, authors)
    is_byline = len(head.split()) <= BYLINE and any(name in plain(head) for name in authors)
    return rest.strip() if is_byline and rest.strip() else body
