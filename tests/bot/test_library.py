"""The way from a button back to an article."""

from __future__ import annotations

import pytest
from fakes import ARTICLES, LONG_ID
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import NoLibraryError
from bot.library import MOST_ALIKE, Library, fingerprint
from bot.routes import action
from content import Catalog  # noqa: TC001 - the fixture's type


def test_an_id_that_fits_goes_as_it_is(catalog: Catalog) -> None:
    assert Library(catalog).short_id("calm-evenings") == "calm-evenings"


@given(st.text())
def test_any_id_fits_on_a_button_and_in_a_link(id_: str) -> None:
    short = Library(None).short_id(id_)

    assert action("label", "related", short, 999_999).value.isascii()
    assert set(f"article_{short}") <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


@given(st.text(), st.text())
def test_two_ids_never_share_a_button(one: str, other: str) -> None:
    assert (Library(None).short_id(one) == Library(None).short_id(other)) == (one == other)


def test_a_long_id_is_found_again_even_by_a_button_from_before_the_start(catalog: Catalog) -> None:
    found = Library(catalog).article(fingerprint(LONG_ID))

    assert found is not None
    assert found.id == LONG_ID


@pytest.mark.parametrize("value", ["gone", "-gone", "", "-", "x" * 500, LONG_ID + "?"])
def test_a_button_for_an_article_that_is_gone_finds_nothing(catalog: Catalog, value: str) -> None:
    assert Library(catalog).article(value) is None


def test_without_a_library_the_shelves_say_so() -> None:
    with pytest.raises(NoLibraryError):
        Library(None).article("sleep")


def test_a_catalogue_knows_the_ids_of_all_its_articles(catalog: Catalog) -> None:
    assert sorted(catalog.ids()) == sorted(article.id for article in ARTICLES)


def test_what_is_interesting_is_what_is_related_and_is_found_once(catalog: Catalog) -> None:
    library = Library(catalog)
    first = library.interesting("a-hard-day", 3)

    assert first == catalog.related("a-hard-day", 3) != ()
    assert library.interesting("a-hard-day", 3) is first


def test_what_is_remembered_as_interesting_has_an_end(catalog: Catalog) -> None:
    library = Library(catalog)
    for number in range(MOST_ALIKE + 1):
        library.interesting(f"gone-{number}", 3)

    assert len(library.alike) == 1
