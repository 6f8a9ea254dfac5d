"""Other people's HTML becomes our Markdown: everything that is said, nothing that runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.sources.markup import markdown
from content.text import plain

TAGS = ("p", "b", "i", "a", "ul", "ol", "li", "table", "tr", "td", "pre", "code", "blockquote", "h2", "div", "br", "hr")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a <b>bold </b>x <i>it</i></p><p>two<br>lines</p>", "a **bold** x *it*\n\ntwo\nlines"),
        ("<h2>Head <a href='/c'>l</a></h2>", "## Head [l](https://a.example/c)"),
        ("<ul><li>one<li>two<ul><li>in</ul><li>three</ul><p>after</p>", "* one\n* two\n  * in\n* three\n\nafter"),
        ("<ol><li>a<li><p>b</p><p>c</p></ol>", "1. a\n\n2. b\n\n   c"),
        ("<blockquote><p>q1</p><p>q2</p></blockquote>x", "> q1\n>\n> q2\n\nx"),
        (
            "<table><tr><th>a<th>b</tr><tr><td>1<td><p>2</p>3|</tr></table>end",
            "| a | b |\n| --- | --- |\n| 1 | 2 3\\| |\n\nend",
        ),
        ("<pre><code>x = 1\n  y*2</code></pre><p><code>a_b</code> c_d</p>", "```\nx = 1\n  y*2\n```\n\n`a_b` c\\_d"),
        ("1 &lt; 2 &amp;amp; more", "1 < 2 &amp; more"),
        ("<a href='https://x.example/'><div>block</div></a>", "[block](https://x.example/)"),
        ("<b>two<p>blocks</p></b>", "**two**\n\n**blocks**"),
        ("<b>a<pre>x</pre></b>b <i>c<pre>y</pre>d</i>", "**a**\n\n```\nx\n```\n\nb *c*\n\n```\ny\n```\n\n*d*"),
        ("<p> </p><hr><b></b><p>a</p><a href='mailto:x'>b</a>", "---\n\na\n\nb"),
        ("a<li>stray</li></ul></blockquote></td>", "a\n* stray"),
        ("<img src=x alt=y><script>alert(1)</script><style>p{}</style>", ""),
    ],
)
def test_html_becomes_markdown(html: str, expected: str) -> None:
    assert markdown(html, "https://a.example/b/") == expected


@given(st.lists(st.tuples(st.sampled_from(TAGS), st.booleans(), st.sampled_from(("one", "two", "", " ")))))
def test_no_nesting_of_tags_raises_or_loses_a_word(pieces: list[tuple[str, bool, str]]) -> None:
    html = "".join(f"<{'/' if closes else ''}{tag}>{word}" for tag, closes, word in pieces)
    said = "".join(word for _, _, word in pieces).replace(" ", "")
    found = plain(markdown(html, "https://a.example/"))
    assert found.count("one") + found.count("two") == said.count("one") + said.count("two")


@given(st.text(alphabet="<>/!-abi p&;\"'=[]*_`|\n"))
def test_any_text_whatever_can_be_cleaned(html: str) -> None:
    assert isinstance(markdown(html, "https://a.example/"), str)


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 20_000,
        "<ul><li>" * 5_000,
        "<b>" * 20_000,
        "<" * 100_000,
        "<table><tr><td>" * 3_000,
        "<b>" * 2_000 + "<pre>x</pre>" * 2_000,
    ],
)
def test_hostile_nesting_ends(hostile: str) -> None:
    assert isinstance(markdown(f"{hostile} deep", "https://a.example/"), str)


def test_nothing_is_lost_however_deep_a_real_page_goes() -> None:
    assert markdown(f"{'<div>' * 200}deep{'</div>' * 200}", "https://a.example/") == "deep"
