"""The list of categories, read from YAML and refused unless it holds together."""

import re
from pathlib import Path

from .errors import CategoriesError
from .record import Record, load_yaml
from .text import words
from .types import Category

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
CATEGORIES = Path(__file__).parent / "data" / "categories.yaml"
CATCH_ALL = "extra-news"  #: takes what fits nowhere else


def load_categories(path: Path) -> tuple[Category, ...]:
    """The categories, in the order of the file, which is the order readers see.

    Raises:
        CategoriesError: With every problem the file has.
    """
    raw = load_yaml(path, CategoriesError)
    problems: list[str] = []
    record = Record("the file", raw, problems)
    items = record.items("categories")
    record.close()
    categories = tuple(parse_category(item, number, problems) for number, item in enumerate(items, start=1))
    problems += [*repeated_names(categories), *unknown_relations(categories)]
    if not categories:
        problems.append("there should be at least one category")
    if problems:
        raise CategoriesError(path, tuple(problems))
    return categories


def parse_category(raw: object, number: int, problems: list[str]) -> Category:
    """One category; blank fields stand where a problem was noted."""
    name = raw.get("slug") if isinstance(raw, dict) else None
    record = Record(str(name or f"category {number}"), raw, problems)
    category = Category(
        slug=record.text("slug"),
        title=record.text("title"),
        emoji=record.text("emoji"),
        description=record.text("description"),
        aliases=record.texts("aliases"),
        related=record.texts("related"),
        care=record.flag("care"),
        picture=record.text("picture"),
        picture_alt=record.text("picture_alt"),
    )
    if category.slug and not SLUG.fullmatch(category.slug):
        record.refuse("a slug is lower-case letters, digits and hyphens")
    record.close()
    return category


def repeated_names(categories: tuple[Category, ...]) -> list[str]:
    """Slugs used twice, and titles or aliases that two categories answer to."""
    slugs = [category.slug for category in categories]
    problems = [f"{slug}: used for two categories" for slug in sorted(set(slugs)) if slugs.count(slug) > 1]
    owners: dict[tuple[str, ...], str] = {}
    for category in categories:
        for name in (category.title, *category.aliases):
            owner = owners.setdefault(words(name), category.slug)
            if owner != category.slug:
                problems.append(f'{category.slug}: "{name}" already belongs to {owner}')
    return problems


def unknown_relations(categories: tuple[Category, ...]) -> list[str]:
    """Related slugs that no category has, or that point to the category itself."""
    slugs = {category.slug for category in categories}
    return [
        f'{category.slug}: related "{slug}" is not another category'
        for category in categories
        for slug in category.related
        if slug not in slugs - {category.slug}
    ]
