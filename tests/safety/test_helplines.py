"""Whom a reader is shown: by country, audience and hour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from safety import DATA, Directory, Helpline, Place, screen
from safety.contacts import GENERAL, SPECIAL, all_lines, choose
from safety.directory import load_directory
from safety.helplines import Opening, TextRoute, covers, same

NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)  # a Monday
DIRECTORY = load_directory(DATA / "helplines.yaml", DATA / "denylist.yaml")
COUNTRIES = sorted(DIRECTORY.by_country.keys() - {"INT"})
#: Countries whose main line sleeps at night, or has no known hours.
NIGHT = {
    "AR": "America/Argentina/Buenos_Aires", "AE": "Asia/Dubai", "HU": "Europe/Budapest", "SG": "Asia/Singapore",
    "GH": "Africa/Accra", "PT": "Europe/Lisbon",
}  # fmt: skip


def line(id_: str = "xx-line", **more: Any) -> Helpline:  # noqa: ANN401 - any field of a helpline
    given: dict[str, Any] = {
        "country": "FR", "name": id_, "kind": "suicide", "audience": ("general",), "phone": "3114", "hours": "always",
        "sources": ("a list",), "newest_source": "2026-01", "agreement": 3, "confidence": "high", "checked_on": "never",
    }  # fmt: skip
    return Helpline(id=id_, **(given | more))


def weekly(days: str, start: int, end: int, time_zone: str = "UTC") -> dict[str, Any]:
    opening = Opening(days=frozenset(map(int, days)), start=start * 60, end=end * 60)
    return {"hours": "weekly", "openings": (opening,), "time_zone": time_zone}


def ids(lines: tuple[Helpline, ...]) -> list[str]:
    return [found.id for found in lines]


@pytest.mark.parametrize(
    ("day", "hour", "is_open"),
    [
        (0, 19, False),
        (0, 20, True),
        (0, 23, True),
        (1, 0, True),
        (1, 3, True),
        (1, 4, False),
        (1, 21, False),
        (6, 23, False),
    ],
)
def test_an_opening_may_run_past_midnight(day: int, hour: int, *, is_open: bool) -> None:
    assert covers(Opening(days=frozenset({0}), start=20 * 60, end=4 * 60), day, hour * 60) is is_open


def test_sunday_night_runs_into_monday() -> None:
    assert covers(Opening(days=frozenset({6}), start=20 * 60, end=4 * 60), 0, 60) is True


def test_an_opening_until_24_00_ends_with_its_day() -> None:
    opening = Opening(days=frozenset({0}), start=8 * 60, end=24 * 60)
    assert [covers(opening, *when) for when in ((0, 23 * 60 + 59), (1, 0))] == [True, False]


def test_hours_are_those_of_the_countrys_own_clock() -> None:
    tokyo = line(**weekly("0123456", 9, 18, "Asia/Tokyo"))
    assert [tokyo.is_open(NOON.replace(hour=hour)) for hour in (0, 9)] == [True, False]


def test_hours_follow_summer_time() -> None:
    paris = line(**weekly("0123456", 9, 10, "Europe/Paris"))
    assert [paris.is_open(datetime(2026, month, 5, 7, 30, tzinfo=UTC)) for month in (1, 7)] == [False, True]


def test_unknown_hours_are_neither_open_nor_closed() -> None:
    assert line(hours="unknown").is_open(NOON) is None


def test_open_lines_come_before_unknown_and_closed_ones() -> None:
    lines = (
        line("closed", phone="1", **weekly("0123456", 20, 22)), line("unknown", phone="2", hours="unknown"),
        line("open", phone="3", kind="warmline"),
    )  # fmt: skip
    assert ids(Directory(lines).find("FR", GENERAL, NOON, frozenset())) == ["open", "unknown", "closed"]


@pytest.mark.parametrize(("confidence", "shown"), [("high", True), ("medium", True), ("low", False), ("none", False)])
def test_only_confident_rows_are_shown(confidence: str, *, shown: bool) -> None:
    assert bool(Directory((line(confidence=confidence),)).shown("FR")) is shown


def test_higher_confidence_comes_first() -> None:
    lines = (line("medium", confidence="medium"), line("high", phone="3"))
    assert ids(Directory(lines).shown("FR")) == ["high", "medium"]


@pytest.mark.parametrize(("agreement", "shown"), [(1, False), (2, True)])
def test_a_text_route_needs_two_lists_that_agree(agreement: int, *, shown: bool) -> None:
    assert (line(sms=TextRoute(number="114", agreement=agreement)).text_route is not None) is shown


def test_a_line_for_one_audience_is_for_those_who_said_so() -> None:
    youth = Directory((line(audience=("youth",)),))
    assert ids(youth.find("FR", ("suicide",), NOON, frozenset())) == []
    assert ids(youth.find("FR", ("suicide",), NOON, frozenset({"youth"}))) == ["xx-line"]


def test_a_line_for_everybody_and_for_one_audience_is_for_everybody() -> None:
    both = Directory((line(audience=("general", "veterans")),))
    assert ids(both.find("FR", ("suicide",), NOON, frozenset())) == ["xx-line"]
    found = choose(DIRECTORY, Place(language="uk", country="UA", now=NOON), ("suicide",)).line
    assert found is not None
    assert found.id == "ua-lifeline-ukraine"


def test_no_line_of_another_country_is_found() -> None:
    found = [all_lines(DIRECTORY, Place(language="en", country=country, now=NOON)) for country in COUNTRIES]
    assert [{line.country for line in lines} - {country} for country, lines in zip(COUNTRIES, found, strict=True)] == [
        set() for _ in COUNTRIES
    ]


def test_the_ambulance_comes_before_the_police() -> None:
    lines = tuple(
        line(service, kind="emergency", service=service, phone=service) for service in ("police", "ambulance")
    )
    assert ids(Directory(lines).emergency("FR")) == ["ambulance", "police"]


def test_nothing_is_chosen_without_a_country() -> None:
    found = choose(DIRECTORY, Place(language="en", country=None, now=NOON), ("child",))
    assert (found.emergency, found.line, found.writing, found.poison) == ((), None, None, None)


@pytest.mark.parametrize("country", ["TR", "MA", "TN", "IQ", "KW", "ET", "CM", "SN", "DZ", "AM", "AZ"])
def test_countries_without_a_confident_line_are_given_none(country: str) -> None:
    assert choose(DIRECTORY, Place(language="en", country=country, now=NOON), ()).line is None


@pytest.mark.parametrize("country", COUNTRIES)
def test_emergency_numbers_never_sleep(country: str) -> None:
    assert {number.hours for number in DIRECTORY.emergency(country)} <= {"always"}


def test_countries_with_a_help_line_and_no_sure_emergency_number_are_these() -> None:
    """Their cards say "your local emergency number"; see helplines.yaml for what the lists disagree about."""
    with_line = [country for country in COUNTRIES if DIRECTORY.shown(country)]
    assert [country for country in with_line if not DIRECTORY.emergency(country)] == ["LB", "PE", "PG"]


def test_so_many_countries_have_lines_and_emergency_numbers() -> None:
    shown = {country: DIRECTORY.shown(country) for country in COUNTRIES}
    kinds = {country: {line.kind for line in lines} for country, lines in shown.items()}
    assert sum(bool(found - {"emergency"}) for found in kinds.values()) >= 97
    assert sum(bool(found & {*GENERAL}) for found in kinds.values()) >= 86
    assert sum("emergency" in found for found in kinds.values()) >= 210


def test_the_surest_line_comes_before_a_kind_that_is_named_earlier() -> None:
    lines = (line("medium", confidence="medium"), line("high", phone="3", kind="crisis"))
    assert ids(Directory(lines).find("FR", GENERAL, NOON, frozenset())) == ["high", "medium"]


@pytest.mark.parametrize(
    ("groups", "minor", "first"),
    [
        (frozenset(), False, "us-988-suicide-crisis-lifeline"),
        (frozenset({"veteran"}), False, "us-veterans-crisis-line"),
        (frozenset({"lgbtq"}), False, "us-trans-lifeline"),
    ],
)
def test_a_line_for_a_group_comes_first_only_for_who_said_they_belong_to_it(
    groups: frozenset[str], *, minor: bool, first: str
) -> None:
    now = datetime(2026, 1, 7, 20, 0, tzinfo=UTC)
    chosen = choose(DIRECTORY, Place(language="en", country="US", now=now, minor=minor, groups=groups), ()).line
    assert chosen is not None
    assert chosen.id == first


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("I'm a combat veteran and I want to die", {"veteran"}),
        ("i came out as trans and i want to kill myself", {"lgbtq"}),
        ("soy gay y me quiero morir", {"lgbtq"}),
        ("my brother is a veteran and I want to die", set()),
        ("my friend came out as gay and he wants to die", set()),
        ("I'm not gay, I just want to die", set()),
    ],
)
def test_a_message_says_which_group_its_writer_belongs_to(text: str, groups: set[str]) -> None:
    heard = screen(text)
    assert (heard.needs_care, set(heard.groups)) == (True, groups)


def test_a_closed_line_for_a_group_waits_behind_an_open_one_for_everybody() -> None:
    night = datetime(2026, 1, 7, 9, 0, tzinfo=UTC)  # one in the morning in California
    chosen = choose(DIRECTORY, Place(language="en", country="US", now=night, groups=frozenset({"lgbtq"})), ()).line
    assert chosen is not None
    assert chosen.id == "us-988-suicide-crisis-lifeline"


@pytest.mark.parametrize("country", NIGHT)
def test_at_three_in_the_night_a_sleeping_line_is_not_alone(country: str) -> None:
    now = datetime(2026, 1, 7, 3, 0, tzinfo=ZoneInfo(NIGHT[country]))
    found = choose(DIRECTORY, Place(language="en", country=country, now=now), ())
    assert found.may_be_closed or (found.line is not None and found.line.is_open(now))


def test_an_open_special_line_comes_before_an_open_general_one() -> None:
    lines = (line("general"), line("child", kind="child", phone="119", audience=("youth",)))
    minor = choose(Directory(lines), Place(language="fr", country="FR", now=NOON, minor=True), ("child",))
    assert minor.line is not None
    assert minor.line.id == "child"


def test_a_closed_special_line_waits_behind_an_open_general_one() -> None:
    lines = (line("general"), line("child", kind="child", phone="119", audience=("youth",), **weekly("0", 20, 21)))
    chosen = choose(Directory(lines), Place(language="fr", country="FR", now=NOON), ("child",)).line
    assert chosen is not None
    assert chosen.id == "general"


def test_every_kind_of_row_has_a_place_in_some_list() -> None:
    kinds = {row.kind for row in DIRECTORY.lines}
    assert kinds - {*GENERAL, *SPECIAL, "emergency", "poison", "directory"} == set()


def test_rows_older_than_a_year_are_stale() -> None:
    lines = (
        line("old", newest_source="2024-12"),
        line("new", newest_source="2026-01"),
        line("year", newest_source="2024"),
    )
    assert ids(Directory(lines).stale(NOON + timedelta(days=30))) == ["old", "year"]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("01 40 09 15 22", "+33 1 40 09 15 22", True), ("147", "1 4 7", True), ("147", "2147", False),
        ("112", "911", False),
        ("1-800-931-2237", "+1 (800) 931 2237", True), ("800-931-2237", "1-800-931-2237", True), ("", "147", False),
        ("0140091522", "0140091523", False),
    ],
)  # fmt: skip
def test_one_number_may_be_written_in_several_ways(one: str, other: str, *, is_same: bool) -> None:
    assert same(one, other) is is_same
