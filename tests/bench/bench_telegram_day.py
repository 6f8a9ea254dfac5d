"""A day in miniature: 20,000 updates of mixed kinds, with faults; prints memory and what was logged, as Markdown.

python tests/bench/bench_telegram_day.py [polling|webhook] [UPDATES]
"""

from __future__ import annotations

import asyncio
import random
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from daytime import disturb, one_of_any_kind
from emulator import Emulator
from running_bot import RunningBot, Transport, until

STEP = 1000
QUIET = 0.5
#: What the bot wrote, without time and numbers.
LINE = re.compile(r"^\S+ \S+ (WARNING|ERROR|CRITICAL) (\S+): (.*)$")


async def day(bot: RunningBot, updates: int) -> None:
    """Let the day pass, and print what it cost."""
    dice = random.Random(24)  # noqa: S311 - luck, not secrets
    disturb(bot.emulator, one_in=50)
    print("| updates | memory, MB | seconds |\n|---|---|---|")
    started = time.monotonic()
    for done in range(STEP, updates + 1, STEP):
        for _ in range(STEP):
            one_of_any_kind(bot.emulator, dice)
            if bot.emulator.inbox.count() > STEP // 4:
                await asyncio.sleep(0.01)
        await emptied(bot)
        bot.emulator.forget()
        print(f"| {done} | {bot.memory / 1e6:.1f} | {time.monotonic() - started:.0f} |", flush=True)


async def emptied(bot: RunningBot) -> None:
    """Wait until everything was taken and answered: nothing was called for half a second but for updates."""
    emulator = bot.emulator

    def is_quiet() -> bool:
        last = next((call.at for call in reversed(emulator.all_calls) if call.method != "getUpdates"), 0.0)
        # by polling the last update is acknowledged with the next
        return emulator.inbox.count() <= 1 and time.monotonic() - last > QUIET

    await until(is_quiet, 120)


async def main(transport: Transport, updates: int) -> None:
    """Run it."""
    with tempfile.TemporaryDirectory() as folder:
        async with Emulator() as emulator:
            bot = RunningBot(emulator=emulator, transport=transport, folder=Path(folder))
            await bot.start()
            await day(bot, updates)
            emulator.faults.clear()
            started = time.monotonic()
            status = await bot.stop()
            print(
                f"\nended with {status} within {time.monotonic() - started:.1f} s of SIGTERM; "
                f"unanswered buttons: {len(emulator.unanswered())}"
            )
        for what, count in Counter(filter(None, map(told, bot.log.read_text("utf-8").splitlines()))).most_common():
            print(f"{count:6} {what}")


def told(line: str) -> str:
    """What a warning or an error says, without numbers."""
    match = LINE.match(line)
    return re.sub(r"\d+", "N", f"{match[1]} {match[3]}") if match else ""


if __name__ == "__main__":
    given = sys.argv[1:]
    asyncio.run(main(Transport(given[0] if given else "polling"), int(given[1]) if len(given) > 1 else 20_000))
