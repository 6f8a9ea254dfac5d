"""JSON Lines."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content import Article, Category, Place, Problem
from content.sources.jsonl import JsonLines


def read(folder: Path, categories: tuple[Category, ...], *lines: str) -> list[Article | Problem]:
    path = folder / "old.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return list(JsonLines(Place(name=str(path)), categories).read())


def read_one(folder: Path, categories: tuple[Category, ...], **fields: object) -> Article:
    (found,) = read(folder, categories, json.dumps({"id": "a", "body": "Some text."} | fields))
    assert isinstance(found, Article)
    return found


def test_an_id_is_kept_as_it_is_and_a_title_may_be_empty(tmp_path: Path, categories: tuple[Category, ...]) -> None:
    found = read_one(tmp_path, categories, id="cc/0 Ä", title="")
    assert (found.id, found.title, found.body, found.summary) == ("cc/0 Ä", "", "Some text.", "Some text.")


@pytest.mark.parametrize(
    ("fields", "name", "expected"),
    [
        ({"category": "sleep-hygiene"}, "category", "sleep-hygiene"),
        ({"category": "Sleep Hygiene"}, "category", "sleep-hygiene"),
        ({"category": "symptoms"}, "category", "extra-news"),
        ({"category": None}, "category", "extra-news"),
        ({}, "category", "extra-news"),
        ({"body": "", "text": "Other."}, "body", "Other."),
        ({"date": "2026-03-01T10:00:00Z"}, "published", date(2026, 3, 1)),
        ({"published": "last week"}, "published", None),
        ({"url": "https://example.org/a"}, "link", "https://example.org/a"),
        ({"tags": ["a", "a", 3, None]}, "tags", ("a",)),
        ({"tags": "a"}, "tags", ("a",)),
        ({"id": 7}, "id", "7"),
        ({"summary": "Short."}, "summary", "Short."),
        ({"body": "a\x00b\ud800"}, "body", "a\ufffdb\ufffd"),
        ({"unheard_of": [1]}, "id", "a"),
    ],
)
def test_other_peoples_fields_are_read_kindly(
    tmp_path: Path, categories: tuple[Category, ...], fields: dict[str, object], name: str, expected: object
) -> None:
    assert getattr(read_one(tmp_path, categories, **fields), name) == expected


def test_without_a_catch_all_the_last_category_takes_the_rest(tmp_path: Path, categories: tuple[Category, ...]) -> None:
    assert read_one(tmp_path, categories[:2]).category == "anxiety-disorders"


def test_a_broken_line_is_named_and_the_others_are_read(tmp_path: Path, categories: tuple[Category, ...]) -> None:
    good = '{"id": "a", "body": "text"}'
    deep = "[" * 100_000
    found = read(tmp_path, categories, good, "{", "", "[]", '{"id": "b"}', '{"body": "x"}', deep, good)
    problems = [str(each) for each in found if isinstance(each, Problem)]
    path = tmp_path / "old.jsonl"
    assert sum(isinstance(each, Article) for each in found) == 2
    assert [line.split(": ")[0] for line in problems] == [f"{path}:{number}" for number in (2, 4, 5, 6, 7)]
    assert problems[2:4] == [f"{path}:5: without body", f"{path}:6: without id"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(line=st.binary().filter(lambda line: b"\n" not in line))
def test_no_line_whatever_raises(line: bytes, categories: tuple[Category, ...]) -> None:
    assert isinstance(JsonLines(Place(name="x.jsonl"), categories).parse(line, "x.jsonl:1"), Article | Problem)
