"""What is remembered about a person, for how long, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from fakes import COMBINATIONS, sign

from safety import About, Follow, Level, Memory, Screening, Situation, Standing
from safety.decide import added_up, decide
from safety.lexicon import Combination
from safety.memory import NEAR, TOPIC_AGAIN, WATCH

NOW = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def heard(level: Level, *, minor: bool = False, language: str | None = "en", about: str = "suicide") -> Screening:
    """A screening of this level."""
    return Screening(level=level, situation=Situation(about), language=language, minor=minor)


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.mark.parametrize("level", [level for level in Level if level > Level.NONE])
def test_a_stranger_gets_the_full_card(memory: Memory, level: Level) -> None:
    assert memory.of("a").follow(heard(level), NOW) is Follow.CARD


@pytest.mark.parametrize(
    ("first", "second", "after", "follow"),
    [
        (Level.IDEATION, Level.IDEATION, NEAR - SECOND, Follow.SHORT),
        (Level.IDEATION, Level.DISTRESS, SECOND, Follow.SHORT),
        (Level.IDEATION, Level.TOPIC, SECOND, Follow.SHORT),
        (Level.IDEATION, Level.INTENT, SECOND, Follow.CARD),
        (Level.IDEATION, Level.IDEATION, NEAR, Follow.CARD),
        (Level.IMMINENT, Level.IMMINENT, SECOND, Follow.SHORT),
        (Level.TOPIC, Level.TOPIC, TOPIC_AGAIN - SECOND, Follow.SHORT),
        (Level.TOPIC, Level.TOPIC, TOPIC_AGAIN, Follow.CARD),
        (Level.TOPIC, Level.DISTRESS, SECOND, Follow.CARD),
    ],
)  # fmt: skip
def test_what_follows_depends_on_level_and_time(
    memory: Memory, first: Level, second: Level, after: timedelta, follow: Follow
) -> None:
    memory.sent("a", heard(first), NOW)
    assert memory.of("a").follow(heard(second), NOW + after) is follow


def test_a_lower_card_soon_after_does_not_lower_what_is_remembered(memory: Memory) -> None:
    memory.sent("a", heard(Level.INTENT), NOW)
    memory.sent("a", heard(Level.DISTRESS), NOW + SECOND)
    assert memory.of("a").level is Level.INTENT


def test_after_half_an_hour_the_level_starts_anew(memory: Memory) -> None:
    memory.sent("a", heard(Level.INTENT), NOW)
    memory.sent("a", heard(Level.DISTRESS), NOW + NEAR)
    assert memory.of("a").level is Level.DISTRESS


@pytest.mark.parametrize(("level", "watched"), [(Level.IDEATION, False), (Level.INTENT, True), (Level.IMMINENT, True)])
def test_from_intent_up_a_person_is_watched_over_for_a_day(memory: Memory, level: Level, *, watched: bool) -> None:
    memory.sent("a", heard(level), NOW)
    assert memory.of("a").watched(NOW + WATCH - SECOND) is watched
    assert memory.of("a").watched(NOW + WATCH) is False


def test_a_calmer_card_does_not_end_the_watch(memory: Memory) -> None:
    memory.sent("a", heard(Level.INTENT), NOW)
    memory.sent("a", heard(Level.DISTRESS), NOW + NEAR)
    assert memory.of("a").watched(NOW + NEAR) is True
    assert [memory.of("a").stands(NOW + time) for time in (NEAR, 3 * NEAR, WATCH)] == [
        Level.INTENT, Level.INTENT, Level.NONE,
    ]  # fmt: skip


def test_the_level_that_stands_is_that_of_the_last_half_hour(memory: Memory) -> None:
    memory.sent("a", heard(Level.IMMINENT), NOW)
    assert memory.of("a").stands(NOW + SECOND) is Level.IMMINENT
    memory.safe("a")
    assert [memory.of("a").stands(NOW + time) for time in (SECOND, NEAR)] == [Level.IMMINENT, Level.NONE]


def test_only_the_button_ends_the_watch(memory: Memory) -> None:
    memory.sent("a", heard(Level.IMMINENT), NOW)
    memory.safe("a")
    assert memory.of("a").watched(NOW + SECOND) is False
    assert memory.of("a").near(NOW + SECOND) is True


def test_being_young_is_remembered(memory: Memory) -> None:
    memory.sent("a", heard(Level.DISTRESS, minor=True), NOW)
    memory.sent("a", heard(Level.DISTRESS), NOW + SECOND)
    assert memory.of("a").minor is True


def test_people_do_not_share_a_standing(memory: Memory) -> None:
    memory.sent("a", heard(Level.INTENT), NOW)
    assert memory.of("b") == Standing()


def test_forgetting_leaves_nothing(memory: Memory) -> None:
    memory.sent("a", heard(Level.INTENT), NOW)
    memory.forget("a")
    memory.forget("a")
    memory.safe("a")
    assert memory.of("a") == Standing()


def test_the_least_recently_seen_is_forgotten_first() -> None:
    memory = Memory(most=2)
    for person in ("a", "b", "a", "c"):
        memory.sent(person, heard(Level.DISTRESS), NOW)
    assert [memory.of(person).near(NOW) for person in ("a", "b", "c")] == [True, False, True]


def test_another_kind_of_crisis_gets_its_own_card(memory: Memory) -> None:
    memory.sent("a", heard(Level.IDEATION), NOW)

    assert memory.of("a").follow(heard(Level.IDEATION, about="third_party"), NOW + SECOND) is Follow.CARD


def test_the_card_comes_again_in_another_language(memory: Memory) -> None:
    memory.sent("a", heard(Level.IDEATION), NOW)

    assert memory.of("a").follow(heard(Level.IDEATION, language="es"), NOW + SECOND) is Follow.CARD
    assert memory.of("a").follow(heard(Level.IDEATION, language=None), NOW + SECOND) is Follow.SHORT


@pytest.mark.parametrize("level", [Level.DISTRESS, Level.INTENT])
def test_a_card_from_a_group_takes_none_from_the_persons_own_chat(memory: Memory, level: Level) -> None:
    """Telegram lets nobody write to a person who never opened the bot, and does not say so before one tries."""
    memory.sent("a", heard(level), NOW, in_group=True)
    follows = [memory.of("a").follow(heard(level), NOW + SECOND, in_group=in_group) for in_group in (True, False)]
    memory.sent("a", heard(level), NOW + SECOND)
    later = [memory.of("a").follow(heard(level), NOW + 2 * SECOND, in_group=in_group) for in_group in (True, False)]

    assert (follows, later) == ([Follow.SHORT, Follow.CARD], [Follow.SHORT, Follow.SHORT])


def test_from_a_group_too_the_card_comes_again_after_half_an_hour_and_when_it_gets_worse(memory: Memory) -> None:
    memory.sent("a", heard(Level.IDEATION), NOW, in_group=True)

    assert memory.of("a").follow(heard(Level.INTENT), NOW + SECOND, in_group=True) is Follow.CARD
    assert memory.of("a").follow(heard(Level.IDEATION), NOW + NEAR, in_group=True) is Follow.CARD


def test_a_question_about_the_topic_gets_its_block_where_no_card_may_have_arrived(memory: Memory) -> None:
    memory.sent("a", heard(Level.IDEATION), NOW, in_group=True)

    assert memory.of("a").follow(heard(Level.TOPIC), NOW + SECOND) is Follow.CARD


def test_whoever_was_at_risk_in_a_group_is_watched_over_too(memory: Memory) -> None:
    memory.sent("a", heard(Level.INTENT), NOW, in_group=True)

    assert (memory.of("a").near(NOW + SECOND), memory.of("a").watched(NOW + WATCH - SECOND)) == (True, True)


@pytest.mark.parametrize(
    ("first", "second", "after", "gravest"),
    [
        (Level.DISTRESS, Level.INTENT, SECOND, "abuse"),
        (Level.INTENT, Level.DISTRESS, SECOND, "suicide"),
        (Level.INTENT, Level.INTENT, SECOND, "abuse"),
        (Level.INTENT, Level.DISTRESS, NEAR, "abuse"),
    ],
)
def test_what_the_gravest_card_was_about_is_remembered_for_half_an_hour(
    memory: Memory, first: Level, second: Level, after: timedelta, gravest: str
) -> None:
    memory.sent("a", heard(first), NOW)
    memory.sent("a", heard(second, about="abuse"), NOW + after)

    assert memory.of("a").gravest.situation is Situation(gravest)
    assert memory.of("a").situation is Situation.ABUSE


def test_no_signal_of_a_message_is_remembered_with_its_card(memory: Memory) -> None:
    memory.sent("a", replace(heard(Level.INTENT), signals=(sign("letter"),)), NOW)

    assert memory.of("a").gravest == heard(Level.INTENT)


@pytest.mark.parametrize(
    ("level", "spoken"), [(Level.IDEATION, [True, False, False]), (Level.INTENT, [True, True, False])]
)
def test_the_language_of_a_card_is_spoken_as_long_as_it_is_answered_or_the_person_watched_over(
    memory: Memory, level: Level, spoken: list[bool]
) -> None:
    memory.sent("a", heard(level, language="es"), NOW)

    assert [memory.of("a").speaks(NOW + time) == "es" for time in (SECOND, NEAR, WATCH)] == spoken


def test_words_of_no_clear_language_do_not_change_the_one_that_is_spoken(memory: Memory) -> None:
    memory.sent("a", heard(Level.IDEATION, language="es"), NOW)
    memory.sent("a", heard(Level.INTENT, language=None), NOW + SECOND)
    soon = memory.of("a").speaks(NOW + SECOND)
    memory.sent("a", heard(Level.INTENT, language=None), NOW + SECOND + NEAR)

    assert (soon, memory.of("a").speaks(NOW + SECOND + NEAR)) == ("es", None)


def test_after_a_card_about_abuse_nothing_is_quoted_for_half_an_hour_or_while_they_are_watched_over(
    memory: Memory,
) -> None:
    for person, level, about in (
        ("a", Level.DISTRESS, "abuse"),
        ("b", Level.INTENT, "abuse"),
        ("c", Level.INTENT, "suicide"),
    ):
        memory.sent(person, heard(level, about=about), NOW)

    assert [[memory.of(person).hides(NOW + time) for time in (SECOND, NEAR, WATCH)] for person in "abc"] == [
        [True, False, False], [True, True, False], [False, False, False],
    ]  # fmt: skip


@pytest.mark.parametrize(("card", "follow"), [(Level.DISTRESS, Follow.CARD), (Level.IDEATION, Follow.SHORT)])
def test_a_search_about_the_topic_is_answered_after_distress_only(memory: Memory, card: Level, follow: Follow) -> None:
    memory.sent("a", heard(card), NOW)

    assert memory.of("a").follow(heard(Level.TOPIC), NOW + SECOND) is follow


# --- what adds up over several messages ---

MINUTE = timedelta(minutes=1)


def said(*signs: str, level: Level = Level.NONE) -> Screening:
    """A message in which these signs stand."""
    return decide([replace(sign(name, level), span=(9 * at, 9 * at + 5)) for at, name in enumerate(signs)], ())


@pytest.fixture
def adding() -> Memory:
    return Memory(combinations=COMBINATIONS)


def test_two_weak_signs_in_two_messages_add_up(adding: Memory) -> None:
    assert adding.add_up("a", said("goodbye"), NOW).level is Level.NONE
    raised = adding.add_up("a", said("letter"), NOW + MINUTE)

    assert (raised.level, raised.situation, raised.about) == (Level.INTENT, Situation.SUICIDE, About.SELF)
    assert raised.signals[-1].rule == "combine.goodbye-letter"
    assert raised.signals[-1].span == (0, 5)


@pytest.mark.parametrize("after", [timedelta(minutes=30), timedelta(hours=2)])
def test_half_an_hour_later_nothing_adds_up_and_nothing_is_kept(adding: Memory, after: timedelta) -> None:
    adding.add_up("a", said("goodbye"), NOW)
    assert adding.add_up("b", said("giving_away"), NOW + after).level is Level.NONE
    assert "a" not in adding.traces
    assert adding.add_up("a", said("letter"), NOW + after).level is Level.NONE


def test_signs_of_two_people_never_add_up(adding: Memory) -> None:
    adding.add_up("a", said("goodbye"), NOW)
    assert adding.add_up("b", said("letter"), NOW).level is Level.NONE


@pytest.mark.parametrize(("first", "second"), [("goodbye", "time"), ("alone", "means"), ("alone", "goodbye")])
def test_what_is_everyday_talk_over_several_messages_means_nothing_together(
    adding: Memory, first: str, second: str
) -> None:
    adding.add_up("a", said(first), NOW)
    assert adding.add_up("a", said(second), NOW + MINUTE).level is Level.NONE


def test_what_was_said_before_is_not_raised_again_by_something_else(adding: Memory) -> None:
    for name in ("goodbye", "letter"):
        adding.add_up("a", said(name), NOW)
    assert adding.add_up("a", said("alone"), NOW + MINUTE).level is Level.NONE


def test_a_message_without_a_sign_stays_as_it_is(adding: Memory) -> None:
    adding.add_up("a", said("goodbye"), NOW)
    assert adding.add_up("a", Screening(), NOW) == Screening()


def test_signs_that_are_calmed_or_of_somebody_else_never_add_up(adding: Memory) -> None:
    for change in ({"muted_by": "en.idiom.x"}, {"about": About.OTHER}):
        calm = decide([replace(sign("goodbye"), **change)], ())
        adding.add_up("a", calm, NOW)
    assert adding.add_up("a", said("letter"), NOW).level is Level.NONE


def test_the_past_never_lowers_a_level(adding: Memory) -> None:
    adding.add_up("a", said("hopeless"), NOW)
    found = adding.add_up("a", said("burden", level=Level.IMMINENT), NOW)
    assert found.level is Level.IMMINENT


def test_an_age_said_before_counts_for_the_card(adding: Memory) -> None:
    adding.add_up("a", said("minor"), NOW)
    assert adding.add_up("a", said("wish", level=Level.IDEATION), NOW).minor


def test_an_age_said_before_counts_for_a_card_without_any_sign(adding: Memory) -> None:
    adding.add_up("a", said("minor"), NOW)
    abuse = Screening(level=Level.DISTRESS, situation=Situation.ABUSE, about=About.SELF)
    assert adding.add_up("a", abuse, NOW) == replace(abuse, minor=True)


def test_who_repeats_one_sign_does_not_crowd_out_others(adding: Memory) -> None:
    adding.add_up("a", said("goodbye"), NOW)
    adding.add_up("a", said(*["alone"] * 40), NOW)
    assert adding.add_up("a", said("letter"), NOW + MINUTE).level is Level.INTENT


def test_what_a_person_said_is_forgotten_on_request_and_bounded(adding: Memory) -> None:
    adding.add_up("a", said("goodbye"), NOW)
    adding.forget("a")
    assert adding.add_up("a", said("letter"), NOW).level is Level.NONE

    small = Memory(most=2, combinations=COMBINATIONS)
    for person in "abc":
        small.add_up(person, said("goodbye"), NOW)
    assert list(small.traces) == ["b", "c"]


def test_a_combination_needs_something_new() -> None:
    pair = Combination(id="combine.pair", signs=frozenset({"goodbye", "letter"}), level=Level.INTENT)
    before = [sign("goodbye"), sign("letter")]
    assert added_up(said("letter"), before, [pair]).level is Level.NONE
    assert added_up(said("letter"), before[:1], [pair]).level is Level.INTENT
    assert added_up(said("letter"), before[:1], [replace(pair, across=False)]).level is Level.NONE
