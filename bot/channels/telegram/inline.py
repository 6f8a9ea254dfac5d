"""Answers a query typed in any chat: articles to share, and before them help where the query is about a crisis."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)

from .cards import PATIENCE, persist
from .markup import cut
from .outgoing import deep_link

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram import Bot

    from bot.texts import Texts
    from bot.types import Reply
    from content import Teaser

LONGEST_TITLE = 128
LONGEST_SUMMARY = 200
OFF = LinkPreviewOptions(is_disabled=True)
#: Seconds that Telegram may show the same articles to the same person for the same words; help is never stored.
CACHED = 300
#: A query can be answered for so long, in seconds.
LIFE = 28.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """Everything that one inline query is answered with."""

    query: str  #: the number of it
    card: Reply | None
    teasers: tuple[Teaser, ...]
    texts: Texts
    username: str
    short_id: Callable[[str], str]  #: an article's id as a link can carry it

    @property
    def articles(self) -> list[InlineQueryResultArticle]:
        """Help first, then what can be shared."""
        return ([help_card(self.card, self.texts)] if self.card else []) + [
            self.shared(teaser) for teaser in self.teasers
        ]

    def shared(self, teaser: Teaser) -> InlineQueryResultArticle:
        """An article to send to a chat: title, summary, and the way to read it."""
        title = (teaser.title or teaser.summary or self.texts.say("article_untitled"))[:LONGEST_TITLE]
        address = deep_link(self.username, f"article_{self.short_id(teaser.id)}")
        keys = (
            InlineKeyboardMarkup([[InlineKeyboardButton(self.texts.buttons["open_article"], url=address)]])
            if address
            else None
        )
        content = InputTextMessageContent(cut(f"{title}\n\n{teaser.summary}".strip())[0], link_preview_options=OFF)
        number = hashlib.sha256(teaser.id.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return InlineQueryResultArticle(
            number, title, content, reply_markup=keys, description=teaser.summary[:LONGEST_SUMMARY]
        )


def help_card(card: Reply, texts: Texts) -> InlineQueryResultArticle:
    """The card as the first result; nothing of the query stands in it."""
    return InlineQueryResultArticle(
        "help", texts.buttons["help_now"], InputTextMessageContent(card.text, link_preview_options=OFF),
        description=card.text.replace("\n", " ")[:LONGEST_SUMMARY],
    )  # fmt: skip


async def answer(bot: Bot, results: Results) -> None:
    """Send the results once; for a crisis the first one is help and a button opens the private chat.

    Raises:
        TelegramError: it was not accepted.
    """
    is_help = results.card is not None
    button = (
        InlineQueryResultsButton(results.texts.buttons["open_private"], start_parameter="help_now") if is_help else None
    )
    await bot.answer_inline_query(
        results.query, results.articles, cache_time=0 if is_help else CACHED, is_personal=True, button=button,
        **(PATIENCE if is_help else {}),
    )  # fmt: skip


async def insist(bot: Bot, results: Results) -> None:
    """Send help as long as the query lives; refused, without the articles below it.

    Raises:
        Undeliverable: Telegram does not want it, most likely since the query is too old.
        TimeoutError: it is too old by now.
    """

    async def attempt(*, is_plain: bool) -> None:
        await answer(bot, replace(results, teasers=()) if is_plain else results)

    async with asyncio.timeout(LIFE):
        await persist(attempt)
