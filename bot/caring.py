"""Care in the conversation: which card a screening gets, what its buttons answer, and how it looks as a reply."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from safety import Follow, Level, Press, Screening, Situation, last_card

from .counts import Counts, Event
from .routes import Request, action
from .types import Act, Button, Chat, Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from safety import Card, CardButton, Care, Memory, Place, Standing

    from .types import Reader

log = logging.getLogger(__name__)
T = TypeVar("T")
ROW = 2
#: The neutral line is said at most once in a chat within this time.
PUBLIC_AGAIN = timedelta(hours=1)
#: A country's name that is typed within this time answers the question for it.
ANSWER_WITHIN = timedelta(minutes=10)
#: Characters of a message in which a country is looked for, and of a country's name.
LONGEST_HEARD, LONGEST_NAME = 4096, 60
CODE_LENGTH = 2
ACTS = {Press.COPY: Act.COPY, Press.LINK: Act.LINK}


class Caring:
    """Chooses and remembers cards. Works without database, articles or network, and always has something to say."""

    def __init__(self, care: Care | None, memory: Memory, counts: Counts | None = None) -> None:
        self.care = care
        self.memory = memory
        self.counts = counts or Counts()
        self.spoken: dict[tuple[str, bool], datetime] = {}  # chat, for danger -> when the neutral line was last sent
        self.questions: dict[str, Question] = {}  # reader -> the question for a country that waits for an answer

    def added_up(self, screening: Screening, reader: Reader, now: datetime) -> Screening:
        """The screening, raised where what the reader said before and now mean more together; never lower."""
        try:
            return self.memory.add_up(reader.key, screening, now)
        except Exception as error:  # noqa: BLE001 - whatever broke, what the message says by itself stands
            log.error("what was said before could not be added up: %s", type(error).__name__)  # noqa: TRY400 - it could hold text
            return screening

    def heard(self, screening: Screening, reader: Reader, place: Place) -> Iterator[Reply]:
        """What leaves first for a screening above ``none``: the card, or the short line soon after one.

        In a group or channel a neutral line stands in for it, at most once an hour, and the card goes to the person's
        own chat (requirements 62, 63, 65).
        """
        if reader.chat is Chat.PRIVATE:
            yield self.own(screening, reader, place)
            return
        urgent = screening.level >= Level.INTENT
        if self.may_speak_in(reader.chat_key, place.now, danger=screening.level >= Level.DISTRESS):
            yield self.neutral(place, urgent=urgent)
            self.count("public", screening, reader, place)
        if reader.chat is Chat.GROUP and screening.level >= Level.DISTRESS:
            yield replace(self.own(screening, reader, place), private=True)

    def may_speak_in(self, chat: str, now: datetime, *, danger: bool) -> bool:
        """Whether the neutral line was not sent to this chat within the hour; remembers that it is sent now.

        One that a mere topic set off does not stand in the way of one for danger.
        """
        for old in [key for key, at in self.spoken.items() if now - at >= PUBLIC_AGAIN]:
            del self.spoken[old]
        if (chat, True) in self.spoken or (chat, danger) in self.spoken:
            return False
        self.spoken[chat, danger] = now
        return True

    def own(self, screening: Screening, reader: Reader, place: Place) -> Reply:
        """The card or the short line for one person."""
        standing, in_group = self.memory.of(reader.key), reader.chat is Chat.GROUP
        is_short = standing.follow(screening, place.now, in_group=in_group) is Follow.SHORT
        if screening.language is None:  # else the words are answered in theirs, and the countries of it offered
            place = self.speaking(reader, place)
        self.count("short" if is_short else "shown", screening, reader, place)
        if is_short:
            reply = self.short(standing.stands(place.now) or screening.level, reader, place, screening.language)
        else:
            self.memory.sent(reader.key, screening, place.now, in_group=in_group)
            reply = self.reply(lambda care: care.card(screening, place), screening.level)
        return replace(reply, discreet=standing.hides(place.now) or tells_of_abuse(screening))

    def speaking(self, reader: Reader, place: Place) -> Place:
        """The place in the language of the last card, as long as that is what we speak about.

        In a group as it is: nobody there shall see that a card was sent.
        """
        language = self.memory.of(reader.key).speaks(place.now)
        if language is None or reader.chat is not Chat.PRIVATE:
            return place
        spoken = self.safely(lambda care: care.words_for(language, place.language).language, place.language)
        return replace(place, language=spoken)

    def count(self, outcome: str, heard: Screening | Standing, reader: Reader, place: Place) -> None:
        """Count what became of a card. A fault here is logged and no more: counts may be lost, cards not."""
        try:
            language = heard.language if isinstance(heard, Screening) else None
            words = self.care.words_for(language, place.language) if self.care else None
            self.counts.note(Event(
                day=place.now.date(), outcome=outcome, level=heard.level.word,
                situation=heard.situation.value if heard.situation else "", country=place.country or "",
                language=words.language if words else "", version=words.version if words else "",
                chat=reader.chat.value,
            ))  # fmt: skip
        except Exception as error:  # noqa: BLE001 - whatever broke, the card leaves all the same
            log.error("a card could not be counted: %s", type(error).__name__)  # noqa: TRY400 - as above

    def short(self, level: Level, reader: Reader, place: Place, language: str | None = None) -> Reply:
        """The line that stands for a card sent a moment ago, or reminds of one."""
        place = self.speaking(reader, place)
        return self.to(reader, place, lambda care: care.short(level, place, language), level)

    def asked(self, reader: Reader, place: Place) -> Reply:
        """The card that somebody asks for by command or button: their country's lines; it counts for no level."""
        standing, place = self.memory.of(reader.key), self.speaking(reader, place)
        self.count("asked", standing, reader, place)
        return self.to(reader, place, lambda care: care.country_lines(place), standing.level)

    def chosen(self, reader: Reader, place: Place) -> Reply:
        """After a country was chosen: its card for the gravest of what was heard lately, at once (requirement 37).

        In a group nobody shall see that a card was sent: there it is the list of lines.
        """
        self.questions.pop(reader.key, None)
        standing = self.memory.of(reader.key)
        if reader.chat is not Chat.PRIVATE or not standing.near(place.now) or standing.level < Level.DISTRESS:
            return self.asked(reader, place)
        screening, place = replace(standing.gravest, language=standing.language), self.speaking(reader, place)
        self.count("shown", screening, reader, place)
        return self.to(reader, place, lambda care: care.card(screening, place), standing.level)

    def answer(self, name: str, reader: Reader, place: Place) -> Reply:
        """What a button of a card says."""
        standing, place = self.memory.of(reader.key), self.speaking(reader, place)
        level = standing.level
        self.count(OUTCOMES.get(name, "tapped"), standing, reader, place)
        if name == "another_country":
            self.asks_country(reader, "in", place.now)
        if name == "safe":
            self.memory.safe(reader.key)
        if name in CARDS:
            return self.to(reader, place, lambda care: care.of_kind(CARDS[name], level, place), level)
        return self.to(reader, place, lambda care: care.answer(name, level, place), level)

    def guessed(self, code: str, reader: Reader, place: Place) -> Reply:
        """After a name with a slip of the pen: the question again, the country that may be meant first."""
        level, place = self.memory.of(reader.key).level, self.speaking(reader, place)
        return self.to(reader, place, lambda care: care.guessed(code, level, place), level)

    def country_of(self, text: str, language: str | None) -> str | None:
        """The country that a message names in passing, else the one that its language means (requirement 34)."""

        def found(care: Care) -> str | None:
            named = care.countries.named_in(text[:LONGEST_HEARD]) if text else None
            return named or care.countries.for_language(language)

        return self.safely(found, None)

    def country_meant(self, typed: str) -> str | None:
        """The country asked for by name or code; None where nobody knows it."""
        return self.safely(lambda care: care.countries.meant(typed), None) if len(typed) <= LONGEST_NAME else None

    def country_called(self, text: str, *, was_asked: bool = False) -> str | None:
        """The country whose name a text is, typos not forgiven; as an answer also its code."""
        if was_asked and len(text) == CODE_LENGTH and text.isupper():
            return self.country_meant(text)
        return self.safely(lambda care: care.country_called(text, was_asked=was_asked), None)

    def country_named(self, text: str, *, was_asked: bool = False) -> str | None:
        """The country whose name a text is or holds, typos not forgiven."""
        called = self.country_called(text, was_asked=was_asked)
        return called or self.safely(lambda care: care.countries.named_in(text), None)

    def asks_country(self, reader: Reader, answer: str, now: datetime) -> None:
        """Remember that the reader was asked for a country; ``answer`` names the request that their reply makes."""
        for old in [key for key, question in self.questions.items() if now - question.at >= ANSWER_WITHIN]:
            del self.questions[old]
        self.questions[reader.key] = Question(answer=answer, at=now)

    def understood(self, request: Request, reader: Reader, place: Place) -> Request:
        """Free text that names a country is no search: it answers our question for one, or asks for its lines.

        A name with a slip of the pen may be an ordinary word: it is only asked about, and only where we had asked.
        """
        text = request.argument.strip()
        if not request.free or not text or len(text) > LONGEST_NAME:
            return request
        question = self.questions.get(reader.key)
        if question is not None and place.now - question.at < ANSWER_WITHIN:
            return self.answered(text, question) or request
        named = self.country_named(text)
        if named and place.country is None and self.memory.of(reader.key).near(place.now):
            return Request(name="in", argument=named)
        return Request(name="crisis", argument=text) if named and self.country_called(text) else request

    def answered(self, text: str, question: Question) -> Request | None:
        """What a text asks for as the answer to a question for a country; None where it is none."""
        named = self.country_named(text, was_asked=True)
        if named:
            return Request(name=question.answer, argument=named)
        near = self.safely(lambda care: care.country_near(text), None)
        return Request(name="guess", argument=near) if near else None

    def watching(self, reader: Reader, now: datetime) -> Level | None:
        """The level to remind of before any other reply, for a day after ``intent``; else None."""
        standing = self.memory.of(reader.key)
        return standing.stands(now) if standing.watched(now) else None

    def forget(self, reader: Reader) -> None:
        """Remember nothing about a reader."""
        self.memory.forget(reader.key)
        self.questions.pop(reader.key, None)

    def neutral(self, place: Place, *, urgent: bool) -> Reply:
        """The line for everybody in a group: it names nobody and quotes nothing (requirement 62)."""

        def made(care: Care) -> Reply:
            words = care.words_for(place.language)
            button = Button(label=words.sections["buttons"]["help"], act=Act.PRIVATE, value="help_now")
            return Reply(text=words.single["group"], buttons=((button,),), care=True, urgent=urgent, public=True)

        return self.safely(made, Reply(text=last_card(), care=True, urgent=urgent, public=True))

    def first_contact(self, place: Place) -> str:
        """What this is and is not, with the emergency number, before anything else is said."""
        return self.safely(lambda care: care.words_for(place.language).single["first_contact"], last_card())

    def to(self, reader: Reader, place: Place, make: Callable[[Care], Card], level: Level) -> Reply:
        """A card for somebody whom we know, which quotes nothing if they may have to hide it."""
        return replace(self.reply(make, level), discreet=self.memory.of(reader.key).hides(place.now))

    def reply(self, make: Callable[[Care], Card], level: Level) -> Reply:
        """A card as a reply; where the words are broken, the plain one that is built in."""
        urgent = level >= Level.INTENT

        def made(care: Care) -> Reply:
            card = make(care)
            return Reply(text=card.text, buttons=rows(card.buttons), care=True, urgent=urgent)

        return self.safely(made, Reply(text=last_card(), care=True, urgent=urgent))

    def safely(self, make: Callable[[Care], T], otherwise: T) -> T:
        """What the words of care give; where they are broken, what needs none of them (requirement 94)."""
        if self.care is None:
            return otherwise
        try:
            return make(self.care)
        except Exception as error:  # noqa: BLE001 - whatever broke, a person in danger gets a card
            log.error("the words of care failed: %s", type(error).__name__)  # noqa: TRY400 - a traceback could hold text
            return otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question for a country that a reader was asked."""

    answer: str  #: the request that their reply makes
    at: datetime


def tells_of_abuse(screening: Screening) -> bool:
    """Whether anything in a message is about abuse, whatever else it is about."""
    return Situation.ABUSE in {screening.situation, *(signal.situation for signal in screening.signals)}


#: What pressing a button is counted as, where it is more than a tap.
OUTCOMES = {"ok": "wrong_alarm", "safe": "safe"}
#: Buttons that bring a card of their own.
CARDS = {"worried": "third_party", "about_me": "ideation"}


def rows(buttons: tuple[CardButton, ...]) -> tuple[tuple[Button, ...], ...]:
    """A card's buttons, two in a row."""
    made = [pressed(button) for button in buttons]
    return tuple(tuple(made[i : i + ROW]) for i in range(0, len(made), ROW))


def pressed(button: CardButton) -> Button:
    """A card's button as every channel knows it."""
    if button.press in ACTS:
        return Button(label=button.label, act=ACTS[button.press], value=button.value)
    if button.press is Press.COUNTRY:
        return action(button.label, "in", button.value)
    return action(button.label, "care", button.value)
