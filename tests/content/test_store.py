"""``content.db`` as a file."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content import Article, Category, Place, StoreError, build, encoder_for, fingerprint_of, open_store
from content.rows import read_article, read_category
from content.store import SCHEMA, Dropped, Stems, alone, update
from content.stored import Stored

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


def whole(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything a library holds, without the numbers of its articles; and what its index finds in each word."""
    db = sqlite3.connect(path)
    with closing(db):
        found = {
            name: db.execute(f"SELECT {columns} FROM {tables} ORDER BY 1, 2").fetchall()  # noqa: S608 - ours
            for name, columns, tables in (
                ("articles", "id, title, body, category, topics, tags, origin, digest, address", "articles"),
                ("shelves", "slug, id", "shelves JOIN articles USING (number)"),
                ("vocabulary", "word, stem, articles", "vocabulary"),
                ("categories", "slug, title", "categories"),
            )
        }
        db.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, articles_fts, instance)")
        index = "SELECT term, id, col, offset FROM temp.terms JOIN articles ON number = doc ORDER BY 1, 2, 3, 4"
        return found | {"index": db.execute(index).fetchall()}


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from("abcde"), st.sampled_from(["calm nights", "calm days", "worry at nights", ""]), max_size=5
        ),
        min_size=2, max_size=4,
    )
)  # fmt: skip
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_a_library_that_took_changes_is_the_one_built_at_once(
    tmp_path_factory: pytest.TempPathFactory, article: Make, categories: tuple[Category, ...],
    states: list[dict[str, str]],
) -> None:  # fmt: skip
    folder = tmp_path_factory.mktemp("states")

    def stored(id_: str, text: str) -> Stored:
        topics = ("sleep-hygiene",) if "nights" in text else ()
        return Stored(article=article(id=id_, title=text, body=f"{text} {id_}", topics=topics), origin=text[:4])

    before: dict[str, str] = {}
    for state in states:
        changes = [stored(*item) for item in state.items() if item not in before.items()]
        gone = [Dropped(id_) for id_ in before if id_ not in state]
        update([*changes, *gone], categories, folder / "changed.db", "")
        before = state
    build([stored(*item) for item in before.items()], categories, folder / "built.db", "")

    assert whole(folder / "changed.db") == whole(folder / "built.db")


def test_an_article_keeps_its_number_when_it_changes(
    tmp_path: Path, article: Make, categories: tuple[Category, ...]
) -> None:
    path = tmp_path / "content.db"
    build([article(id="a"), article(id="b"), article(id="c")], categories, path, "")
    update([Stored(article=article(id="a", title="New"), origin=""), Dropped("b")], categories, path, "")
    assert ids(path) == ["a", "c"]


def test_a_file_of_another_version_is_built_anew(
    tmp_path: Path, article: Make, categories: tuple[Category, ...]
) -> None:
    path = tmp_path / "content.db"
    path.write_bytes(b"what another version wrote")
    update([Stored(article=article(id="a"), origin="")], categories, path, "")
    assert ids(path) == ["a"]


def test_one_run_at_a_time_writes(tmp_path: Path) -> None:
    with (
        alone(tmp_path / "content.db"),
        pytest.raises(StoreError, match="another run is writing"),
        alone(tmp_path / "content.db", patience=0.1),
    ):
        pass
    with alone(tmp_path / "content.db"):
        pass  # it let go


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
    assert Stems().of(["sleeping", "sleep", "ángels"]) == {"sleeping": "sleep", "sleep": "sleep", "ángels": "angel"}


def test_a_fingerprint_changes_with_a_files_text_and_name_and_not_with_its_place(tmp_path: Path) -> None:
    first = tmp_path / "first"
    (first / "sub").mkdir(parents=True)
    (first / "sub" / "a.md").write_text("one", encoding="utf-8")
    shutil.copytree(first, tmp_path / "second")
    place = Place(name=str(first))
    prints = [fingerprint_of(place)]
    assert fingerprint_of(Place(name=str(tmp_path / "second"))) == prints[0]
    (first / "sub" / "a.md").write_text("two", encoding="utf-8")
    prints.append(fingerprint_of(place))
    (first / "sub" / "a.md").rename(first / "sub" / "b.md")
    prints.append(fingerprint_of(place))
    (first / "sub").rename(first / "other")  # the folder's name is the category
    prints.append(fingerprint_of(place))
    assert len({*prints, fingerprint_of(replace(place, category="stigma"))}) == 5


def test_a_file_that_cannot_be_read_and_one_of_an_odd_name_count_by_their_names(tmp_path: Path) -> None:
    place, before = Place(name=str(tmp_path)), fingerprint_of(Place(name=str(tmp_path)))
    (tmp_path / "a.md").symlink_to("/proc/self/mem")
    with_unreadable = fingerprint_of(place)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.md")).write_text("one", encoding="utf-8")
    assert len({before, with_unreadable, fingerprint_of(place)}) == 3
