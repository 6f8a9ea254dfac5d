"""Other people's HTML as our Markdown: no script, style, form or frame survives, addresses become whole."""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

from content.text import writable

TAGS = {
    "a", "p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "b", "em", "i", "blockquote",
    "img", "hr", "pre", "code", "table", "thead", "tbody", "tr", "td", "th", "figure", "figcaption", "div", "span",
    "section", "article",
}  # fmt: skip
WEB = ("https://", "http://")
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}}
EMPTY_LINES = re.compile(r"\n{3,}")
SPACED = re.compile(r"[ \t]+\n")
#: What may stand around a block of code in HTML but never in Markdown, and the block itself.
AROUND_CODE = re.compile(r"<(/?)(a|b|strong|em|i|code|pre)\b[^>]*>")


def markdown(html: str, base: str) -> str:
    """The words of a piece of HTML as Markdown, without pictures; links are made whole against ``base``."""
    import html_to_markdown  # noqa: PLC0415 - most starts read no feed
    import nh3  # noqa: PLC0415 - the same

    def filtered(_tag: str, name: str, value: str) -> str:
        return whole(base, value) if name in {"href", "src"} else value

    clean = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https"}, link_rel=None, attribute_filter=filtered
    )
    options = html_to_markdown.ConversionOptions(
        bullets="*", escape_asterisks=True, escape_underscores=True, skip_images=True, autolinks=False,
        compact_tables=True, extract_metadata=False,
    )  # fmt: skip
    text = html_to_markdown.convert(code_apart(clean), options).content or ""
    return writable(EMPTY_LINES.sub("\n\n", SPACED.sub("\n", text)).strip())


def code_apart(html: str) -> str:
    """Well-formed HTML in which bold, italics and links end before a block of code and go on behind it."""
    if "<pre" not in html:
        return html
    around: dict[str, str] = {}  # the tags that are open; one of a name tells it all
    depth = 0  # of blocks of code

    def moved(tag: re.Match[str]) -> str:
        nonlocal depth
        closes, name = bool(tag[1]), tag[2]
        if name == "pre":
            depth += -1 if closes else 1
            if closes and not depth:
                return tag[0] + "".join(around.values())
            if not closes and depth == 1:
                return "".join(f"</{inner}>" for inner in reversed(around)) + tag[0]
        elif closes and not depth:
            around.pop(name, None)
        elif not depth:
            around[name] = tag[0]
        return tag[0]

    return AROUND_CODE.sub(moved, html)


def first_picture(html: str, base: str) -> tuple[str, str]:
    """The address and alternative text of the first picture; empty where there is none."""
    for found in re.finditer(r"<img\b[^>]{0,2000}>", html, re.IGNORECASE):
        values = {
            name.lower(): value.strip()
            for name, value in re.findall(r"""(src|alt)\s*=\s*["']([^"']{0,1000})["']""", found[0], re.IGNORECASE)
        }
        address = whole(base, values.get("src", ""))
        if address:
            return address, unescape(values.get("alt", ""))
    return "", ""


def whole(base: str, address: str) -> str:
    """An address made whole; empty where it is none of the web."""
    address = writable(address).strip()
    if address.startswith(WEB) and address.isascii() and "[" not in address and "]" not in address:
        return address  # as it is, and faster
    try:
        joined = urljoin(base, address)
        return joined if address and urlsplit(joined).scheme in {"http", "https"} else ""
    except ValueError:
        return ""
