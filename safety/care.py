"""Makes the card: from what was heard, where the reader is and what time it is there, the words and numbers to send."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from .card import Card, CardButton, Press
from .compose import Draft, buttons, call, directory, emergency_lines, text, to_write, write
from .contacts import all_lines, choose
from .countries import MOST_OFFERED, SURE_LENGTH, country_name, fold, territories
from .types import Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .card import Place
    from .countries import Countries
    from .helplines import Directory
    from .types import Screening
    from .words import Shapes, Words

LONGEST_LABEL = 32
#: At most so many lines stand in a country's list.
MOST_LINES = 6
#: The buttons under an answer; all others offer more options and the way out.
FOLLOW_UPS = {
    "more": ("police", "aloud", "money", "tried", "bother", "wait", "another_country", "read"),
    "ok": (),
    "safe": (),
    "with_someone": ("more", "safe"),
    "cannot_call": ("tried", "bother", "with_someone"),
    "alone": ("cannot_call", "more"),
    "how_to_ask": ("urgent", "about_me"),
    "urgent": ("how_to_ask", "about_me"),
}
#: What may stand around a country's name.
MARKS = " .,!?"
#: A slip of the pen is looked for in names of so many letters: one, or two in long names.
LETTERS, ENGLISH_LETTERS, LONG = 7, 6, 10
#: Answers that go on with a way to write (requirement 57).
BY_WRITING = frozenset({"aloud", "cannot_call", "wait"})


class Care:
    """The words of all languages with the directory: everything a card needs, in memory."""

    def __init__(self, words: Mapping[str, Words], shapes: Shapes, lines: Directory, countries: Countries) -> None:
        self.words = words
        self.shapes = shapes
        self.directory = lines
        self.countries = countries

    def card(self, screening: Screening, place: Place) -> Card:
        """The card for a screening above ``none``: in the clear language of the rules, the reader's, or English."""
        kind = self.kind(screening)
        place = replace(place, minor=place.minor or screening.minor, groups=place.groups | screening.groups)
        return self.made(kind, screening.level, place, self.words_for(screening.language, place.language))

    def kind(self, screening: Screening) -> str:
        """The name in cards.yaml of the card that answers a level of a situation."""
        own = self.shapes.by_situation.get(screening.situation, {}) if screening.situation else {}
        return own.get(screening.level) or self.shapes.by_level[screening.level]

    def of_kind(self, kind: str, level: Level, place: Place) -> Card:
        """A card by its name in cards.yaml, for commands and buttons."""
        return self.made(kind, level, place, self.words_for(place.language))

    def made(self, kind: str, level: Level, place: Place, words: Words) -> Card:
        """The card written out."""
        draft = self.draft(kind, words, place)
        asks_country = place.country is None and kind != "topic"
        return Card(
            kind=draft.shape.kind, level=level, text=text(draft), language=words.language, country=place.country,
            buttons=self.country_buttons(words, place) if asks_country else buttons(draft), version=words.version,
        )  # fmt: skip

    def draft(self, kind: str, words: Words, place: Place) -> Draft:
        """What a card is written from; a language with the minimal set of words lends another of its cards."""
        shape = self.shapes.cards[kind]
        if kind not in words.cards:
            shape = self.shapes.cards[shape.minimal]
        return Draft(
            shape=shape, words=words, place=place, contacts=choose(self.directory, place, self.wanted(kind, place))
        )

    def words_for(self, *languages: str | None) -> Words:
        """The words of the first of these languages that has any, else English."""
        return next(
            (self.words[language] for language in languages if language and language in self.words), self.words["en"]
        )

    def wanted(self, kind: str, place: Place) -> tuple[str, ...]:
        """The kinds of line that answer a card first; a young person's before all (requirement 75)."""
        own = self.shapes.lines.get(kind, ())
        return (*self.shapes.lines["minor"], *own) if place.minor else own

    def country_buttons(self, words: Words, place: Place) -> tuple[CardButton, ...]:
        """The countries that a language suggests, and "Other" (requirement 37)."""
        offered = self.countries.offered(place.language or words.language)
        named = [
            CardButton(press=Press.COUNTRY, label=country_name(code, words.language)[:LONGEST_LABEL], value=code)
            for code in offered
        ]
        return (*named, CardButton(press=Press.ANSWER, label=words.sections["country"]["other"], value="other_country"))

    def short(self, level: Level, place: Place, language: str | None = None) -> Card:
        """The line that follows a card for half an hour; from ``intent`` up with the emergency number."""
        turn = Turn(self.words_for(language, place.language), place, level)
        says = turn.words.sections["short"]
        if level >= Level.INTENT:
            return said(turn, "short", tuple(self.urgent_lines(turn, says)), ("help", "safe"))
        if level is Level.TOPIC:
            return said(turn, "short", (says["topic"],), ("help",))
        return said(turn, "short", (says["calm"],), ("help", "ok"))

    def urgent_lines(self, turn: Turn, says: Mapping[str, str]) -> Iterator[str]:
        """The emergency number under the urgent words of a section, or what to do anywhere."""
        numbers = self.directory.emergency(turn.place.country) if turn.place.country else ()
        yield says["urgent" if numbers else "urgent_unknown"]
        yield from (line.phone for line in numbers)

    def answer(self, name: str, level: Level, place: Place) -> Card:
        """What a button of a card says (requirements 53-57). An unknown name gets plain words, never silence."""
        turn = Turn(self.words_for(place.language), place, level)
        if name in {"another_country", "other_country"}:
            return self.asked_country(turn)
        return said(turn, "answer", tuple(self.answer_lines(name, turn)), FOLLOW_UPS.get(name, ("more", "ok")))

    def answer_lines(self, name: str, turn: Turn) -> Iterator[str]:
        """The words of an answer; some go on with a way to write (requirement 57), where we know one there."""
        says = turn.words.sections["answers"]
        if name == "urgent":
            yield from self.urgent_lines(turn, says)
            return
        if name not in BY_WRITING:
            yield says.get(name, says["none"])
            return
        draft = self.draft("crisis", turn.words, turn.place)
        ways = tuple(to_write(draft))
        yield says[name] if ways or name == "wait" else says["aloud_none"]
        yield from ways
        yield from directory(draft)

    def asked_country(self, turn: Turn) -> Card:
        """The question which country, with buttons."""
        question = said(turn, "country", (turn.words.sections["country"]["question"],), ())
        return replace(question, buttons=self.country_buttons(turn.words, turn.place))

    def guessed(self, code: str, level: Level, place: Place) -> Card:
        """The question again, with the country that a slip of the pen may mean as the first button."""
        turn = Turn(self.words_for(place.language), place, level)
        question = self.asked_country(turn)
        *offered, other = question.buttons
        label = country_name(code, turn.words.language)[:LONGEST_LABEL]
        others = [button for button in offered if button.value != code][: MOST_OFFERED - 1]
        return replace(question, buttons=(CardButton(press=Press.COUNTRY, label=label, value=code), *others, other))

    def country_called(self, text: str, *, was_asked: bool) -> str | None:
        """The country whose name a text is, typos not forgiven.

        Who was not asked means a few Latin letters only as an English name: others are too often words ("ira").
        """
        name = fold(text).strip(MARKS)
        is_sure = was_asked or len(name) >= SURE_LENGTH or not name.isascii() or name in self.english
        return self.countries.by_name.get(name) if is_sure else None

    def country_near(self, text: str) -> str | None:
        """The country whose name a text may be with a slip of the pen, its first letter right."""
        typed = fold(text).strip(MARKS)
        names = [
            name for name in self.countries.by_name
            if name[:1] == typed[:1] and len(name) >= (ENGLISH_LETTERS if name in self.english else LETTERS)
        ]  # fmt: skip
        slips = {name: OSA.distance(typed, name, score_cutoff=2) for name in names}
        near = [name for name in names if slips[name] <= (2 if len(name) >= LONG else 1)]
        return self.countries.by_name[min(near, key=slips.__getitem__)] if near else None

    @cached_property
    def english(self) -> frozenset[str]:
        """The English names of all countries, as compared."""
        return frozenset(map(fold, (*territories("en").values(), *self.countries.also)))

    def country_lines(self, place: Place) -> Card:
        """What a reader may use in their country, at most six services, for /crisis and the country buttons."""
        words = self.words_for(place.language)
        if place.country is None:
            return self.of_kind("crisis", Level.NONE, place)
        return said(
            Turn(words, place, Level.NONE), "lines", tuple(self.listed(words, place)), ("another_country", "worried")
        )

    def listed(self, words: Words, place: Place) -> Iterator[str]:
        """The lines of that list: the emergency number, the services, whom else to turn to, the directory."""
        draft = self.draft("crisis", words, place)
        found = all_lines(self.directory, place)
        country = country_name(place.country or "", words.language)
        yield country
        yield from emergency_lines(draft, words.shared["emergency"])
        if not found:
            yield words.sections["country"]["none"].format(country=country)
        for line in found[:MOST_LINES]:
            yield from call(line, draft)
            yield from write(line, draft)
        yield words.single["inside"].format(country=country)
        yield words.shared["professional"]
        yield words.shared["bot"]
        yield from directory(draft)


@dataclass(frozen=True, slots=True)
class Turn:
    """One answer: in whose words, for whom, and the level that stands."""

    words: Words
    place: Place
    level: Level


def said(turn: Turn, kind: str, lines: tuple[str, ...], names: tuple[str, ...]) -> Card:
    """A card of plain words with buttons that ask for answers."""
    labels = turn.words.sections["buttons"]
    return Card(
        kind=kind, level=turn.level, text="\n".join(lines), language=turn.words.language, country=turn.place.country,
        buttons=tuple(CardButton(press=Press.ANSWER, label=labels[name], value=name) for name in names),
        version=turn.words.version,
    )  # fmt: skip
