"""Loads every language's rules, from a compiled copy where one fits: reading much YAML takes seconds."""

from __future__ import annotations

import gc
import hashlib
import marshal
import os
import sys
import tempfile
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .automaton import engine
from .errors import LexiconError
from .lexicon import Combination, Cue, Lexicon, Rule, languages, load, load_combinations
from .phrase import Phrase, parse
from .repair import Speech, speech
from .table import Table, kept, table, unkept
from .text import normalise
from .thesaurus import Thesaurus, load_concepts, thesaurus
from .tongues import Vocabulary, vocabulary
from .types import About, CueKind, Level, Situation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: Part of the key of a compiled copy: raise it when the shape below or the meaning of a phrase changes.
SHAPE = 15
#: A compiled copy is plain values in Python's own form, which differs between its versions.
PYTHON = f"{sys.implementation.cache_tag}.{marshal.version}"
READABLE = 0o644  #: by whoever runs the bot, where another user installed it
DIGEST = 32  #: bytes of the hash that a compiled copy begins with, so that a damaged one is never read


class Parts(NamedTuple):
    """Everything that a screener is made of. Rules and cues are without their phrases and examples."""

    languages: tuple[str, ...]
    rules: tuple[Rule, ...]
    cues: tuple[Cue, ...]
    rule_table: Table
    cue_table: Table
    break_table: Table  #: the words that end a clause, owned by their languages
    vocabulary: Vocabulary
    speech: Speech
    thesaurus: Thesaurus


def load_all(data: Path) -> tuple[tuple[Lexicon, ...], tuple[Combination, ...]]:
    """All languages and combinations under ``data``, with everything that their files say.

    Raises:
        LexiconError: a data file may not be used.
    """
    signs, combinations = load_combinations(data / "combine.yaml")
    concepts = load_concepts(data)
    return tuple(load(folder, signs, concepts) for folder in languages(data)), combinations


def load_readable(data: Path) -> tuple[tuple[Lexicon, ...], tuple[Combination, ...]]:
    """The languages that read, where another one is broken: fewer languages heard is better than none.

    Raises:
        LexiconError: the combinations may not be used.
    """
    signs, combinations = load_combinations(data / "combine.yaml")
    found = []
    for folder in languages(data):
        with suppress(LexiconError):  # whoever calls has already been told, by `load_parts`
            found.append(load(folder, signs))
    return tuple(found), combinations


def load_parts(data: Path, cache: Path | None = None) -> tuple[Parts, tuple[Combination, ...]]:
    """What a screener with all languages under ``data`` is made of, and the combinations.

    With a ``cache`` folder a compiled copy is kept there under the hash of the sources; one that is missing or damaged
    is made again, and a folder that cannot be written costs time, not the rules.

    Raises:
        LexiconError: a data file may not be used.
    """
    if cache is None:
        lexicons, combinations = load_all(data)
        return work_out(lexicons), combinations
    combinations = load_combinations(data / "combine.yaml")[1]
    place = place_in(cache, data)
    parts = thaw(place)
    if parts is None:
        parts = work_out(load_all(data)[0])
        freeze(parts, place)
    return parts, combinations


def cache_for(data: Path, otherwise: Path) -> Path:
    """Where the compiled copy of ``data`` is kept: beside it, as Python keeps those of its modules, if that can be.

    It may also have been made there by whoever installed the package.
    """
    own = data / "__pycache__"
    return own if os.access(data, os.W_OK) or os.access(place_in(own, data), os.R_OK) else otherwise


def place_in(cache: Path, data: Path) -> Path:
    """The file in a ``cache`` folder that holds the compiled copy of ``data`` as it is now."""
    return cache / f"rules-{key(data)}.bin"


def work_out(lexicons: Sequence[Lexicon]) -> Parts:
    """What a screener that hears these languages is made of."""
    rules = tuple(chain.from_iterable(lexicon.rules for lexicon in lexicons))
    cues = tuple(chain.from_iterable(lexicon.cues for lexicon in lexicons))
    languages = tuple(lexicon.language for lexicon in lexicons)
    own = [texts(lexicon, lexicon.borrowed) for lexicon in lexicons]
    met = [normalise(message).text for lexicon in lexicons for message in examples(lexicon)]
    return Parts(
        languages=languages,
        rules=tuple(Rule(**bare(rule, catches=(), spares=())) for rule in rules),
        cues=tuple(Cue(**bare(cue, calms=(), keeps=())) for cue in cues),
        rule_table=table([rule.phrases for rule in rules], met),
        cue_table=table([cue.phrases for cue in cues], met),
        break_table=table([plain_phrases(lexicon.breaks) for lexicon in lexicons]),
        vocabulary=vocabulary(languages, list(map(texts, lexicons)), own),
        speech=speech(
            frozenset().union(*(lexicon.typos for lexicon in lexicons)),
            frozenset().union(*(lexicon.ordinary for lexicon in lexicons)),
            [lexicon.proclitics for lexicon in lexicons],
        ),
        thesaurus=thesaurus(languages, [lexicon.thesaurus for lexicon in lexicons]),
    )  # fmt: skip


def bare(owner: Rule | Cue, **emptied: tuple[()]) -> dict[str, Any]:
    """The fields of a rule or cue without its phrases and examples, which nobody needs for hearing."""
    return {name: getattr(owner, name) for name in owner.__slots__} | emptied | {"phrases": ()}


def examples(lexicon: Lexicon) -> Iterator[str]:
    """The messages that a language's rules and cues were written with."""
    of_rules = ((*rule.catches, *rule.spares) for rule in lexicon.rules)
    of_cues = ((*cue.calms, *cue.keeps) for cue in lexicon.cues)
    return chain.from_iterable(chain(of_rules, of_cues))


def plain_phrases(words: Iterable[str]) -> tuple[Phrase, ...]:
    """Plain words as the matcher looks for them."""
    return tuple(phrase for word in sorted(words) for phrase in parse(word, {}, 1))


def texts(lexicon: Lexicon, without: frozenset[frozenset[str]] = frozenset()) -> list[str]:
    """Every text that a language's rules and cues look for, some elements left out."""
    of_rules, of_cues = (rule.phrases for rule in lexicon.rules), (cue.phrases for cue in lexicon.cues)
    every = chain.from_iterable(chain(of_rules, of_cues))
    elements = set(chain.from_iterable(phrase.elements for phrase in every)) - without
    return sorted(set().union(*elements))


def key(data: Path) -> str:
    """A hash over everything that decides what the rules are."""
    names = (
        "automaton.py",
        "compiled.py",
        "flat.py",
        "letters.py",
        "lexicon.py",
        "phrase.py",
        "repair.py",
        "table.py",
        "text.py",
        "thesaurus.py",
        "tongues.py",
    )
    files = [
        data / "combine.yaml",
        data / "concepts.yaml",
        *(folder / name for folder in languages(data) for name in ("lexicon.yaml", "context.yaml", "thesaurus.yaml")),
        *(Path(__file__).with_name(name) for name in names),
    ]
    digest = hashlib.sha256(f"{SHAPE} {PYTHON} {engine()}".encode())
    for file in files:
        content = file.read_bytes() if file.exists() else b""  # a missing one is the loader's to name
        digest.update(file.parent.name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:24]


def freeze(parts: Parts, place: Path) -> None:
    """Write the compiled copy beside its place and rename it, so that nobody reads half of one; drop older ones."""
    content = marshal.dumps(frozen(parts))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=place.parent, prefix="rules-", suffix=".part")
        with os.fdopen(descriptor, "wb") as file:
            file.write(hashlib.sha256(content).digest() + content)
            os.fchmod(descriptor, READABLE)
        Path(name).replace(place)
        for old in place.parent.glob("rules-*.bin"):
            if old != place:
                old.unlink(missing_ok=True)
    except OSError:
        return  # the next start reads the YAML again


def thaw(place: Path) -> Parts | None:
    """The compiled copy, or None if there is none that is whole."""
    try:
        content = place.read_bytes()
    except OSError:
        return None
    body = memoryview(content)[DIGEST:]
    if hashlib.sha256(body).digest() != content[:DIGEST]:
        return None
    with uncollected():
        return thawed(marshal.loads(body))  # noqa: S302 - our own file, whole, as a .pyc is


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector, which would look again and again at a million values that all stay."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def frozen(parts: Parts) -> tuple[Any, ...]:
    """The parts as nothing but built-in values."""
    rules = tuple(
        (r.id, r.language, int(r.level), r.situation.value, r.about.value, r.sign, tuple(k.value for k in r.holds))
        for r in parts.rules
    )
    cues = tuple((c.id, c.language, c.kind.value, c.where, c.within) for c in parts.cues)
    tables = tuple(map(kept, (parts.rule_table, parts.cue_table, parts.break_table)))
    return parts.languages, rules, cues, tables, tuple(parts.vocabulary), tuple(parts.speech), tuple(parts.thesaurus)


def thawed(plain: tuple[Any, ...]) -> Parts:
    """The parts from their plain values."""
    spoken, rules, cues, tables, known, words, meant = plain
    rule_table, cue_table, break_table = map(unkept, tables)
    return Parts(
        languages=spoken,
        rules=tuple(
            Rule(
                id=id_, language=language, level=Level(level), situation=Situation(situation), about=About(about),
                sign=sign, holds=frozenset(map(CueKind, holds)), phrases=(), catches=(), spares=(),
            )
            for id_, language, level, situation, about, sign, holds in rules
        ),
        cues=tuple(
            Cue(
                id=id_, language=language, kind=CueKind(kind), where=where, within=within, phrases=(), calms=(),
                keeps=(),
            )
            for id_, language, kind, where, within in cues
        ),
        rule_table=rule_table, cue_table=cue_table, break_table=break_table,
        vocabulary=Vocabulary._make(known), speech=Speech._make(words),
        thesaurus=Thesaurus._make(meant),
    )  # fmt: skip
