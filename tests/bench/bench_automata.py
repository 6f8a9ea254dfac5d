"""Compares automaton packages on our own patterns: ``python tests/bench/bench_automata.py``; nothing here is a test.

``pip install pyahocorasick`` for the one that the product does not use.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from bench.bench_screen import CHAT, seconds

from safety import DATA, load_all
from safety.text import normalise

Find = Callable[[str], Any]  #: all hits in a text
ROUNDS = 20


def rust(kind: str, patterns: Sequence[str]) -> Find:
    """One of the implementations of ahocorasick-rs."""
    import ahocorasick_rs  # noqa: PLC0415 - each package only where it is measured

    made = ahocorasick_rs.AhoCorasick(
        patterns, store_patterns=False, implementation=getattr(ahocorasick_rs.Implementation, kind)
    )
    return lambda text: made.find_matches_as_indexes(text, overlapping=True)


def in_c(patterns: Sequence[str]) -> Find:
    """The package pyahocorasick."""
    import ahocorasick  # noqa: PLC0415 - the same

    made = ahocorasick.Automaton()
    for number, pattern in enumerate(patterns):
        made.add_word(pattern, number)
    made.make_automaton()
    return lambda text: list(made.iter(text))


def bytewise(patterns: Sequence[str]) -> Find:
    """The package daachorse, over bytes."""
    import daachorse  # noqa: PLC0415 - the same

    made: Any = daachorse.DoubleArrayAhoCorasick([pattern.encode() for pattern in patterns])
    return lambda text: made.find_overlapping(text.encode())


def charwise(patterns: Sequence[str]) -> Find:
    """The package daachorse, over characters."""
    import daachorse  # noqa: PLC0415 - the same

    made = daachorse.CharwiseDoubleArrayAhoCorasick(list(patterns))
    found: Find = made.find_overlapping
    return found


MAKERS: dict[str, Callable[[Sequence[str]], Find]] = {
    "ahocorasick-rs, contiguous": partial(rust, "ContiguousNFA"),
    "ahocorasick-rs, noncontiguous": partial(rust, "NoncontiguousNFA"),
    "ahocorasick-rs, DFA": partial(rust, "DFA"),
    "pyahocorasick": in_c,
    "daachorse, bytewise": bytewise,
    "daachorse, charwise": charwise,
}


def resident() -> float:
    """The memory of this process, in MB."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize() / 1e6


def measure(name: str) -> None:
    """One package: making the automaton, running it over chat messages, and memory."""
    of_rules = (phrase.elements for lexicon in load_all(DATA)[0] for rule in lexicon.rules for phrase in rule.phrases)
    patterns = sorted(set().union(*(element for elements in of_rules for element in elements)))
    texts = [normalise(text).text for text in CHAT]
    before = resident()
    start = time.thread_time()
    find = MAKERS[name](patterns)
    made = time.thread_time() - start
    grown = resident() - before
    found = sum(len(find(text)) for text in texts)
    spent = seconds(lambda: [find(text) for text in texts], ROUNDS) / len(texts)
    print(f"| {name} | {made * 1e3:.0f} ms | {spent * 1e6:.2f} us | {grown:.0f} MB | {found} |")


def main() -> None:
    """Print the table, or one row of it: each package in a process of its own, so that memory is its own."""
    if len(sys.argv) > 1:
        measure(sys.argv[1])
        return
    import subprocess  # noqa: PLC0415 - only here

    print("| package | made in | a chat message | memory | hits |\n|---|---|---|---|---|", flush=True)
    for name in MAKERS:
        subprocess.run([sys.executable, __file__, name], check=False)  # noqa: S603 - ourselves


if __name__ == "__main__":
    main()
