"""How well the screening hears is counted as the labels say."""

from __future__ import annotations

from typing import Any

import pytest

from safety import About, Labelled, Level, Screening, Situation, is_hit, measure, share


def line(text: str = "x", *, at_risk: bool = True, **more: Any) -> Labelled:  # noqa: ANN401 - any field of a line
    return Labelled(text=text, at_risk=at_risk, language="en", **more)


def screened(text: str) -> Screening:
    """``intent suicide self`` is heard as just that; an empty text as nothing."""
    if not text:
        return Screening()
    level, situation, about = text.split()
    return Screening(level=Level[level.upper()], situation=Situation(situation), about=About(about))


@pytest.mark.parametrize(
    ("labelled", "heard", "hit"),
    [
        (None, "ideation suicide self", True), (None, "distress suicide self", True),
        (None, "topic suicide self", False),
        (None, "distress abuse self", False), (Situation.ABUSE, "distress abuse self", True),
        (Situation.ABUSE, "topic abuse self", False), (Situation.SUICIDE, "distress abuse self", False),
        (Situation.THIRD_PARTY, "distress third_party other", True), (None, "", False),
    ],
)  # fmt: skip
def test_a_message_at_risk_is_heard_by_its_kind(labelled: Situation | None, heard: str, *, hit: bool) -> None:
    assert is_hit(line(situation=labelled), screened(heard)) is hit


def test_everything_is_counted_once_for_each_way_of_looking() -> None:
    lines = [
        line("intent suicide self", level=Level.INTENT, situation=Situation.SUICIDE, about=About.SELF, group="a"),
        line("distress suicide other", level=Level.IMMINENT, situation=Situation.OVERDOSE, about=About.SELF, group="a"),
        line("", level=Level.IMMINENT, situation=Situation.SUICIDE, about=About.SELF, group="b"),
        line("topic suicide nobody", at_risk=False, group="b"),
        line("ideation suicide self", at_risk=False),
        line("distress suicide self", situation=Situation.SUICIDE, group="b"),
    ]
    found = measure(lines, screened)
    everything = found["all", ""]

    assert (everything.hits, everything.misses, everything.alarms, everything.quiet) == (3, 1, 1, 1)
    assert (everything.topics, everything.urgent, everything.urgent_hits) == (1, 3, 2)
    assert (everything.judged, everything.right_situation) == (3, 2)
    assert (everything.whose, everything.right_about) == (2, 1)
    assert sorted(found) == [
        ("all", ""), ("language", "en"), ("set", "a"), ("set", "b"), ("situation", "overdose"),
        ("situation", "suicide"),
    ]  # fmt: skip
    assert found["situation", "suicide"].misses == 1


@pytest.mark.parametrize(("part", "whole", "low", "high"), [(0, 30, 0.0, 0.114), (28, 30, 0.787, 0.982)])
def test_a_share_comes_with_its_interval(part: int, whole: int, low: float, high: float) -> None:
    found = share(part, whole)
    assert found is not None
    assert (round(found[1], 3), round(found[2], 3)) == (low, high)


def test_a_share_of_nothing_is_none() -> None:
    assert share(0, 0) is None
