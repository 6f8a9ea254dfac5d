"""Updates reach the bot by polling and by webhook as Telegram delivers them."""

import asyncio

import pytest
from aiohttp import web

from .caller import Caller, Hook, calling
from .conftest import READER
from .server import Emulator
from .world import Json

OTHER = 4712


async def test_an_update_stays_until_a_higher_offset_takes_it(caller: Caller) -> None:
    second = caller.emulator.private_message(READER, "two")

    first = await caller.updates()

    assert [update["message"]["text"] for update in first] == ["hello", "two"]
    assert [update["update_id"] for update in await caller.updates(second)] == [second]
    assert await caller.updates(second + 1) == []
    assert caller.emulator.inbox.count() == 0


async def test_a_batch_is_a_hundred_at_most() -> None:
    async with Emulator(eager=True) as emulator, calling(emulator) as caller:
        ids = [emulator.private_message(READER, str(number)) for number in range(130)]

        assert [update["update_id"] for update in await caller.updates(limit=500)] == ids[:100]
        assert [update["update_id"] for update in await caller.updates(limit=500)] == ids[:100]
        assert [update["update_id"] for update in await caller.updates(ids[99] + 1)] == ids[100:]
        assert [update["update_id"] for update in await caller.updates(-2)] == ids[-2:]


async def test_asking_from_the_same_place_at_once_brings_one_update_only(caller: Caller) -> None:
    caller.emulator.private_message(READER, "two")

    assert [len(await caller.updates()) for _ in range(2)] == [2, 1]


async def test_a_long_poll_ends_with_the_next_update(caller: Caller) -> None:
    await caller.updates()
    waiting = asyncio.create_task(caller.updates(600_000_000, timeout=4))
    await asyncio.sleep(0.02)

    update = caller.emulator.private_message(READER, "now")

    assert [found["update_id"] for found in await waiting] == [update]


async def test_a_second_poller_drives_out_the_first(caller: Caller) -> None:
    await caller.updates()
    first = asyncio.create_task(caller.call("getUpdates", offset=600_000_000, timeout=4))
    await asyncio.sleep(0.02)
    second = asyncio.create_task(caller.updates(600_000_000, timeout=4))

    answer = await first
    update = caller.emulator.private_message(READER, "now")

    assert answer["error_code"] == 409
    assert answer["description"].startswith("Conflict: terminated by other getUpdates request")
    assert [found["update_id"] for found in await second] == [update]


async def test_only_the_kinds_that_the_bot_named_arrive(caller: Caller) -> None:
    await caller.updates(allowed_updates=["callback_query"])
    caller.emulator.private_message(READER, "unseen")
    pressed = caller.emulator.callback(READER, "a:1", 1)

    assert [update["update_id"] for update in await caller.updates(pressed)] == [pressed]


async def test_every_kind_of_update_arrives(caller: Caller) -> None:
    emulator = caller.emulator
    made = [
        emulator.private_message(READER, "good morning", language_code="de"),
        emulator.group_message(-100, READER, "@ally_test_bot hello"),
        emulator.forum_message(-200, 5, READER, "topic"),
        emulator.channel_post(-300, "post"),
        emulator.start(READER, "a_b"),
        emulator.photo(READER, "caption"),
        emulator.poll(READER, "question?", ("yes", "no")),
        emulator.quiz(READER, "question?", ("yes", "no"), "because"),
        emulator.contact(READER, "Ada"),
        emulator.venue(READER, "Park", "Road 1"),
        emulator.forward(READER, "forwarded"),
        emulator.reply(READER, "replied", 2, quote="morning"),
        emulator.edit(READER, 2, "good night"),
        emulator.callback(READER, "data", 2),
        emulator.inline_query(READER, "sleep"),
        emulator.block(READER),
    ]

    updates = {update["update_id"]: update for update in await caller.updates()}

    assert list(updates)[1:] == made
    assert updates[made[0]]["message"]["from"]["language_code"] == "de"
    assert updates[made[1]]["message"]["entities"] == [{"type": "mention", "offset": 0, "length": 14}]
    assert updates[made[4]]["message"]["entities"][0]["type"] == "bot_command"
    assert updates[made[11]]["message"]["quote"] == {"text": "morning", "position": 5, "is_manual": True}
    assert updates[made[12]]["edited_message"]["text"] == "good night"
    assert updates[made[15]]["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_a_webhook_gets_the_secret_and_what_waited(caller: Caller, hook: Hook) -> None:
    await caller.call("setWebhook", url=hook.url, secret_token="s-1", max_connections=3)
    await caller.emulator.wait_until(lambda: caller.emulator.inbox.count() == 0)

    info = await caller.result("getWebhookInfo")

    assert hook.updates[0]["message"]["text"] == "hello"
    assert hook.secrets == ["s-1"]
    assert (info["url"], info["max_connections"], info["pending_update_count"]) == (hook.url, 3, 0)
    assert (await caller.call("getUpdates"))["error_code"] == 409
    await caller.call("deleteWebhook")
    assert await caller.updates() == []


@pytest.mark.parametrize(
    "refusal", [{"status": 500}, {"status": 503, "headers": {"Retry-After": "2"}}, {"status": 302}]
)
async def test_a_refused_update_is_repeated_before_the_next_of_its_chat(
    caller: Caller, hook: Hook, refusal: Json
) -> None:
    hook.answers = [web.Response(**refusal) for _ in range(2)]
    await caller.call("setWebhook", url=hook.url, drop_pending_updates=True)
    first = caller.emulator.private_message(READER, "one")
    second = caller.emulator.private_message(READER, "two")

    await caller.emulator.wait_until(lambda: caller.emulator.inbox.count() == 0)

    assert hook.ids == [first, first, first, second]
    assert "Wrong response from the webhook" in (await caller.result("getWebhookInfo"))["last_error_message"]


async def test_other_chats_and_buttons_do_not_wait_for_a_stuck_one(caller: Caller, hook: Hook) -> None:
    hook.answers = [web.Response(status=500, headers={"Retry-After": "500"})]
    await caller.call("setWebhook", url=hook.url, drop_pending_updates=True)
    stuck = caller.emulator.private_message(READER, "stuck")
    await caller.emulator.wait_until(lambda: hook.ids == [stuck])

    passing = [caller.emulator.private_message(OTHER, "on"), caller.emulator.callback(READER, "a", 1)]
    behind = caller.emulator.private_message(READER, "behind")
    await caller.emulator.wait_until(lambda: caller.emulator.inbox.count() == 2)

    assert sorted(hook.ids) == [stuck, *passing]
    assert caller.emulator.updates[behind].delivered is None


async def test_no_more_than_max_connections_are_open_at_once(caller: Caller) -> None:
    busy: list[int] = []
    most: list[int] = []

    async def slow(_request: web.BaseRequest) -> web.Response:
        busy.append(1)
        most.append(len(busy))
        await asyncio.sleep(0.01)
        busy.pop()
        return web.Response()

    runner = web.ServerRunner(web.Server(slow, access_log=None), shutdown_timeout=0.05)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    await caller.call("setWebhook", url=url, max_connections=4)
    for user in range(1, 13):
        caller.emulator.private_message(user, "hi")

    await caller.emulator.wait_until(lambda: caller.emulator.inbox.count() == 0)
    await runner.cleanup()

    assert max(most) == 4


async def test_a_call_in_the_answer_is_carried_out(caller: Caller, hook: Hook) -> None:
    hook.answers = [
        web.json_response({"method": "sendMessage", "chat_id": READER, "text": "<b>hi</b>", "parse_mode": "HTML"})
    ]

    await caller.call("setWebhook", url=hook.url)

    assert [sent.text for sent in await caller.emulator.wait_for(READER)] == ["hi"]


async def test_a_bot_that_is_away_gets_its_updates_when_it_is_back(caller: Caller) -> None:
    await caller.call("setWebhook", url="http://127.0.0.1:9/")
    await caller.emulator.wait_until(lambda: bool(caller.emulator.webhook and caller.emulator.webhook.error))

    await caller.call("deleteWebhook")

    assert [update["message"]["text"] for update in await caller.updates()] == ["hello"]


async def test_a_query_that_grew_too_old_is_not_delivered(caller: Caller) -> None:
    update = caller.emulator.inline_query(READER, "sleep")
    caller.emulator.updates[update].until = 0

    assert [found["update_id"] for found in await caller.updates()] == [update - 1]
