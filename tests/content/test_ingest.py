"""From sources to ``content.db``."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from content import CATEGORIES, Catalog, Category, Place, Report, StoreError, ingest, is_fresh, load_categories, starter
from content.ingest import origin_of

Categories = tuple[Category, ...]


def lines(path: Path, *articles: Mapping[str, object]) -> Path:
    path.write_text("".join(json.dumps({"title": "T", **each}) + "\n" for each in articles), encoding="utf-8")
    return path


def file(folder: Path, name: str, body: str = "Dim the lights.", front: str = "") -> Path:
    path = folder / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: {path.stem}\nsummary: S.\n{front}---\n{body}\n", encoding="utf-8")
    return path


def run(db: Path, categories: Categories, *sources: Path | str, trust: bool = False) -> Report:
    return ingest(sources, db, categories, trust=trust)


def held_in(db: Path) -> list[str]:
    with Catalog(db) as catalog:
        return sorted(teaser.id for teaser in catalog.latest(99))


def counts(report: Report) -> dict[str, int]:
    names = ("new", "changed", "same", "held", "failed", "gone", "warned", "duplicates")
    return {name: len(getattr(report, name)) for name in names if getattr(report, name)}


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "data" / "content.db"


def test_a_first_run_builds_the_library(tmp_path: Path, db: Path, categories: Categories) -> None:
    file(tmp_path / "in" / "sleep-hygiene", "calm")
    old = lines(tmp_path / "old.jsonl", {"id": "cc/1", "body": "Some text."})
    report = run(db, categories, tmp_path / "in", old)
    assert report.new == ("calm", "cc/1")
    assert held_in(db) == ["calm", "cc/1"]


def test_a_second_run_changes_nothing(tmp_path: Path, db: Path, categories: Categories) -> None:
    old = lines(tmp_path / "old.jsonl", {"id": "a", "body": "A."}, {"id": "b", "body": "B."})
    run(db, categories, old)
    assert counts(run(db, categories, old)) == {"same": 2}


def test_changes_are_told_apart(tmp_path: Path, db: Path, categories: Categories) -> None:
    old = tmp_path / "old.jsonl"
    run(db, categories, lines(old, *({"id": name, "body": name} for name in ("same", "changed", "gone"))))
    report = run(
        db,
        categories,
        lines(old, {"id": "same", "body": "same"}, {"id": "changed", "body": "other"}, {"id": "new", "body": "new"}),
    )
    assert (report.new, report.changed, report.same, report.gone) == (("new",), ("changed",), ("same",), ("gone",))
    assert held_in(db) == ["changed", "new", "same"]


def test_articles_of_other_sources_stay(tmp_path: Path, db: Path, categories: Categories) -> None:
    run(db, categories, lines(tmp_path / "one.jsonl", {"id": "a", "body": "A."}))
    report = run(db, categories, lines(tmp_path / "two.jsonl", {"id": "b", "body": "B."}))
    assert counts(report) == {"new": 1}
    assert held_in(db) == ["a", "b"]


def test_an_article_that_moves_to_another_source_keeps_its_id(tmp_path: Path, db: Path, categories: Categories) -> None:
    run(db, categories, lines(tmp_path / "one.jsonl", {"id": "a", "body": "A."}))
    report = run(db, categories, lines(tmp_path / "two.jsonl", {"id": "a", "body": "A, newer."}))
    assert report.changed == ("a",)
    assert held_in(db) == ["a"]


def test_a_source_that_fails_loses_nothing_and_stops_nobody(tmp_path: Path, db: Path, categories: Categories) -> None:
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    run(db, categories, lines(one, {"id": "a", "body": "A."}), lines(two, {"id": "b", "body": "B."}))
    one.unlink()
    lines(two, {"id": "b", "body": "B."}, {"id": "c", "body": "C."})
    report = run(db, categories, one, two, "gopher://nowhere")
    assert counts(report) == {"new": 1, "same": 1, "failed": 2}
    assert report.failed[0] == f"{one}: No such file or directory"
    assert held_in(db) == ["a", "b", "c"]


def test_a_faulty_file_keeps_its_older_version_and_no_other(tmp_path: Path, db: Path, categories: Categories) -> None:
    folder = tmp_path / "sleep-hygiene"
    for name in ("good", "faulty", "removed"):
        file(folder, name, body=name)
    run(db, categories, folder)
    file(folder, "faulty", front="odd: 1\n")
    (folder / "removed.md").unlink()
    report = run(db, categories, folder)
    assert counts(report) == {"same": 1, "failed": 1, "gone": 1}
    assert held_in(db) == ["faulty", "good"]


def test_unsafe_wording_is_held_back_with_its_reason(tmp_path: Path, db: Path, categories: Categories) -> None:
    old = lines(tmp_path / "old.jsonl", {"id": "a", "body": "He committed suicide."}, {"id": "b", "body": "B."})
    report = run(db, categories, old)
    assert counts(report) == {"new": 1, "held": 1}
    assert [finding.rule for finding in report.held[0].findings] == ["committed-suicide"]
    assert held_in(db) == ["b"]


def test_a_publisher_may_vouch_and_is_told_all_the_same(tmp_path: Path, db: Path, categories: Categories) -> None:
    old = lines(tmp_path / "old.jsonl", {"id": "a", "body": "He committed suicide."})
    assert counts(run(db, categories, old, trust=True)) == {"new": 1, "warned": 1}
    assert held_in(db) == ["a"]


def test_an_article_that_turns_unsafe_goes(tmp_path: Path, db: Path, categories: Categories) -> None:
    old = tmp_path / "old.jsonl"
    run(db, categories, lines(old, {"id": "a", "body": "A."}))
    assert counts(run(db, categories, lines(old, {"id": "a", "body": "She committed suicide."}))) == {"held": 1}
    assert held_in(db) == []


SAD = "He committed suicide."


@pytest.mark.parametrize(
    ("before", "now", "keeps", "expected"),
    [
        (SAD, SAD, True, {"same": 1, "warned": 1}),
        (SAD, f"{SAD} A word more.", True, {"changed": 1, "warned": 1}),
        (SAD, f"{SAD} She committed suicide.", True, {"held": 1}),
        ("A.", SAD, True, {"held": 1}),
        ("", SAD, True, {"held": 1}),
        (SAD, SAD, False, {"held": 1}),
    ],
)
def test_what_was_let_in_may_stay_with_the_findings_it_has(
    tmp_path: Path, before: str, now: str, expected: dict[str, int], *, keeps: bool
) -> None:
    db, categories = tmp_path / "content.db", load_categories(CATEGORIES)
    old = lines(tmp_path / "old.jsonl", {"id": "a", "body": before})
    ingest([old], db, categories, trust=True)
    report = ingest([lines(old, {"id": "a", "body": now})], db, categories, trust=False, keeps=keeps)
    assert counts(report) == expected
    assert held_in(db) == ([] if "held" in expected else ["a"])


@pytest.mark.parametrize(
    ("first", "second", "copies"),
    [
        ({"body": "Equal  text."}, {"body": "equal text."}, 1),
        ({"body": "Equal.", "title": ""}, {"body": "Equal.", "title": ""}, 1),
        ({"body": "Equal.", "title": "One"}, {"body": "Equal.", "title": "Two"}, 0),
        ({"body": "One.", "title": ""}, {"body": "Two.", "title": ""}, 0),
        ({"body": "One."}, {"body": "Two."}, 0),
        ({"body": "One.", "link": "https://x.org/a"}, {"body": "Two.", "link": "https://x.org/a"}, 0),
    ],
)
def test_a_copy_within_a_source_has_equal_text(
    tmp_path: Path, categories: Categories, first: dict[str, object], second: dict[str, object], copies: int
) -> None:
    source = lines(tmp_path / "a.jsonl", {"id": "a", **first}, {"id": "b", **second})
    assert len(run(tmp_path / "content.db", categories, source).duplicates) == copies


def test_a_copy_in_another_source_has_equal_link_or_text(tmp_path: Path, db: Path, categories: Categories) -> None:
    one = lines(tmp_path / "one.jsonl", {"id": "a", "body": "A.", "link": "https://x.org/a"}, {"id": "b", "body": "B."})
    two = lines(tmp_path / "two.jsonl", {"id": "c", "body": "C.", "link": "https://x.org/a"}, {"id": "d", "body": "B."})
    assert run(db, categories, one, two).duplicates == ("c", "d")
    assert run(db, categories, two).duplicates == ("c", "d")
    assert held_in(db) == ["a", "b"]


def test_an_id_used_twice_keeps_the_first(tmp_path: Path, db: Path, categories: Categories) -> None:
    report = run(db, categories, lines(tmp_path / "a.jsonl", {"id": "a", "body": "One."}, {"id": "a", "body": "Two."}))
    assert counts(report) == {"new": 1, "duplicates": 1}
    with Catalog(db) as catalog:
        article = catalog.article("a")
    assert article is not None
    assert article.body == "One."


def test_a_damaged_library_is_built_anew(tmp_path: Path, db: Path, categories: Categories) -> None:
    db.parent.mkdir()
    db.write_bytes(b"damaged")
    run(db, categories, lines(tmp_path / "a.jsonl", {"id": "a", "body": "A."}))
    assert held_in(db) == ["a"]


def test_a_library_that_cannot_be_written_is_told(tmp_path: Path, categories: Categories) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError, match="could not be built"):
        run(tmp_path / "file" / "content.db", categories)


def test_a_library_is_fresh_until_a_source_or_a_category_changes(
    tmp_path: Path, db: Path, categories: Categories
) -> None:
    old = lines(tmp_path / "old.jsonl", {"id": "a", "body": "A."})
    assert not is_fresh([old], db, categories)
    run(db, categories, old)
    assert is_fresh([old], db, categories)
    assert not is_fresh([old], db, (replace(categories[0], title="Rest"), *categories[1:]))
    lines(old, {"id": "a", "body": "B."})
    assert not is_fresh([old], db, categories)


def test_reading_one_source_leaves_the_others_as_fresh_as_they_were(
    tmp_path: Path, db: Path, categories: Categories
) -> None:
    one, two = (lines(tmp_path / f"{name}.jsonl", {"id": name, "body": name}) for name in ("one", "two"))
    run(db, categories, one, two)
    run(db, categories, lines(one, {"id": "one", "body": "Other."}))
    run(db, categories, lines(tmp_path / "by-hand.jsonl", {"id": "three", "body": "C."}))
    assert is_fresh([one, two], db, categories)
    lines(two, {"id": "two", "body": "Other."})
    run(db, categories, one)
    assert not is_fresh([one, two], db, categories)


def test_a_source_not_read_since_the_categories_changed_is_not_fresh(
    tmp_path: Path, db: Path, categories: Categories
) -> None:
    one, two = (lines(tmp_path / f"{name}.jsonl", {"id": name, "body": name}) for name in ("one", "two"))
    run(db, categories, one, two)
    others = (replace(categories[0], title="Rest"), *categories[1:])
    run(db, others, one)
    assert [is_fresh(sources, db, others) for sources in ([one], [one, two])] == [True, False]


def test_a_library_is_not_fresh_when_another_category_was_chosen(
    tmp_path: Path, db: Path, categories: Categories
) -> None:
    old = str(lines(tmp_path / "old.jsonl", {"id": "a", "body": "A."}))
    places = [Place(name=old), Place(name=old, category="sleep-hygiene")]
    ingest(places[:1], db, categories, trust=False)
    assert [is_fresh([place], db, categories) for place in places] == [True, False]


def test_the_starter_library_is_the_same_wherever_it_is_installed(tmp_path: Path) -> None:
    assert origin_of(str(starter())) == "starter"
    assert origin_of(str(tmp_path)) == str(tmp_path.resolve())


def test_the_starter_library_holds_together(db: Path) -> None:
    categories = load_categories(CATEGORIES)
    report = run(db, categories, starter())
    assert (report.failed, report.held, report.duplicates) == ((), (), ())
    with Catalog(db) as catalog:
        assert [each.slug for each in categories if catalog.count(each.slug) < 3] == []


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("cant slep before exams", {"sleep-hygiene", "stress-management"}),
        ("suicide prevention", {"suicide-prevention"}),
        ("panic attacks", {"anxiety-disorders"}),
        ("burnout at work", {"work-life-balance"}),
        ("meds side effects", {"medication-information"}),
        ("depresion", {"depression"}),
    ],
)
def test_the_starter_library_answers_real_questions(starter_catalog: Catalog, query: str, wanted: set[str]) -> None:
    categories = {each.teaser.category for each in starter_catalog.search(query).found[:3]}
    assert categories >= wanted


@pytest.fixture(scope="module")
def starter_catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    db = tmp_path_factory.mktemp("starter") / "content.db"
    ingest([starter()], db, load_categories(CATEGORIES), trust=False)
    return Catalog(db)
