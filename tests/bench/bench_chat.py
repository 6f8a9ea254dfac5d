"""How fast and how big ``ally chat`` is: its first answer after the start, and the most memory it takes.

    python tests/bench/bench_chat.py [starts]

The first start of all builds the article store and compiles the rules; it is told apart from the later ones.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
MEBIBYTE_IN_KIB = 1024
LINES = b"can't sleep before exams\ni want to die\n/crisis france\n/latest\n"


def measured(home: str) -> tuple[float, float, float]:
    """Seconds to the first line and to the end, and the largest size in MiB, of one conversation through a pipe."""
    environment = {"PATH": os.defpath, "HOME": home, "LANG": "C.UTF-8"}
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "chat"], cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(LINES)
    process.stdin.close()
    process.stdout.readline()
    first = time.perf_counter() - began
    process.stdout.read()
    _, _, used = os.wait4(process.pid, 0)
    return first, time.perf_counter() - began, used.ru_maxrss / MEBIBYTE_IN_KIB


def main(starts: int = 5) -> None:
    """Print the first start and the slowest and largest of the later ones."""
    with tempfile.TemporaryDirectory() as home:
        first, end, size = measured(home)
        sys.stdout.write(f"first start of all: first line {first:.2f} s, end {end:.2f} s, {size:.0f} MiB\n")
        rows = [measured(home) for _ in range(starts)]
    slowest, last, largest = (max(column) for column in zip(*rows, strict=True))
    sys.stdout.write(f"{starts} later starts, worst: first line {slowest:.2f} s, end {last:.2f} s, {largest:.0f} MiB\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
