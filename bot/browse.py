"""Everything that is not care: the start, topics, articles, settings; see finding.py and keeping.py for the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safety import country_name

from . import finding, keeping
from .errors import PeopleError
from .menu import Menu, rows
from .routes import action
from .types import Act, Button, Chat, Reply

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from safety import Place

    from .caring import Caring
    from .config import Config
    from .library import Library
    from .readers import Readers
    from .routes import Request
    from .texts import Texts
    from .types import Reader


class Browse:
    """Answers one request of one reader in one language."""

    def __init__(self, library: Library, readers: Readers, caring: Caring, config: Config) -> None:
        self.library = library
        self.readers = readers
        self.caring = caring
        self.config = config

    async def answer(self, request: Request, reader: Reader, place: Place, texts: dict[str, Texts]) -> Reply:
        """The reply to a request.

        Raises:
            NoLibraryError, ContentError, PeopleError: what it needs cannot be had.
        """
        visit = Visit(self, reader, place, texts)
        handler = ROUTES.get(request.name)
        if handler is None:
            return visit.unknown(request)
        return await handler(visit, request)

    def menu(self, place: Place, texts: dict[str, Texts]) -> Menu:
        """The menus in the reader's language."""
        return Menu(self.library, texts_for(place, texts))


def texts_for(place: Place, texts: dict[str, Texts]) -> Texts:
    """The texts in the reader's language, or in the first one that the menus have."""
    return texts.get(place.language or "") or next(iter(texts.values()))


class Visit:
    """One reader asking for one thing, with all that the answer needs."""

    def __init__(self, browse: Browse, reader: Reader, place: Place, every: dict[str, Texts]) -> None:
        self.library = browse.library
        self.readers = browse.readers
        self.caring = browse.caring
        self.config = browse.config
        self.reader = reader
        self.place = place
        self.texts = texts_for(place, every)
        self.every = every
        self.menu = browse.menu(place, every)

    def said(self, key: str, **values: object) -> Reply:
        """A sentence with the way back to the start."""
        return Reply(text=self.texts.say(key, **values), buttons=self.menu.foot(), plain=False)

    def unknown(self, request: Request) -> Reply:
        """A command or button that does not exist (any more)."""
        if request.typed:
            return self.said("unknown_command")
        return self.menu.home(self.texts.say("unknown_button"))

    async def home(self, request: Request) -> Reply:
        """``/start``: at first contact what this is, then the menu; a payload is what a link asked for."""
        if request.typed and request.argument:
            name, _, argument = request.argument.partition("_")
            if name in {"article", "category"} and argument:
                return await ROUTES[name](self, type(request)(name=name, argument=argument, typed=False))
            if request.argument in LINKED:
                return await ROUTES[request.argument](self, type(request)(name=request.argument))
        if not request.typed:
            return self.menu.home()
        return self.menu.home(f"{self.texts.say('welcome')}\n\n{self.caring.first_contact(self.place)}")

    async def help(self, _: Request) -> Reply:
        """How it works, the help line first (requirement 52)."""
        return self.menu.help()

    def in_private(self, name: str) -> Reply:
        """Where others would see it: what is a reader's own is shown in their own chat."""
        there = Button(label=self.texts.buttons["open_private"], act=Act.PRIVATE, value=name)
        return Reply(text=self.texts.say("in_private"), buttons=((there,), *self.menu.foot()), plain=False)

    async def categories(self, _: Request) -> Reply:
        """All topics."""
        return self.menu.categories()

    async def category(self, request: Request) -> Reply:
        """A page of one topic."""
        return self.menu.category(request.argument, request.page)

    async def article(self, request: Request) -> Reply:
        """A page of an article; the first one counts a view. What the database cannot tell is left out.

        In a group nobody is shown, or offered to change, what the one who pressed keeps.
        """
        article = self.library.article(request.argument)
        if article is None:
            return self.menu.latest(key="article_gone")
        people, views, kept = self.readers.people, None, None
        if people is not None:
            try:
                if request.page == 1:
                    await people.count_view(article.id)
                views = await people.views(article.id)
                if self.reader.chat is Chat.PRIVATE:
                    kept = await people.is_saved(self.reader.key, article.id)
            except PeopleError:
                views = kept = None
        return self.menu.article(article, request.page, views=views, kept=kept)

    async def help_now(self, _: Request) -> Reply:
        """Who to call or write to, where the reader is."""
        return self.caring.asked(self.reader, self.place)

    async def country(self, request: Request) -> Reply:
        """Choose the country, by name or button; an empty choice forgets it."""
        care = self.caring.care
        if not request.argument or care is None:
            return self.country_question()
        code = None if request.argument == "none" else self.caring.country_meant(request.argument)
        if code is None and request.argument != "none":
            return self.country_question("country_unknown")
        self.caring.questions.pop(self.reader.key, None)
        await self.readers.choose_country(self.reader.key, code)
        if code is None:
            return self.said("country_forgotten")
        return self.said("country_chosen", country=country_name(code, self.texts.language))

    async def where(self, _: Request) -> Reply:
        """Under a card, "Other": which country, and then its card at once (requirement 37)."""
        return self.country_question(answer="in")

    def country_question(self, key: str = "country_question", *, answer: str = "country") -> Reply:
        """Which country, with buttons; a name that is typed next is the answer."""
        care = self.caring.care
        self.caring.asks_country(self.reader, answer, self.place.now)
        offered = care.countries.offered(self.place.language) if care else ()
        language = self.texts.language
        buttons = [action(country_name(code, language), answer, code) for code in offered]
        buttons += [action(self.texts.buttons["other_country"], "country", "none")] if answer == "country" else []
        return Reply(text=self.texts.say(key), buttons=(*rows(buttons), *self.menu.foot()), plain=False)

    async def language(self, request: Request) -> Reply:
        """Choose the language of the menus."""
        code = request.argument.strip().lower()
        if code not in self.every:
            buttons = rows(action(texts.name, "language", code) for code, texts in self.every.items())
            return Reply(text=self.texts.say("language_question"), buttons=(*buttons, *self.menu.foot()), plain=False)
        await self.readers.choose_language(self.reader.key, code)
        texts = self.every[code]
        menu = Menu(self.library, texts)
        return Reply(text=texts.say("language_chosen"), buttons=menu.home_buttons(), plain=False)

    async def privacy(self, _: Request) -> Reply:
        """What is kept."""
        return self.said("privacy", contact=self.config.contact)

    async def terms(self, _: Request) -> Reply:
        """What this is and is not."""
        return self.said("terms", contact=self.config.contact)


#: What a link may ask for, besides help, an article or a topic.
LINKED = frozenset({"saved", "searches", "export"})
#: What can be asked for. Care's own requests (crisis, in, care) are answered in dialog.py.
ROUTES: dict[str, Callable[[Visit, Request], Awaitable[Reply]]] = {
    "home": Visit.home, "help": Visit.help, "categories": Visit.categories, "category": Visit.category,
    "article": Visit.article, "find": finding.find, "short": finding.short, "latest": finding.latest,
    "popular": finding.popular, "related": finding.related, "random": finding.random,
    "save": keeping.save, "unsave": keeping.unsave, "saved": keeping.saved, "keep": keeping.keep,
    "drop": keeping.drop, "searches": keeping.searches, "export": keeping.export, "forget": keeping.forget,
    "help_now": Visit.help_now, "country": Visit.country, "where": Visit.where, "language": Visit.language,
    "privacy": Visit.privacy, "terms": Visit.terms,
}  # fmt: skip
