"""Small real objects for tests of the conversation: a clock to turn, a library of a few articles, a talk to have."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.browse import Browse
from bot.caring import Caring
from bot.config import Config, SourceSettings
from bot.dialog import Dialog
from bot.library import Library
from bot.readers import Readers
from bot.texts import load_texts
from bot.types import Act, Chat, Message, Reader, Reply
from content import CATEGORIES, Article, Catalog, Citation, build, load_categories
from safety import DATA, About, Level, Memory, Screening, Signal, Situation, load_combinations

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bot.people import People
    from bot.types import Button
    from safety import Care

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ANNA = Reader(key="anna", language="en")
#: The address at the end of every card.
KEEPS_ON = "https://findahelpline.com"
TEXTS = load_texts(("en", "es"))
COMBINATIONS = load_combinations(DATA / "combine.yaml")[1]
LONG_ID = "https://example.org/an/address/that/is/longer/than/any/button/can/carry/back"


@dataclass(slots=True)
class Clock:
    """A clock that stands still until it is turned."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)


def screen(text: str) -> Screening:
    """Hears what a message names after an exclamation mark, as in ``!intent`` and ``!topic suicide nobody``.

    ``?letter`` is that weak sign and nothing else.
    """
    if text.startswith("?"):
        return Screening(signals=(sign(text[1:]),))
    if not text.startswith("!"):
        return Screening()
    level, situation, about = (given := text[1:].split()) + ["suicide", "self"][len(given) - 1 :]
    return Screening(level=Level[level.upper()], situation=Situation(situation), about=About(about))


def sign(name: str, level: Level = Level.NONE) -> Signal:
    """A sign of the writer's own; by default a weak one, which alone means nothing."""
    return Signal(
        rule=f"en.sign.{name}", level=level, situation=Situation.SUICIDE, about=About.SELF, span=(0, 5), language="en",
        sign=name,
    )  # fmt: skip


def article(id_: str = "calm-evenings", **changes: object) -> Article:
    """An article with everything in it."""
    given: dict[str, object] = {
        "id": id_, "title": id_.replace("-", " ").capitalize(), "summary": "What helps.", "body": "Small steps help.",
        "category": "sleep-hygiene", "topics": (), "tags": (), "published": date(2026, 5, 4), "minutes": 3,
        "picture": None, "picture_alt": "",
        "source_name": "Us", "link": None, "authors": (), "language": "en", "curated": False,
        "citations": (Citation(title="A source", publisher="A publisher", url="https://example.org/", date="2025"),),
        "reviewed_on": "none yet",
    }  # fmt: skip
    return Article(**given | changes)  # type: ignore[arg-type] # the fields by name


ARTICLES = (
    article("calm-evenings", body="Sleep comes easier after a calm evening.", curated=True),
    article("asking-for-help", category="crisis-intervention", body="Asking is a strength.", curated=True),
    article("a-hard-day", category="depression", body="One hour after another.", curated=True),
    article("small-steps", category="depression", body="Small steps on a low day.", curated=True),
    article("long-read", category="ptsd", body="\n\n".join(["Sentence after sentence. " * 40] * 4)),
    article(LONG_ID, title="From elsewhere", category="stigma", body="Words matter.", link="https://example.org/words"),
    article("untitled", title="", summary="", category="stigma", body="No title here.", published=None, citations=()),
)


def library(path: Path, articles: Iterable[Article] = ARTICLES) -> Path:
    """A content.db with these articles and the real categories."""
    categories = load_categories(CATEGORIES)
    slugs = {category.slug for category in categories}
    fitting = [each if each.category in slugs else replace(each, category=min(slugs)) for each in articles]
    build(fitting, categories, path, "a test")
    return path


@dataclass
class Talk:
    """A conversation with one dialog, by any reader."""

    care: Care | None
    catalog: Catalog | None
    people: People | None = None
    clock: Clock = field(default_factory=Clock)
    last: list[Reply] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.memory = Memory(combinations=COMBINATIONS)
        self.readers = Readers(self.people)
        self.library = Library(self.catalog)
        self.caring = Caring(self.care, self.memory)
        browse = Browse(self.library, self.readers, self.caring, config())
        self.dialog = Dialog(screen, self.caring, browse, self.readers, TEXTS, self.clock)

    async def hear(self, message: Message, reader: Reader = ANNA) -> list[Reply]:
        """What is answered to a message."""
        self.last = [reply async for reply in self.dialog.respond(message, reader)]
        return self.last

    async def say(self, text: str, reader: Reader = ANNA) -> list[Reply]:
        """What is answered to words."""
        return await self.hear(Message(text=text), reader)

    async def press(self, value: str, reader: Reader = ANNA) -> list[Reply]:
        """What is answered to a button, wherever it came from."""
        return await self.hear(Message(action=value), reader)

    async def tap(self, label: str, reader: Reader = ANNA) -> list[Reply]:
        """What is answered to the button of this label under the last replies."""
        button = next(each for each in buttons(self.last) if each.label == label)
        assert button.act is Act.ACTION
        return await self.press(button.value, reader)


def buttons(replies: Iterable[Reply]) -> list[Button]:
    """All buttons under these replies."""
    return [button for reply in replies for row in reply.buttons for button in row]


def values(replies: Iterable[Reply]) -> list[str]:
    """What the buttons under these replies send back or open."""
    return [button.value for button in buttons(replies)]


def config(**changes: object) -> Config:
    """A configuration that names no place outside the test."""
    from pathlib import Path  # noqa: PLC0415 - a type elsewhere in this file

    given: dict[str, object] = {
        "name": "Ally", "menu_languages": ("en", "es"), "sources": (SourceSettings(place="starter"),),
        "content_db": Path("/nowhere/content.db"),
        "people_url": "sqlite+aiosqlite:////nowhere/people.db", "data_folder": Path("/nowhere"), "contact": "the team",
    }  # fmt: skip
    return Config(**given | changes)  # type: ignore[arg-type] # the fields by name


def at(folder: Path, **changes: object) -> Config:
    """A configuration with everything in one folder."""
    given: dict[str, object] = {
        "content_db": folder / "content.db", "people_url": f"sqlite+aiosqlite:///{folder / 'people.db'}",
        "data_folder": folder,
    }  # fmt: skip
    return config(**given | changes)


def group(reader: Reader = ANNA, chat: str = "g1") -> Reader:
    """A reader who writes in a group."""
    return replace(reader, chat=Chat.GROUP, chat_key=chat)


def kinds(talk: Talk) -> list[str]:
    """What was answered, in one word each: card, short line, or an ordinary reply."""
    return ["other" if not reply.care else "card" if KEEPS_ON in reply.text else "short" for reply in talk.last]
