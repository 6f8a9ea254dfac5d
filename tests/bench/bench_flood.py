"""Floods the screening with everything that could come: ``python tests/bench/bench_flood.py``; nothing here is a test.

1 MB of random Unicode, 100,000 ordinary lines and every single code point, each through the whole screening. It must
never raise, and never be slow.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from bench.bench_screen import CHAT

from safety import DATA, Level, load_screener

if TYPE_CHECKING:
    from collections.abc import Iterable

LINE = 200
MEGABYTE = 1_000_000
ORDINARY = 100_000
LAST = 0x10FFFF


def random_lines(dice: random.Random) -> Iterable[str]:
    """Lines of any code points, surrogates included, a megabyte of characters in all."""
    for _ in range(MEGABYTE // LINE):
        yield "".join(chr(dice.randint(0, LAST)) for _ in range(LINE))


def ordinary_lines(dice: random.Random) -> Iterable[str]:
    """Chat lines with words swapped between them, so that no two are the same."""
    words = " ".join(CHAT).split()
    for _ in range(ORDINARY):
        yield " ".join(dice.choices(words, k=dice.randint(5, 40)))


def flood(name: str, texts: Iterable[str]) -> None:
    """Screen every text and print how it went."""
    screener = load_screener(DATA)
    times, failed, raised = [], 0, 0
    for text in texts:
        start = time.thread_time()
        found = screener.screen(text)
        times.append(time.thread_time() - start)
        failed += found.failed
        raised += found.level >= Level.DISTRESS
    times.sort()
    figures = (times[len(times) // 2], times[len(times) * 99 // 100], times[-1])
    labels = ("median", "p99", "worst")
    shown = "  ".join(f"{label} {figure * 1e6:9.1f} us" for label, figure in zip(labels, figures, strict=True))
    print(f"{name:24}{len(times):10,} texts  {shown}  failed {failed}  at distress or above {raised}")


def main() -> None:
    """Print everything."""
    dice = random.Random(20261129)  # noqa: S311 - the same texts each time
    flood("random Unicode, 1 MB", random_lines(dice))
    flood("ordinary lines", ordinary_lines(dice))
    flood("every code point", map(chr, range(LAST + 1)))


if __name__ == "__main__":
    main()
