"""One plain line around the hit."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.search import Vocabulary, snippet

LONG = "Nothing of interest stands here at all. " * 20


def test_the_line_is_where_the_words_stand_together(vocabulary: Vocabulary) -> None:
    body = f"## Panic\n{LONG}Later on a **panic** [attack](https://x.org) passes.\n{LONG}"
    line = snippet(body, {"panic", "attack"}, vocabulary)
    assert "a panic attack passes." in line
    assert line.startswith("…")
    assert line.endswith("…")


def test_without_a_hit_the_line_is_the_beginning(vocabulary: Vocabulary) -> None:
    assert snippet("Short *text*.", {"panic"}, vocabulary) == "Short text."


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.text(), word=st.sampled_from(["panic", "sleeping", "é", ""]))
def test_the_line_always_fits(vocabulary: Vocabulary, body: str, word: str) -> None:
    line = snippet(f"{body} {LONG} {word} {body}", {"panic", "sleep", "é"}, vocabulary)
    assert len(line) <= 160
    assert "\n" not in line
