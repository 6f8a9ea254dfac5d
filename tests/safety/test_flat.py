"""Many lists of numbers in two arrays, and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from safety.flat import flat, packed, unpacked


@given(st.lists(st.lists(st.integers(0, 2**32 - 1), max_size=5), max_size=8))
def test_each_list_is_at_its_place_and_survives_being_kept(lists: list[list[int]]) -> None:
    made = flat(lists)
    assert [list(made.of(place)) for place in range(len(lists))] == lists
    assert unpacked(packed(made)) == made
