"""Search by meaning: with an encoder a test can follow, and with the real one where the extra is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from struct import pack
from typing import TYPE_CHECKING

import pytest

from content import Article, Catalog, Category, build, encoder_of, load_encoder
from content.store import update
from content.stored import Stored
from content.text import words

pytest.importorskip("numpy", reason="the extra `semantic` is not installed")

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Make = Callable[..., Article]


class Feelings:
    """An encoder of two directions: words of rest and words of fear."""

    name = "feelings"
    rest = frozenset({"sleep", "rest", "bed", "weary", "slumber"})
    fear = frozenset({"fear", "panic", "dread", "terror"})

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> list[bytes]:
        self.asked += texts
        spoken = [set(words(text)) for text in texts]
        return [pack("<2e", bool(each & self.rest), bool(each & self.fear)) for each in spoken]


@pytest.fixture
def shelf(article: Make) -> tuple[Article, ...]:
    return (article(id="rest", title="Nights", body="Go to bed."), article(id="fear", title="Panic", body="It passes."))


def test_an_article_is_found_that_shares_no_word_with_the_query(
    tmp_path: Path, categories: tuple[Category, ...], shelf: tuple[Article, ...]
) -> None:
    build(shelf, categories, tmp_path / "content.db", "print", Feelings())
    assert encoder_of(tmp_path / "content.db") == "feelings"
    with Catalog(tmp_path / "content.db", Feelings()) as catalog:
        told = catalog.explain("slumber")
    assert told.results.found[0].teaser.id == "rest"
    assert told.parts[0].meaning > 0


def test_a_library_without_articles_opens(tmp_path: Path, categories: tuple[Category, ...]) -> None:
    build([], categories, tmp_path / "content.db", "print", Feelings())
    with Catalog(tmp_path / "content.db", Feelings()) as catalog:
        assert catalog.search("slumber").found == ()


@pytest.mark.parametrize("missing", ["the vectors", "the encoder", "the same encoder"])
def test_without_vectors_of_this_encoder_the_words_decide(
    tmp_path: Path, categories: tuple[Category, ...], shelf: tuple[Article, ...], missing: str
) -> None:
    asked, built = Feelings(), Feelings()
    built.name = "others" if missing == "the same encoder" else built.name
    build(shelf, categories, tmp_path / "content.db", "print", None if missing == "the vectors" else built)
    with Catalog(tmp_path / "content.db", None if missing == "the encoder" else asked) as catalog:
        assert catalog.explain("panic").parts[0].meaning == 0
    assert asked.asked == []


def test_only_new_and_changed_articles_are_encoded_again(
    tmp_path: Path, categories: tuple[Category, ...], shelf: tuple[Article, ...], article: Make
) -> None:
    encoder = Feelings()
    build(shelf, categories, tmp_path / "content.db", "print", encoder)
    encoder.asked.clear()
    more = [Stored(article=article(id="new", title="New", summary="", body="Dread."), origin="")]
    update(more, categories, tmp_path / "content.db", "print", encoder)
    assert encoder.asked == ["New\nDread."]
    with Catalog(tmp_path / "content.db", encoder) as catalog:
        assert {found.teaser.id for found in catalog.search("terror", 2).found} == {"new", "fear"}


@pytest.mark.parametrize(
    ("summary", "told"),
    [("It rained all…", "Rain\nIt rained all day."), ("A wet day.", "Rain\nA wet day.\nIt rained all day.")],
)
def test_a_summary_that_only_begins_the_body_is_not_told_twice(
    tmp_path: Path, categories: tuple[Category, ...], article: Make, summary: str, told: str
) -> None:
    encoder = Feelings()
    one = article(title="Rain", summary=summary, body="It **rained**\nall day.")
    build([one], categories, tmp_path / "content.db", "print", encoder)
    assert [text.replace("rained\nall", "rained all") for text in encoder.asked] == [told]


@pytest.mark.skipif(load_encoder() is None, reason="the extra `semantic` is not installed")
def test_the_real_encoder_knows_likeness() -> None:
    encoder = load_encoder()
    assert encoder
    import numpy as np  # noqa: PLC0415 - belongs to the extra

    texts = ["I lie awake at night.", "insomnia", "The stock market fell."]
    awake, insomnia, market = (np.frombuffer(each, "<f2").astype(float) for each in encoder.encode(texts))
    assert awake @ insomnia > awake @ market + 0.2
    assert awake @ awake == pytest.approx(1.0, abs=0.01)


@pytest.mark.skipif(load_encoder() is None, reason="the extra `semantic` is not installed")
def test_the_encoder_leaves_nothing_in_the_home_folder(tmp_path: Path) -> None:
    code = "from content import load_encoder; load_encoder().encode(['calm'])"
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", code], env={**os.environ, "HOME": str(tmp_path)}, check=False
    )
    assert (done.returncode, list(tmp_path.iterdir())) == (0, [])
