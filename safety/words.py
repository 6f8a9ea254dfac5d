"""Reads the words of care: cards.yaml and each language's care.yaml, or says everything that is wrong with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING, Any

from .errors import CareError
from .reading import Reading
from .text import is_joined, tokenise
from .types import Level, Situation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: Elements that bring a number or an address; all others are sentences.
CONTACT_ELEMENTS = frozenset({"emergency", "line", "text", "poison", "directory"})
#: What a minimal set of words must hold (the rest falls back to these).
MINIMAL_CARDS = frozenset({"imminent", "crisis", "third_party", "topic"})
LONGEST_BUTTON = 32
MOST_ANSWER_WORDS = 60
#: Which holes a sentence may have, by key; every other sentence has none.
HOLES = {
    "line": {"name", "hours"}, "line_closed": {"name", "hours"}, "poison": {"name", "hours"}, "text": {"name"},
    "text_keyword": {"name", "keyword"}, "text_whatsapp": {"name"}, "chat": {"name"}, "some": {"times"},
    "extension": {"number"}, "inside": {"country"}, "none": {"country"}, "copy_emergency": {"number"},
    "copy_line": {"number"}, "copy_text": {"number"},
}  # fmt: skip
SHARED = {
    "bot", "professional", "emergency", "emergency_unknown", "line", "line_closed", "text", "text_keyword", "text_whatsapp",
    "chat", "poison", "directory",
}  # fmt: skip
SECTIONS: dict[str, set[str]] = {
    "short": {"calm", "urgent", "urgent_unknown", "topic"},
    "hours": {"always", "unknown", "some", "extension"},
    "services": {"ambulance", "police"},
    "country": {"question", "none", "unheard", "other"},
    "buttons": {
        "copy_emergency", "copy_line", "copy_text", "link", "another_country", "more", "worried", "ok", "cannot_call",
        "with_someone", "alone", "everyone_safe", "safe_here", "urgent", "how_to_ask", "about_me", "read", "safe", "help",
        "police", "aloud", "money", "tried", "bother", "wait",
    },
    "answers": {
        "more", "police", "aloud", "aloud_none", "money", "tried", "bother", "wait", "cannot_call", "with_someone", "alone",
        "everyone_safe", "safe_here", "urgent", "urgent_unknown", "how_to_ask", "ok", "safe", "read", "none",
    },
}  # fmt: skip
LINES_OF_TEXT = {"inside", "group", "first_contact"}
#: Wordings that no card may hold, in the languages where a program can tell (requirement 24).
FORBIDDEN = re.compile(
    r"commit(ted)? suicide|success(ful)?ly? (attempt|suicide)|failed (attempt|suicide)|promise me|must promise|think of your family"
    r"|others have it worse|calm down|attention.seeking|❤|💔|confidential|secret|someone will contact|cometer suicidio|cometió suicidio"
    r"|intento (fallido|exitoso)|piensa en tu familia|cálmate|confidencial|secreto|自杀成功|自杀未遂|冷静一点|保密|想想你的家人",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardShape:
    """The order of a card's elements, its word limit and buttons."""

    kind: str
    order: tuple[str, ...]
    words: int
    buttons: tuple[str, ...]
    minimal: str  #: the card that stands in where a language has the minimal set only


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """What cards.yaml says."""

    cards: Mapping[str, CardShape]
    by_situation: Mapping[Situation, Mapping[Level, str]]
    by_level: Mapping[Level, str]
    lines: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Every sentence of care in one language."""

    language: str
    version: str
    reviewed_by: str
    cards: Mapping[str, Mapping[str, str]]
    shared: Mapping[str, str]
    sections: Mapping[str, Mapping[str, str]]
    single: Mapping[str, str]

    def sentence(self, card: str, element: str) -> str:
        """A card's own sentence for an element, or the shared one; empty where the language has neither."""
        return self.cards.get(card, {}).get(element) or self.shared.get(element, "")


def load_shapes(path: Path) -> Shapes:
    """The shapes of the cards.

    Raises:
        CareError: with every problem.
    """
    reading = Reading(path, CareError)
    data = reading.yaml()
    reading.keys("the file", data, needs={"cards", "by_situation", "by_level", "lines"}, may=set())
    reading.done()
    levels = {level.word: level for level in Level}
    cards = {}
    for kind, entry in data["cards"].items():
        reading.keys(kind, entry, needs={"order", "words", "buttons"}, may={"minimal"})
        cards[kind] = CardShape(
            kind=kind, order=reading.texts(f"{kind}: order", entry.get("order")), words=int(entry.get("words", 0)),
            buttons=reading.texts(f"{kind}: buttons", entry.get("buttons")), minimal=entry.get("minimal", kind),
        )  # fmt: skip
        unknown = set(cards[kind].buttons) - SECTIONS["buttons"]
        reading.problems += [f"{kind}: button {name!r} is not one we know" for name in sorted(unknown)]
        if cards[kind].minimal not in MINIMAL_CARDS:
            reading.problems.append(f"{kind}: a language with the minimal set has no card for it")
    by_situation = {
        Situation(name): {levels[level]: card for level, card in rows.items()}
        for name, rows in data["by_situation"].items()
    }
    by_level = {levels[level]: card for level, card in data["by_level"].items()}
    named = {card for rows in (*by_situation.values(), by_level) for card in rows.values()}
    reading.problems += [f"card {card!r} is named but has no shape" for card in sorted(named - cards.keys())]
    reading.done()
    lines = {name: tuple(kinds) for name, kinds in data["lines"].items()}
    return Shapes(cards=cards, by_situation=by_situation, by_level=by_level, lines=lines)


def load_words(path: Path, shapes: Shapes) -> Words:
    """One language's words of care.

    Raises:
        CareError: with every problem.
    """
    reading = Reading(path, CareError)
    data = reading.yaml()
    sections = {"language", "version", "reviewed_by", "set", "shared", "cards", *SECTIONS, *LINES_OF_TEXT}
    reading.keys("the file", data, needs=sections, may=set())
    if data.get("language") != path.parent.name:
        reading.problems.append(f'language "{data.get("language")}" does not agree with its folder {path.parent.name}')
    if data.get("set") not in {"full", "minimal"}:
        reading.problems.append(f'set "{data.get("set")}" is not one of: full, minimal')
    reading.done()
    for name, keys in {"shared": SHARED, **SECTIONS}.items():
        reading.keys(name, data[name], needs=keys, may=set())
    needed = MINIMAL_CARDS if data["set"] == "minimal" else shapes.cards.keys()
    reading.keys("cards", data["cards"], needs=set(needed), may=set())
    reading.done()
    check_sentences(reading, data)
    for kind, own in data["cards"].items():
        check_card(reading, shapes.cards[kind], own, data["shared"])
    reading.done()
    return Words(
        language=data["language"], version=str(data["version"]), reviewed_by=str(data["reviewed_by"]), cards=data["cards"],
        shared=data["shared"], sections={name: data[name] for name in SECTIONS}, single={name: data[name] for name in LINES_OF_TEXT},
    )  # fmt: skip


def check_sentences(reading: Reading, data: Mapping[str, Any]) -> None:
    """Every sentence is text, with the holes it may have and no forbidden wording; buttons and answers are short."""
    groups = {"shared": data["shared"], **{f"cards {kind}": own for kind, own in data["cards"].items()}}
    groups |= {name: data[name] for name in SECTIONS} | {name: {name: data[name]} for name in LINES_OF_TEXT}
    for group, sentences in groups.items():
        for key, sentence in sentences.items():
            place = f"{group}: {key}"
            if not isinstance(sentence, str) or not sentence.strip():
                reading.problems.append(f"{place} must be a text")
                continue
            holes = {hole for _, hole, _, _ in Formatter().parse(sentence) if hole is not None}
            allowed = set() if group == "answers" else HOLES.get(key, set())
            reading.problems += [f"{place}: {{{hole}}} does not fit here" for hole in sorted(holes - allowed)]
            reading.problems += [f"{place}: {{{hole}}} is missing" for hole in sorted(allowed - holes)]
            reading.problems += [f"{place}: {found[0]!r} may not be said" for found in FORBIDDEN.finditer(sentence)]
            if sentence.count("!") + sentence.count("！") > 1:
                reading.problems.append(f"{place}: more than one exclamation mark")
            if group == "buttons" and len(sentence) > LONGEST_BUTTON:
                reading.problems.append(f"{place}: longer than {LONGEST_BUTTON} characters")
            if group == "answers" and word_count(sentence) > MOST_ANSWER_WORDS:
                reading.problems.append(f"{place}: more than {MOST_ANSWER_WORDS} words")


def check_card(reading: Reading, shape: CardShape, own: Mapping[str, str], shared: Mapping[str, str]) -> None:
    """A card has a sentence for each element of its order, none besides, and keeps to its word limit."""
    place = f"cards {shape.kind}"
    unknown = own.keys() - {*shape.order, "emergency_unknown"}
    reading.problems += [f"{place}: {key!r} is not in its order" for key in sorted(unknown)]
    missing = [element for element in shape.order if not (own.get(element) or shared.get(element))]
    reading.problems += [f"{place}: {key!r} is missing" for key in missing]
    sentences = [own.get(element) or shared.get(element, "") for element in shape.order]
    count = sum(map(word_count, sentences))
    if count > shape.words:
        reading.problems.append(f"{place}: {count} words, at most {shape.words}")


def word_count(sentence: str) -> int:
    """Words a reader reads; two characters count as one in scripts without spaces. Holes are not counted."""
    tokens = tokenise(re.sub(r"\{\w+\}", "", sentence))
    joined = sum(is_joined(token.word[0]) for token in tokens)
    return len(tokens) - joined + (joined + 1) // 2
