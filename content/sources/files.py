"""A folder of Markdown files with YAML front matter, one article a file; the category is the folder's name."""

import re
from collections.abc import Iterator
from pathlib import Path

from content.categories import SLUG
from content.errors import ArticleError
from content.record import Record, parse_yaml
from content.text import minutes, writable
from content.types import Article, Category, Citation, Problem

from .fetch import Fetcher
from .source import Place

LONGEST_ID = 48  # an id travels in a button, which holds 64 bytes
FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)(.*)", re.DOTALL)


class Files:
    """All ``*.md`` files of a folder and its folders, in the order of their names; or one file alone."""

    partial = False  #: what is not there any more is gone
    one_each = False
    expected: int | None = None

    def __init__(self, place: Place, categories: tuple[Category, ...], _fetcher: Fetcher | None = None) -> None:
        self.place = Path(place.name)
        self.slugs = frozenset(category.slug for category in categories)

    @staticmethod
    def accepts(name: str) -> bool:
        """Whether the place is a folder, or could be one."""
        return "://" not in name

    def read(self) -> Iterator[Article | Problem]:
        """Each file's article, or its problems, one by one."""
        found = [self.place] if self.place.is_file() else self.place.rglob("*.md")
        paths = sorted(path for path in found if not path.name.startswith((".", "_")))
        if not paths:
            yield Problem(where=str(self.place), what="no Markdown files here")
        for path in paths:
            try:
                yield load_article(path, self.slugs)
            except ArticleError as error:
                yield from (Problem(where=str(path), what=what, id=path.stem) for what in error.problems)


def load_article(path: Path, slugs: frozenset[str]) -> Article:
    """The article in one Markdown file.

    Raises:
        ArticleError: With every problem the file has.
    """
    problems: list[str] = []
    front, body = split(path)
    record = Record("front matter", front, problems)
    article = parse_article(record, path, body)
    record.close()
    problems += check(article, slugs)
    if problems:
        raise ArticleError(path, tuple(problem.removeprefix("front matter: ") for problem in problems))
    return article


def split(path: Path) -> tuple[object, str]:
    """Front matter and body of a file.

    Raises:
        ArticleError: The file cannot be read, or has no front matter.
    """
    try:
        parts = FRONT_MATTER.fullmatch(path.read_text(encoding="utf-8").replace("\r\n", "\n"))
        if parts is None:
            raise ArticleError(path, ("should begin with front matter between two lines of ---",))
        return parse_yaml(parts[1]), writable(parts[2]).strip()
    except (OSError, ValueError) as error:
        raise ArticleError(path, (str(error),)) from error


def parse_article(record: Record, path: Path, body: str) -> Article:
    """Only title and summary have to be there; what is left out stays empty."""
    return Article(
        id=path.stem,
        title=record.text("title"),
        summary=record.text("summary"),
        body=body,
        category=record.text("category", path.parent.name),
        topics=record.texts("topics", ()),
        tags=record.texts("tags", ()),
        published=record.day("published"),
        minutes=minutes(body),
        picture=record.text("picture", "") or None,
        picture_alt=record.text("picture_alt", ""),
        source_name=record.text("source_name", ""),
        link=record.text("link", "") or None,
        authors=record.texts("authors", ()),
        language=record.text("language", "en"),
        citations=tuple(parse_citation(item, record.problems) for item in record.items("sources", ())),
        curated=record.flag("curated", default=False),
        reviewed_on=record.text("reviewed_on", "none yet"),
    )


def parse_citation(raw: object, problems: list[str]) -> Citation:
    """One source that the article rests on."""
    record = Record("sources", raw, problems)
    citation = Citation(
        title=record.text("title"),
        publisher=record.text("publisher"),
        url=record.text("url"),
        date=record.text("date"),
    )
    record.close()
    return citation


def check(article: Article, slugs: frozenset[str]) -> list[str]:
    """What is wrong with an article beyond single fields."""
    wrong_topics = sorted(topic for topic in article.topics if topic not in slugs)
    problems = {
        f"the file's name should be lower-case letters, digits and hyphens, at most {LONGEST_ID}": not (
            SLUG.fullmatch(article.id) and len(article.id) <= LONGEST_ID
        ),
        f'"{article.category}" is not a category': article.category not in slugs,
        f"topics that are no category: {', '.join(wrong_topics)}": bool(wrong_topics),
        "its own category should not be among the topics": article.category in article.topics,
        "there is no text under the front matter": not article.body,
        "a picture needs picture_alt": bool(article.picture) and not article.picture_alt,
        "a link starts with http:// or https://": not (article.link or "https://").startswith(("http://", "https://")),
    }
    return [what for what, wrong in problems.items() if wrong]
