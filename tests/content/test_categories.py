"""The list of categories."""

from pathlib import Path

import pytest
import yaml

from content import CATEGORIES, PICTURES, CategoriesError, load_categories

GOOD = {
    "slug": "sleep-hygiene",
    "title": "Sleep Hygiene",
    "emoji": "🌙",
    "description": "Sleeping better.",
    "aliases": ["insomnia"],
    "related": [],
    "care": False,
    "picture": "sleep.png",
    "picture_alt": "A moon.",
}


def written(folder: Path, *items: object) -> Path:
    path = folder / "categories.yaml"
    path.write_text(yaml.safe_dump({"categories": list(items)}), encoding="utf-8")
    return path


def problems_of(path: Path) -> tuple[str, ...]:
    with pytest.raises(CategoriesError) as caught:
        load_categories(path)
    return caught.value.problems


def test_a_good_list_is_loaded_in_its_order(tmp_path: Path) -> None:
    second = {**GOOD, "slug": "stress", "title": "Stress", "aliases": ["strain"], "related": ["sleep-hygiene"]}
    loaded = load_categories(written(tmp_path, GOOD, second))
    assert [(each.slug, each.aliases, each.related) for each in loaded] == [
        ("sleep-hygiene", ("insomnia",), ()),
        ("stress", ("strain",), ("sleep-hygiene",)),
    ]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"colour": "blue"}, 'sleep-hygiene: "colour" is not a key we know'),
        ({"slug": "Sleep Hygiene"}, "Sleep Hygiene: a slug is lower-case letters, digits and hyphens"),
        ({"care": "yes"}, 'sleep-hygiene: "care" should be true or false'),
        ({"related": ["nowhere"]}, 'sleep-hygiene: related "nowhere" is not another category'),
        ({"related": ["sleep-hygiene"]}, 'sleep-hygiene: related "sleep-hygiene" is not another category'),
        ({"aliases": ["a", "a"]}, 'sleep-hygiene: "aliases" has twice: a'),
    ],
)
def test_a_wrong_category_is_told_in_plain_words(tmp_path: Path, changes: dict[str, object], complaint: str) -> None:
    assert problems_of(written(tmp_path, GOOD | changes)) == (complaint,)


@pytest.mark.parametrize("key", GOOD)
def test_every_key_has_to_be_there(tmp_path: Path, key: str) -> None:
    raw = {name: value for name, value in GOOD.items() if name != key}
    assert f'"{key}" is missing' in " ".join(problems_of(written(tmp_path, raw)))


def test_a_name_belongs_to_one_category(tmp_path: Path) -> None:
    other = {**GOOD, "slug": "rest", "title": "Rest", "aliases": ["Insomnia!"]}
    assert problems_of(written(tmp_path, GOOD, other)) == ('rest: "Insomnia!" already belongs to sleep-hygiene',)


def test_a_slug_belongs_to_one_category(tmp_path: Path) -> None:
    assert problems_of(written(tmp_path, GOOD, GOOD)) == ("sleep-hygiene: used for two categories",)


def test_all_problems_come_with_the_files_name(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD | {"care": 3}, {})
    with pytest.raises(CategoriesError) as caught:
        load_categories(path)
    assert str(caught.value).startswith(f"{path}:\n  - sleep-hygiene: ")
    assert len(caught.value.problems) == 1 + len(GOOD)


@pytest.mark.parametrize("text", ["", "categories: []", "categories: [", "- a"])
def test_a_file_without_categories_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "categories.yaml"
    path.write_text(text, encoding="utf-8")
    assert problems_of(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert problems_of(tmp_path / "none.yaml")


def test_the_categories_that_ship_hold_together() -> None:
    categories = load_categories(CATEGORIES)
    assert len(categories) == 21
    assert {each.slug for each in categories if each.care} == {"crisis-intervention", "suicide-prevention"}
    assert [each.picture for each in categories if not (PICTURES / each.picture).is_file()] == []
