"""The card under every fault, and after every kill; prints Markdown.

python tests/bench/bench_faults.py            # the table of faults, about four minutes
python tests/bench/bench_faults.py kills 20   # so many kills and stops by each transport, about five minutes
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
from pathlib import Path

from emulator import Emulator
from killing import killed, terminated
from running_bot import RunningBot, Transport, until
from trouble import SCENES, TROUBLES, Trouble, own_chat


async def faults(folder: Path) -> None:
    """Every fault in every scene, by each transport."""
    heads = [
        f"{name}, {transport.value}" for name in SCENES for transport in Transport if not impossible(name, transport)
    ]
    print(f"| fault | {' | '.join(heads)} |\n|---|{'---|' * len(heads)}")
    bots = []
    for transport in Transport:
        emulator = Emulator()
        await emulator.open()
        bots.append(RunningBot(emulator=emulator, transport=transport, folder=folder))
        await bots[-1].start()
    for trouble in TROUBLES:
        cells = [
            await cell(bot, trouble, name) for name in SCENES for bot in bots if not impossible(name, bot.transport)
        ]
        print(f"| {trouble.name} | {' | '.join(cells)} |", flush=True)
    for bot in bots:
        await bot.stop()
        await bot.emulator.close()


def impossible(scene: str, transport: Transport) -> bool:
    """Updates are fetched by polling only."""
    return scene == "fetching updates" and transport is Transport.WEBHOOK


async def cell(bot: RunningBot, trouble: Trouble, name: str) -> str:
    """Seconds to the accepted card, or why there can be none."""
    scene = SCENES[name]
    if scene is own_chat and not trouble.delivers:
        return "nobody to reach"
    bot.emulator.faults.clear()
    await quiet(bot)
    took = await scene(bot, trouble)
    return "-" if took is None else f"{took:.2f} s"


async def quiet(bot: RunningBot) -> None:
    """Wait until nothing is left of the scene before."""
    await until(lambda: not bot.emulator.inbox.count(), 60)


async def kills(folder: Path, rounds: int) -> None:
    """How many in a crisis were left without a card, of how many."""
    print("| unanswered updates | transport | times | people | left without |\n|---|---|---|---|---|")
    for transport in Transport:
        async with Emulator() as emulator:
            bot = RunningBot(emulator=emulator, transport=transport, folder=folder)
            await bot.start()
            dice = random.Random(20)  # noqa: S311 - luck, not secrets
            left = sum([await killed(bot, dice) for _ in range(rounds)])
            print(
                f"| `kill -9` among 60 unanswered | {transport.value} | {rounds} | {20 * rounds} at risk | {left} |",
                flush=True,
            )
            left = sum([await terminated(bot, dice) for _ in range(rounds)])
            print(f"| SIGTERM among 60 | {transport.value} | {rounds} | {60 * rounds} | {left} |", flush=True)
            await bot.stop()


async def main() -> None:
    """What was asked for."""
    with tempfile.TemporaryDirectory() as folder:
        if sys.argv[1:2] == ["kills"]:
            await kills(Path(folder), int(sys.argv[2]))
        else:
            await faults(Path(folder))


if __name__ == "__main__":
    asyncio.run(main())
