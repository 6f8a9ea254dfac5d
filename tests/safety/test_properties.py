"""What holds for every text: hypothesis looks for one where it does not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from toys import packaged_languages

from safety import DATA, About, Level, Screener, Signal, Situation, load_language, load_screener
from safety.decide import decide
from safety.lexicon import load_combinations
from safety.screen import COMPILED
from safety.text import PLAIN_TOKEN, normalise, token_pattern

if TYPE_CHECKING:
    from collections.abc import Callable

COMBINATIONS = load_combinations(DATA / "combine.yaml")[1]
#: Sentences that are caught, said plainly; disguises must not hide them.
CAUGHT = [
    "I want to kill myself", "i want to die", "I'm going to end my life tonight", "i took all my pills",
    "my friend wants to kill himself", "i keep cutting myself", "quiero morir", "quiero suicidarme", "me quiero matar",
    "我想死", "我不想活了", "我想自杀",
]  # fmt: skip
ORDINARY = [
    "The train was late today.",
    "We had soup for dinner.",
    "My sister has a new bike.",
    "Hace sol.",
    "今天下雨。",
]
DENIALS = ["i never said that", "it is not true that", "nobody says", "no puedo decir que", "不是"]
GREETINGS = ["Hello there.", "Hi!", "good morning everyone.", "hola.", "你好。"]
LOOK_ALIKES = {"a": "а", "e": "е", "o": "о", "i": "і", "c": "с", "p": "р", "x": "х", "y": "у"}
INVISIBLE = ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad"]
SOUP = st.text(st.one_of(st.characters(), st.sampled_from(" .,!?'*1$@kilmyseltodwna想死不")), max_size=200)
CHAT = st.lists(
    st.sampled_from(
        [
            "i",
            "want",
            "to",
            "die",
            "kill",
            "myself",
            "dont",
            "not",
            "never",
            "tonight",
            "pills",
            "friend",
            "k1ll",
            "s.u.i",
            "我想死",
            "quiero",
            "morir",
            "no",
            "but",
            ",",
            ".",
            "\n",
            "movie",
            "years ago",
            "well now",
            "again",
            "she said",
            "😂",
            "'",
            "dieee",
        ]
    ),
    max_size=60,
).map(" ".join)

quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)


@pytest.fixture(scope="module")
def screener() -> Screener:
    return load_screener(DATA, COMPILED)


def level(screener: Screener, text: str) -> Level:
    return screener.read(text).level


@pytest.mark.parametrize("sentence", CAUGHT)
def test_the_plain_sentences_are_caught(screener: Screener, sentence: str) -> None:
    assert level(screener, sentence) >= Level.DISTRESS


@quick
@given(text=st.one_of(SOUP, CHAT))
def test_screening_any_text_never_raises(screener: Screener, text: str) -> None:
    assert screener.read(text).failed is False


@quick
@given(text=st.one_of(SOUP, CHAT))
def test_spans_point_into_the_original(screener: Screener, text: str) -> None:
    spans = [signal.span for signal in screener.heard(text)]
    assert [span for span in spans if not 0 <= span[0] < span[1] <= len(text)] == []


@quick
@given(text=SOUP)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@quick
@given(text=SOUP)
def test_positions_in_the_text_lead_to_their_tokens(text: str) -> None:
    words = normalise(text)
    assert [words.text[at : at + len(t.word)] for at, t in zip(words.starts, words.tokens, strict=True)] == [
        token.word for token in words.tokens
    ]


@quick
@given(text=st.text(st.characters(max_codepoint=127)))
def test_plain_text_is_read_as_any_other(text: str) -> None:
    general = [(m.group().replace("'", "").replace("`", "").lower(), *m.span()) for m in token_pattern().finditer(text)]
    assert [tuple(token) for token in normalise(text).tokens] == general
    assert normalise(text).text.split() == normalise(f"{text} é").text.split()[:-1]
    assert [m.span() for m in PLAIN_TOKEN.finditer(text.lower())] == [m.span() for m in token_pattern().finditer(text)]


@quick
@given(sentence=st.sampled_from(CAUGHT), data=st.data())
def test_case_never_lowers_the_level(screener: Screener, sentence: str, data: st.DataObject) -> None:
    changed = "".join(data.draw(st.sampled_from([letter.lower(), letter.upper()])) for letter in sentence)
    assert level(screener, changed) >= level(screener, sentence)


@quick
@given(
    sentence=st.sampled_from(CAUGHT),
    spaces=st.lists(st.sampled_from(["  ", "\t", " \n", "\u00a0", "   "]), min_size=12),
)
def test_spacing_never_lowers_the_level(screener: Screener, sentence: str, spaces: list[str]) -> None:
    words = sentence.split(" ")
    changed = "".join(word + space for word, space in zip(words, spaces, strict=False))
    assert level(screener, changed) >= level(screener, sentence)


@quick
@given(
    sentence=st.sampled_from(CAUGHT), signs=st.lists(st.sampled_from(["", ",", "...", "…", " ...", " ,"]), min_size=12)
)
def test_commas_and_ellipses_between_words_never_lower_the_level(
    screener: Screener, sentence: str, signs: list[str]
) -> None:
    changed = " ".join(word + sign for word, sign in zip(sentence.split(" "), signs, strict=False))
    assert level(screener, changed) >= level(screener, sentence)


@quick
@given(sentence=st.sampled_from(CAUGHT), end=st.text(st.sampled_from("!?.… "), max_size=9))
def test_what_stands_at_the_end_never_lowers_the_level(screener: Screener, sentence: str, end: str) -> None:
    assert level(screener, sentence + end) >= level(screener, sentence)


@quick
@given(sentence=st.sampled_from(CAUGHT), data=st.data())
def test_look_alike_letters_never_lower_the_level(screener: Screener, sentence: str, data: st.DataObject) -> None:
    """At most half of the letters of a word, as somebody does who wants to be read by people."""
    changed = " ".join(disguised(word, data) for word in sentence.split(" "))
    assert level(screener, changed) >= level(screener, sentence)


def disguised(word: str, data: st.DataObject) -> str:
    may = [at for at, letter in enumerate(word) if letter in LOOK_ALIKES]
    if len(may) < 1 or len(word) < 3:
        return word
    chosen = data.draw(st.sets(st.sampled_from(may), max_size=len(word) // 2))
    return "".join(LOOK_ALIKES[letter] if at in chosen else letter for at, letter in enumerate(word))


@quick
@given(sentence=st.sampled_from(CAUGHT), data=st.data())
def test_invisible_letters_never_lower_the_level(screener: Screener, sentence: str, data: st.DataObject) -> None:
    places = data.draw(st.sets(st.integers(0, len(sentence)), max_size=8))
    sign = data.draw(st.sampled_from(INVISIBLE))
    changed = "".join(sign + letter if at in places else letter for at, letter in enumerate(sentence))
    assert level(screener, changed) >= level(screener, sentence)


@quick
@given(sentence=st.sampled_from(CAUGHT), more=st.sampled_from(ORDINARY), greeting=st.sampled_from(GREETINGS))
def test_ordinary_words_around_never_lower_the_level(
    screener: Screener, sentence: str, more: str, greeting: str
) -> None:
    plain = level(screener, sentence)
    assert level(screener, f"{sentence}. {more}") >= plain
    assert level(screener, f"{greeting} {sentence}") >= plain
    assert level(screener, f"{greeting} {sentence}. {more}") >= plain


@quick
@given(sentence=st.sampled_from(CAUGHT), denial=st.sampled_from(DENIALS), behind=st.booleans())
def test_a_denial_never_raises_the_level(screener: Screener, sentence: str, denial: str, *, behind: bool) -> None:
    denied = f"{sentence} {denial}" if behind else f"{denial} {sentence}"
    assert level(screener, denied) <= level(screener, sentence)


@quick
@given(sentence=st.sampled_from(CAUGHT), more=st.sampled_from(ORDINARY), times=st.integers(0, 40))
def test_a_phrase_is_found_wherever_it_stands(screener: Screener, sentence: str, more: str, times: int) -> None:
    filler = f"{more} " * times
    assert level(screener, f"{filler}{sentence}. {filler}") >= level(screener, sentence)


CHANGES: dict[str, Callable[[str], str]] = {
    "a full stop behind": lambda text: f"{text}.",
    "cries": lambda text: f"{text}!!",
    "an ordinary sentence behind": lambda text: f"{text}. The train was late today.",
    "a greeting before": lambda text: f"Hello. {text}",
    "a greeting in the same breath": lambda text: f"hi everyone, {text}",
    "spaces": lambda text: "  ".join(text.split(" ")),
    "an invisible sign": lambda text: f"{text[:2]}\u200b{text[2:]}",
    "the curly apostrophe": lambda text: text.replace("'", "\u2019"),
    "no apostrophe": lambda text: text.replace("'", ""),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("language", packaged_languages())
def test_no_example_of_any_rule_is_heard_less_after_a_change(screener: Screener, language: str, change: str) -> None:
    rules = (rule for rule in load_language(DATA / language, DATA).rules if rule.level >= Level.DISTRESS)
    texts = [text for rule in rules for text in rule.catches]
    assert [text for text in texts if level(screener, CHANGES[change](text)) < level(screener, text)] == []


SIGNALS = st.builds(
    Signal,
    rule=st.sampled_from(["en.a", "en.b"]), level=st.sampled_from(Level), situation=st.sampled_from(Situation),
    about=st.sampled_from(About), language=st.sampled_from(["en", "es"]), muted_by=st.sampled_from([None, "en.cue"]),
    span=st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda at: (at[0], at[0] + at[1])),
    sign=st.sampled_from([None, "wish", "time", "means", "plan", "goodbye", "letter", "minor"]),
    leaves=st.sampled_from([Level.NONE, Level.TOPIC]),
)  # fmt: skip


@quick
@given(signals=st.lists(SIGNALS, max_size=8), more=SIGNALS)
def test_one_more_open_signal_never_lowers_the_level(signals: list[Signal], more: Signal) -> None:
    more = replace(more, muted_by=None)
    assert decide([*signals, more], COMBINATIONS).level >= decide(signals, COMBINATIONS).level


@quick
@given(signals=st.lists(SIGNALS, max_size=8))
def test_the_order_of_signals_does_not_matter(signals: list[Signal]) -> None:
    assert decide(signals[::-1], COMBINATIONS) == decide(signals, COMBINATIONS)
