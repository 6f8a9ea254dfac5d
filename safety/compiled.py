"""Loads every language's rules, from a compiled copy where one fits: reading much YAML takes a second."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import LexiconError
from .lexicon import Combination, Cue, Lexicon, Rule, languages, load, load_combinations
from .phrase import Phrase
from .types import About, CueKind, Level, Situation

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Part of the key of a compiled copy: raise it when the shape below or the meaning of a phrase changes.
SHAPE = 2


def load_all(data: Path, cache: Path | None = None) -> tuple[tuple[Lexicon, ...], tuple[Combination, ...]]:
    """All languages and combinations under ``data``.

    With a ``cache`` folder a compiled copy is kept there under the hash of the sources; one that is missing or damaged
    is made again, and a folder that cannot be written costs time, not the rules.

    Raises:
        LexiconError: a data file may not be used.
    """
    folders = languages(data)
    signs, combinations = load_combinations(data / "combine.yaml")
    if cache is None:
        return tuple(load(folder, signs) for folder in folders), combinations
    place = cache / f"lexicons-{key(data, folders)}.json"
    lexicons = thaw(place)
    if lexicons is None:
        lexicons = tuple(load(folder, signs) for folder in folders)
        freeze(lexicons, place)
    return lexicons, combinations


def load_readable(data: Path) -> tuple[tuple[Lexicon, ...], tuple[Combination, ...]]:
    """The languages that read, where another one is broken: fewer languages heard is better than none.

    Raises:
        LexiconError: the combinations may not be used.
    """
    signs, combinations = load_combinations(data / "combine.yaml")
    found = []
    for folder in languages(data):
        with suppress(LexiconError):  # whoever calls has already been told, by `load_all`
            found.append(load(folder, signs))
    return tuple(found), combinations


def key(data: Path, folders: Sequence[Path]) -> str:
    """A hash over everything that decides what the rules are."""
    code = (Path(__file__).with_name(name) for name in ("letters.py", "lexicon.py", "phrase.py", "text.py"))
    files = [
        data / "combine.yaml",
        *(folder / name for folder in folders for name in ("lexicon.yaml", "context.yaml")),
        *code,
    ]
    digest = hashlib.sha256(str(SHAPE).encode())
    for file in files:
        digest.update(file.parent.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:24]


def freeze(lexicons: Sequence[Lexicon], place: Path) -> None:
    """Write the compiled copy beside its place and rename it, so that nobody reads half of one; drop older ones."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=place.parent, prefix="lexicons-", suffix=".part")
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump([frozen(lexicon) for lexicon in lexicons], file, ensure_ascii=False)
        Path(name).replace(place)
        for old in place.parent.glob("lexicons-*.json"):
            if old != place:
                old.unlink(missing_ok=True)
    except OSError:
        return  # the next start reads the YAML again


def thaw(place: Path) -> tuple[Lexicon, ...] | None:
    """The compiled copy, or None if there is none that reads."""
    try:
        return tuple(map(thawed, json.loads(place.read_text("utf-8"))))
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return None


def frozen(lexicon: Lexicon) -> dict[str, Any]:
    """A lexicon as plain values, without the examples; texts shared by many phrases are stored once."""
    sets: dict[frozenset[str], int] = {}

    def phrases(owner: Rule | Cue) -> list[Any]:
        return [
            [
                [sets.setdefault(element, len(sets)) for element in phrase.elements],
                phrase.gaps,
                phrase.opens,
                phrase.closes,
            ]
            for phrase in owner.phrases
        ]

    rules = [
        [r.id, r.level, r.situation.value, r.about.value, r.sign, sorted(k.value for k in r.holds), phrases(r)]
        for r in lexicon.rules
    ]
    cues = [[c.id, c.kind.value, c.where, c.within, phrases(c)] for c in lexicon.cues]
    return {
        "language": lexicon.language, "rules": rules, "cues": cues, "sets": [sorted(s) for s in sets],
        "breaks": sorted(lexicon.breaks), "typos": sorted(lexicon.typos), "ordinary": sorted(lexicon.ordinary),
    }  # fmt: skip


def thawed(plain: dict[str, Any]) -> Lexicon:
    """A lexicon from its plain values."""
    sets = [frozenset(texts) for texts in plain["sets"]]
    language = plain["language"]

    def phrases(rows: list[Any]) -> tuple[Phrase, ...]:
        return tuple(
            Phrase(tuple(sets[i] for i in elements), tuple(gaps), opens, closes)
            for elements, gaps, opens, closes in rows
        )

    rules = tuple(
        Rule(
            id=id_, language=language, level=Level(level), situation=Situation(situation), about=About(about),
            sign=sign,
            holds=frozenset(map(CueKind, holds)), phrases=phrases(rows), catches=(), spares=(),
        )
        for id_, level, situation, about, sign, holds, rows in plain["rules"]
    )  # fmt: skip
    cues = tuple(
        Cue(
            id=id_, language=language, kind=CueKind(kind), where=where, within=within, phrases=phrases(rows), calms=(),
            keeps=(),
        )
        for id_, kind, where, within, rows in plain["cues"]
    )  # fmt: skip
    return Lexicon(
        language=language, rules=rules, cues=cues, breaks=frozenset(plain["breaks"]), typos=frozenset(plain["typos"]),
        ordinary=frozenset(plain["ordinary"]),
    )  # fmt: skip
