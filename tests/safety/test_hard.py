"""The hard sets: messages by somebody who had not seen the rules. The first, third, ... line of a list is the gate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from safety import DATA, Level, Screener, languages, load_language, load_screener
from safety.measure import is_heard
from safety.screen import COMPILED

HARD = Path(__file__).parent / "hard"
SEEN = Path(__file__).parent / "seen"
#: What each language reaches on its gate half, rounded down: recall, and false alarms at most. It may only get better.
#: And how many of the lines that writers of rules saw are heard, and ring.
REACHED: dict[str, dict[str, float]] = yaml.safe_load((HARD / "reached.yaml").read_text("utf-8"))
KINDS = {"positives": {"text", "level", "situation", "about", "kind"}, "negatives": {"text", "kind"}}
SETS = sorted(path.stem for path in HARD.glob("*.yaml") if path.stem != "reached")


def lines(language: str, part: str) -> list[dict[str, Any]]:
    """One list of a hard set."""
    found: list[dict[str, Any]] = yaml.safe_load((HARD / f"{language}.yaml").read_text("utf-8"))[part]
    return found


@pytest.fixture(scope="module")
def screener() -> Screener:
    return load_screener(DATA, COMPILED)


@pytest.mark.parametrize("language", SETS)
def test_a_hard_set_is_complete(language: str) -> None:
    for part, keys in KINDS.items():
        rows = lines(language, part)
        assert len(rows) >= 60
        assert [row for row in rows if row.keys() != keys] == []
    texts = [row["text"] for part in KINDS for row in lines(language, part)]
    assert len(texts) == len(set(texts))


def test_every_language_with_a_hard_set_and_rules_has_a_mark() -> None:
    assert sorted(REACHED) == sorted({folder.name for folder in languages(DATA)} & set(SETS))


@pytest.mark.parametrize("language", sorted(REACHED))
def test_a_language_hears_its_gate_no_worse_than_before(language: str, screener: Screener) -> None:
    risky, harmless = lines(language, "positives")[::2], lines(language, "negatives")[::2]
    heard = sum(screener.screen(row["text"]).level >= Level.DISTRESS for row in risky) / len(risky)
    alarms = sum(is_heard(screener.screen(row["text"])) for row in harmless) / len(harmless)

    assert heard >= REACHED[language]["recall"]
    assert alarms <= REACHED[language]["false_alarms"]


@pytest.mark.parametrize("language", sorted(REACHED))
def test_a_language_hears_what_its_writers_saw_no_worse_than_before(language: str, screener: Screener) -> None:
    """These lines measure nothing any more, but none of them may get lost again."""
    rows = [json.loads(line) for line in (SEEN / f"{language}.jsonl").read_text("utf-8").splitlines()]
    heard = [screener.screen(row["text"]) for row in rows]
    risky = [found.level >= Level.DISTRESS for found, row in zip(heard, rows, strict=True) if row["label"]]
    alarms = [is_heard(found) for found, row in zip(heard, rows, strict=True) if not row["label"]]

    assert sum(risky) >= REACHED[language]["seen"]
    assert sum(alarms) <= REACHED[language]["seen_alarms"]


@pytest.mark.parametrize("language", sorted(REACHED))
def test_no_example_of_a_rule_is_copied_from_a_hard_set(language: str) -> None:
    rules = load_language(DATA / language, DATA).rules
    examples = {example for rule in rules for example in (*rule.catches, *rule.spares)}

    assert [row["text"] for part in KINDS for row in lines(language, part) if row["text"] in examples] == []
