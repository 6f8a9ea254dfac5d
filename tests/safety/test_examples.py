"""Every example of every rule and cue, in every language: the folder is the list."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pytest
from toys import packaged_languages

from safety import DATA, Level, Screener, load_language, work_out
from safety.lexicon import Lexicon, load_combinations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safety import Signal

LANGUAGES = packaged_languages()


@lru_cache(maxsize=1)
def screener() -> Screener:
    """All languages together, as readers meet them: a word of one may be a cue of another."""
    return Screener(
        work_out([lexicon(language) for language in LANGUAGES]), load_combinations(DATA / "combine.yaml")[1]
    )


@lru_cache(maxsize=64)
def lexicon(language: str) -> Lexicon:
    return load_language(DATA / language, DATA)


def open_signals(text: str, rule: str) -> list[Signal]:
    """The signals of one rule that nothing calms."""
    return [signal for signal in screener().heard(text) if signal.rule == rule and signal.muted_by is None]


def misses(language: str) -> Iterator[tuple[str, str]]:
    for rule in lexicon(language).rules:
        yield from ((rule.id, text) for text in rule.catches if not open_signals(text, rule.id))


def hits(language: str) -> Iterator[tuple[str, str]]:
    for rule in lexicon(language).rules:
        yield from ((rule.id, text) for text in rule.spares if open_signals(text, rule.id))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_catches_its_examples(language: str) -> None:
    assert list(misses(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_spares_its_near_misses(language: str) -> None:
    assert list(hits(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cue_calms_its_examples(language: str) -> None:
    calms = ((cue.id, text) for cue in lexicon(language).cues for text in cue.calms)
    assert [(cue, text) for cue, text in calms if screener().read(text).level >= Level.DISTRESS] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cue_keeps_what_it_must_not_calm(language: str) -> None:
    keeps = ((cue.id, text) for cue in lexicon(language).cues for text in cue.keeps)
    assert [(cue, text) for cue, text in keeps if screener().read(text).level < Level.DISTRESS] == []
