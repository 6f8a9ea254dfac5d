"""The second opinion is asked where the rules hear nothing, never lowers anything, and may be missing or broken."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from toys import COMBINE, LEAST, NO_MEANINGS, Toy, dump, opinion_on

from safety import (
    DATA,
    OPINION,
    About,
    Level,
    Memory,
    OpinionError,
    Screener,
    Situation,
    load_opinion,
    load_parts,
    load_screener,
)
from safety.features import BUCKETS, bucket, parts
from safety.opinion import KINDS, LATIN, RULE, Ear, script
from safety.opinion import is_explicit as is_own_wish
from safety.screen import COMPILED

if TYPE_CHECKING:
    from pathlib import Path

BYTE = 127


@pytest.fixture
def screener(tmp_path: Path) -> Screener:
    """Rules that know "want to die" and that a song is calm, and an opinion on a bridge."""
    toy = Toy(tmp_path).rule("wish", "want to die").rule("talk", "suicide prevention", level="topic")
    screener = toy.cue("title", "the song", where="around").screener()
    screener.opinion = opinion_on("bridge")
    return screener


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
    ("text", "situation", "about"),
    [
        ("On the bridge. Alone", Situation.SUICIDE, About.SELF),
        ("He hits me on the bridge", Situation.ABUSE, About.SELF),
        ("On the bridge now. My friend stands there", Situation.THIRD_PARTY, About.OTHER),
    ],
)  # fmt: skip
def test_it_says_which_danger_and_whose(screener: Screener, text: str, situation: Situation, about: About) -> None:
    screening = screener.screen(text)
    assert (screening.level, screening.situation, screening.about) == (Level.DISTRESS, situation, about)


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


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("back then i did want to die, well now, on the bridge", Level.DISTRESS),
        ("years ago i did want to die, and on the bridge", Level.DISTRESS),
        ("back then i did want to die, well now, with tea", Level.NONE),
        ("back then i did want to die, well now, the song on the bridge says want to die", Level.NONE),
    ],
)  # fmt: skip
def test_then_and_now_in_one_breath_it_hears_what_a_cue_of_the_past_calmed(
    tmp_path: Path, text: str, level: Level
) -> None:
    """It is not asked where another cue calms something too."""
    toy = Toy(tmp_path).rule("wish", "want to die").cue("past", "back then", where="before", within=30)
    toy.cue("long_past", "years ago", where="before", within=30).cue("title", "song on the bridge says want to die")
    screener = toy.cue("recovery", "well now", where="anywhere").screener()
    assert screener.screen(text).level is Level.NONE
    screener.opinion = opinion_on("bridge")
    assert screener.screen(text).level is level


def combining(toy: Toy, level: str) -> Screener:
    """The toy's screener, to which means and a time together are of this level."""
    toy.write()
    both = {"id": "combine.both", "signs": ["means", "time"], "level": level, "why": "a test"}
    dump(toy.path / "combine.yaml", COMBINE | {"combinations": [both]})
    return load_screener(toy.path)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("tired of life and tea", Level.TOPIC), ("tired of life", Level.DISTRESS),
        ("tired of life. Tea now", Level.DISTRESS), ("want to die and tea", Level.IDEATION),
        ("they jump, tea", Level.TOPIC), ("they jump", Level.INTENT), ("being hit, tea", Level.TOPIC),
        ("tired of life, want to die, tea", Level.IDEATION), ("t1red of life and tea", Level.DISTRESS),
        ("tired of life, tea. On the bridge", Level.DISTRESS), ("being hit, tea, hit now", Level.IMMINENT),
        ("tired of life and tea" + " oh" * 1000, Level.DISTRESS), ("i have a rope, tea, tonight", Level.DISTRESS),
    ],
)  # fmt: skip
def test_it_makes_less_of_what_is_not_explicit_where_it_knows_better(tmp_path: Path, text: str, level: Level) -> None:
    """Not of a wish of one's own, what it does not know, what happens now, is disguised, not looked at or combined."""
    toy = Toy(tmp_path).rule("wish", "want to die", level="ideation").rule("tired", "tired of life", level="distress")
    toy.rule("others", "they jump", level="intent", situation="third_party", about="other")
    toy.rule("hit", "being hit", level="ideation", situation="abuse")
    toy.rule("now", "hit now", level="imminent", situation="abuse")
    toy.rule("has", "i have a rope", level="none", sign="means").rule("when", "tonight", level="none", sign="time")
    screener = combining(toy, "distress")
    alone = screener.screen(text)
    screener.opinion = opinion_on("bridge")
    screening = screener.screen(text)
    assert screening.level is level
    assert alone.level >= max(level, Level.DISTRESS)
    assert {signal.rule for signal in screening.signals} == {signal.rule for signal in alone.signals}
    assert (level is Level.TOPIC) == any(signal.level is Level.TOPIC for signal in screening.signals)


@pytest.mark.parametrize(("text", "level"), [("tired of life?", Level.DISTRESS), ("tired of life, tea?", Level.TOPIC)])
def test_who_adds_a_mark_is_not_heard_less(tmp_path: Path, text: str, level: Level) -> None:
    screener = Toy(tmp_path).rule("tired", "tired of life", level="distress").screener()
    opinion = opinion_on("bridge")
    weights = opinion.danger.weights[:]
    weights[bucket("?", 1)] = -100
    screener.opinion = replace(opinion, danger=Ear(weights, 1.0))
    assert screener.screen(text).level is level


def test_a_sign_that_it_makes_less_of_still_adds_up_with_later_ones(tmp_path: Path) -> None:
    toy = Toy(tmp_path).rule("tired", "tired of life", level="distress", sign="wish")
    toy.rule("when", "tonight", level="none", sign="time")
    screener, now = toy.screener(), datetime.now(UTC)
    screener.opinion = opinion_on("bridge")
    memory = Memory(combinations=screener.combinations)
    said = [memory.add_up("a", screener.screen(text), now) for text in ("tired of life and tea", "tonight then")]
    assert [screening.level for screening in said] == [Level.TOPIC, Level.INTENT]


TALE = "back then it was hard, it was long, i did want to die"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        (f"{TALE}, and tea", Level.TOPIC), ("back then it was hard, long, i was tired of life, tea", Level.TOPIC),
        (f"{TALE}, tea. Tired of life", Level.IDEATION), ("they said it. I want to die, tea", Level.TOPIC),
        ('it was but "want to die" on a shirt, tea', Level.TOPIC), ("it was but „want to die“, tea", Level.TOPIC),
        ('it was "so" and want to die "now", tea', Level.IDEATION), ('"it", want to die, tea', Level.IDEATION),
        (TALE, Level.IDEATION), (f"{TALE}. tea", Level.IDEATION), ("i want to die, tea", Level.IDEATION),
        ("not so, i want to die, tea", Level.IDEATION), ("once it was, long, i want to die, tea", Level.IDEATION),
        (f"{TALE} and w4nt to d1e, tea", Level.IDEATION),
        ("back then it was hard, long, i have pills, tonight, tea", Level.INTENT),
        ("back then it was hard, long, i swallow them now, tea", Level.IMMINENT),
        (f"{TALE}, tea" + " oh" * 1000, Level.IDEATION),
    ],
)  # fmt: skip
def test_it_makes_less_of_what_a_message_tells_of_and_it_knows_as_harmless(
    tmp_path: Path, text: str, level: Level
) -> None:
    """A cue has to say somewhere that it is told (mere past is none), or quotation marks; nothing be disguised, now."""
    toy = Toy(tmp_path).rule("wish", "want to die").rule("tired", "tired of life", level="distress")
    toy.rule("act", "swallow them now", level="imminent").rule("has", "have pills", level="none", sign="means")
    toy.rule("when", "tonight", level="none", sign="time").cue("long_past", "back then", where="before", within=2)
    toy.cue("past", "once", where="before", within=2).cue("quote", "they said", where="before", within=2)
    toy.cue("negation", "not so", where="before", within=0)
    screener = combining(toy.cue("recovery", "well now", where="anywhere"), "intent")
    alone = screener.screen(text)
    screener.opinion = opinion_on("bridge")
    screening = screener.screen(text)
    assert screening.level is level
    assert alone.level >= max(level, Level.DISTRESS)
    assert {signal.rule for signal in screening.signals} == {signal.rule for signal in alone.signals}
    assert (level is Level.TOPIC) == any(signal.muted_by == RULE for signal in screening.signals)


def test_what_another_language_tells_makes_nothing_less(tmp_path: Path) -> None:
    Toy(tmp_path).rule("wish", "want to die").write()
    other = Toy(tmp_path).rule("mood", "traurig", id="yy.mood")
    other.cue("long_past", "damals", where="before", within=2, id="yy.past").write("yy")
    screener = load_screener(tmp_path)
    screener.opinion = opinion_on("bridge")
    assert screener.screen("damals war alles gut, but today i want to die, tea").level is Level.IDEATION


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


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("want to die on the bridge and i want to die, that was then", Level.DISTRESS),
        ("want to die on the bridge, that was then", Level.NONE),
        ("tired and so tired on the bridge, that was then", Level.NONE), ("on the bridge, that was then", Level.NONE),
        ("want to die and want to die, that was then", Level.NONE),
    ],
)  # fmt: skip
def test_beside_two_wishes_that_are_told_as_past_less_is_enough(tmp_path: Path, text: str, level: Level) -> None:
    toy = Toy(tmp_path).rule("wish", "want to die").rule("tired", "tired", level="distress")
    screener = toy.cue("long_past", "that was then", where="around", within=12).screener()
    score = opinion_on("bridge").judged(text, screener.meanings)[0]
    screener.opinion = opinion_on("bridge", least=dict.fromkeys(LEAST, score + 1.4 if score else 50.0))
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
def test_it_takes_no_card_away_but_of_what_is_not_explicit_or_told_and_never_raises_an_error(
    both: tuple[Screener, Screener], text: str
) -> None:
    alone, with_it = (screener.screen(text) for screener in both)
    told = any(signal.muted_by == RULE for signal in with_it.signals)
    is_explicit = any(is_own_wish(signal) for signal in alone.signals if signal.counts_as >= Level.DISTRESS)
    may_be_less = alone.level in {Level.DISTRESS, Level.IDEATION, Level.INTENT} and (told or not is_explicit)
    assert with_it.level >= (Level.TOPIC if may_be_less else alone.level)
    assert not with_it.failed
    assert {signal.rule for signal in with_it.signals} >= {signal.rule for signal in alone.signals}


@pytest.mark.parametrize(
    "text",
    [
        'my daughter wrote "i want to die" in her diary, what should I do',
        'my friend keeps saying "I want to kill myself". what do I do?', '"i want to die" is what i think every night',
        "meine Schwester hat „ich bring mich um“ geschrieben und geht nicht ans Telefon",
        'mi hijo dijo "me quiero morir" anoche', "他说“我想死”，我很害怕", "my dad hits me",
        "my brother is going to jump off the bridge", "he said he would kill me if i leave",
    ],
)  # fmt: skip
def test_what_is_quoted_or_about_others_and_there_keeps_its_card(both: tuple[Screener, Screener], text: str) -> None:
    alone, with_it = (screener.screen(text) for screener in both)
    assert with_it.level == alone.level >= Level.DISTRESS


def test_the_packaged_rules_have_one(both: tuple[Screener, Screener]) -> None:
    assert both[1].opinion is not None
    assert both[1].opinion.lines > 10_000


def written(folder: Path, **changed: Any) -> Path:  # noqa: ANN401 - whatever a YAML file may hold
    """An opinion's files, some of what they say changed."""
    folder.mkdir()
    about: dict[str, Any] = {
        "learned_from": 3, "least": LEAST, "harmless": -5, "told": -5, "situations": ["suicide", "abuse"],
        "danger": {"step": 0.1}, "kinds": {"step": 0.1},
    }  # fmt: skip
    for name, size in (("danger", BUCKETS), ("kinds", 2 * KINDS)):
        (folder / f"{name}.bin").write_bytes(bytes(size - 1) + b"\x7f")
        about[name]["weights"] = hashlib.sha256((folder / f"{name}.bin").read_bytes()).hexdigest()
    changed = {name: about[name] | of if name in {"danger", "kinds"} else of for name, of in changed.items()}
    (folder / "opinion.yaml").write_text(yaml.safe_dump(about | changed))
    return folder


def test_an_opinion_is_read(tmp_path: Path) -> None:
    opinion = load_opinion(written(tmp_path / OPINION))
    assert opinion is not None
    assert (opinion.lines, opinion.marks) == (3, (LEAST, -5, -5))
    last = {situation: ear.weights[-1] for situation, ear in opinion.kinds.items()}
    assert last == {Situation.SUICIDE: 0, Situation.ABUSE: BYTE}


def test_without_its_files_there_is_none(tmp_path: Path) -> None:
    assert load_opinion(tmp_path / OPINION) is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"danger": {"step": "much"}}, "danger: step: 'much' must be a number"),
        ({"least": {LATIN: float("nan")}}, "latin: nan must be a number"),
        ({"danger": {"weights": "0"}}, "danger.bin is not the one"), ({"more": {}}, '"more" is not a key we know'),
        ({"kinds": {"step": True}}, "kinds: step: True must be a number"),
        ({"situations": ["boredom", "abuse"]}, 'situations "boredom" is not one of'),
        ({"situations": []}, "situations: needs at least 1"), ({"situations": ["abuse"]}, "kinds.bin is not the one"),
    ],
)  # fmt: skip
def test_a_broken_one_is_refused_with_the_reason(tmp_path: Path, changed: dict[str, Any], said: str) -> None:
    with pytest.raises(OpinionError, match=said):
        load_opinion(written(tmp_path / OPINION, **changed))


def test_missing_weights_are_named(tmp_path: Path) -> None:
    (written(tmp_path / OPINION) / "danger.bin").unlink()
    with pytest.raises(OpinionError, match=r"danger\.bin cannot be read"):
        load_opinion(tmp_path / OPINION)
