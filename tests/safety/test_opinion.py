"""The second opinion is asked where the rules hear nothing, never lowers anything, and may be missing or broken."""

from __future__ import annotations

import hashlib
from array import array
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from toys import Toy

from safety import DATA, OPINION, Level, OpinionError, Screener, Situation, load_opinion, load_parts, load_screener
from safety.opinion import BUCKETS, LATIN, RULE, SCRIPTS, Opinion, bucket, features, parts, script
from safety.screen import COMPILED
from safety.text import normalise
from safety.thesaurus import Meanings, thesaurus

if TYPE_CHECKING:
    from pathlib import Path

LEAST = dict.fromkeys((LATIN, *SCRIPTS), 1.0)
NO_MEANINGS = Meanings(thesaurus((), ()))


def opinion_on(*phrases: str, least: dict[str, float] = LEAST) -> Opinion:
    """One that knows these phrases alone."""
    weights = array("b", bytes(BUCKETS))
    for phrase in phrases:
        weights[bucket(phrase, 1)] = 100
    return Opinion(weights, 1.0, 0.0, least, 1)


@pytest.fixture
def screener(tmp_path: Path) -> Screener:
    """Rules that know "want to die" and that a song is calm, and an opinion on a bridge."""
    toy = Toy(tmp_path).rule("wish", "want to die").rule("talk", "suicide prevention", level="topic")
    screener = toy.cue("title", "the song", where="around").screener()
    screener.opinion = opinion_on("bridge")
    return screener


def test_what_is_looked_at() -> None:
    found = features(normalise("Going home now"), ("go", "home", "now"))
    assert {" go", "ome", "e no"} <= found.runs
    assert {"going", "going home", "going home now"} <= found.phrases
    assert found.pairs == {"goin_home", "goin_now", "home_now"}
    assert found.concepts == {"go", "home", "now"}


def test_concepts_are_paired_in_any_order_and_not_with_themselves() -> None:
    one, other = (features(normalise("x"), concepts) for concepts in (("not", "live", "not"), ("live", "not")))
    assert one.together == other.together == {"live+not"}


def test_scripts_without_spaces_are_looked_at_by_neighbours() -> None:
    assert features(normalise("我回家了"), ()).phrases == {
        "我回",
        "回家",
        "家了",
        "我回 回家",
        "回家 家了",
        "我回 回家 家了",
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("good day", LATIN), ("Добрый день, Bob", "greek and cyrillic"), ("Καλημέρα", "greek and cyrillic"),
        ("שלום", "hebrew and arabic"), ("صباح الخير", "hebrew and arabic"), ("नमस्ते", "indic"), ("你好", "joined"),
        ("สวัสดี", "joined"), ("123 !?", LATIN), ("", LATIN),
    ],
)  # fmt: skip
def test_a_text_is_in_the_script_of_most_letters(text: str, name: str) -> None:
    assert script(text) == name


def test_it_hears_where_the_rules_hear_nothing(screener: Screener) -> None:
    screening = screener.screen("I am on the bridge")
    assert (screening.level, screening.situation) == (Level.DISTRESS, Situation.SUICIDE)
    assert [signal.rule for signal in screening.signals] == [RULE]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("I made soup. On the bridge! See you", ["I made soup.", "On the bridge!", "See you"]),
        ("3.5 km left", []), ("我回家了。晚安吧", ["我回家了。", "晚安吧"]),
        ("one line\nother line", ["one line", "other line"]), ("Goodbye. To you all. Bye", ["To you all."]),
        ("Bye. Bye.", []), ("", []), ("Good day.", []),
    ],
)  # fmt: skip
def test_a_message_is_looked_at_whole_and_by_its_sentences_of_some_words(text: str, sentences: list[str]) -> None:
    whole, *others = parts(text, NO_MEANINGS)
    assert whole.span == (0, len(text))
    assert [text[slice(*part.span)].strip() for part in others] == sentences


def test_half_of_what_counts_is_the_sentence_that_tells_most() -> None:
    opinion, around = opinion_on("bridge"), "Hello there. We made soup and it was good. "
    alone, among, buried = (
        opinion.judged(text, NO_MEANINGS)
        for text in (
            "On the bridge.",
            f"{around}On the bridge. {around}",
            f"{around} on the bridge {around}".replace(".", ","),
        )
    )
    assert alone.score > among.score > alone.score / 2
    assert among.score > buried.score
    assert among.sentence.span == (len(around), len(around) + len("On the bridge. "))


def test_it_raises_what_is_only_a_topic(screener: Screener) -> None:
    assert screener.screen("suicide prevention week at the bridge").level is Level.DISTRESS


@pytest.mark.parametrize("text", ["the song on the bridge says want to die", "on the bridge i want to die"])
def test_it_is_not_asked_where_the_rules_have_heard_danger_or_know_it_as_calm(screener: Screener, text: str) -> None:
    with_it = screener.screen(text)
    screener.opinion = None
    assert with_it == screener.screen(text)
    assert with_it.signals


def test_each_script_has_a_score_of_its_own(screener: Screener) -> None:
    screener.opinion = opinion_on("bridge", "мост", least=LEAST | {"greek and cyrillic": 1e9})
    assert screener.screen("the bridge").level is Level.DISTRESS
    assert screener.screen("там мост").level is Level.NONE


def test_one_word_alone_says_nothing(screener: Screener) -> None:
    assert screener.screen("bridge").level is Level.NONE


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("the bridge", Level.NONE), ("the bridge soon", Level.DISTRESS), ("soon", Level.NONE),
        ("the bridge, i am fifteen", Level.NONE),
    ],
)  # fmt: skip
def test_beside_a_weak_sign_less_is_enough(tmp_path: Path, text: str, level: Level) -> None:
    toy = Toy(tmp_path).rule("moment", "soon", level="none", sign="time")
    screener = toy.rule("young", "i am fifteen", level="none", sign="minor").screener()
    score = opinion_on("bridge").judged(text, screener.meanings)[0]
    screener.opinion = opinion_on("bridge", least=dict.fromkeys(LEAST, score + 0.5 if score else 50.0))
    assert screener.screen(text).level is level


def test_what_speaks_most_for_danger_is_shown() -> None:
    opinion = opinion_on("bridge")
    strongest = opinion.strongest(opinion.judged("Good day to you. On the bridge", NO_MEANINGS).sentence, 2)
    assert strongest[0][0] == "bridge"
    assert strongest[0][1] > 0 == strongest[1][1]


@pytest.fixture(scope="module")
def both() -> tuple[Screener, Screener]:
    """The packaged rules alone, and with their opinion."""
    return Screener(*load_parts(DATA, COMPILED)), load_screener(DATA, COMPILED)


@given(st.text(max_size=80))
def test_it_never_lowers_a_level_and_never_raises_an_error(both: tuple[Screener, Screener], text: str) -> None:
    alone, with_it = (screener.screen(text) for screener in both)
    assert with_it.level >= alone.level
    assert not with_it.failed
    assert set(with_it.signals) >= set(alone.signals)


def test_the_packaged_rules_have_one(both: tuple[Screener, Screener]) -> None:
    assert both[1].opinion is not None
    assert both[1].opinion.lines > 10_000


def written(folder: Path, **changed: Any) -> Path:  # noqa: ANN401 - whatever a YAML file may hold
    """An opinion's two files, some of what they say changed."""
    folder.mkdir()
    content = bytes(BUCKETS)
    digest = hashlib.sha256(content).hexdigest()
    about = {"learned_from": 3, "step": 0.1, "bias": 0.0, "least": LEAST, "weights": digest}
    (folder / "weights.bin").write_bytes(content)
    (folder / "opinion.yaml").write_text(yaml.safe_dump(about | changed))
    return folder


def test_an_opinion_is_read(tmp_path: Path) -> None:
    opinion = load_opinion(written(tmp_path / OPINION))
    assert opinion is not None
    assert (opinion.lines, opinion.least) == (3, LEAST)


def test_without_its_files_there_is_none(tmp_path: Path) -> None:
    assert load_opinion(tmp_path / OPINION) is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"bias": "much"}, "bias: 'much' must be a number"),
        ({"least": LEAST | {LATIN: float("nan")}}, "latin: nan must be a number"),
        ({"least": {LATIN: 1}}, '"joined" is missing'),
        ({"weights": "0"}, "weights.bin is not the one"), ({"more": 1}, '"more" is not a key we know'),
    ],
)  # fmt: skip
def test_a_broken_one_is_refused_with_the_reason(tmp_path: Path, changed: dict[str, Any], said: str) -> None:
    with pytest.raises(OpinionError, match=said):
        load_opinion(written(tmp_path / OPINION, **changed))


def test_missing_weights_are_named(tmp_path: Path) -> None:
    (written(tmp_path / OPINION) / "weights.bin").unlink()
    with pytest.raises(OpinionError, match=r"weights\.bin cannot be read"):
        load_opinion(tmp_path / OPINION)
