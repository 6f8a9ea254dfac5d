"""``ally doctor`` ends with what is true: what no program can tell is left to people."""

from __future__ import annotations

from dataclasses import replace

from bot.channels.telegram.polling import WRONG_TOKEN
from bot.commands.doctor import left_to_people, unreached, verdict
from bot.config import load_telegram
from safety import DATA, Care, Directory, load_care


def test_all_is_well_only_where_people_have_nothing_left_to_do() -> None:
    assert verdict([]) == "all is well"
    assert verdict(["review the words of care (languages: 2)", "check the numbers that are shown (3)"]) == (
        "the machine side is well; people still have to review the words of care (languages: 2) and to check the "
        "numbers that are shown (3)"
    )


def test_words_that_nobody_reviewed_and_numbers_that_nobody_checked_are_left_to_people() -> None:
    care = load_care(DATA)
    words = {
        "en": replace(care.words["en"], reviewed_by="a name"),
        "es": replace(care.words["es"], reviewed_by="none yet"),
    }
    line = next(line for line in care.directory.lines if line.is_shown)
    never, checked = (
        Directory((replace(line, checked_on="never"),)),
        Directory((replace(line, checked_on="2026-11-30"),)),
    )

    assert list(left_to_people(Care(words, care.shapes, never, care.countries))) == [
        "review the words of care (languages: 1)", "check the numbers that are shown (1)",
    ]  # fmt: skip
    assert list(left_to_people(Care({"en": words["en"]}, care.shapes, checked, care.countries))) == []


def test_doctor_and_the_running_bot_say_the_same_about_a_wrong_token() -> None:
    invalid = type("InvalidToken", (Exception,), {})

    assert unreached(invalid(), load_telegram({"TELEGRAM_BOT_TOKEN": "12:abcdef"})) is WRONG_TOKEN
