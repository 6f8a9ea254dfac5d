"""Mappings from data files."""

from datetime import date

import pytest

from content.record import Record, parse_yaml


def read(raw: object) -> tuple[Record, list[str]]:
    problems: list[str] = []
    return Record("thing", raw, problems), problems


def test_a_good_mapping_has_no_problems() -> None:
    record, problems = read({"name": "calm", "loud": False, "day": date(2026, 3, 1), "tags": ["a", 2027]})
    found = (record.text("name"), record.flag("loud"), record.day("day"), record.texts("tags"))
    record.close()
    assert found == ("calm", False, date(2026, 3, 1), ("a", "2027"))
    assert problems == []


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        ({}, 'thing: "name" is missing'),
        ({"name": None}, 'thing: "name" is empty'),
        ({"name": "  "}, 'thing: "name" is blank'),
        ({"name": ["a"]}, 'thing: "name" should be a text'),
        ({"name": True}, 'thing: "name" should be a text, and needs quotes'),
        ({"name": "a", "nmae": "b"}, 'thing: "nmae" is not a key we know'),
        ([], "thing: should be a mapping of keys to values"),
    ],
)
def test_a_wrong_text_is_told_in_plain_words(raw: object, complaint: str) -> None:
    record, problems = read(raw)
    record.text("name")
    record.close()
    assert problems[0] == complaint


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        ({"tags": "a"}, 'thing: "tags" should be a list'),
        ({"tags": [True]}, 'thing: "tags" should hold texts only, not [True] (quote them)'),
        ({"tags": ["a", "a"]}, 'thing: "tags" has twice: a'),
        ({"tags": None}, 'thing: "tags" is empty'),
    ],
)
def test_a_wrong_list_is_told_in_plain_words(raw: object, complaint: str) -> None:
    record, problems = read(raw)
    record.texts("tags")
    assert problems == [complaint]


def test_all_problems_are_told_at_once() -> None:
    record, problems = read({"loud": "yes", "day": "soon", "odd": 1})
    record.flag("loud")
    record.day("day")
    record.close()
    assert problems == [
        'thing: "loud" should be true or false',
        'thing: "day" should be a day such as 2026-03-14',
        'thing: "odd" is not a key we know',
    ]


def test_a_field_left_out_takes_its_default_silently() -> None:
    record, problems = read({})
    assert (record.text("a", "b"), record.flag("c", default=True), record.texts("d", ()), record.day("e")) == (
        "b",
        True,
        (),
        None,
    )
    assert problems == []


@pytest.mark.parametrize(
    "text",
    ["a: 1\na: 2", "a: [", "day: 2026-02-30", "[" * 5000, "a: !!timestamp x", "a: !!int ''", "a: !!bool x",
     'a: "\\ud800"', 'a: "\\0"'],
)  # fmt: skip
def test_yaml_that_would_lose_something_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_yaml(text)
