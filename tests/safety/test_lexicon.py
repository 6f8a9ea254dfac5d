"""A language folder loads whole or not at all, and every refusal says what and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from toys import COMBINE, Toy, dump

from safety import Level, LexiconError, languages, load_language
from safety.lexicon import load_combinations
from safety.types import CueKind

if TYPE_CHECKING:
    from pathlib import Path

#: What is changed in a good rule, and what is then said of it.
RULES: list[tuple[dict[str, Any], str]] = [
    ({"level": "urgent"}, 'xx.a.rule: level "urgent" is not one of: none, topic, distress'),
    ({"situation": "sad"}, 'xx.a.rule: situation "sad" is not one of: suicide'),
    ({"about": "me"}, 'xx.a.rule: about "me" is not one of: self, other, nobody'),
    ({"sign": "omen"}, 'xx.a.rule: sign "omen" is not one of: means, minor, time, wish'),
    ({"level": "none"}, "xx.a.rule: level none needs a sign, or the rule does nothing"),
    ({"holds": ["doubt"]}, 'xx.a.rule: holds "doubt" is not one of: negation'),
    ({"catches": ["one"]}, "xx.a.rule: catches: needs at least 2, has 1"),
    ({"spares": []}, "xx.a.rule: spares: needs at least 1, has 0"),
    ({"phrases": []}, "xx.a.rule: phrases: needs at least 1, has 0"),
    ({"phrases": ["die", "die"]}, "xx.a.rule: phrases: 'die' stands twice"),
    ({"phrases": [7]}, "xx.a.rule: phrases: must be a list of texts"),
    ({"phrases": ["<who> die"]}, "xx.a.rule: '<who> die': there is no slot <who>"),
    ({"phrase": ["die"]}, 'xx.a.rule: "phrase" is not a key we know'),
    ({"id": "yy.a.rule"}, 'rules: id "yy.a.rule" must look like xx.group.name'),
    ({"id": "xx.A rule"}, 'rules: id "xx.A rule" must look like xx.group.name'),
]
CUES: list[tuple[dict[str, Any], str]] = [
    ({"kind": "irony"}, 'kind "irony" is not one of: negation, doubled'),
    ({"where": "near"}, 'where "near" is not one of: before, after, around, anywhere'),
    ({"within": 99}, 'within "99" must be a number of words from 0 to 30'),
    ({"within": "3"}, 'within "3" must be a number of words from 0 to 30'),
    ({"phrases": []}, "phrases: needs at least 1, has 0"),
    ({"calms": "x"}, "calms: must be a list of texts"),
    ({"mutes": True}, '"mutes" is not a key we know'),
    ({"id": "xx"}, 'cues: id "xx" must look like xx.group.name'),
]
FILES: list[tuple[dict[str, Any], str]] = [
    ({"gap": 0}, 'gap "0" must be a number from 1 to 12'),
    ({"slots": []}, "slots: must be a mapping of names to lists"),
    ({"slots": {"a": []}}, "slot <a>: needs at least 1, has 0"),
    ({"typos": {"word": []}}, 'typos: must be a mapping with "words" and "ordinary"'),
    ({"borrowed": ["abroad"]}, "borrowed: there is no slot <abroad>"),
    ({"typos": {"words": ["cat"]}}, "typos: 'cat' is shorter than 6 letters"),
    ({"language": "en"}, 'language "en" does not agree with its folder xx'),
    ({"rules": []}, "rules: must be a list of mappings, and not empty"),
    ({"rulez": 1}, 'the file: "rulez" is not a key we know'),
]


def refusal(toy: Toy) -> str:
    with pytest.raises(LexiconError) as caught:
        load_language(toy.write(), toy.path)
    return str(caught.value)


@pytest.mark.parametrize(("change", "said"), RULES)
def test_a_wrong_rule_is_refused_by_name(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    assert said in refusal(Toy(tmp_path).rule("a.rule", "die", **change))


@pytest.mark.parametrize(("change", "said"), CUES)
def test_a_wrong_cue_is_refused_by_name(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    assert said in refusal(Toy(tmp_path).rule("a.rule", "die").cue("negation", "not", **change))


@pytest.mark.parametrize(("change", "said"), FILES)
def test_a_wrong_file_is_refused(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    assert said in refusal(Toy(tmp_path, lexicon=change).rule("a.rule", "die"))


@pytest.mark.parametrize("key", ["level", "situation", "about", "phrases", "catches", "spares", "why"])
def test_a_missing_key_is_named(tmp_path: Path, key: str) -> None:
    toy = Toy(tmp_path).rule("a.rule", "die")
    del toy.rules[0][key]
    assert f'xx.a.rule: "{key}" is missing' in refusal(toy)


def test_the_same_id_twice_is_refused(tmp_path: Path) -> None:
    said = refusal(Toy(tmp_path).rule("a.rule", "die").rule("a.rule", "dead"))
    assert 'rules: id "xx.a.rule" stands 2 times' in said


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    toy = Toy(tmp_path).rule("a.rule", "die", level="urgent", about="me").rule("b.rule", "<who>")
    assert refusal(toy).splitlines() == [
        f"{tmp_path / 'xx' / 'lexicon.yaml'}:",
        '  - xx.a.rule: level "urgent" is not one of: none, topic, distress, ideation, intent, imminent',
        '  - xx.a.rule: about "me" is not one of: self, other, nobody',
        "  - xx.b.rule: '<who>': there is no slot <who>",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a: [", "is not YAML"), (b"- a", "must be a mapping of keys to values"), (b"\xff", "cannot be read"),
        (b"\x00", "is not YAML"), (b"a: 2026-13-45", "is not YAML"),
    ],
)  # fmt: skip
def test_a_file_that_does_not_read_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    toy = Toy(tmp_path).rule("a.rule", "die")
    (toy.write() / "lexicon.yaml").write_bytes(content)
    with pytest.raises(LexiconError, match=said):
        load_language(tmp_path / "xx", tmp_path)


def test_a_missing_context_is_refused(tmp_path: Path) -> None:
    folder = Toy(tmp_path).rule("a.rule", "die").write()
    (folder / "context.yaml").unlink()
    with pytest.raises(LexiconError, match=r"context\.yaml:\n  - cannot be read"):
        load_language(folder, tmp_path)


def test_a_good_folder_loads_whole(tmp_path: Path) -> None:
    toy = Toy(tmp_path, lexicon={"slots": {"d": ["die"]}, "typos": {"words": ["Suicide"]}}, context={"breaks": ["But"]})
    lexicon = load_language(toy.rule("a.rule", "<d>").cue("past", "<d> then", within=2).write(), tmp_path)
    assert (lexicon.language, lexicon.breaks, lexicon.typos) == ("xx", frozenset({"but"}), frozenset({"suicide"}))
    assert [(rule.id, rule.level) for rule in lexicon.rules] == [("xx.a.rule", Level.IDEATION)]
    assert [(cue.kind, cue.where, cue.within) for cue in lexicon.cues] == [(CueKind.PAST, "around", 2)]


def test_only_folders_with_a_lexicon_are_languages(tmp_path: Path) -> None:
    toy = Toy(tmp_path).rule("a.rule", "die")
    toy.write()
    (tmp_path / "notes").mkdir()
    assert [folder.name for folder in languages(tmp_path)] == ["xx"]


def test_combinations_come_most_urgent_first(tmp_path: Path) -> None:
    dump(tmp_path / "combine.yaml", COMBINE)
    assert [found.id for found in load_combinations(tmp_path / "combine.yaml")[1]] == [
        "combine.all",
        "combine.wish-time",
    ]


def test_a_wrong_combination_is_refused(tmp_path: Path) -> None:
    wrong = {"id": "combine.x", "signs": ["wish", "omen"], "level": "urgent", "why": "a test"}
    dump(tmp_path / "combine.yaml", {"signs": {"wish": "x"}, "combinations": [wrong]})
    with pytest.raises(LexiconError) as caught:
        load_combinations(tmp_path / "combine.yaml")
    assert caught.value.problems == (
        'combine.x: level "urgent" is not one of: none, topic, distress, ideation, intent, imminent',
        'combine.x: sign "omen" is not one we know',
    )
