"""Reads Telegram's HTML as its server does, with the server's own words for what is wrong."""

import re
from dataclasses import dataclass, field
from typing import Any

from .refusal import RefusalError, bad

Entity = dict[str, Any]

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}  # Telegram knows these four and no other
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot));?")
NAME = re.compile(r"[^\s>\0]*")
ATTRIBUTE = re.compile(r"\s*([^\s=>\0]*)\s*")
QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
BARE = re.compile(r"[A-Za-z0-9.-]*")
SPACE = re.compile(r"\s*")


def units(text: str) -> int:
    """Count as Telegram does: in UTF-16 units, so that most emoji count twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse(source: str) -> tuple[str, tuple[Entity, ...]]:
    """Split HTML into the plain text and its entities.

    Raises:
        RefusalError: it does not parse; the description is Telegram's.
    """
    if "<" not in source and "&" not in source:
        return source, ()
    return Parser(source).run()


@dataclass(slots=True)
class Parser:
    """One pass over one text."""

    source: str
    at: int = 0
    plain: list[str] = field(default_factory=list)
    length: int = 0  #: of the plain text so far, in UTF-16 units
    opened: list[tuple[str, int, str, int]] = field(default_factory=list)  #: tag, offset, argument, index in `plain`
    entities: list[Entity] = field(default_factory=list)

    def run(self) -> tuple[str, tuple[Entity, ...]]:
        """Read to the end."""
        while self.at < len(self.source):
            if self.source[self.at] != "<":
                self.read_text()
            elif self.source.startswith("</", self.at):
                self.read_end()
            else:
                self.read_start()
        if self.opened:
            raise cannot(f'Can\'t find end tag corresponding to start tag "{self.opened[-1][0]}"')
        entities = sorted(self.entities, key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.plain), tuple(entities)

    def read_text(self) -> None:
        """Take everything up to the next tag."""
        end = self.source.find("<", self.at)
        end = len(self.source) if end < 0 else end
        text = REFERENCE.sub(character, self.source[self.at : end])
        self.plain.append(text)
        self.length += units(text)
        self.at = end

    def read_start(self) -> None:
        """Take a start tag with its attributes."""
        begin = self.at
        name = self.take(NAME, begin + 1).lower()
        if self.at >= len(self.source):
            raise cannot(f"Unclosed start tag at byte offset {self.offset(begin)}")
        if name not in KINDS:
            raise cannot(f'Unsupported start tag "{name}" at byte offset {self.offset(begin)}')
        argument = self.read_attributes(name, begin)
        if name == "span" and argument != "tg-spoiler":
            raise cannot(f'Tag "span" must have class "tg-spoiler" at byte offset {self.offset(begin)}')
        self.opened.append((name, self.length, argument, len(self.plain)))

    def read_attributes(self, tag: str, begin: int) -> str:
        """Take the attributes and the bracket that ends them; return the one that this tag is about."""
        wanted = {"a": "href", "span": "class", "code": "class", "tg-emoji": "emoji-id"}.get(tag)
        argument = ""
        while True:
            self.take(SPACE, self.at)
            if self.at >= len(self.source):
                raise cannot(f'Unclosed start tag "{tag}" at byte offset {self.offset(begin)}')
            if self.source[self.at] == ">":
                self.at += 1
                return argument
            name, value = self.read_attribute(tag, begin)
            argument = value if name == wanted else argument

    def read_attribute(self, tag: str, begin: int) -> tuple[str, str]:
        """Take one attribute; without an equal sign it has no value."""
        found = ATTRIBUTE.match(self.source, self.at)
        name = found[1] if found else ""
        if not name:
            raise cannot(f'Empty attribute name in the tag "{tag}" at byte offset {self.offset(begin)}')
        self.at = found.end() if found else self.at
        if not self.source.startswith("=", self.at):
            return name, ""
        self.take(SPACE, self.at + 1)
        return name.lower(), self.read_value(tag, begin)

    def read_value(self, tag: str, begin: int) -> str:
        """Take a value, with or without quotation marks."""
        start = self.at
        if self.source[start : start + 1] not in {'"', "'"}:
            value = self.take(BARE, start).lower()
            if self.at < len(self.source) and not self.source[self.at].isspace() and self.source[self.at] != ">":
                raise cannot(f"Unexpected end of name token at byte offset {self.offset(start)}")
            return value
        found = QUOTED.match(self.source, start)
        if not found:
            raise cannot(f'Unclosed start tag "{tag}" at byte offset {self.offset(begin)}')
        self.at = found.end()
        return REFERENCE.sub(character, found[1] if found[1] is not None else found[2])

    def read_end(self) -> None:
        """Take an end tag and keep the entity that it ends."""
        begin = self.at
        if not self.opened:
            raise cannot(f"Unexpected end tag at byte offset {self.offset(begin)}")
        found = self.take(NAME, begin + 2)
        self.take(SPACE, self.at)
        if not self.source.startswith(">", self.at):
            raise cannot(f"Unclosed end tag at byte offset {self.offset(begin)}")
        self.at += 1
        name, offset, argument, index = self.opened.pop()
        if found and found.lower() != name:
            wrong = f'expected "</{name}>", found "</{found}>"'
            raise cannot(f"Unmatched end tag at byte offset {self.offset(begin)}, {wrong}")
        self.keep(name, offset, argument, "".join(self.plain[index:]))

    def keep(self, name: str, offset: int, argument: str, inside: str) -> None:
        """Note an entity; empty ones and links that lead nowhere are dropped, as Telegram does."""
        entity: Entity = {"type": KINDS[name], "offset": offset, "length": self.length - offset}
        if name == "a":
            entity["url"] = argument or inside
            if not re.match(r"(https?://)?[^\s/]+\.[^\s/]+|tg://\S", entity["url"]):
                return
        if name == "tg-emoji":
            entity["custom_emoji_id"] = argument
        if entity["length"]:
            self.entities.append(entity)

    def take(self, pattern: re.Pattern[str], start: int) -> str:
        """Move behind what the pattern finds; all our patterns find at least nothing."""
        found = pattern.match(self.source, start)
        self.at = found.end() if found else start
        return found[0] if found else ""

    def offset(self, at: int) -> int:
        """Where a place is, in bytes, which is how the descriptions count."""
        return len(self.source[:at].encode())


def character(found: re.Match[str]) -> str:
    """Replace one reference; a number that is no character stays as it was written."""
    if found[3]:
        return NAMED[found[3]]
    code = int(found[1], 16) if found[1] else int(found[2])
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else found[0]


def cannot(reason: str) -> RefusalError:
    """Make the refusal of a text that does not parse."""
    return bad(f"can't parse entities: {reason}")
