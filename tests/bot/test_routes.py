"""What a message asks for, and that every button comes back as what it was made for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.routes import LONGEST_ACTION, Request, action, parse, parse_action
from bot.types import Act, Message


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("/start", Request(name="home")),
        ("/start article_sleep", Request(name="home", argument="article_sleep")),
        ("/START@ally_bot help_now", Request(name="home", argument="help_now")),
        ("  /crisis   France  ", Request(name="crisis", argument="France")),
        ("/search can't\nsleep", Request(name="find", argument="can't\nsleep")),
        ("/topics", Request(name="categories")),
        ("/helpnow", Request(name="help_now")),
        ("can't sleep", Request(name="find", argument="can't sleep", free=True)),
        ("", Request(name="find", argument="", free=True)),
        ("/", Request(name="find", argument="/", free=True)),
        ("//latest", Request(name="find", argument="//latest", free=True)),
        ("see /latest", Request(name="find", argument="see /latest", free=True)),
    ],
)
def test_a_message_asks_for_a_command_or_a_topic(text: str, request_: Request) -> None:
    assert parse(Message(text=text)) == request_


@pytest.mark.parametrize(
    ("value", "request_"),
    [
        ("home", Request(name="home", typed=False)),
        ("category:ptsd", Request(name="category", argument="ptsd", typed=False)),
        ("category:ptsd:3", Request(name="category", argument="ptsd", page=3, typed=False)),
        ("category:ptsd:0", Request(name="category", argument="ptsd", page=1, typed=False)),
        ("article:urn:12:1", Request(name="article", argument="urn:12", typed=False)),
        ("article:a:²", Request(name="article", argument="a:²", typed=False)),
        ("article:a:99999999999", Request(name="article", argument="a:99999999999", typed=False)),
        ("", Request(name="", typed=False)),
        (":::", Request(name="", argument="::", typed=False)),
    ],
)
def test_a_button_asks_for_a_name_an_argument_and_a_page(value: str, request_: Request) -> None:
    assert parse_action(value) == request_


def test_a_pressed_button_counts_before_words() -> None:
    assert parse(Message(text="/latest", action="home")) == Request(name="home", typed=False)


@given(
    name=st.sampled_from(["article", "related", "save"]),
    argument=st.text(st.characters(codec="utf-8"), max_size=12),
    page=st.none() | st.integers(1, 999_999),
)
def test_a_button_comes_back_as_what_it_was_made_for(name: str, argument: str, page: int | None) -> None:
    back = parse_action(action("label", name, argument, page).value)

    assert (back.name, back.argument, back.page) == (name, argument, page or 1)


@given(st.text())
def test_any_value_of_a_button_can_be_read(value: str) -> None:
    assert parse_action(value).page >= 1


def test_a_button_that_cannot_be_pressed_is_never_made() -> None:
    longest = LONGEST_ACTION - len("article:")

    assert action("label", "article", "x" * longest).act is Act.ACTION
    with pytest.raises(ValueError, match="65 bytes"):
        action("label", "article", "x" * (longest + 1))
