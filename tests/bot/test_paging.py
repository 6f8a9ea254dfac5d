"""Articles are cut into pages between paragraphs, and nothing of them is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.paging import PAGE, pages

WORDS = st.text("ab #*\n-.", max_size=400)


def letters(text: str) -> str:
    """A text without its white space, which a page may take away."""
    return "".join(text.split())


@given(WORDS, st.integers(5, 80))
def test_nothing_of_a_body_is_lost(body: str, size: int) -> None:
    assert letters("".join(pages(body, size))) == letters(body)


@given(WORDS, st.integers(5, 80))
def test_no_page_is_longer_than_two(body: str, size: int) -> None:
    assert max(map(len, pages(body, size))) <= 2 * size


@given(WORDS)
def test_there_is_always_a_page(body: str) -> None:
    assert len(pages(body)) >= 1


def test_a_short_body_is_one_page() -> None:
    assert pages("One.\n\nTwo.") == ("One.\n\nTwo.",)


def test_pages_end_between_paragraphs() -> None:
    paragraph = ("word " * 100).strip()

    assert all(page.endswith("word") for page in pages("\n\n".join([paragraph] * 20)))


def test_a_heading_goes_with_what_it_is_about() -> None:
    body = f"{'a' * (PAGE - 20)}\n\n## Heading\n\n{'b' * 100}"

    assert pages(body) == ("a" * (PAGE - 20), f"## Heading\n\n{'b' * 100}")


def test_a_word_without_an_end_is_cut_all_the_same() -> None:
    assert pages("x" * 25, 10) == ("x" * 10, "x" * 10, "x" * 5)
