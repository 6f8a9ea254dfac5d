"""``content.db`` as a file."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from content import Article, Category, StoreError, build, encoder_for, fingerprint_of, open_store
from content.rows import read_article, read_category
from content.store import SCHEMA, stems_of

Make = Callable[..., Article]


def ids(path: Path) -> list[str]:
    store = open_store(path)
    found = [row["id"] for row in store.rows("SELECT id FROM articles ORDER BY number")]
    store.close()
    return found


def test_what_is_written_is_read_back_the_same(
    tmp_path: Path, articles: tuple[Article, ...], categories: tuple[Category, ...]
) -> None:
    path = tmp_path / "new" / "content.db"
    build(articles, categories, path, "print")
    store = open_store(path)
    assert tuple(map(read_article, store.rows("SELECT * FROM articles ORDER BY number"))) == articles
    assert tuple(map(read_category, store.rows("SELECT * FROM categories ORDER BY position"))) == categories
    assert store.fingerprint == "print"
    store.close()


def test_an_empty_library_can_be_built(tmp_path: Path, categories: tuple[Category, ...]) -> None:
    build((), categories, tmp_path / "content.db", "")
    assert ids(tmp_path / "content.db") == []


def test_a_reader_keeps_the_old_file_until_it_reopens(
    tmp_path: Path, article: Make, categories: tuple[Category, ...]
) -> None:
    path = tmp_path / "content.db"
    build([article(id="old")], categories, path, "1")
    store = open_store(path)
    build([article(id="new")], categories, path, "2")
    assert [row["id"] for row in store.rows("SELECT id FROM articles")] == ["old"]
    store.close()
    assert ids(path) == ["new"]


def test_a_build_that_fails_leaves_the_old_file_and_no_draft(
    tmp_path: Path, article: Make, categories: tuple[Category, ...]
) -> None:
    path = tmp_path / "content.db"
    build([article(id="old")], categories, path, "1")

    def stops() -> Iterator[Article]:
        yield article(id="new")
        raise OSError("the disk went away")

    with pytest.raises(StoreError, match="the disk went away"):
        build(stops(), categories, path, "2")
    assert ids(path) == ["old"]
    assert list(tmp_path.iterdir()) == [path]


def test_two_articles_with_one_id_are_refused(tmp_path: Path, article: Make, categories: tuple[Category, ...]) -> None:
    with pytest.raises(StoreError, match="could not be built"):
        build([article(), article()], categories, tmp_path / "content.db", "")


def test_more_articles_than_one_batch_are_written(
    tmp_path: Path, article: Make, categories: tuple[Category, ...]
) -> None:
    many = (article(id=str(number), body=f"text {number}") for number in range(1200))
    build(many, categories, tmp_path / "content.db", "")
    assert len(ids(tmp_path / "content.db")) == 1200


def test_the_store_cannot_be_written_to(tmp_path: Path, categories: tuple[Category, ...]) -> None:
    build((), categories, tmp_path / "content.db", "")
    store = open_store(tmp_path / "content.db")
    with pytest.raises(StoreError, match="readonly"):
        store.rows("DELETE FROM articles")
    store.close()


def test_a_missing_file_is_told_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no library here yet"):
        open_store(tmp_path / "content.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", [b"", b"not a database, surely" * 99, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_damaged_file_is_told(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "content.db"
    path.write_bytes(damage)
    with pytest.raises(StoreError, match="damaged"):
        open_store(path)


def test_another_versions_file_is_told(tmp_path: Path, categories: tuple[Category, ...]) -> None:
    path = tmp_path / "content.db"
    build((), categories, path, "")
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE about SET schema = ?", (SCHEMA + 1,))
    connection.close()
    with pytest.raises(StoreError, match="another version"):
        open_store(path)


def test_a_path_with_odd_characters_is_opened(tmp_path: Path, categories: tuple[Category, ...]) -> None:
    path = tmp_path / "a b?c#d%20e" / "content.db"
    build((), categories, path, "")
    assert ids(path) == []


def test_a_library_without_vectors_asks_for_no_encoder(tmp_path: Path, categories: tuple[Category, ...]) -> None:
    build([], categories, tmp_path / "content.db", "")
    assert encoder_for(tmp_path / "content.db") is None
    assert encoder_for(tmp_path / "missing.db") is None


def test_stems_are_those_of_the_index() -> None:
    assert stems_of(["sleeping", "sleep", "ángels"]) == {"sleeping": "sleep", "sleep": "sleep", "ángels": "angel"}


def test_a_fingerprint_changes_with_a_files_text_and_name_and_not_with_its_place(tmp_path: Path) -> None:
    first = tmp_path / "first"
    (first / "sub").mkdir(parents=True)
    (first / "sub" / "a.md").write_text("one", encoding="utf-8")
    shutil.copytree(first, tmp_path / "second")
    before = fingerprint_of([first])
    assert fingerprint_of([tmp_path / "second"]) == before
    (first / "sub" / "a.md").write_text("two", encoding="utf-8")
    changed = fingerprint_of([first])
    (first / "sub" / "a.md").rename(first / "sub" / "b.md")
    assert (
        len({before, changed, fingerprint_of([first]), fingerprint_of(["https://example.org"]), fingerprint_of([])})
        == 5
    )
