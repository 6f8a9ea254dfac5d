"""A keyboard holds only what Telegram takes: one bad button would cost the whole message."""

from __future__ import annotations

import pytest
from emulator.checks import keyboard as accepted
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.outgoing import deep_link, is_address, keyboard
from bot.types import Act, Button, Reply

NAME = "ally_test_bot"
BUTTONS = [
    (Act.ACTION, "home", True),
    (Act.ACTION, "x" * 64, True),
    (Act.ACTION, "x" * 65, False),
    (Act.ACTION, "é" * 33, False),
    (Act.ACTION, "", False),
    (Act.LINK, "https://findahelpline.com/countries/fr", True),
    (Act.LINK, "http://1.2.3.4/x", True),
    (Act.LINK, "tg://resolve?domain=x", True),
    (Act.LINK, "tel:988", False),
    (Act.LINK, "sms:741741", False),
    (Act.LINK, "https://", False),
    (Act.LINK, "https://localhost/x", False),
    (Act.LINK, "https://a b.org", False),
    (Act.LINK, "https://a.org:port/", False),
    (Act.LINK, "javascript:alert(1)", False),
    (Act.LINK, "", False),
    (Act.COPY, "988", True),
    (Act.COPY, "9" * 257, False),
    (Act.COPY, "😀" * 129, False),
    (Act.COPY, "", False),
    (Act.PRIVATE, "help_now", True),
    (Act.PRIVATE, "not a payload", False),
    (Act.SHARE, "article_x", True),
    (Act.SHARE, "x" * 65, False),
]


@pytest.mark.parametrize(("act", "value", "stays"), BUTTONS)
def test_a_button_that_telegram_would_refuse_is_left_out(act: Act, value: str, *, stays: bool) -> None:
    made = keyboard(Reply(text="x", buttons=((Button(label="words", act=act, value=value),),)), NAME)
    assert (made is not None) is stays
    if made is not None:
        accepted(made.to_dict())


def test_a_button_without_words_is_left_out() -> None:
    assert keyboard(Reply(text="x", buttons=((Button(label=" ", act=Act.ACTION, value="x"),),)), NAME) is None


def test_long_rows_are_broken_and_no_more_than_a_hundred_buttons_are_shown() -> None:
    button = Button(label="x", act=Act.ACTION, value="x")
    made = keyboard(Reply(text="x", buttons=((button,) * 20, (), (button,) * 200)), NAME)
    assert made is not None
    assert [len(row) for row in made.to_dict()["inline_keyboard"]] == [8, 8, 4, *[8] * 10]
    accepted(made.to_dict())


@given(
    st.lists(
        st.lists(
            st.builds(Button, label=st.text(max_size=4), act=st.sampled_from(Act), value=st.text(max_size=70)),
            max_size=12,
        ).map(tuple),
        max_size=12,
    ).map(tuple)
)
def test_every_keyboard_is_accepted(buttons: tuple[tuple[Button, ...], ...]) -> None:
    made = keyboard(Reply(text="x", buttons=buttons), NAME)
    if made is not None:
        accepted(made.to_dict())


@given(st.text(max_size=30).map("https://".__add__))
def test_any_address_is_judged(address: str) -> None:
    assert is_address(address) in {True, False}


def test_a_link_to_the_bot_carries_only_what_telegram_lets_through() -> None:
    assert deep_link(NAME, "article_x-1") == "https://t.me/ally_test_bot?start=article_x-1"
    assert [deep_link(NAME, "é"), deep_link(NAME, ""), deep_link("", "x")] == ["", "", ""]
