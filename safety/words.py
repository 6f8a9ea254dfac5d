"""Reads the words of care: cards.yaml and each language's care.yaml, or says everything that is wrong with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING

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
#: Numbers in the words of care: none but those that hold in many countries; all others come from the directory.
NUMBER = re.compile(r"\d{3,}")
EVERYWHERE = frozenset({"112", "911"})
LEVELS = {level.word: level for level in Level}
SITUATIONS = {situation.value: situation for situation in Situation}
#: Which holes a sentence may have, by key; every other sentence has none.
HOLES = {
    "line": {"name", "hours"}, "line_closed": {"name", "hours"}, "poison": {"name", "hours"}, "text": {"name"},
    "text_keyword": {"name", "keyword"}, "text_whatsapp": {"name"}, "chat": {"name"}, "some": {"times"},
    "extension": {"number"}, "inside": {"country"}, "none": {"country"}, "copy_emergency": {"number"},
    "copy_line": {"number"}, "copy_text": {"number"},
}  # fmt: skip
SHARED = {
    "bot", "professional", "emergency", "emergency_unknown", "line", "line_closed", "text", "text_keyword",
    "text_whatsapp",
    "chat", "poison", "directory",
}  # fmt: skip
SECTIONS: dict[str, set[str]] = {
    "short": {"calm", "urgent", "urgent_unknown", "topic"},
    "hours": {"always", "unknown", "some", "extension"},
    "services": {"ambulance", "police"},
    "country": {"question", "none", "unheard", "other"},
    "buttons": {
        "copy_emergency", "copy_line", "copy_text", "link", "another_country", "more", "worried", "ok", "cannot_call",
        "with_someone", "alone", "everyone_safe", "safe_here", "urgent", "how_to_ask", "about_me", "read", "safe",
        "help",
        "police", "aloud", "money", "tried", "bother", "wait",
    },
    "answers": {
        "more", "police", "aloud", "aloud_none", "money", "tried", "bother", "wait", "cannot_call", "with_someone",
        "alone",
        "everyone_safe", "safe_here", "urgent", "urgent_unknown", "how_to_ask", "ok", "safe", "read", "none",
    },
}  # fmt: skip
LINES_OF_TEXT = {"inside", "group", "first_contact"}
#: Wordings that no card may hold, in the languages where a program can tell (requirement 24).
FORBIDDEN = re.compile(
    r"commit(ted)? suicide|success(ful)?ly? (attempt|suicide)|failed (attempt|suicide)|promise me|must promise"
    r"|think of your family|others have it worse|calm down|attention.seeking|❤|💔|confidential|secret"
    r"|someone will contact|cometer suicidio|cometió suicidio"
    r"|intento (fallido|exitoso)|piensa en tu familia|cálmate|confidencial|secreto"
    r"|自杀成功|自杀未遂|冷静一点|保密|想想你的家人",
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
    entries = reading.mapping("cards", data.get("cards"))
    cards = {kind: read_shape(reading, kind, entry) for kind, entry in entries.items()}
    by_situation = {
        situation: read_levels(reading, f"by_situation {name}", rows)
        for name, rows in reading.mapping("by_situation", data.get("by_situation")).items()
        if (situation := reading.choice("by_situation", name, SITUATIONS))
    }
    by_level = read_levels(reading, "by_level", data.get("by_level"))
    named = {card for rows in (*by_situation.values(), by_level) for card in rows.values()}
    reading.problems += [f"card {card!r} is named but has no shape" for card in sorted(named - cards.keys())]
    lists = reading.mapping("lines", data.get("lines"))
    lines = {name: reading.texts(f"lines {name}", kinds) for name, kinds in lists.items()}
    reading.done()
    return Shapes(cards=cards, by_situation=by_situation, by_level=by_level, lines=lines)


def read_shape(reading: Reading, kind: str, value: object) -> CardShape:
    """One card's shape."""
    entry = reading.mapping(kind, value)
    reading.keys(kind, entry, needs={"order", "words", "buttons"}, may={"minimal"})
    words, buttons = entry.get("words"), reading.texts(f"{kind}: buttons", entry.get("buttons"))
    if not isinstance(words, int):
        reading.problems.append(f'{kind}: words "{words}" must be a number')
        words = 0
    unknown = sorted(set(buttons) - SECTIONS["buttons"])
    reading.problems += [f"{kind}: button {name!r} is not one we know" for name in unknown]
    minimal = str(entry.get("minimal", kind))
    if minimal not in MINIMAL_CARDS:
        reading.problems.append(f"{kind}: a language with the minimal set has no card for it")
    order = reading.texts(f"{kind}: order", entry.get("order"))
    return CardShape(kind=kind, order=order, words=words, buttons=buttons, minimal=minimal)


def read_levels(reading: Reading, place: str, value: object) -> dict[Level, str]:
    """Level -> the card that answers it."""
    rows = reading.mapping(place, value).items()
    return {level: str(card) for name, card in rows if (level := reading.choice(place, name, LEVELS)) is not None}


def load_words(path: Path, shapes: Shapes) -> Words:
    """One language's words of care.

    Raises:
        CareError: with every problem.
    """
    reading = Reading(path, CareError)
    data = reading.yaml()
    known = {"language", "version", "reviewed_by", "set", "shared", "cards", *SECTIONS, *LINES_OF_TEXT}
    reading.keys("the file", data, needs=known, may=set())
    if data.get("language") != path.parent.name:
        reading.problems.append(f'language "{data.get("language")}" does not agree with its folder {path.parent.name}')
    if data.get("set") not in {"full", "minimal"}:
        reading.problems.append(f'set "{data.get("set")}" is not one of: full, minimal')
    reading.done()
    sections = {name: reading.mapping(name, data[name]) for name in ("shared", *SECTIONS)}
    for name, section in sections.items():
        reading.keys(name, section, needs=SHARED if name == "shared" else SECTIONS[name], may=set())
    needed = MINIMAL_CARDS if data["set"] == "minimal" else shapes.cards.keys()
    given = reading.mapping("cards", data["cards"])
    reading.keys("cards", given, needs=set(needed), may=set())
    cards = {kind: reading.mapping(f"cards {kind}", own) for kind, own in given.items()}
    reading.done()
    single = {name: data[name] for name in LINES_OF_TEXT}
    groups = {f"cards {kind}": own for kind, own in cards.items()} | {name: {name: single[name]} for name in single}
    for group, sentences in (sections | groups).items():
        for key, sentence in sentences.items():
            check_sentence(reading, group, key, sentence)
    reading.done()
    for kind, own in cards.items():
        check_card(reading, shapes.cards[kind], own, sections["shared"])
    reading.done()
    shared = sections.pop("shared")
    return Words(
        language=data["language"], version=str(data["version"]), reviewed_by=str(data["reviewed_by"]), cards=cards,
        shared=shared, sections=sections, single=single,
    )  # fmt: skip


def check_sentence(reading: Reading, group: str, key: str, sentence: object) -> None:
    """A sentence is text with the holes it may have; no forbidden wording, no number of its own; some are short."""
    place = f"{group}: {key}"
    if not isinstance(sentence, str) or not sentence.strip():
        reading.problems.append(f"{place} must be a text")
        return
    check_holes(reading, place, sentence, set() if group == "answers" else HOLES.get(key, set()))
    reading.problems += [f"{place}: {found[0]!r} may not be said" for found in FORBIDDEN.finditer(sentence)]
    numbers = [number for number in NUMBER.findall(sentence) if number not in EVERYWHERE]
    reading.problems += [
        f"{place} may not hold the number {number}: numbers come from the directory" for number in numbers
    ]
    wrong = [
        (sentence.count("!") + sentence.count("！") > 1, "more than one exclamation mark"),
        (group == "buttons" and len(sentence) > LONGEST_BUTTON, f"longer than {LONGEST_BUTTON} characters"),
        (group == "answers" and word_count(sentence) > MOST_ANSWER_WORDS, f"more than {MOST_ANSWER_WORDS} words"),
    ]
    reading.problems += [f"{place}: {problem}" for is_wrong, problem in wrong if is_wrong]


def check_holes(reading: Reading, place: str, sentence: str, allowed: set[str]) -> None:
    """Every {hole} of a sentence is one it may have, and none is missing."""
    try:
        holes = {hole for _, hole, _, _ in Formatter().parse(sentence) if hole is not None}
    except ValueError:
        reading.problems.append(f"{place} has a {{ or }} that does not fit")
        return
    reading.problems += [f"{place}: {{{hole}}} does not fit here" for hole in sorted(holes - allowed)]
    reading.problems += [f"{place}: {{{hole}}} is missing" for hole in sorted(allowed - holes)]


def check_card(reading: Reading, shape: CardShape, own: Mapping[str, str], shared: Mapping[str, str]) -> None:
    """A card has a sentence for each element of its order, none besides, and keeps to its word limit."""
    place = f"cards {shape.kind}"
    unknown = own.keys() - {*shape.order, "emergency_unknown"}
    reading.problems += [f"{place}: {key!r} is not in its order" for key in sorted(unknown)]
    missing = [element for element in shape.order if not (own.get(element) or shared.get(element))]
    reading.problems += [f"{place}: {key!r} is missing" for key in missing]
    count = sum(most_words(own, shared, element) for element in shape.order)
    if count > shape.words:
        reading.problems.append(f"{place}: {count} words, at most {shape.words}")


def most_words(own: Mapping[str, str], shared: Mapping[str, str], element: str) -> int:
    """The words of an element; of an emergency number the longer sentence, the one for where none is known."""
    keys = ("emergency", "emergency_unknown") if element == "emergency" else (element,)
    return max(word_count(own.get(key) or shared.get(key, "")) for key in keys)


#: Thai, Lao, Burmese and Khmer: letters, not syllables or words, without spaces between them.
ALPHABETS = frozenset(map(chr, (*range(0x0E00, 0x0F00), *range(0x1000, 0x10A0), *range(0x1780, 0x1800))))


def word_count(sentence: str) -> int:
    """Words a reader reads; where no spaces part them, two characters count as one, four of an alphabet. No holes."""
    tokens = tokenise(re.sub(r"\{\w+\}", "", sentence))
    letters = sum(token.word[0] in ALPHABETS for token in tokens)
    joined = sum(is_joined(token.word[0]) for token in tokens) - letters
    return len(tokens) - joined - letters + (joined + 1) // 2 + (letters + 3) // 4
