"""A small library to test with: real files, real SQLite, nothing pretended."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from content import Article, Catalog, Category, build

SHELVES = {
    "sleep-hygiene": ("Sleep Hygiene", ("sleep", "insomnia", "can't sleep", "can't get out of bed", "insomnio")),
    "anxiety-disorders": ("Anxiety Disorders", ("anxiety", "panic attack")),
    "medication-information": ("Medication Information", ("meds", "side effects")),
    "suicide-prevention": ("Suicide Prevention", ("suicide",)),
    "extra-news": ("Extra News", ("news",)),
}
ARTICLES = (
    (
        "night-before",
        "When you cannot sleep",
        "sleep-hygiene",
        ("exams",),
        "Lying awake? Sleep comes back. Dim the lights.",
    ),
    (
        "exam-nerves",
        "Exam nerves",
        "anxiety-disorders",
        ("exams", "panic"),
        "Before exams worry is common. Breathe out slowly.",
    ),
    (
        "panic",
        "Panic attacks explained",
        "anxiety-disorders",
        ("panic",),
        "A panic attack peaks within minutes and passes.",
    ),
    (
        "first-weeks",
        "First weeks on a medicine",
        "medication-information",
        ("tablets",),
        "Side effects often ease with time.",
    ),
    (
        "asking",
        "Asking about suicide",
        "suicide-prevention",
        ("support",),
        "Type /help_now first. Asking directly helps.",
    ),
    ("chatbots", "Chatbots and wellbeing", "extra-news", (), "What studies say about chatbots so far."),
)


@pytest.fixture
def categories() -> tuple[Category, ...]:
    """Five categories; one carries the help lines."""
    return tuple(
        Category(
            slug=slug,
            title=title,
            emoji="🌱",
            description=f"About {title}.",
            aliases=aliases,
            related=(),
            care=slug == "suicide-prevention",
            picture=f"{slug}.png",
            picture_alt="A calm drawing.",
        )
        for slug, (title, aliases) in SHELVES.items()
    )


@pytest.fixture
def article() -> Callable[..., Article]:
    """Makes an article; whatever is not said is plain."""
    plain = Article(
        id="one",
        title="A calm evening",
        summary="How to wind down.",
        body="Dim the lights an hour before bed.",
        category="sleep-hygiene",
        topics=(),
        tags=(),
        published=date(2026, 3, 1),
        minutes=1,
        picture=None,
        picture_alt="",
        source_name="",
        link=None,
        authors=(),
        language="en",
        citations=(),
        curated=False,
        reviewed_on="none yet",
    )

    def make(**fields: object) -> Article:
        return replace(plain, **fields)  # type: ignore[arg-type] # the tests name the fields

    return make


@pytest.fixture
def articles(article: Callable[..., Article]) -> tuple[Article, ...]:
    """Six articles, one a month, the first the oldest."""
    return tuple(
        article(id=id_, title=title, category=slug, tags=tags, body=body, published=date(2026, month, 1))
        for month, (id_, title, slug, tags, body) in enumerate(ARTICLES, start=1)
    )


@pytest.fixture
def open_catalog(tmp_path: Path, categories: tuple[Category, ...]) -> Iterator[Callable[..., Catalog]]:
    """Builds a library of the articles given and opens it."""
    opened: list[Catalog] = []

    def open_one(*held: Article) -> Catalog:
        path = tmp_path / f"content{len(opened)}.db"
        build(held, categories, path, "print")
        opened.append(Catalog(path))
        return opened[-1]

    yield open_one
    for catalog in opened:
        catalog.close()


@pytest.fixture
def catalog(open_catalog: Callable[..., Catalog], articles: tuple[Article, ...]) -> Catalog:
    """The library of six articles."""
    return open_catalog(*articles)
