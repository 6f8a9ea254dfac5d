"""What a message asks for: a command, a pressed button, or a topic in free text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .types import Act, Button

if TYPE_CHECKING:
    from .types import Message

COMMAND = re.compile(r"/(?P<name>[A-Za-z0-9_]+)(?:@\w+)?(?:\s+(?P<rest>.*))?", re.DOTALL)
#: The page at the end of a button's value.
PAGE = re.compile(r"(?P<argument>.*):(?P<page>[0-9]{1,6})", re.DOTALL)
#: Commands that are other names of one.
ALIASES = {"start": "home", "topics": "categories", "helpnow": "help_now", "search": "find"}
#: What stands behind /start in links to help.
LINKS_TO_HELP = frozenset({"help", "help_now"})
#: Telegram's limit for what a button sends back, in bytes.
LONGEST_ACTION = 64
#: Buttons that carry what somebody typed, so that it need be kept nowhere else.
WORDED = frozenset({"find", "short", "keep"})
#: What all other buttons of ours carry: ids, slugs, codes.
CODE = re.compile(r"[A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for, with its argument and page."""

    name: str
    argument: str = ""
    page: int = 1
    typed: bool = True  #: by hand, not by a button
    free: bool = False  #: free text, not a command


def parse(message: Message) -> Request:
    """What a message that may browse asks for; free text is a search."""
    if message.action:
        return parse_action(message.action)
    text = message.text.strip()
    command = COMMAND.fullmatch(text)
    if command:
        name, rest = command["name"].lower(), (command["rest"] or "").strip()
        name = ALIASES.get(name, name)
        if name == "home" and rest in LINKS_TO_HELP:
            return Request(name="help_now")
        return Request(name=name, argument=rest)
    return Request(name="find", argument=text, free=True)


def parse_action(action: str) -> Request:
    """What a button asks for: name, argument and page between colons, the last two optional."""
    name, _, rest = action.partition(":")
    paged = PAGE.fullmatch(rest)
    if paged is None:
        return Request(name=name, argument=rest, typed=False)
    return Request(name=name, argument=paged["argument"], page=max(1, int(paged["page"])), typed=False)


def words_in(message: Message) -> str:
    """All that somebody typed in a message: its text, and the words in its button, whether we made that or not.

    One word in a button that carries codes ("article:suicide-prevention") names something of ours and says nothing.
    """
    asked = parse_action(message.action)
    if not CODE.fullmatch(asked.name):
        carried = message.action
    elif asked.name in WORDED or not CODE.fullmatch(asked.argument):
        carried = asked.argument
    else:
        carried = ""
    return "\n".join(filter(None, (message.text, carried)))


def fitting(label: str, name: str, argument: str, page: int | None = None) -> tuple[Button, ...]:
    """A button that carries somebody's words, if it can carry them; else none."""
    try:
        return (action(label, name, argument, page),)
    except ValueError:
        return ()


def action(label: str, name: str, argument: str = "", page: int | None = None) -> Button:
    """A button that asks for something.

    Raises:
        ValueError: longer than a button may send back; ids are kept short enough by ``short_id``.
    """
    if page is None and PAGE.fullmatch(argument):
        page = 1  # an id such as urn:12 must not be read as a page
    value = ":".join([name, argument, *([] if page is None else [str(page)])]) if argument or page else name
    if len(value.encode()) > LONGEST_ACTION:
        raise ValueError(f"a button of {len(value.encode())} bytes cannot be pressed, {LONGEST_ACTION} at most")
    return Button(label=label, act=Act.ACTION, value=value)
