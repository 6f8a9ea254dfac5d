"""Safe-messaging checks."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from content import LINT_RULES, Article, RulesError, lint, load_rules
from content.lint import Place, Rule, broken_examples, objects

Make = Callable[..., Article]
RULES = load_rules(LINT_RULES)
GOOD = {
    "id": "loud",
    "place": "text",
    "phrases": ["shout*"],
    "why": "It is loud.",
    "suggestion": "Speak.",
    "catches": ["He shouted."],
    "spares": ["He spoke."],
}


def written(folder: Path, *rules: object) -> Path:
    path = folder / "lint.yaml"
    path.write_text(yaml.safe_dump({"rules": list(rules)}), encoding="utf-8")
    return path


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_catches_and_spares_what_it_says(rule: object) -> None:
    assert broken_examples([each for each in RULES if each is rule]) == ()


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.place is Place.TEXT], ids=lambda rule: rule.id)
def test_what_a_rule_catches_is_found_in_an_article(article: Make, rule: Rule) -> None:
    for text in rule.catches:
        assert rule.id in {finding.rule for finding in lint(article(body=f"It rained.\n\n{text}"), RULES, care=False)}


def test_a_broken_example_is_named(tmp_path: Path) -> None:
    rules = load_rules(written(tmp_path, GOOD | {"catches": ["He spoke."], "spares": ["He shouts."]}))
    assert broken_examples(rules) == ('loud: does not catch "He spoke."', 'loud: does not spare "He shouts."')


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"body": "It rained. He **committed suicide** in May."},
            [("committed-suicide", "He committed suicide in May.")],
        ),
        ({"body": "He committed\nsuicide in May."}, [("committed-suicide", "He committed suicide in May.")]),
        ({"summary": "She COMMITTED SUICIDE."}, [("committed-suicide", "She COMMITTED SUICIDE.")]),
        ({"title": "The shocking truth"}, [("sensational-title", "The shocking truth")]),
        ({"body": "The news was shocking."}, []),
        ({"body": "He died by suicide."}, []),
    ],
)
def test_a_finding_names_rule_and_sentence(
    article: Make, fields: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    found = lint(article(**fields), RULES, care=False)
    assert [(each.rule, each.sentence) for each in found] == expected


def test_an_article_about_crises_has_to_point_to_help(article: Make) -> None:
    assert [each.rule for each in lint(article(), RULES, care=True)] == ["help-missing"]
    assert lint(article(body="Type /help_now to see who to call."), RULES, care=True) == ()
    assert lint(article(), RULES, care=False) == ()


def test_a_finding_suggests_other_words(article: Make) -> None:
    (finding,) = lint(article(body="He committed suicide."), RULES, care=False)
    assert "died by suicide" in finding.suggestion


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"severity": 3}, 'loud: "severity" is not a key we know'),
        ({"place": "footer"}, 'loud: place "footer" is not one of: text, title, care'),
        ({"phrases": []}, 'loud: "phrases" is empty'),
        ({"catches": []}, 'loud: "catches" is empty'),
        ({"spares": "none"}, 'loud: "spares" should be a list'),
    ],
)
def test_a_wrong_rule_is_told_in_plain_words(tmp_path: Path, changes: dict[str, object], complaint: str) -> None:
    with pytest.raises(RulesError) as caught:
        load_rules(written(tmp_path, GOOD | changes))
    assert caught.value.problems == (complaint,)


def test_an_id_belongs_to_one_rule(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match='"loud" is the id of two rules'):
        load_rules(written(tmp_path, GOOD, GOOD))


def test_a_rule_without_phrases_objects_to_nothing_even_before_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match='"phrases" is missing'):
        load_rules(written(tmp_path, {key: value for key, value in GOOD.items() if key != "phrases"}))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [("They shouted.", True), ("shouts", True), ("outshout", False), ("SHOUT!", True), ("", False)],
)
def test_a_phrase_is_whole_words_with_any_ending_where_a_star_stands(
    tmp_path: Path, sentence: str, *, expected: bool
) -> None:
    (rule,) = load_rules(written(tmp_path, GOOD))
    assert rule.place is Place.TEXT
    assert objects(rule, sentence) is expected
