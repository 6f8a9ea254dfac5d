"""How fast cards are chosen and written: ``python tests/bench/bench_care.py``; nothing here is a test.

What is wanted: a hundred random pairs of message and country in under 50 ms in all, a card chosen in 200 us or less.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2])]

from safety import DATA, About, Level, Place, Screening, Situation, load_care

PAIRS, ROUNDS = 100, 20


def main() -> None:
    """Print the figures."""
    start = time.thread_time()
    care = load_care(DATA)
    print(f"load     {(time.thread_time() - start) * 1e3:8.0f} ms")
    dice = random.Random(20261129)  # noqa: S311 - the same pairs each time
    countries = [*sorted(care.directory.by_country), None]
    pairs = [
        (
            Screening(
                level=dice.choice(list(Level)[1:]), situation=dice.choice(list(Situation)), about=About.SELF,
                language=dice.choice(sorted(care.words)),
            ),
            Place(
                language="en", country=dice.choice(countries),
                now=datetime(2026, 1, 7, dice.randrange(24), tzinfo=UTC),
            ),
        )
        for _ in range(PAIRS)
    ]  # fmt: skip
    first, *again = [run(care.card, pairs) for _ in range(ROUNDS)]
    best = [min(times) for times in zip(*again, strict=True)]
    print(f"pairs    {sum(first) * 1e3:8.1f} ms for {PAIRS} the first time, {sum(best) * 1e3:.1f} ms again")
    print(f"a card   {sorted(best)[PAIRS // 2] * 1e6:8.0f} us median, {max(best) * 1e6:.0f} us worst")


def run(card: object, pairs: list[tuple[Screening, Place]]) -> list[float]:
    """The seconds that each card takes."""
    times = []
    for screening, place in pairs:
        start = time.thread_time()
        card(screening, place)  # type: ignore[operator] # a bound method
        times.append(time.thread_time() - start)
    return times


if __name__ == "__main__":
    main()
