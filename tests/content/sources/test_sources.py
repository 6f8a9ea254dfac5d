"""What every kind of source promises; a new one is tested by being listed in SOURCES."""

from pathlib import Path

import pytest

from content import SOURCES, Category, Problem


@pytest.mark.parametrize("name", SOURCES)
def test_a_place_that_is_not_there_is_a_problem_and_no_error(
    name: str, tmp_path: Path, categories: tuple[Category, ...]
) -> None:
    place = str(tmp_path / "nowhere")
    (problem,) = SOURCES[name](place, categories).read()
    assert isinstance(problem, Problem)
    assert str(problem).startswith(place)
    assert problem.id is None


@pytest.mark.parametrize(
    ("place", "name"),
    [("articles", "files"), ("/srv/articles", "files"), ("old.jsonl", "jsonl"), ("/srv/old.ndjson", "jsonl")],
)
def test_a_place_is_told_by_its_look(place: str, name: str) -> None:
    assert next(kind for kind, source in SOURCES.items() if source.accepts(place)) == name


def test_an_address_is_no_file() -> None:
    assert [name for name, source in SOURCES.items() if source.accepts("https://example.org/a.jsonl")] == ["feed"]
    assert [name for name, source in SOURCES.items() if source.accepts("ftp://example.org/a.jsonl")] == []
