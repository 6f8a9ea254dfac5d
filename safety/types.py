"""The nouns of the safety room: how urgent, what about, which rule, what to say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum


class Level(IntEnum):
    """How urgent a message is, after the Columbia scale (C-SSRS); higher is more urgent."""

    NONE = 0
    TOPIC = 1  #: the subject is named, nobody is at risk
    DISTRESS = 2  #: passive death wish, self-harm, or another situation
    IDEATION = 3  #: wish or thought to kill oneself
    INTENT = 4  #: plan, means, date, or an attempt in the last months
    IMMINENT = 5  #: now, in progress, or harm already done

    @property
    def word(self) -> str:
        """The level as data files and commands write it."""
        return self.name.lower()


class Situation(Enum):
    """What kind of crisis a message is about; the card depends on it."""

    SUICIDE = "suicide"
    SELF_HARM = "self_harm"
    OVERDOSE = "overdose"
    THIRD_PARTY = "third_party"
    BEREAVED = "bereaved"
    ABUSE = "abuse"
    EATING_DISORDER = "eating_disorder"
    SUBSTANCE = "substance"
    PSYCHOSIS = "psychosis"
    VIOLENCE = "violence"


class About(Enum):
    """Who is at risk."""

    SELF = "self"
    OTHER = "other"
    NOBODY = "nobody"


class CueKind(Enum):
    """What a cue in context.yaml does to the signals around it."""

    NEGATION = "negation"
    DOUBLED = "doubled"
    PAST = "past"
    LONG_PAST = "long_past"
    RECOVERY = "recovery"
    PRESENT = "present"
    QUOTE = "quote"
    THIRD_PERSON = "third_person"
    STUDY = "study"
    TITLE = "title"
    IDIOM = "idiom"


#: Signs that say no risk but whom a line must be for (requirement 42).
AUDIENCES = frozenset({"veteran", "lgbtq"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One rule that one stretch of a message set off."""

    rule: str  #: the ``id`` in lexicon.yaml or combine.yaml
    level: Level
    situation: Situation
    about: About
    span: tuple[int, int]  #: in the message as the person wrote it
    language: str  #: of the lexicon the rule stands in; empty for a combination
    sign: str | None = None  #: the weak sign it stands for, if any
    muted_by: str | None = None  #: the cue that calmed it; muted, never dropped
    leaves: Level = Level.NONE  #: what a muted signal still counts as: none or topic

    @property
    def counts_as(self) -> Level:
        """The level that this signal adds to a screening."""
        return self.level if self.muted_by is None else self.leaves


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """What a message means for the safety of people. Holds no text, so it may be logged."""

    signals: tuple[Signal, ...] = ()
    level: Level = Level.NONE
    situation: Situation | None = None  #: None exactly where the level is none
    about: About = About.NOBODY
    minor: bool = False  #: the writer said so
    groups: frozenset[str] = frozenset()  #: of AUDIENCES, as far as the writer said they belong to one
    language: str | None = None  #: of the deciding rules, where they agree
    failed: bool = False  #: the screener broke; the built-in word list decided

    @property
    def needs_care(self) -> bool:
        """True where the first thing to leave must be the card."""
        return self.level > Level.NONE
