"""What a message asks for, and that every button comes back as what it was made for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.routes import LONGEST_ACTION, Request, action, fitting, parse, parse_action, words_in
from bot.types import Act, Message


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("/start", Request(name="home")),
        ("/start article_sleep", Request(name="home", argument="article_sleep")),
        ("/START@ally_bot help_now", Request(name="help_now")),
        ("/start help", Request(name="help_now")),
        ("/start searches", Request(name="home", argument="searches")),
        ("/topics help", Request(name="categories", argument="help")),
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


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (Message(text="can't sleep"), "can't sleep"),
        (Message(action="find:can't sleep:2"), "can't sleep"),
        (Message(action="find:sleep"), "sleep"),
        (Message(action="short:sleep:2"), "sleep"),
        (Message(action="keep:sleep"), "sleep"),
        (Message(action="short::2"), ""),
        (Message(action="article:asking-about-suicide"), ""),
        (Message(action="drop:-0123456789abcdef"), ""),
        (Message(action="latest::2"), ""),
        (Message(action="article:i am lost:2"), "i am lost"),
        (Message(action="i am lost"), "i am lost"),
        (Message(action="迷った"), "迷った"),
        (Message(text="help", action="find:me"), "help\nme"),
        (Message(), ""),
    ],
)
def test_what_somebody_typed_is_found_in_the_text_and_in_the_button(message: Message, words: str) -> None:
    assert words_in(message) == words


@given(words=st.text(max_size=30), page=st.none() | st.integers(1, 99))
def test_words_on_a_button_come_back_whole_or_there_is_no_button(words: str, page: int | None) -> None:
    for button in fitting("label", "find", words, page):
        assert len(button.value.encode()) <= LONGEST_ACTION
        assert words_in(Message(action=button.value)) == words
        assert parse_action(button.value).argument == words


def test_a_button_that_cannot_be_pressed_is_never_made() -> None:
    longest = LONGEST_ACTION - len("article:")

    assert action("label", "article", "x" * longest).act is Act.ACTION
    assert fitting("label", "find", "ж" * 30) == ()
    with pytest.raises(ValueError, match="65 bytes"):
        action("label", "article", "x" * (longest + 1))
