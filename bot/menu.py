"""Menus and pages about articles: home, topics, lists, an article, what was found."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from content import PICTURES, Page

from .library import fingerprint
from .paging import pages
from .routes import action, fitting
from .types import Act, Button, Reply
from .wording import LONGEST_LABEL, cited, plain, short, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from content import Article, Category, Results, Teaser

    from .library import Library
    from .routes import Request
    from .texts import Texts

PAGE_SIZE = 5
RELATED = 4
INTERESTING = 3
#: Minutes; what takes no longer is quick to read.
SHORT = 3
ROW = 2


class Menu:
    """Makes the replies about articles in one language. Asks only the library; keeps nothing."""

    def __init__(self, library: Library, texts: Texts) -> None:
        self.library = library
        self.texts = texts

    def home(self, greeting: str = "") -> Reply:
        """The start: what to do, and the main buttons."""
        say = self.texts.say
        return Reply(text="\n\n".join(filter(None, (greeting, say("home")))), buttons=self.home_buttons(), plain=False)

    def home_buttons(self) -> tuple[tuple[Button, ...], ...]:
        """The main buttons, two in a row."""
        names = (
            "categories", "latest", "popular", "short", "random", "saved", "help_now", "settings_country",
            "settings_language", "help",
        )  # fmt: skip
        return rows(action(self.texts.buttons[name], ACTIONS.get(name, name)) for name in names)

    def help(self) -> Reply:
        """How it works."""
        return Reply(text=self.texts.say("help", minutes=SHORT), buttons=self.home_buttons(), plain=False)

    def categories(self) -> Reply:
        """All topics as buttons and as a list."""
        found = self.library.shelves.categories
        lines = [self.texts.say("categories", count=len(found)), *(f"- {c.emoji} {c.title}" for c in found)]
        return Reply(text="\n".join(lines), buttons=rows(self.category_button(c) for c in found), plain=False)

    def category_button(self, category: Category) -> Button:
        """Opens a topic."""
        return action(short(f"{category.emoji} {category.title}"), "category", category.slug)

    def category(self, slug: str, number: int) -> Reply:
        """One page of a topic; an unknown topic shows them all."""
        category = self.library.shelves.category(slug)
        if category is None:
            return self.categories()
        page = self.library.shelves.by_category(slug, number, PAGE_SIZE)
        say = self.texts.say
        parts = [
            say("category", emoji=category.emoji, title=plain(category.title), description=plain(category.description))
        ]
        parts += [say("category_care")] if category.care else []
        parts += [self.line(teaser) for teaser in page.teasers] or [say("category_empty")]
        parts += self.place(page.number, page.pages)
        steps = self.steps("category", slug, page.number, page.pages)
        near = [c for s in category.related if (c := self.library.shelves.category(s))] if not page.teasers else []
        buttons = (*self.article_rows(page.teasers), *rows(map(self.category_button, near)), *steps, *self.foot())
        return Reply(text="\n\n".join(parts), buttons=buttons, plain=False)

    def article(self, article: Article, number: int, *, views: int | None, kept: bool | None) -> Reply:
        """One page of an article; ``views`` and ``kept`` are None where nobody can tell."""
        body = pages(article.body)
        number = min(number, len(body))
        category = self.library.shelves.category(article.category)
        parts = [*(self.head(article) if number == 1 else ()), body[number - 1]]
        parts += self.tail(article, category, views) if number == len(body) else ()
        parts += self.place(number, len(body))
        next_ones = self.library.interesting(article.id, INTERESTING) if number == len(body) else ()
        parts += [self.texts.say("article_interesting")] if next_ones else []
        picture, alt = pictured(article, category) if number == 1 else (None, "")
        return Reply(
            text="\n\n".join(parts), picture=picture, picture_alt=alt, plain=False, article=article.link,
            buttons=(
                *self.article_rows(next_ones),
                *self.article_buttons(article, category, number, len(body), kept=kept),
            ),
        )  # fmt: skip

    def head(self, article: Article) -> Iterable[str]:
        """Title, date, minutes and summary, on top of the first page."""
        say, title = self.texts.say, plain(article.title) or self.texts.say("article_untitled")
        if article.published:
            yield say("article_head", title=title, date=self.texts.day(article.published), minutes=article.minutes)
        else:
            yield say("article_head_undated", title=title, minutes=article.minutes)
        if article.summary:
            yield plain(article.summary)

    def tail(self, article: Article, category: Category | None, views: int | None) -> Iterable[str]:
        """Topic, views, review and sources, below the last page."""
        say = self.texts.say
        about = [say("article_category", category=plain(category.title))] if category else []
        about += [say("article_views", count=views)] if views else []
        if about:
            yield "\n".join(about)
        if article.citations:
            yield "\n".join([f"**{say('article_sources')}**", *map(cited, article.citations)])
        if article.reviewed_on == "none yet" and article.citations:
            yield say("article_unreviewed")
        if category and category.care:
            yield say("category_care")

    def article_buttons(
        self, article: Article, category: Category | None, number: int, count: int, *, kept: bool | None
    ) -> tuple[tuple[Button, ...], ...]:
        """Pages, related, save, the source, and the way back."""
        label, id_ = self.texts.buttons, self.library.short_id(article.id)
        own = [action(label["related"], "related", id_)]
        if kept is not None:
            own.append(action(label["unsave" if kept else "save"], "unsave" if kept else "save", id_))
        if article.link:
            own.append(Button(label=label["read_original"], act=Act.LINK, value=article.link))
        own.append(Button(label=label["share"], act=Act.SHARE, value=f"article_{id_}"))
        back = [action(label["back"], "category", category.slug)] if category else []
        return (*self.steps("article", id_, number, count), *rows(own), *rows([*back, action(label["home"], "home")]))

    def teasers(self, key: str, teasers: Sequence[Teaser]) -> Reply:
        """A list of articles under a sentence."""
        return self.listed(key, Page(teasers=tuple(teasers), number=1, pages=1), key)

    def listed(self, key: str, page: Page, name: str) -> Reply:
        """A page of a list under a sentence; ``name`` asks for the other pages."""
        parts = [
            self.texts.say(key, minutes=SHORT),
            *map(self.line, page.teasers),
            *self.place(page.number, page.pages),
        ]
        steps = self.steps(name, "", page.number, page.pages)
        buttons = (*self.article_rows(page.teasers), *steps, *self.foot())
        return Reply(text="\n\n".join(parts), buttons=buttons, plain=False)

    def found(self, results: Results, request: Request, *, keeps: bool) -> Reply:
        """A page of what a search found: title, topic, date, minutes and one line each, and the topics meant.

        ``keeps``: the search may be kept. Its buttons carry its words; those that cannot are left out.
        """
        say, label, words = self.texts.say, self.texts.buttons, tidy(request.argument)
        parts = [say("found_short" if request.name == "short" else "found", minutes=SHORT)]
        if results.corrected:
            parts = [say("found_corrected", query=plain(results.corrected)), *parts]
        parts += [f"{self.line(found.teaser)}\n{plain(found.snippet)}" for found in results.found]
        meant, count = self.meant(results), -(-results.count // PAGE_SIZE)
        parts += [say("found_category", categories=", ".join(plain(c.title) for c in meant))] if meant else []
        parts += self.place(request.page, count)
        offers = fitting(label["keep"], "keep", words) if keeps else ()
        is_long = request.name != "short" and any(found.teaser.minutes > SHORT for found in results.found)
        offers += fitting(label["short"], "short", words) if is_long else ()
        buttons = (
            *self.article_rows([found.teaser for found in results.found]),
            *self.steps(request.name, words, request.page, count), *rows(offers),
            *rows(map(self.category_button, meant)), *self.foot(),
        )  # fmt: skip
        return Reply(text="\n\n".join(parts), buttons=buttons, plain=False)

    def dead_end(self, near: Results, key: str, others: Sequence[Teaser]) -> Reply:
        """Nothing was found: the nearest topics and articles, and others under a sentence of their own."""
        teasers, say = [found.teaser for found in near.found], self.texts.say
        parts = [say("nothing"), *map(self.line, teasers), *([say(key)] if others else []), *map(self.line, others)]
        topics = rows(map(self.category_button, self.meant(near)))
        buttons = (*self.article_rows([*teasers, *others]), *topics, *self.foot())
        return Reply(text="\n\n".join(parts), buttons=buttons, plain=False)

    def searches(self, kept: Sequence[str]) -> Reply:
        """The searches that a reader kept: to be made again, or deleted."""
        label = self.texts.buttons["drop"]
        each = [
            (*fitting(short(words), "find", words), action(short(f"{label}: {words}"), "drop", fingerprint(words)))
            for words in kept
        ]
        parts = [self.texts.say("searches"), "\n".join(f"- {plain(words)}" for words in kept)]
        return Reply(text="\n\n".join(parts), buttons=(*each, *self.foot()), plain=False)

    def meant(self, results: Results) -> list[Category]:
        """The topics that a search was about."""
        return [c for slug in results.categories if (c := self.library.shelves.category(slug))]

    def latest(self, number: int = 1, *, key: str = "latest") -> Reply:
        """A page of the newest articles."""
        return self.listed(key, self.library.shelves.by_date(number, PAGE_SIZE), "latest")

    def related(self, article: str) -> Reply:
        """More like an article."""
        return self.teasers("related", self.library.shelves.related(article, RELATED))

    def random(self) -> Reply:
        """One article by chance."""
        teaser = self.library.shelves.random(Random())  # noqa: S311 - chance for readers, not for secrets
        return self.teasers("random", [teaser] if teaser else [])

    def curated(self, most: int) -> Reply:
        """The articles that editors picked for a hard moment."""
        return self.teasers("reading", self.library.shelves.curated(most))

    def line(self, teaser: Teaser) -> str:
        """An article in a list."""
        category = self.library.shelves.category(teaser.category)
        title = plain(teaser.title) or plain(teaser.summary)[:LONGEST_LABEL] or self.texts.say("article_untitled")
        values = {"title": title, "category": plain(category.title) if category else "", "minutes": teaser.minutes}
        if teaser.published:
            return self.texts.say("article_line", date=self.texts.day(teaser.published), **values)
        return self.texts.say("article_line_undated", **values)

    def article_rows(self, teasers: Iterable[Teaser]) -> tuple[tuple[Button, ...], ...]:
        """A button for each article, one in a row: titles are long."""
        return tuple((self.article_button(teaser),) for teaser in teasers)

    def article_button(self, teaser: Teaser) -> Button:
        """Opens an article."""
        label = teaser.title or teaser.summary or self.texts.say("article_untitled")
        return action(short(label), "article", self.library.short_id(teaser.id))

    def steps(self, name: str, argument: str, number: int, count: int) -> tuple[tuple[Button, ...], ...]:
        """Previous and next, where there are such pages."""
        back = fitting(self.texts.buttons["previous"], name, argument, number - 1) if number > 1 else ()
        on = fitting(self.texts.buttons["next"], name, argument, number + 1) if number < count else ()
        return rows([*back, *on])

    def place(self, number: int, count: int) -> list[str]:
        """Which page this is, where there are several."""
        return [self.texts.say("page", number=number, pages=count)] if count > 1 else []

    def foot(self) -> tuple[tuple[Button, ...], ...]:
        """The way back to the start."""
        return ((action(self.texts.buttons["categories"], "categories"), action(self.texts.buttons["home"], "home")),)


#: Buttons of the start whose action has another name.
ACTIONS = {"settings_country": "country", "settings_language": "language"}


def rows(buttons: Iterable[Button], width: int = ROW) -> tuple[tuple[Button, ...], ...]:
    """Buttons in rows."""
    every = tuple(buttons)
    return tuple(every[i : i + width] for i in range(0, len(every), width))


def page_of(teasers: Sequence[Teaser], number: int) -> Page:
    """One page of a list; a number beyond the last gives the last."""
    count = max(1, -(-len(teasers) // PAGE_SIZE))
    number = min(max(1, number), count)
    return Page(teasers=tuple(teasers[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]), number=number, pages=count)


def pictured(article: Article, category: Category | None) -> tuple[Path | None, str]:
    """The picture above an article and what it shows: its own if that is one of ours, else its topic's."""
    own = picture_of(article.picture or "")
    if own or category is None:
        return own, article.picture_alt
    return picture_of(category.picture), category.picture_alt


def picture_of(name: str) -> Path | None:
    """A drawn picture of ours by its file name."""
    path = PICTURES / name
    return path if name and path.parent == PICTURES and path.is_file() else None
