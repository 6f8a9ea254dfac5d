"""Telegram's HTML is read as its server reads it, and texts are measured after that."""

from contextlib import suppress

import pytest

from .caller import Caller
from .conftest import READER
from .markup import parse
from .refusal import RefusalError

PARSE = "Bad Request: can't parse entities: "

BROKEN = (
    ("<b>open", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<b>one</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
    ("é</b>", "Unexpected end tag at byte offset 2"),
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
    ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
    ("text <b", "Unclosed start tag at byte offset 5"),
    ('<a href="https://example.org>x</a>', 'Unclosed start tag "a" at byte offset 0'),
    ("<a href=https://example.org>x</a>", "Unexpected end of name token at byte offset 8"),
    ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ('<span class="red">x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
)


@pytest.mark.parametrize(("source", "reason"), BROKEN)
async def test_broken_html_is_refused_with_the_place(caller: Caller, source: str, reason: str) -> None:
    assert await caller.refusal("sendMessage", chat_id=READER, text=source, parse_mode="HTML") == PARSE + reason


def test_html_becomes_plain_text_with_entities_counted_in_utf_16() -> None:
    plain, entities = parse(
        '🙂 <b>bold <i>both</i></b> &lt;&#33;&nbsp; <a href="https://example.org/?a=1&amp;b">link</a>'
    )

    assert plain == "🙂 bold both <!&nbsp; link"
    assert entities == (
        {"type": "bold", "offset": 3, "length": 9},
        {"type": "italic", "offset": 8, "length": 4},
        {"type": "text_link", "offset": 22, "length": 4, "url": "https://example.org/?a=1&b"},
    )


@pytest.mark.parametrize(
    "source",
    [
        "<blockquote expandable>x</blockquote>",
        '<pre><code class="language-python">x</code></pre>',
        '<span class="tg-spoiler">x</span>',
        "<tg-spoiler>x</tg-spoiler>",
        "<B>x</b>",
        "<u>x</>",
    ],
)
def test_all_of_telegrams_html_is_understood(source: str) -> None:
    plain, entities = parse(source)

    assert plain == "x"
    assert entities


def test_the_parser_refuses_or_takes_whatever_it_is_fed_and_never_breaks() -> None:
    for number in range(5**5):
        source = "".join("<b/>="[number // 5**place % 5] for place in range(5))
        with suppress(RefusalError):
            parse(source)


@pytest.mark.parametrize(
    ("text", "mode", "reason"),
    [
        ("", None, "message text is empty"),
        (" \n ", None, "message text is empty"),
        ("<b></b>", "HTML", "message text is empty"),
        ("x" * 4096, None, None),
        ("x" * 4097, None, "message is too long"),
        ("🙂" * 2048, None, None),
        ("🙂" * 2048 + "x", None, "message is too long"),
        ("<b>" + "x" * 4096 + "</b>", "HTML", None),
        ("&lt;" * 4096, "HTML", None),
        ("&lt;" * 4097, "HTML", "message is too long"),
        ("x", "BBCode", "unsupported parse_mode"),
    ],
)
async def test_a_text_is_measured_after_parsing(
    caller: Caller, text: str, mode: str | None, reason: str | None
) -> None:
    answer = await caller.call("sendMessage", chat_id=READER, text=text, parse_mode=mode)

    assert answer.get("description") == (f"Bad Request: {reason}" if reason else None)
