"""What a learned opinion looks at in a message."""

from __future__ import annotations

import pytest

from safety.features import features
from safety.text import normalise


def test_what_is_looked_at() -> None:
    found = features(normalise("Going home now"), ("go", "home", "now"))
    assert {" go", "ome", "e no"} <= found.runs
    assert {"going", "going home", "going home now"} <= found.phrases
    assert found.pairs == {"goin_home", "goin_now", "home_now"}
    assert found.concepts == {"go", "home", "now"}


def test_concepts_are_paired_in_any_order_and_not_with_themselves() -> None:
    one, other = (features(normalise("x"), concepts) for concepts in (("not", "live", "not"), ("live", "not")))
    assert one.together == other.together == {"live+not"}


def test_marks_are_looked_at_between_words_and_beside_what_they_mean() -> None:
    found = features(normalise('"Go" home? At 17'), ("go",))
    assert {'" go', 'go "', "home ?", "? at 00", "at 00", "?"} <= found.phrases
    assert {"go home at", "17"} <= found.phrases
    assert found.together == {'"+go', "?+go", "0+go"}


@pytest.mark.parametrize("text", ["go home!", "go home...", "(go) home :(", "go home!!", "go, home;", "GO\nHOME"])
def test_who_cries_trails_off_or_smiles_is_not_looked_at_otherwise(text: str) -> None:
    assert features(normalise(text), ("go",)) == features(normalise("go home"), ("go",))


@pytest.mark.parametrize("quoted", ["“go”", "„go“", "«go»", "「go」", '"go"'])
def test_quotation_marks_of_all_kinds_are_one(quoted: str) -> None:
    assert '" go "' in features(normalise(quoted), ()).phrases


def test_scripts_without_spaces_are_looked_at_by_neighbours() -> None:
    assert features(normalise("我回家了"), ()).phrases == {
        "我回",
        "回家",
        "家了",
        "我回 回家",
        "回家 家了",
        "我回 回家 家了",
    }
