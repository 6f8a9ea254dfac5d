"""How soon a card is out under load, and how many menu replies leave in a second; prints Markdown.

    PYTHONPATH=.:tests python tests/bench/bench_telegram.py

The comparison with aiogram needs ``pip install aiogram``; without it that line is left out. Takes about two minutes.
"""

from __future__ import annotations

import asyncio
import importlib.util
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from emulator import Emulator, Slow, TooManyRequests
from running_bot import CRISIS, ORDINARY, ROOT, RunningBot, Transport, is_card, somebody

BEHIND, TAKES = 600, 0.2
UPDATES, READERS = 4000, 200
ROUNDS = 3
#: Longer than anything may take, in seconds.
PATIENCE = 180.0


@dataclass(slots=True)
class Rival(RunningBot):
    """Another bot in the place of ours."""

    name: str = field(default="", kw_only=True)

    @property
    def arguments(self) -> tuple[str, ...]:
        """What Python is to run."""
        return (str(ROOT / "tests/bench/bench_rivals.py"), self.name)


async def behind_others(bot: RunningBot) -> tuple[float, float]:
    """Seconds from writing, and from arrival in the process, to the accepted card, behind 600 slow replies."""
    bot.emulator.inject(Slow(seconds=TAKES), "sendMessage")
    for _ in range(BEHIND):
        bot.emulator.private_message(somebody(), ORDINARY, language_code="en")
    return await card_of(bot)


async def beside_a_limit(bot: RunningBot) -> tuple[float, float]:
    """The same while a hundred other chats are in a rate limit of 5 s."""
    others = [somebody() for _ in range(100)]
    rules = [bot.emulator.inject(TooManyRequests(retry_after=5), chat=other, times=1) for other in others]
    for other in others:
        bot.emulator.private_message(other, "/latest")
    await bot.emulator.wait_until(lambda: all(rule.struck for rule in rules), seconds=PATIENCE)
    took = await card_of(bot)
    await asyncio.gather(*(bot.emulator.wait_for(other, seconds=PATIENCE) for other in others))
    return took


async def card_of(bot: RunningBot) -> tuple[float, float]:
    """Somebody in a crisis writes."""
    reader = somebody()
    update = bot.emulator.updates[bot.emulator.private_message(reader, CRISIS, language_code="en")]
    (card, *_) = await bot.emulator.wait_for(reader, seconds=PATIENCE)
    assert is_card(card)
    await asyncio.sleep(0)
    return card.at - update.pushed, card.at - (update.delivered or update.pushed)


async def per_second(bot: RunningBot, text: str) -> float:
    """Replies in a second to one message each."""
    readers = [somebody() for _ in range(READERS)]
    before = sum(len(bot.emulator.sent(reader)) for reader in readers)
    started = time.monotonic()
    for number in range(UPDATES):
        bot.emulator.private_message(readers[number % READERS], text, language_code="en")
    expected = before + UPDATES
    while sum(len(bot.emulator.sent(reader)) for reader in readers) < expected:
        await asyncio.sleep(0.02)
        assert time.monotonic() - started < PATIENCE
    return UPDATES / (time.monotonic() - started)


async def latencies(folder: Path) -> None:
    """Print the first table."""
    print("| card behind | transport | since written, s | since it arrived, s |\n|---|---|---|---|")
    for transport in Transport:
        for name, scene in (
            ("600 replies of 0.2 s each", behind_others),
            ("a rate limit of 5 s elsewhere", beside_a_limit),
        ):
            async with Emulator() as emulator:
                bot = RunningBot(emulator=emulator, transport=transport, folder=folder)
                await bot.start()
                took = []
                for _ in range(ROUNDS):
                    took.append(await scene(bot))
                    emulator.faults.clear()
                    await asyncio.sleep(1)
                await bot.stop()
            written, arrived = (
                f"{statistics.median(each):.3f} (worst {max(each):.3f})" for each in zip(*took, strict=True)
            )
            print(f"| {name} | {transport.value} | {written} | {arrived} |", flush=True)


async def speeds(folder: Path) -> None:
    """Print the second table."""
    print("\n| bot | replies | per second |\n|---|---|---|")
    await speed("ours, polling", RunningBot, folder, "/categories")
    await speed("ours, webhook", RunningBot, folder, "/categories", transport=Transport.WEBHOOK)
    await speed("ours on PTB's backend, polling", Rival, folder, "/categories", name="ours-on-httpx")
    await speed("echo on PTB with its backend, polling", Rival, folder, "hello", name="ptb")
    if importlib.util.find_spec("aiogram"):
        await speed("echo on aiogram, polling", Rival, folder, "hello", name="aiogram")


async def speed(line: str, kind: type[RunningBot], folder: Path, text: str, **more: object) -> None:
    """Print one line."""
    async with Emulator() as emulator:
        given = {"transport": Transport.POLLING, **more}
        bot = kind(emulator=emulator, folder=folder, **given)  # type: ignore[arg-type] # as given above
        await bot.start()
        measured = [await per_second(bot, text) for _ in range(2)]
        await bot.kill()
    print(f"| {line} | {'menu' if text.startswith('/') else 'echo'} | {max(measured):.0f} |", flush=True)


async def main() -> None:
    """Everything."""
    with tempfile.TemporaryDirectory() as folder:
        await latencies(Path(folder))
        await speeds(Path(folder))


if __name__ == "__main__":
    asyncio.run(main())
