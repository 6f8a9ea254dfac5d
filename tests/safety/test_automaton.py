"""All places of many patterns in one pass, whichever package is installed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from safety.automaton import Hit, built, finder, keepable

PATTERNS = (" die ", "die", " die tonight ", "想死", "死", "ü", "end it", "it")
TEXTS = ("", " die ", " i die tonight ", " 我想死 ", " für ü ", " end it it ", " diet ", "die" * 3)


def simply(patterns: tuple[str, ...], text: str) -> set[Hit]:
    """What there is to find, without any automaton."""
    places = ((start, number) for start in range(len(text)) for number in range(len(patterns)))
    return {
        (start, start + len(patterns[number]), number)
        for start, number in places
        if text.startswith(patterns[number], start)
    }


@given(st.text(alphabet=" deitu想死ü", max_size=40))
def test_every_hit_is_found_in_the_order_of_their_ends(text: str) -> None:
    for find in (finder(keepable(PATTERNS)), built(PATTERNS)):
        hits = find(text)
        assert set(hits) == simply(PATTERNS, text)
        assert [end for _, end, _ in hits] == sorted(end for _, end, _ in hits)


def test_both_packages_find_the_same_in_the_same_order() -> None:
    for text in TEXTS:
        assert list(finder(keepable(PATTERNS))(text)) == list(built(PATTERNS)(text))


def test_without_patterns_nothing_is_found() -> None:
    assert list(finder(keepable(()))("die")) == []
