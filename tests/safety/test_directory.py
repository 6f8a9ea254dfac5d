"""The directory loads whole or not at all, and every number in it fits its country."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from toys import dump

from safety import DATA, HelplineError
from safety.directory import load_denied, load_directory
from safety.plans import load_short_codes, problems

if TYPE_CHECKING:
    from pathlib import Path

ROW = {
    "id": "xx-line", "country": "FR", "name": "A line", "kind": "suicide", "audience": ["general"], "phone": "3114",
    "hours": "always", "sources": ["a list"], "newest_source": "2026-02", "agreement": 3, "confidence": "high",
    "checked_on": "never",
}  # fmt: skip
DENIED = [
    {"country": "FR", "numbers": ["01 40 09 15 22"], "why": "retired", "source": "a list"},
    {"country": "FR", "numbers": ["147"], "names": ["Elsewhere"], "why": "another name", "source": "a list"},
]
WEEK = [{"days": ["mon"], "from": "08:00", "to": "20:00"}]
#: What is changed in a good row (None takes a key away), and what is then said of it.
REFUSALS: list[tuple[dict[str, Any], str]] = [
    ({"phone": "call me"}, 'xx-line: phone "call me" is not a number'),
    ({"phone": "1-800-HELP"}, 'xx-line: phone "1-800-HELP" is not a number'),
    ({"phone": 3114}, "xx-line: phone must be quoted"),
    ({"phone": "01 40 09 15 22"}, "xx-line: this number is denied: retired"),
    ({"phone": "+33 1 40 09 15 22"}, "xx-line: this number is denied: retired"),
    ({"phone": "147", "name": "Elsewhere Line"}, "xx-line: this number is denied: another name"),
    ({"sms": {"number": "0140091522", "agreement": 2}}, "xx-line: this number is denied: retired"),
    ({"sms": {"number": "text us", "agreement": 2}}, "xx-line: sms must have a quoted number"),
    ({"sms": "114"}, "xx-line: sms must have a quoted number"),
    ({"sms": {"number": "114", "agreement": "many"}}, "xx-line: sms must have a quoted number"),
    ({"phone": None}, "xx-line: has no phone, sms or url"),
    ({"sources": []}, "xx-line: sources: needs at least 1, has 0"),
    ({"sources": None}, 'xx-line: "sources" is missing'),
    ({"newest_source": None}, 'xx-line: "newest_source" is missing'),
    ({"newest_source": "lately"}, 'xx-line: newest_source "lately" is not a year, or a year and month'),
    ({"newest_source": "2026-13"}, 'xx-line: newest_source "2026-13" is not a year, or a year and month'),
    ({"kind": "hotline"}, 'xx-line: kind "hotline" is not one of: bereavement'),
    ({"kind": "emergency"}, "xx-line: service must be one of: ambulance, any, police"),
    ({"country": "France"}, 'xx-line: country "France" is not two capital letters'),
    ({"country": "QZ"}, "xx-line: there is no country QZ"),
    ({"country": False}, 'xx-line: country "False" is not two capital letters'),
    ({"confidence": "sure"}, 'xx-line: confidence "sure" is not one of: high, medium, low, none'),
    ({"agreement": "many"}, "xx-line: agreement must be a number"),
    ({"url": "ftp://x"}, 'xx-line: url "ftp://x" is not an address'),
    ({"hours": "mostly"}, "xx-line: hours must be always, unknown, or a list"),
    ({"hours": []}, "xx-line: hours must be always, unknown, or a list"),
    ({"hours": ["mon"]}, "xx-line: hours mon need days"),
    ({"hours": [WEEK[0] | {"to": "25:00"}], "time_zone": "Europe/Paris"}, "need days (mon, tue"),
    ({"hours": [WEEK[0] | {"from": 480}], "time_zone": "Europe/Paris"}, "need days (mon, tue"),
    ({"hours": [WEEK[0] | {"days": ["someday"]}], "time_zone": "Europe/Paris"}, "need days (mon, tue"),
    ({"hours": WEEK}, 'xx-line: time_zone "" is not known'),
    ({"hours": WEEK, "time_zone": "Europe/Nowhere"}, 'xx-line: time_zone "Europe/Nowhere" is not known'),
    ({"price": "free"}, 'xx-line: "price" is not a key we know'),
    ({"name": " "}, "xx-line: name must be a text"),
    ({"newest_source": "unknown"}, 'xx-line: newest_source "unknown" is not a year, or a year and month'),
]
ROWS = yaml.load((DATA / "helplines.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)["helplines"]


def refusal(folder: Path, rows: object, denied: object = ()) -> str:
    dump(folder / "helplines.yaml", {"helplines": rows})
    dump(folder / "denylist.yaml", {"denied": list(DENIED if denied == () else denied)})  # type: ignore[call-overload] # wrong on purpose in some tests
    with pytest.raises(HelplineError) as caught:
        load_directory(folder / "helplines.yaml", folder / "denylist.yaml")
    return str(caught.value)


@pytest.mark.parametrize(("change", "said"), REFUSALS)
def test_a_wrong_row_is_refused_by_name(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    row = {key: value for key, value in (ROW | change).items() if value is not None}
    assert said in refusal(tmp_path, [row])


def test_the_same_id_twice_is_refused(tmp_path: Path) -> None:
    assert 'id "xx-line" stands 2 times' in refusal(tmp_path, [ROW, ROW | {"phone": "3115"}])


@pytest.mark.parametrize("phone", ["3114", "31 14", "31-14"])
def test_the_same_number_twice_in_a_country_is_refused(tmp_path: Path, phone: str) -> None:
    assert "FR: 3114 stands 2 times" in refusal(tmp_path, [ROW, ROW | {"id": "xx-two", "phone": phone}])


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    said = refusal(tmp_path, [ROW | {"kind": "x", "country": "y"}, ROW | {"id": "xx-two", "phone": "no"}])
    assert [part in said for part in ('kind "x"', 'country "y"', 'xx-two: phone "no"')] == [True, True, True]


def test_rows_that_are_no_rows_are_refused(tmp_path: Path) -> None:
    assert "helplines: must be a list of mappings" in refusal(tmp_path, ["a"])


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"country": "FR"}, '"numbers" is missing'),
        ({"country": "FR", "numbers": [112], "why": "x", "source": "y"}, "must be a list of texts"),
        ("FR", "denied: must be a list of mappings"),
    ],
)
def test_a_wrong_denied_entry_is_refused(tmp_path: Path, entry: object, said: str) -> None:
    assert said in refusal(tmp_path, [ROW], [entry])


def test_a_row_that_nobody_is_shown_may_be_denied(tmp_path: Path) -> None:
    dump(tmp_path / "helplines.yaml", {"helplines": [ROW | {"phone": "01 40 09 15 22", "confidence": "none"}]})
    dump(tmp_path / "denylist.yaml", {"denied": DENIED})
    assert len(load_directory(tmp_path / "helplines.yaml", tmp_path / "denylist.yaml").lines) == 1


def test_the_packaged_directory_loads() -> None:
    assert len(load_directory(DATA / "helplines.yaml", DATA / "denylist.yaml").lines) == len(ROWS)


@pytest.mark.parametrize(
    "entry", load_denied(DATA / "denylist.yaml"), ids=lambda entry: f"{entry.country}-{entry.why[:20]}"
)
def test_a_row_with_a_denied_number_is_refused_by_name(entry: Any, tmp_path: Path) -> None:  # noqa: ANN401 - see load_denied
    """Each one, in its scope: where the number is right for another service, only the pair is denied."""
    number = min(entry.numbers)
    name = next((name for name in entry.names if name != "*"), "Some Line")
    row = ROW | {"country": entry.country, "phone": number, "name": name}
    (tmp_path / "denylist.yaml").write_text((DATA / "denylist.yaml").read_text("utf-8"), "utf-8")
    dump(tmp_path / "helplines.yaml", {"helplines": [row]})
    with pytest.raises(HelplineError, match="xx-line: this number is denied"):
        load_directory(tmp_path / "helplines.yaml", tmp_path / "denylist.yaml")
    if entry.names and "*" not in entry.names:
        others = [
            other for other in load_denied(DATA / "denylist.yaml") if other.country == entry.country and other != entry
        ]
        right = ROW | {"country": entry.country, "phone": number, "name": "Quite another service"}
        dump(tmp_path / "helplines.yaml", {"helplines": [right]})
        if not any(other.numbers & entry.numbers for other in others):
            assert len(load_directory(tmp_path / "helplines.yaml", tmp_path / "denylist.yaml").lines) == 1


def test_every_denied_number_of_the_list_is_there() -> None:
    assert len(load_denied(DATA / "denylist.yaml")) >= 33


@pytest.mark.parametrize(
    "entry", load_denied(DATA / "denylist.yaml"), ids=lambda entry: f"{entry.country}-{entry.why[:20]}"
)
def test_no_denied_number_is_shown(entry: Any) -> None:  # noqa: ANN401 - see load_denied
    lines = load_directory(DATA / "helplines.yaml", DATA / "denylist.yaml").shown(entry.country)
    assert [line.id for line in lines if entry.forbids(line)] == []


def test_every_number_fits_the_numbering_plan_of_its_country_or_is_a_listed_short_code() -> None:
    directory = load_directory(DATA / "helplines.yaml", DATA / "denylist.yaml")
    assert problems(directory.lines, load_short_codes(DATA / "short_codes.yaml")) == ()


@pytest.mark.parametrize(
    ("phone", "codes", "said"),
    [
        ("3114", {}, ()),
        ("2222", {}, ("xx-line: 2222 is not in the numbering plan of FR, nor in short_codes.yaml",)),
        ("2222", {"FR": {"2222": "xx-line"}}, ()),
        ("3114", {"FR": {"2222": "xx-line"}}, ("short_codes.yaml: FR 2222 (xx-line) is not needed there",)),
        (
            "01 40 09 15 222",
            {},
            ("xx-line: 01 40 09 15 222 is not in the numbering plan of FR, nor in short_codes.yaml",),
        ),
    ],
)
def test_a_number_that_fits_no_plan_is_told(
    tmp_path: Path, phone: str, codes: dict[str, dict[str, str]], said: tuple[str, ...]
) -> None:
    dump(tmp_path / "helplines.yaml", {"helplines": [ROW | {"phone": phone}]})
    dump(tmp_path / "denylist.yaml", {"denied": []})
    assert problems(load_directory(tmp_path / "helplines.yaml", tmp_path / "denylist.yaml").lines, codes) == said


def test_a_broken_list_of_short_codes_is_refused_by_name(tmp_path: Path) -> None:
    dump(tmp_path / "short_codes.yaml", {"FR": {"2222": 7}, "DE": ["116 016"]})
    with pytest.raises(HelplineError, match="FR: each number needs the id of its row"):
        load_short_codes(tmp_path / "short_codes.yaml")
