"""What every kind of source promises; a new one is tested by being listed in SOURCES."""

from pathlib import Path

import pytest

from content import SOURCES, Category, Place, Problem


@pytest.mark.parametrize("name", SOURCES)
def test_a_place_that_is_not_there_is_a_problem_and_no_error(
    name: str, tmp_path: Path, categories: tuple[Category, ...]
) -> None:
    place = str(tmp_path / "nowhere")
    (problem,) = SOURCES[name](Place(name=place), categories).read()
    assert isinstance(problem, Problem)
    assert str(problem).startswith(place)
    assert problem.id is None


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("articles", "files"), ("/srv/articles", "files"), ("old.jsonl", "jsonl"), ("/srv/old.ndjson", "jsonl"),
        ("https://example.org/feed", "feed"), ("https://example.org/?feed=rss2", "feed"),
        ("https://example.org/a.jsonl", "feed"), ("https://example.org/feed/", "feed"),
        ("https://example.org", "site"), ("https://example.org/", "site"), ("site:https://example.org/blog", "site"),
        ("https://example.org/sitemap.xml", "site"), ("https://example.org/x/post-sitemap2.xml.gz", "site"),
        ("ftp://example.org/a.jsonl", None), ("site:ftp://example.org", None), ("https://[bad/sitemap.xml", "feed"),
    ],
)  # fmt: skip
def test_a_place_is_told_by_its_look(place: str, name: str | None) -> None:
    assert next((kind for kind, source in SOURCES.items() if source.accepts(place)), None) == name
