"""Updates are taken one by one and acknowledged when nothing of them can be lost; errors wait, or are said plainly."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from emulator import BrokenJson, CutBefore, Emulator, Refuse, ServerFailure, TooManyRequests, Twice
from running_bot import until

from bot.channels.telegram import IntakeError, polling
from bot.channels.telegram.ledger import Ledger
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.request import AiohttpRequest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from emulator.faults import Fault

READER = 7


class Taker:
    """Takes updates, and opens those whose text says so."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.texts: list[str] = []

    def take(self, raw: Any) -> object:  # noqa: ANN401 - any JSON
        """Note the text."""
        self.ledger.is_new(raw["update_id"])
        text = raw["message"].get("text", "")
        self.texts.append(text)
        return self.ledger.open(raw["update_id"]) if text.startswith("crisis") else None


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    """Give an emulator."""
    async with Emulator() as opened:
        yield opened


@pytest.fixture
def taker() -> Taker:
    """Give somebody who takes updates."""
    return Taker()


@pytest.fixture
async def asking(emulator: Emulator, taker: Taker) -> AsyncIterator[Polling]:
    """Give somebody who asks for them, not started."""
    request = AiohttpRequest(2)
    await request.initialize()
    yield Polling(request, f"{emulator.base_url}{emulator.token}/getUpdates", taker.take, taker.ledger)
    await request.shutdown()


async def taken(taker: Taker, count: int) -> None:
    """Wait until so many updates were taken."""
    await until(lambda: len(taker.texts) >= count, 10)


async def stopped(asking: Polling, running: asyncio.Task[None]) -> None:
    """Stop, in time."""
    asking.stopping.set()
    await asyncio.wait_for(running, 2)


async def test_everything_is_taken_in_order_and_acknowledged(emulator: Emulator, asking: Polling, taker: Taker) -> None:
    updates = [emulator.private_message(READER, str(number)) for number in range(250)]
    running = asyncio.create_task(asking.run())
    await taken(taker, 250)
    await stopped(asking, running)
    await asking.acknowledge(2)
    assert taker.texts == [str(number) for number in range(250)]
    assert all(emulator.updates[update].acknowledged for update in updates)


async def test_nothing_from_an_open_card_on_is_acknowledged_and_nothing_is_taken_twice(
    emulator: Emulator, asking: Polling, taker: Taker
) -> None:
    first, card, after = [emulator.private_message(READER, text) for text in ("first", "crisis", "after")]
    running = asyncio.create_task(asking.run())
    await taken(taker, 3)
    later = emulator.private_message(READER, "later")
    await taken(taker, 4)
    assert [bool(emulator.updates[update].acknowledged) for update in (first, card, after, later)] == [
        True,
        False,
        False,
        False,
    ]
    taker.ledger.close(card)
    emulator.private_message(READER, "last")
    await taken(taker, 5)
    await stopped(asking, running)
    assert taker.texts == ["first", "crisis", "after", "later", "last"]


async def test_while_a_card_is_on_its_way_it_does_not_spin(emulator: Emulator, asking: Polling, taker: Taker) -> None:
    emulator.private_message(READER, "crisis")
    running = asyncio.create_task(asking.run())
    await taken(taker, 1)
    await asyncio.sleep(1)
    await stopped(asking, running)
    assert len(emulator.calls("getUpdates")) <= 4


async def test_a_full_window_lets_old_cards_go_on_alone(
    emulator: Emulator, asking: Polling, taker: Taker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "GIVE_WAY", 0.1)
    for number in range(130):
        emulator.private_message(READER, f"crisis {number}")
    running = asyncio.create_task(asking.run())
    await taken(taker, 130)
    await stopped(asking, running)


FAULTS: list[Fault] = [
    ServerFailure(),
    BrokenJson(),
    CutBefore(),
    TooManyRequests(retry_after=1),
    Refuse(code=409, description="Conflict"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=repr)
async def test_a_failure_is_waited_out(emulator: Emulator, asking: Polling, taker: Taker, fault: Fault) -> None:
    emulator.inject(fault, "getUpdates", times=2)
    emulator.private_message(READER, "x")
    running = asyncio.create_task(asking.run())
    await taken(taker, 1)
    await stopped(asking, running)


async def test_failures_are_waited_for_longer_and_longer(emulator: Emulator, asking: Polling) -> None:
    rule = emulator.inject(ServerFailure(), "getUpdates")
    running = asyncio.create_task(asking.run())
    await asyncio.sleep(1)
    await stopped(asking, running)
    assert rule.struck <= 4


@pytest.mark.parametrize("code", [401, 404])
async def test_a_wrong_token_ends_it_in_plain_words(emulator: Emulator, asking: Polling, code: int) -> None:
    emulator.inject(Refuse(code=code, description="no"), "getUpdates")
    with pytest.raises(IntakeError, match="TELEGRAM_BOT_TOKEN"):
        await asyncio.wait_for(asking.run(), 2)


async def test_another_process_that_does_not_stop_ends_it_in_plain_words(
    emulator: Emulator, asking: Polling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "CONFLICT_PATIENCE", 0.5)
    emulator.inject(Refuse(code=409, description="Conflict"), "getUpdates")
    with pytest.raises(IntakeError, match="Another process"):
        await asyncio.wait_for(asking.run(), 5)


async def test_a_repeated_update_is_taken_once(emulator: Emulator, asking: Polling, taker: Taker) -> None:
    emulator.inject(Twice(), "message")
    for text in ("a", "b", "c"):
        emulator.private_message(READER, text)
    running = asyncio.create_task(asking.run())
    await taken(taker, 3)
    emulator.faults.clear()
    emulator.private_message(READER, "d")
    await taken(taker, 4)
    await stopped(asking, running)
    assert taker.texts == ["a", "b", "c", "d"]


async def test_numbers_that_begin_anew_after_a_quiet_week_are_taken(asking: Polling, taker: Taker) -> None:
    await asking.take_new([{"update_id": 900, "message": {"text": "old"}}])
    assert await asking.take_new([{"update_id": 3, "message": {"text": "new"}}]) == [3]
    assert taker.texts == ["old", "new"]


async def test_leaving_waits_for_nobody(emulator: Emulator, asking: Polling, caplog: pytest.LogCaptureFixture) -> None:
    await emulator.close()
    await asyncio.wait_for(asking.acknowledge(1), 3)
    assert "may be answered twice" in caplog.text
