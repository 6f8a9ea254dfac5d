"""Disguised and mistyped words are read as meant, and ordinary words are left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from safety.repair import Repairer, speech
from safety.text import normalise
from safety.tongues import Tongues, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence


def repairer_of(
    *languages: Sequence[str],
    typos: frozenset[str] = frozenset(),
    ordinary: frozenset[str] = frozenset(),
    proclitics: Sequence[frozenset[str]] = (),
) -> Repairer:
    known = vocabulary([str(number) for number in range(len(languages))], languages, languages)
    return Repairer(speech(typos, ordinary, proclitics), Tongues(known))


REPAIRER = repairer_of(
    (" kill ", " myself ", " want to ", " die ", " i ", " suicide ", " off ", "死", " di", "stress "),
    (" er ", " starb "),
    typos=frozenset({"suicide", "overdose"}),
    ordinary=frozenset({"suicides"}),
)


def read(text: str) -> str | None:
    repaired = REPAIRER.repair(normalise(text))
    return repaired.text.strip() if repaired else None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("k1ll", "kill"), ("ki11", "kill"), ("k!ll", "kill"), ("k*ll", "kill"), ("k.i.l.l", "kill"),
        ("k-i-l-l", "kill"),
        ("k i l l me", "kill me"), ("k_i_l_l", "kill"), ("$uicide", "suicide"), ("d1e", "die"), ("diiiie", "die"),
        ("kiiiilllll", "kill"), ("killmyself", "kill myself"), ("iwanttodie", "i want to die"), ("sucide", "suicide"),
        ("suicidee", "suicide"), ("suicdie", "suicide"), ("suixide", "suicide"), ("ovrdose", "overdose"),
        ("(k1ll)", "kill"), ("please k1ll, now", "please kill now"), ("k i l l m y s e l f", "kill myself"),
        ("K\u200b1ll", "kill"), ("kill.myself", None), ("k1ll.myself", "kill myself"),
    ],
)  # fmt: skip
def test_disguised_words_are_read_as_meant(typed: str, meant: str | None) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize("glued", ["killmyself" * 400, "k i l l m y s e l f " * 200, "suicidekillmyself" * 60 + "xyz"])
def test_of_a_word_without_end_the_beginning_is_read(glued: str) -> None:
    assert (read(glued) or "").startswith(("kill myself kill myself", "suicide kill myself suicide"))


def test_a_long_word_that_is_none_of_ours_stays() -> None:
    assert read("z" + "xkill" * 400) is None


@pytest.mark.parametrize(
    "text",
    [
        "kill",
        "suicides",
        "a b c",
        "3 4 5",
        "hello there",
        "room 101",
        "user@example.org",
        "c++ 3.5",
        "soooo nice",
        "死了",
        "distress",
        "killer",
        "diediedier",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert read(text) is None


def test_a_repaired_word_stands_where_it_was_typed() -> None:
    repaired = REPAIRER.repair(normalise("so k.1.l.l. me"))
    assert repaired is not None
    assert [(token.word, token.start, token.end) for token in repaired.tokens] == [
        ("so", 0, 2), ("kill", 3, 11), ("me", 12, 14),
    ]  # fmt: skip


def test_very_long_runs_are_taken_apart_too() -> None:
    assert read("killmyself" * 50) == " ".join(["kill myself"] * 50)


def test_only_short_words_are_remembered() -> None:
    repairer = repairer_of([" kill "])
    repairer.repair(normalise("a" * 500 + " 我不知道该怎么说这句话才好但是我很想说出来"))
    assert (repairer.mended_before.cache_info().currsize, repairer.behind_before.cache_info().currsize) == (0, 0)


def test_a_stem_with_its_ending_is_not_taken_apart() -> None:
    words = " dentyst", " den ", " tysta ", " tystami "
    repairer = repairer_of(words)
    assert repairer.repair(normalise("dentysta")) is None
    assert repairer.unglued("dentysta") == ("den", "tysta")
    repaired = repairer.repair(normalise("dentystami"))
    assert repaired is not None
    assert repaired.text == " den tystami "


def test_a_way_through_a_single_letter_is_not_the_only_one() -> None:
    words = " xyzuvw ", " e ", " xy ", " zu ", " vwe ", " i ", " longwordly "
    repairer = repairer_of(words)
    assert repairer.unglued("xyzuvweilongwordly") == ("xy", "zu", "vwe", "i", "longwordly")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("וארצה", "ארצה"), ("שארצה למות", "ארצה למות"), ("וזה", None), ("ארצה", None), ("וברור", None)],
)
def test_a_little_word_written_together_with_the_next_is_left_off(typed: str, meant: str | None) -> None:
    words = [" ארצה ", " למות ", " זה "]
    repairer = repairer_of(words, [" ברור "], proclitics=[frozenset({"ו", "ש"}), frozenset()])
    repaired = repairer.repair(normalise(typed))
    assert (repaired.text.strip() if repaired else None) == meant
