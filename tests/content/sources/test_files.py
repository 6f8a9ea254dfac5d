"""A folder of Markdown files."""

from datetime import date
from pathlib import Path

import pytest

from content import Article, Category, Citation, Place, Problem
from content.sources.files import Files

FRONT = """\
title: A calm evening
summary: How to wind down.
"""
FULL = """\
published: 2026-03-14
authors: [Editors]
topics: [anxiety-disorders]
tags: [evening, 2027]
picture: sleep-hygiene.png
picture_alt: A moon.
link: https://example.org/evening
source_name: Example
curated: true
reviewed_on: 2026-05-01
sources:
  - {title: Sleep, publisher: NHS, url: "https://www.nhs.uk", date: undated}
"""


def write(folder: Path, name: str, front: str = FRONT, body: str = "Dim the lights.") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{front}---\n{body}\n", encoding="utf-8")
    return path


def read(folder: Path, categories: tuple[Category, ...]) -> list[Article | Problem]:
    return list(Files(Place(name=str(folder)), categories).read())


def test_an_article_is_named_by_its_file_and_filed_by_its_folder(
    tmp_path: Path, categories: tuple[Category, ...]
) -> None:
    write(tmp_path, "sleep-hygiene/calm-evening.md")
    (found,) = read(tmp_path, categories)
    assert isinstance(found, Article)
    assert (found.id, found.category, found.body, found.minutes, found.published) == (
        "calm-evening",
        "sleep-hygiene",
        "Dim the lights.",
        1,
        None,
    )


def test_front_matter_fills_the_article(tmp_path: Path, categories: tuple[Category, ...]) -> None:
    write(tmp_path, "sleep-hygiene/calm-evening.md", FRONT + FULL)
    (found,) = read(tmp_path, categories)
    assert isinstance(found, Article)
    assert found.published == date(2026, 3, 14)
    assert found.topics == ("anxiety-disorders",)
    assert found.tags == ("evening", "2027")
    assert found.curated
    assert found.reviewed_on == "2026-05-01"
    assert found.citations == (Citation(title="Sleep", publisher="NHS", url="https://www.nhs.uk", date="undated"),)


def test_front_matter_may_name_another_category(tmp_path: Path, categories: tuple[Category, ...]) -> None:
    write(tmp_path, "drafts/calm.md", f"{FRONT}category: sleep-hygiene\n")
    assert [each.category for each in read(tmp_path, categories) if isinstance(each, Article)] == ["sleep-hygiene"]


@pytest.mark.parametrize(
    ("front", "complaint"),
    [
        ("title: A\n", '"summary" is missing'),
        (FRONT + "colour: blue\n", '"colour" is not a key we know'),
        (FRONT + "topics: [nowhere]\n", "topics that are no category: nowhere"),
        (FRONT + "topics: [sleep-hygiene]\n", "its own category should not be among the topics"),
        (FRONT + "picture: a.png\n", "a picture needs picture_alt"),
        (FRONT + "link: ftp://x\n", "a link starts with http:// or https://"),
        (FRONT + "published: 2026-02-30\n", "day is out of range for month"),
        (FRONT + "tags: [\n", "not YAML"),
        (FRONT + 'link: "https://a.example/\\ud800"\n', "holds what is no character"),
        (FRONT + "curated: !!bool x\n", "a value is not what its own !!tag says"),
        (FRONT + "sources: [{title: A}]\n", 'sources: "publisher" is missing'),
        (FRONT + "category: somewhere\n", '"somewhere" is not a category'),
    ],
)
def test_faulty_front_matter_is_told_in_plain_words(
    tmp_path: Path, categories: tuple[Category, ...], front: str, complaint: str
) -> None:
    path = write(tmp_path, "sleep-hygiene/a.md", front)
    problems = [str(each) for each in read(tmp_path, categories)]
    assert problems[0].startswith(f"{path}: ")
    assert complaint in problems[0]


@pytest.mark.parametrize(
    ("name", "body", "complaint"),
    [
        ("sleep-hygiene/a.md", "  ", "there is no text under the front matter"),
        ("sleep-hygiene/Big_Name.md", "text", "lower-case letters, digits and hyphens"),
        (f"sleep-hygiene/{'a' * 49}.md", "text", "at most 48"),
        ("somewhere/a.md", "text", '"somewhere" is not a category'),
    ],
)
def test_a_faulty_name_or_body_is_told_in_plain_words(
    tmp_path: Path, categories: tuple[Category, ...], name: str, body: str, complaint: str
) -> None:
    path = write(tmp_path, name, body=body)
    (problem,) = read(tmp_path, categories)
    assert isinstance(problem, Problem)
    assert problem.id == path.stem
    assert complaint in problem.what


def test_a_faulty_file_does_not_keep_the_others_out(tmp_path: Path, categories: tuple[Category, ...]) -> None:
    write(tmp_path, "sleep-hygiene/good.md")
    write(tmp_path, "sleep-hygiene/bad.md", "title: A\nodd: 1\n")
    (tmp_path / "sleep-hygiene" / "raw.md").write_bytes(b"\xff\xfe")
    (tmp_path / "sleep-hygiene" / "bare.md").write_text("No front matter.", encoding="utf-8")
    found = read(tmp_path, categories)
    assert [each.id for each in found if isinstance(each, Article)] == ["good"]
    assert [each.id for each in found if isinstance(each, Problem)] == ["bad", "bad", "bare", "raw"]


def test_one_file_alone_is_read_too(tmp_path: Path, categories: tuple[Category, ...]) -> None:
    write(tmp_path, "sleep-hygiene/other.md")
    path = write(tmp_path, "sleep-hygiene/calm.md")
    assert [each.id for each in read(path, categories) if isinstance(each, Article)] == ["calm"]


def test_windows_line_ends_and_byte_order_marks_are_read(tmp_path: Path, categories: tuple[Category, ...]) -> None:
    path = write(tmp_path, "sleep-hygiene/calm.md")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert [each.id for each in read(tmp_path, categories) if isinstance(each, Article)] == ["calm"]
