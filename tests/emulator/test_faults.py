"""What is injected happens, as often as asked, and the records tell the truth about it."""

import time

import aiohttp
import pytest

from .caller import Caller, Hook
from .conftest import READER
from .faults import (
    BrokenJson,
    CutAfter,
    CutBefore,
    Fault,
    Hang,
    Reach,
    Refuse,
    Rule,
    ServerFailure,
    Slow,
    TooManyRequests,
    Twice,
)

OTHER = 4712


async def send(caller: Caller, chat: int = READER) -> tuple[int, str, str]:
    """Send once; returns status, content type and body."""
    async with caller.session.post(caller.url("sendMessage"), json={"chat_id": chat, "text": "x"}) as response:
        return response.status, response.content_type, await response.text()


async def test_a_limit_may_strike_one_call(caller: Caller) -> None:
    caller.emulator.inject(TooManyRequests(retry_after=7), "sendMessage", times=1)

    answer = await caller.call("sendMessage", chat_id=READER, text="x")

    assert answer == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }
    assert (await send(caller))[0] == 200


@pytest.mark.parametrize(("reach", "statuses"), [(Reach.CHAT, (429, 429, 200)), (Reach.BOT, (429, 429, 429))])
async def test_a_limit_may_hold_back_a_chat_or_the_bot(caller: Caller, reach: Reach, statuses: tuple[int, ...]) -> None:
    caller.emulator.private_message(OTHER, "hi")
    caller.emulator.inject(TooManyRequests(retry_after=60, reach=reach), chat=READER, times=1)

    assert tuple([(await send(caller, chat))[0] for chat in (READER, READER, OTHER)]) == statuses
    assert await caller.updates()
    caller.emulator.faults.clear()
    assert (await send(caller))[0] == 200


async def test_a_limit_ends_by_itself(caller: Caller) -> None:
    caller.emulator.inject(TooManyRequests(retry_after=0, reach=Reach.CHAT), times=1)

    assert [(await send(caller))[0] for _ in range(2)] == [429, 200]


@pytest.mark.parametrize(
    ("fault", "arrived"), [(ServerFailure(code=502), 0), (ServerFailure(code=500, executed=True), 1)]
)
async def test_an_error_page_is_html(caller: Caller, fault: ServerFailure, arrived: int) -> None:
    caller.emulator.inject(fault, times=1)

    status, kind, body = await send(caller)

    assert (status, kind) == (fault.code, "text/html")
    assert body.startswith("<html>")
    assert len(caller.emulator.sent(READER)) == arrived


async def test_broken_json_comes_with_200(caller: Caller) -> None:
    caller.emulator.inject(BrokenJson(), times=1)

    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        await caller.call("sendMessage", chat_id=READER, text="x")
    assert len(caller.emulator.sent(READER)) == 1


@pytest.mark.parametrize(("fault", "arrived"), [(CutBefore(), 0), (CutAfter(), 1), (Hang(seconds=0.01), 0)])
async def test_a_cut_connection_leaves_the_caller_in_the_dark(caller: Caller, fault: Fault, arrived: int) -> None:
    caller.emulator.inject(fault, times=1)

    with pytest.raises((aiohttp.ClientError, ConnectionError)):
        await send(caller)

    (call,) = caller.emulator.calls("sendMessage")
    assert (call.accepted, call.fault) == (bool(arrived), type(fault).__name__)
    assert len(caller.emulator.sent(READER)) == arrived
    assert (await send(caller))[0] == 200


async def test_a_slow_answer_means_an_early_message(caller: Caller) -> None:
    caller.emulator.inject(Slow(seconds=0.05), times=1)
    began = time.monotonic()

    await send(caller)

    (sent,) = caller.emulator.sent(READER)
    assert sent.at - began < 0.05 <= time.monotonic() - began


async def test_any_refusal_can_be_asked_for(caller: Caller) -> None:
    moved = Refuse(code=400, description="Bad Request: group chat was upgraded to a supergroup chat", migrate_to=-1005)
    caller.emulator.inject(moved, "sendMessage", times=1)
    caller.emulator.inject(Refuse(), "sendMessage", times=1)

    first, second = [await caller.call("sendMessage", chat_id=READER, text="x") for _ in range(2)]

    assert first["parameters"] == {"migrate_to_chat_id": -1005}
    assert (second["error_code"], second["description"]) == (403, "Forbidden: bot was blocked by the user")


async def test_a_rule_counts_only_what_fits(caller: Caller) -> None:
    caller.emulator.private_message(OTHER, "hi")
    caller.emulator.faults.rules.append(Rule(fault=Refuse(), method="sendMessage", chat=READER, after=1, times=2))

    await caller.call("sendChatAction", chat_id=READER, action="typing")
    statuses = [(await send(caller, chat))[0] for chat in (OTHER, READER, READER, READER, READER)]

    assert statuses == [200, 200, 403, 403, 200]


async def test_chance_strikes_some(caller: Caller) -> None:
    caller.emulator.inject(ServerFailure()).chance = 0.5

    statuses = {(await send(caller))[0] for _ in range(40)}

    assert statuses == {200, 502}


async def test_an_update_may_come_twice_by_polling(caller: Caller) -> None:
    caller.emulator.inject(Twice(), "message", times=1)
    doubled = caller.emulator.private_message(READER, "again")
    behind = caller.emulator.private_message(READER, "after")

    (*_, first, _) = await caller.updates()
    again = await caller.updates(behind + 1)

    assert first["update_id"] == doubled
    assert again == [first]
    assert await caller.updates(behind + 2) == []


async def test_an_update_may_come_twice_by_webhook(caller: Caller, hook: Hook) -> None:
    await caller.call("setWebhook", url=hook.url, drop_pending_updates=True)
    caller.emulator.inject(Twice(), "message", times=1)
    doubled = caller.emulator.private_message(READER, "again")
    behind = caller.emulator.private_message(READER, "after")

    await caller.emulator.wait_until(lambda: caller.emulator.inbox.count() == 0)

    assert hook.ids == [doubled, doubled, behind]


async def test_an_outage_loses_no_update_and_keeps_the_address(caller: Caller) -> None:
    update = caller.emulator.private_message(READER, "before")
    await caller.emulator.close()
    with pytest.raises(aiohttp.ClientError):
        await caller.updates()

    await caller.emulator.open()

    assert [found["update_id"] for found in await caller.updates()][-1] == update
