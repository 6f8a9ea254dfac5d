"""Reads the parameters of a call, in whichever of the four forms they come."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from .refusal import bad

Parameters = dict[str, Any]

FACTS = json.loads(Path(__file__).with_name("facts.json").read_text(encoding="utf-8"))
INTEGERS = frozenset(FACTS["integers"])
BOOLEANS = frozenset(FACTS["booleans"])
OBJECTS = frozenset(FACTS["objects"])
KNOWN = {name: frozenset(fields["required"] + fields["optional"]) for name, fields in FACTS["methods"].items()}

#: The most that Telegram takes in one request.
LARGEST = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that came with a call."""

    name: str
    data: bytes


async def read(request: web.BaseRequest) -> Parameters:
    """Read address, JSON, form or multipart into one dictionary, every value in its proper type.

    Raises:
        RefusalError: the body is not what its content type says.
    """
    kind = request.content_type
    if kind.startswith("multipart/"):
        found = await from_parts(request)
    else:
        found = from_body(await request.read(), kind)
    if request.query_string:
        found = {**dict(request.query), **found}
    return typed(found)


def from_body(body: bytes, kind: str) -> Parameters:
    """Read a JSON object or a form."""
    if not body:
        return {}
    if kind != "application/json":
        return dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
    try:
        found = json.loads(body)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise bad("can't parse JSON object")
    return found


async def from_parts(request: web.BaseRequest) -> Parameters:
    """Read a multipart form; parts with a file name become uploads."""
    found: Parameters = {}
    try:
        async for part in await request.multipart():
            if isinstance(part, BodyPartReader) and part.name:
                data = bytes(await part.read(decode=True))
                found[part.name] = Upload(name=part.filename, data=data) if part.filename else data.decode()
    except ValueError as broken:
        raise bad("can't parse multipart form") from broken
    return found


def typed(found: Parameters) -> Parameters:
    """Give each value its type: Telegram takes numbers and objects as text, and numbers for text, everywhere."""
    for name, value in found.items():
        if name == "chat_id":
            found[name] = chat_id(value)
        elif name in INTEGERS:
            found[name] = integer(value)
        elif name in BOOLEANS:
            found[name] = value if isinstance(value, bool) else str(value).lower() in {"true", "yes", "1"}
        elif name in OBJECTS:
            found[name] = parsed(name, value)
    return found


def integer(value: object) -> int:
    """Read a whole number as Telegram does: what is none counts as 0."""
    try:
        return int(str(value))
    except ValueError:
        return 0


def chat_id(value: object) -> int | str:
    """Read the number of a chat, or leave its @name."""
    try:
        return int(str(value))
    except ValueError:
        return str(value)


def parsed(name: str, value: object) -> object:
    """Read an object that came as JSON text; one that came as an object stays."""
    if not isinstance(value, str):
        return value
    if not value:
        return None
    try:
        return json.loads(value)
    except ValueError:
        raise bad(f"can't parse {name.replace('_', ' ')} JSON object") from None


def unknown(method: str, found: Parameters) -> tuple[str, ...]:
    """Name the parameters that this method does not have; Telegram ignores them, a test may not."""
    known = KNOWN.get(method, frozenset())
    return tuple(name for name, value in found.items() if name not in known and not isinstance(value, Upload))
