"""Every request that is not care, and what it answers when something it needs is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fakes import ANNA, LONG_ID, Talk, buttons, values

from bot.browse import ROUTES
from bot.library import fingerprint
from bot.people import Settings

if TYPE_CHECKING:
    from bot.people import People
    from safety import Care

#: Each request, as it is typed or pressed, and words of its answer.
ASKED = [
    ("/start", "I find mental-health articles. I am an automated program"),
    ("/help", "/categories: all topics"),
    ("/search calm evening", "Calm evenings"),
    ("calm evening", "Calm evenings"),
    ("/search", "Please type a few words"),
    ("", "Please type a few words"),
    ("hello!", "What would you like to read about?"),
    ("zzzzqqqq", "I found nothing for that."),
    ("/categories", "All 21 topics:"),
    ("category:depression", "Small steps"),
    ("/category depression", "Small steps"),
    ("category:gone", "All 21 topics:"),
    ("article:calm-evenings", "Sleep comes easier"),
    ("/start article_calm-evenings", "Sleep comes easier"),
    (f"article:{fingerprint(LONG_ID)}", "Words matter."),
    (f"/start article_{fingerprint(LONG_ID)}", "Words matter."),
    ("article:gone", "This article is no longer here."),
    ("/start article_gone", "This article is no longer here."),
    ("/start category_depression", "Small steps"),
    ("/start help_now", "findahelpline.com"),
    ("/start anything", "What would you like to read about?"),
    ("related:calm-evenings", "More like this:"),
    ("related:gone", "This article is no longer here."),
    ("/latest", "The newest articles:"),
    ("latest::2", "Page 2 of 2"),
    ("/popular", "I cannot tell yet what is read most here."),
    ("/short", "At most 3 minutes to read, newest first:"),
    ("/short calm evening", "Here is what fits best and takes at most 3 minutes"),
    ("/short zzzzqqqq", "I found nothing for that."),
    ("find:calm evening:1", "Calm evenings"),
    ("find:calm evening:999", "Calm evenings"),
    ("find:", "Please type a few words"),
    ("keep:calm evening", "Kept. You find this search under /searches."),
    ("/keep calm evening", "Kept. You find this search under /searches."),
    ("/keep", "Please type a few words"),
    ("/keep " + "calm " * 13, "That is too long to be kept."),
    ("/keep " + "спокойный вечер " * 3, "That is too long to be kept."),
    ("/searches", "You keep no searches yet."),
    ("drop:gone", "You keep no searches yet."),
    ("/export", "This is everything the database holds of you:"),
    ("/start export", "This is everything the database holds of you:"),
    ("/start searches", "You keep no searches yet."),
    ("/random", "One by chance:"),
    ("save:calm-evenings", "Saved."),
    ("save:gone", "This article is no longer here."),
    ("unsave:calm-evenings", "no longer saved"),
    ("unsave:gone", "no longer saved"),
    ("/saved", "You have saved nothing yet."),
    ("/help_now", "findahelpline.com"),
    ("/country", "Which country are you in?"),
    ("/country france", "Your country is now France."),
    ("/country atlantis", "I do not know that country."),
    ("country:none", "I no longer keep a country"),
    ("where", "Which country are you in?"),
    ("/language", "Which language should the menus have?"),
    ("/language ES", "Los menús ahora están en español."),
    ("/language qq", "Which language should the menus have?"),
    ("/privacy", "Who answers for this bot: the team."),
    ("/terms", "Who answers for this bot: the team."),
    ("/forget", "Your choices, saved articles and searches are deleted."),
    ("/unheard_of", "I do not know that command."),
    ("unheard_of:x:3", "That button is from an earlier time"),
]
NAMES = {name: name for name in ROUTES} | {"home": "start", "find": "search"}


async def ask(talk: Talk, asked: str) -> str:
    """The one answer to something typed (with blanks, or after a slash) or pressed."""
    pressed = asked in ROUTES or (":" in asked and not asked.startswith("/"))
    [reply] = await (talk.press if pressed else talk.say)(asked)
    return reply.text


@pytest.mark.parametrize(("asked", "answer"), ASKED)
async def test_each_request_has_its_answer(kept: Talk, asked: str, answer: str) -> None:
    assert answer in await ask(kept, asked)


def test_every_route_is_asked_for_above() -> None:
    asked = " ".join(text for text, _ in ASKED)

    assert [name for name in ROUTES if NAMES[name] not in asked] == []


async def test_settings_and_saved_articles_are_kept_and_forgotten(kept: Talk) -> None:
    for pressed in ("save:calm-evenings", f"save:{fingerprint(LONG_ID)}", "language:es", "country:FR"):
        await kept.press(pressed)
    [saved] = await kept.say("/saved")
    await kept.say("!ideation")
    await kept.say("/forget")
    [nothing] = await kept.say("/saved")

    assert [value for value in values([saved]) if "article:" in value] == [
        f"article:{fingerprint(LONG_ID)}",
        "article:calm-evenings",
    ]
    assert "Todavía no has guardado nada" not in nothing.text
    assert await kept.readers.settings(ANNA.key) == Settings()
    assert kept.memory.standings == {}


async def test_a_saved_article_offers_to_be_let_go(kept: Talk) -> None:
    await kept.press("save:calm-evenings")
    await kept.press("article:calm-evenings")

    assert "unsave:calm-evenings" in values(kept.last)


async def test_views_count_the_first_page_only(kept: Talk) -> None:
    for page in (1, 2, 1):
        await kept.press(f"article:long-read:{page}")

    assert await kept.readers.store.views("long-read") == 2


async def test_a_saved_article_that_is_gone_is_left_out(kept: Talk, people: People) -> None:
    await people.save(ANNA.key, "gone")

    assert "You have saved nothing yet." in await ask(kept, "/saved")


NEEDS_PEOPLE = (
    "save:calm-evenings", "unsave:calm-evenings", "/saved", "/country france", "/language es", "/forget",
    "keep:calm evening", "/keep calm evening", "/searches", "/start searches", "drop:gone", "/export", "/start export",
)  # fmt: skip


@pytest.mark.parametrize("asked", NEEDS_PEOPLE)
async def test_without_a_people_database_it_says_what_does_not_work(talk: Talk, asked: str) -> None:
    assert "saving, settings and deleting do not work" in await ask(talk, asked)
    assert "help_now" in values(talk.last)


async def test_forgetting_without_a_database_still_forgets_what_is_in_memory(talk: Talk) -> None:
    await talk.say("!ideation")
    await talk.say("/forget")

    assert talk.memory.standings == {}


WORKS_WITHOUT_PEOPLE = [
    asked
    for asked, _ in ASKED
    if asked not in NEEDS_PEOPLE and asked not in {"unsave:gone", "/language ES", "country:none"}
]


@pytest.mark.parametrize("asked", WORKS_WITHOUT_PEOPLE)
async def test_without_a_people_database_the_rest_works(talk: Talk, asked: str) -> None:
    assert await ask(talk, asked) != ""
    assert "do not work" not in talk.last[0].text


NEEDS_ARTICLES = (
    "calm evening", "/search sleep", "/categories", "category:depression", "article:calm-evenings", "/latest",
    "/random", "related:calm-evenings", "save:calm-evenings", "/saved", "care:read", "/start article_x", "/popular",
    "/short", "/short sleep", "find:sleep:2",
)  # fmt: skip


@pytest.mark.parametrize("asked", NEEDS_ARTICLES)
async def test_without_articles_it_says_what_does_not_work(care: Care, people: People, asked: str) -> None:
    talk = Talk(care, None, people)
    await people.save(ANNA.key, "calm-evenings")

    assert "search and topics do not work" in await ask(talk, asked)
    assert "help_now" in values(talk.last)


@pytest.mark.parametrize(
    "asked",
    ["/start", "/help", "/help_now", "/country", "/language", "/privacy", "/forget", "hi", "/searches", "/export"],
)
async def test_without_articles_the_rest_works(care: Care, people: People, asked: str) -> None:
    assert "do not work" not in await ask(Talk(care, None, people), asked)


async def test_a_country_typed_after_the_question_is_the_answer(kept: Talk) -> None:
    await kept.say("/country")

    assert await ask(kept, "Jordan") == "Your country is now Jordan."
    assert (await kept.readers.settings(ANNA.key)).country == "JO"


async def test_the_question_for_a_country_is_forgotten_in_ten_minutes(kept: Talk) -> None:
    await kept.say("/country")
    kept.clock.turn(minutes=11)

    assert "Your country" not in await ask(kept, "jordn")


async def test_every_answer_of_a_menu_offers_a_way_on(kept: Talk) -> None:
    for asked, _ in ASKED:
        await ask(kept, asked)
        assert buttons(kept.last), asked
