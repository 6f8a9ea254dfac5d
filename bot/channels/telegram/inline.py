"""Answers a query typed in any chat: articles to share, and before them help where the query is about a crisis."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)

from .outgoing import deep_link

if TYPE_CHECKING:
    from telegram import Bot

    from bot.texts import Texts
    from bot.types import Reply
    from content import Teaser

LONGEST_TITLE = 128
LONGEST_SUMMARY = 200
OFF = LinkPreviewOptions(is_disabled=True)
#: Seconds that Telegram may show the same articles for the same words; help is never stored.
CACHED = 300


async def answer(bot: Bot, query: str, card: Reply | None, teasers: tuple[Teaser, ...], texts: Texts, username: str) -> None:  # noqa: PLR0913, PLR0917 - an inline answer is all of these
    """Send the results; for a crisis the first one is help and a button opens the private chat.

    Raises:
        TelegramError: it was not accepted.
    """
    results = ([help_card(card, texts)] if card else []) + [shared(teaser, texts, username) for teaser in teasers]
    button = InlineQueryResultsButton(texts.buttons["open_private"], start_parameter="help_now") if card else None
    await bot.answer_inline_query(query, results, cache_time=0 if card else CACHED, is_personal=card is not None, button=button)


def help_card(card: Reply, texts: Texts) -> InlineQueryResultArticle:
    """The card as the first result; nothing of the query stands in it."""
    return InlineQueryResultArticle(
        "help", texts.buttons["help_now"], InputTextMessageContent(card.text, link_preview_options=OFF),
        description=card.text.replace("\n", " ")[:LONGEST_SUMMARY],
    )  # fmt: skip


def shared(teaser: Teaser, texts: Texts, username: str) -> InlineQueryResultArticle:
    """An article to send to a chat: title, summary, and the way to read it."""
    title = (teaser.title or teaser.summary or texts.say("article_untitled"))[:LONGEST_TITLE]
    address = deep_link(username, f"article_{teaser.id}")
    keys = InlineKeyboardMarkup([[InlineKeyboardButton(texts.buttons["open_article"], url=address)]]) if address else None
    content = InputTextMessageContent(f"{title}\n\n{teaser.summary}".strip(), link_preview_options=OFF)
    number = hashlib.sha256(teaser.id.encode()).hexdigest()[:32]
    return InlineQueryResultArticle(number, title, content, reply_markup=keys, description=teaser.summary[:LONGEST_SUMMARY])
