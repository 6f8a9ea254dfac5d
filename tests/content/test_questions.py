"""Everyday questions find at least two fitting articles of the starter library on the first page."""

from pathlib import Path

import pytest
import yaml

from content import CATEGORIES, Catalog, ingest, load_categories, starter

DATA = yaml.safe_load((Path(__file__).parents[2] / "docs" / "questions.yaml").read_text("utf-8"))
ROWS, BY_ONE = DATA["questions"], DATA["answered_by_one"]
FIRST_PAGE = 5


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    db = tmp_path_factory.mktemp("questions") / "content.db"
    ingest([starter()], db, load_categories(CATEGORIES), trust=False)
    return Catalog(db)


def test_there_are_thirty_questions_about_articles_that_exist(catalog: Catalog) -> None:
    assert len(ROWS) >= 30
    assert {fit for row in (*ROWS, *BY_ONE) for fit in row["fits"]} <= set(catalog.ids())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["asked"])
def test_two_fitting_articles_stand_on_the_first_page(catalog: Catalog, row: dict[str, list[str]]) -> None:
    found = [each.teaser.id for each in catalog.search(str(row["asked"]), FIRST_PAGE).found]
    assert len(set(found) & set(row["fits"])) >= 2, found


@pytest.mark.parametrize("row", BY_ONE, ids=lambda row: row["asked"])
def test_the_one_fitting_article_stands_on_the_first_page(catalog: Catalog, row: dict[str, list[str]]) -> None:
    found = [each.teaser.id for each in catalog.search(str(row["asked"]), FIRST_PAGE).found]
    assert set(found) & set(row["fits"]), found
