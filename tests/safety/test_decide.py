"""Several signals become one screening."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from safety import About, Level, Screening, Signal, Situation
from safety.decide import decide, first_distinct
from safety.lexicon import Combination

WISH_TIME = Combination(id="combine.wish-time", signs=frozenset({"wish", "time"}), level=Level.INTENT)
ALL = Combination(id="combine.all", signs=frozenset({"wish", "time", "means"}), level=Level.IMMINENT)


def signal(  # noqa: PLR0913 - each test names the two or three that matter to it
    level: Level = Level.IDEATION,
    situation: Situation = Situation.SUICIDE,
    about: About = About.SELF,
    *,
    at: int = 0,
    sign: str | None = None,
    muted_by: str | None = None,
    leaves: Level = Level.NONE,
    language: str = "en",
) -> Signal:
    return Signal(
        rule=f"en.rule.{situation.value}.{sign}", level=level, situation=situation, about=about, span=(at, at + 5),
        language=language, sign=sign, muted_by=muted_by, leaves=leaves,
    )  # fmt: skip


def test_no_signal_is_nothing() -> None:
    assert decide([], ()) == Screening()


def test_the_most_urgent_open_signal_gives_the_level() -> None:
    found = decide(
        [signal(Level.DISTRESS), signal(Level.INTENT, at=9), signal(Level.IMMINENT, at=20, muted_by="x")], ()
    )
    assert found.level is Level.INTENT


def test_a_muted_signal_stays_in_the_screening() -> None:
    muted = signal(muted_by="en.idiom.x")
    assert decide([muted], ()) == Screening(signals=(muted,))


def test_a_muted_signal_may_leave_a_topic() -> None:
    assert decide([signal(muted_by="en.study.x", leaves=Level.TOPIC)], ()).level is Level.TOPIC


def test_the_same_signal_twice_is_one() -> None:
    assert len(decide([signal(), signal()], ()).signals) == 1


@pytest.mark.parametrize(
    ("one", "other", "situation"),
    [
        (signal(Level.INTENT, Situation.THIRD_PARTY, About.OTHER), signal(Level.IDEATION), Situation.SUICIDE),
        (signal(Level.DISTRESS, Situation.ABUSE), signal(Level.IDEATION), Situation.SUICIDE),
        (signal(Level.IMMINENT, Situation.OVERDOSE), signal(Level.INTENT), Situation.OVERDOSE),
        (signal(Level.DISTRESS, Situation.SUBSTANCE), signal(Level.DISTRESS, Situation.ABUSE), Situation.ABUSE),
        (signal(Level.INTENT, Situation.ABUSE), signal(Level.DISTRESS, Situation.SELF_HARM), Situation.ABUSE),
    ],
)
def test_own_risk_of_suicide_names_the_card_before_anything_else(
    one: Signal, other: Signal, situation: Situation
) -> None:
    assert decide([one, other], ()).situation is situation
    assert decide([other, one], ()).situation is situation


def test_two_signs_mean_more_together() -> None:
    found = decide([signal(sign="wish"), signal(Level.NONE, at=10, sign="time")], (WISH_TIME,))
    assert (found.level, found.signals[-1].rule, found.signals[-1].span) == (Level.INTENT, "combine.wish-time", (0, 15))


@pytest.mark.parametrize(
    "time",
    [
        signal(Level.NONE, at=3, sign="time"),
        signal(Level.NONE, at=10, sign="time", muted_by="x"),
        signal(Level.NONE, at=10, sign="time", about=About.OTHER),
    ],
)
def test_signs_on_the_same_words_muted_or_of_others_do_not_combine(time: Signal) -> None:
    assert decide([signal(sign="wish"), time], (WISH_TIME,)).level is Level.IDEATION


def test_the_most_urgent_combination_that_fits_counts() -> None:
    signs = [signal(Level.NONE, at=at, sign=sign) for at, sign in ((0, "wish"), (10, "time"), (12, "means"))]
    assert decide(signs, (ALL, WISH_TIME)).level is Level.INTENT
    assert decide([*signs, signal(Level.NONE, at=20, sign="means")], (ALL, WISH_TIME)).level is Level.IMMINENT


def test_distinct_signals_are_found_however_many_overlap() -> None:
    wishes = [signal(at=at, sign="wish") for at in (*range(100, 140), 200)]
    times = [signal(at=at, sign="time") for at in range(100, 140, 2)]
    means = [signal(at=120, sign="means")]
    parts = first_distinct((wishes, times, means))
    assert parts is not None
    spans = sorted(part.span for part in parts)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


def test_signals_that_all_overlap_are_not_distinct() -> None:
    assert first_distinct(([signal(at=0)], [signal(at=2)], [signal(at=4)])) is None


def test_a_weak_sign_alone_says_nothing_but_that_the_writer_is_young() -> None:
    found = decide([signal(Level.NONE, sign="minor")], ())
    assert (found.level, found.minor) == (Level.NONE, True)


@pytest.mark.parametrize(
    ("languages", "language"),
    [(("en", "en"), "en"), (("en", "es"), None), (("", "es"), "es")],
)
def test_the_language_is_said_where_the_rules_agree(languages: tuple[str, str], language: str | None) -> None:
    found = decide([signal(at=at, language=one) for at, one in zip((0, 10), languages, strict=True)], ())
    assert found.language == language


def test_words_that_the_spoken_language_knows_to_be_calm_are_calm_in_every_language() -> None:
    calm = signal(muted_by="en.negation.not")
    assert decide([calm, signal(language="nl")], ()).level is Level.NONE


@pytest.mark.parametrize(
    "others",
    [
        [signal(muted_by="en.negation.not"), signal(sign="wish")],  # another rule of the language leaves them unmuted
        [signal(muted_by="en.negation.not", at=3)],  # other words
    ],
)
def test_words_that_are_not_surely_calm_count_in_every_language(others: list[Signal]) -> None:
    assert decide([*others, signal(language="nl")], ()).level is Level.IDEATION


@pytest.mark.parametrize(
    ("wish", "time", "level"),
    [
        ("ro", "ro", Level.INTENT), ("ro", "nl", Level.IDEATION), ("ro", "en", Level.INTENT),
        ("en", "en", Level.INTENT), ("en", "nl", Level.INTENT),
    ],
)  # fmt: skip
def test_a_weak_sign_counts_beside_its_own_language_and_english(wish: str, time: str, level: Level) -> None:
    found = decide(
        [signal(language=wish, sign="wish"), signal(Level.NONE, at=9, sign="time", language=time)], (WISH_TIME,)
    )
    assert found.level is level


@pytest.mark.parametrize("other", [Level.DISTRESS, Level.TOPIC])
@pytest.mark.parametrize("muted_by", [None, "nl.idiom.x"])
def test_a_word_of_another_language_does_not_part_weak_signs(other: Level, muted_by: str | None) -> None:
    pair = Combination(id="combine.goodbye-letter", signs=frozenset({"goodbye", "letter"}), level=Level.INTENT)
    weak = [signal(Level.NONE, at=9 * at, sign=sign, language="ro") for at, sign in enumerate(pair.signs)]
    beside = signal(other, at=30, language="nl", muted_by=muted_by)
    assert decide([*weak, beside], [pair]).level is Level.INTENT


@pytest.mark.parametrize(
    ("calm", "spans", "level"),
    [
        ((0, 20), (0, 20), Level.NONE), ((2, 20), (0, 20), Level.NONE), ((0, 40), (5, 20), Level.NONE),
        ((10, 20), (0, 20), Level.IDEATION), ((30, 40), (0, 20), Level.IDEATION),
    ],
)  # fmt: skip
def test_what_another_language_knows_to_be_calm_is_calm(
    calm: tuple[int, int], spans: tuple[int, int], level: Level
) -> None:
    other = replace(signal(language="en", muted_by="en.idiom.x"), span=calm)
    assert decide([other, replace(signal(language="id"), span=spans)], ()).level is level


def test_words_that_a_language_leaves_open_are_not_calm_to_it() -> None:
    muted, own = signal(language="en", muted_by="en.idiom.x"), signal(language="id")
    assert decide([muted, signal(language="en", situation=Situation.SELF_HARM), own], ()).level is Level.IDEATION


def test_another_language_never_calms_english() -> None:
    muted, own = signal(language="tl", muted_by="tl.idiom.x"), signal(language="en")
    assert decide([muted, own], ()).level is Level.IDEATION
