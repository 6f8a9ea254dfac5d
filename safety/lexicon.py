"""Reads a language folder's rules, cues and thesaurus, or says everything that is wrong with them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .errors import LexiconError
from .phrase import Phrase, PhraseError, alternatives, parse
from .reading import Reading
from .text import normalise
from .thesaurus import NONE, Entries, load_concepts, load_entries
from .types import About, CueKind, Level, Situation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from .phrase import Slots

WHERE = ("before", "after", "around", "anywhere")
RULE_ID = re.compile(r"([a-z]{2,3}|combine)(\.[a-z0-9]+(-[a-z0-9]+)*){1,3}")
SHORTEST_TYPO_WORD = 6
DEFAULT_GAP = 3
DEFAULT_WITHIN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Words that mean a level of a situation, in one language."""

    id: str
    language: str
    level: Level
    situation: Situation
    about: About
    sign: str | None  #: what it adds to a combination, see combine.yaml
    holds: frozenset[CueKind]  #: kinds of cue that never calm it
    phrases: tuple[Phrase, ...]
    catches: tuple[str, ...]  #: messages that must set it off
    spares: tuple[str, ...]  #: near misses that must not


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that change what the signals around them mean."""

    id: str
    language: str
    kind: CueKind
    where: str  #: one of WHERE
    within: int  #: words between cue and signal at most
    phrases: tuple[Phrase, ...]
    calms: tuple[str, ...]  #: messages that come out below distress
    keeps: tuple[str, ...]  #: messages that stay at distress or above


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Everything one language folder says about hearing."""

    language: str
    rules: tuple[Rule, ...]
    cues: tuple[Cue, ...]
    breaks: frozenset[str]  #: words that end a clause, normalised
    typos: frozenset[str]  #: words whose typos are forgiven, normalised
    ordinary: frozenset[str]  #: right words that look like one of those
    borrowed: frozenset[frozenset[str]] = frozenset()  #: elements whose words are of other languages
    proclitics: frozenset[str] = frozenset()  #: little words written together with the next one ("and" in Hebrew)
    thesaurus: Entries = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """Signs that mean more together than each alone."""

    id: str
    signs: frozenset[str]
    level: Level
    across: bool = True  #: also where the signs stand in several messages of one person


LEVELS = {level.word: level for level in Level}
SITUATIONS = {situation.value: situation for situation in Situation}
ABOUTS = {about.value: about for about in About}
KINDS = {kind.value: kind for kind in CueKind}


def load(folder: Path, signs: Iterable[str], concepts: Sequence[str] | None = None) -> Lexicon:
    """One language folder, with these names of signs and concepts; without any its thesaurus is left unread.

    Raises:
        LexiconError: with every problem of the first file that has any.
    """
    words = Reading(folder / "lexicon.yaml", LexiconError)
    data = words.yaml()
    may = {"gap", "typos", "borrowed", "proclitics", "reviewed_by"}
    words.keys("the file", data, needs={"language", "slots", "rules"}, may=may)
    check_language(words, data, folder)
    slots = read_slots(words, data.get("slots"))
    gap = read_gap(words, data.get("gap", DEFAULT_GAP))
    rules = tuple(read_rules(words, data.get("rules"), slots, gap, frozenset(signs), folder.name))
    typos, ordinary = read_typos(words, data.get("typos", {}))
    borrowed = read_borrowed(words, data["borrowed"], slots) if "borrowed" in data else frozenset()
    proclitics = words.texts("proclitics", data["proclitics"]) if "proclitics" in data else ()
    words.done()
    context = Reading(folder / "context.yaml", LexiconError)
    data = context.yaml()
    context.keys("the file", data, needs={"language", "cues"}, may={"breaks", "gap", "reviewed_by", "slots"})
    check_language(context, data, folder)
    slots |= read_slots(context, data.get("slots", {}))
    cues = tuple(read_cues(context, data.get("cues"), slots, read_gap(context, data.get("gap", gap)), folder.name))
    breaks = context.texts("breaks", data["breaks"]) if data.get("breaks") else ()
    context.done()
    thesaurus = NONE if concepts is None else load_entries(folder, concepts)
    return Lexicon(
        language=folder.name, rules=rules, cues=cues, breaks=plain(breaks), typos=typos, ordinary=ordinary,
        borrowed=borrowed, proclitics=plain(proclitics), thesaurus=thesaurus,
    )  # fmt: skip


def check_language(reading: Reading, data: Mapping[str, Any], folder: Path) -> None:
    """The file says the language of its folder, so that a copied folder cannot pass for another language."""
    if "language" in data and data["language"] != folder.name:
        reading.problems.append(f'language "{data["language"]}" does not agree with its folder {folder.name}')


def read_gap(reading: Reading, value: object) -> int:
    """How many words a bare gap may skip."""
    if not isinstance(value, int) or not 1 <= value <= 12:  # noqa: PLR2004 - a dozen words is more than any clause needs
        reading.problems.append(f'gap "{value}" must be a number from 1 to 12')
        return DEFAULT_GAP
    return value


def read_slots(reading: Reading, data: object) -> dict[str, frozenset[str]]:
    """Slot name -> its alternatives; one that does not read is there, so that no phrase complains of it again."""
    if not isinstance(data, dict):
        reading.problems.append("slots: must be a mapping of names to lists")
        return {}
    slots = {}
    for name, entries in data.items():
        texts = reading.texts(f"slot <{name}>", entries)
        try:
            slots[str(name)] = alternatives(texts)
        except PhraseError as error:
            reading.problems.append(f"slot <{name}>: {error}")
            slots[str(name)] = frozenset()
    return slots


def read_typos(reading: Reading, data: object) -> tuple[frozenset[str], frozenset[str]]:
    """The words whose typos are forgiven, and the ordinary words to leave alone."""
    if not isinstance(data, dict) or not data.keys() <= {"words", "ordinary"}:
        reading.problems.append('typos: must be a mapping with "words" and "ordinary"')
        return frozenset(), frozenset()
    words = reading.texts("typos: words", data.get("words", []), least=0)
    ordinary = reading.texts("typos: ordinary", data.get("ordinary", []), least=0)
    short = [word for word in words if len(word) < SHORTEST_TYPO_WORD]
    reading.problems += [f"typos: {word!r} is shorter than {SHORTEST_TYPO_WORD} letters" for word in short]
    return plain(words), plain(ordinary)


def read_borrowed(reading: Reading, data: object, slots: Slots) -> frozenset[frozenset[str]]:
    """The slots whose words are of other languages: they do not make a message one of this language."""
    names = reading.texts("borrowed", data)
    reading.problems += [f"borrowed: there is no slot <{name}>" for name in names if name not in slots]
    return frozenset(slots[name] for name in names if name in slots)


def plain(words: Iterable[str]) -> frozenset[str]:
    """Words as the matcher compares them."""
    return frozenset(normalise(word).text.strip() for word in words)


def entries(reading: Reading, what: str, data: object, language: str) -> list[tuple[str, dict[str, Any]]]:
    """The id and mapping of every rule or cue; ids are well formed and stand once."""
    if not isinstance(data, list) or not data or not all(isinstance(entry, dict) for entry in data):
        reading.problems.append(f"{what}: must be a list of mappings, and not empty")
        return []
    ids = [str(entry.get("id")) for entry in data]
    reading.problems += [f'{what}: id "{id_}" stands {n} times' for id_, n in Counter(ids).items() if n > 1]
    wrong = [id_ for id_ in ids if not RULE_ID.fullmatch(id_) or id_.split(".")[0] != language]
    reading.problems += [f'{what}: id "{id_}" must look like {language}.group.name' for id_ in wrong]
    return list(zip(ids, data, strict=True))


def read_phrases(reading: Reading, place: str, value: object, slots: Slots, gap: int) -> tuple[Phrase, ...]:
    """Every variant of every phrase, each once."""
    found: list[Phrase] = []
    for phrase in reading.texts(f"{place}: phrases", value):
        try:
            found += parse(phrase, slots, gap)
        except PhraseError as error:
            reading.problems.append(f"{place}: {error}")
    return tuple(dict.fromkeys(found))


def read_rules(  # noqa: PLR0913, PLR0917 - one rule needs all that its file says
    reading: Reading, data: object, slots: Slots, gap: int, signs: frozenset[str], language: str
) -> Iterable[Rule]:
    """The rules that read; the others leave problems behind."""
    for id_, entry in entries(reading, "rules", data, language):
        before = len(reading.problems)
        needs = {"id", "level", "situation", "about", "phrases", "catches", "spares", "why"}
        reading.keys(id_, entry, needs=needs, may={"sign", "holds"})
        level = reading.choice(f"{id_}: level", entry.get("level"), LEVELS)
        situation = reading.choice(f"{id_}: situation", entry.get("situation"), SITUATIONS)
        about = reading.choice(f"{id_}: about", entry.get("about"), ABOUTS)
        sign = entry.get("sign")
        if sign is not None and sign not in signs:
            reading.problems.append(f'{id_}: sign "{sign}" is not one of: {", ".join(sorted(signs))}')
        if level is Level.NONE and sign is None:
            reading.problems.append(f"{id_}: level none needs a sign, or the rule does nothing")
        held = reading.texts(f"{id_}: holds", entry["holds"]) if "holds" in entry else ()
        holds = frozenset(filter(None, (reading.choice(f"{id_}: holds", kind, KINDS) for kind in held)))
        phrases = read_phrases(reading, id_, entry.get("phrases"), slots, gap)
        catches = reading.texts(f"{id_}: catches", entry.get("catches"), least=2)
        spares = reading.texts(f"{id_}: spares", entry.get("spares"))
        if len(reading.problems) == before and level is not None and situation and about:
            yield Rule(
                id=id_, language=language, level=level, situation=situation, about=about, sign=sign, holds=holds,
                phrases=phrases, catches=catches, spares=spares,
            )  # fmt: skip


def read_cues(reading: Reading, data: object, slots: Slots, gap: int, language: str) -> Iterable[Cue]:
    """The cues that read; the others leave problems behind."""
    for id_, entry in entries(reading, "cues", data, language):
        before = len(reading.problems)
        needs = {"id", "kind", "phrases", "calms", "keeps", "why"}
        reading.keys(id_, entry, needs=needs, may={"where", "within"})
        kind = reading.choice(f"{id_}: kind", entry.get("kind"), KINDS)
        where, within = entry.get("where", "around"), entry.get("within", DEFAULT_WITHIN)
        if where not in WHERE:
            reading.problems.append(f'{id_}: where "{where}" is not one of: {", ".join(WHERE)}')
        if not isinstance(within, int) or not 0 <= within <= 30:  # noqa: PLR2004 - longer than any sentence
            reading.problems.append(f'{id_}: within "{within}" must be a number of words from 0 to 30')
        phrases = read_phrases(reading, id_, entry.get("phrases"), slots, gap)
        calms = reading.texts(f"{id_}: calms", entry.get("calms"), least=0)
        keeps = reading.texts(f"{id_}: keeps", entry.get("keeps"), least=0)
        if len(reading.problems) == before and kind:
            yield Cue(
                id=id_, language=language, kind=kind, where=where, within=within, phrases=phrases, calms=calms,
                keeps=keeps
            )  # fmt: skip


def load_combinations(path: Path) -> tuple[frozenset[str], tuple[Combination, ...]]:
    """The signs that exist, and what several of them mean together, most urgent first.

    Raises:
        LexiconError: with every problem.
    """
    reading = Reading(path, LexiconError)
    data = reading.yaml()
    reading.keys("the file", data, needs={"signs", "combinations"}, may=set())
    signs = frozenset(data.get("signs") or ())
    found = []
    for id_, entry in entries(reading, "combinations", data.get("combinations"), "combine"):
        reading.keys(id_, entry, needs={"id", "signs", "level", "why"}, may={"across"})
        across = entry.get("across", True)
        if not isinstance(across, bool):
            reading.problems.append(f'{id_}: across "{across}" must be true or false')
        level = reading.choice(f"{id_}: level", entry.get("level"), LEVELS)
        needed = frozenset(reading.texts(f"{id_}: signs", entry.get("signs"), least=2))
        reading.problems += [f'{id_}: sign "{sign}" is not one we know' for sign in sorted(needed - signs)]
        if level is not None:
            found.append(Combination(id=id_, signs=needed, level=level, across=bool(across)))
    reading.done()
    return signs, tuple(sorted(found, key=lambda combination: -combination.level))


def languages(data: Path) -> tuple[Path, ...]:
    """Every language folder, by name: the folder is the registry."""
    return tuple(sorted(path for path in data.iterdir() if (path / "lexicon.yaml").exists()))


def load_language(folder: Path, data: Path) -> Lexicon:
    """One language folder on its own, wherever it lies, with the signs and concepts of ``data``.

    Raises:
        LexiconError: with every problem.
    """
    return load(folder, load_combinations(data / "combine.yaml")[0], load_concepts(data))
