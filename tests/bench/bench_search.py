"""How fast is search, and the building of its file? ``python tests/bench/bench_search.py 10000 100000`` prints it.

Articles are 500 words of a made-up library: words of the English list as often as books use them, a few more of a
subject of its own in each. Questions are titles' words, right and with a slip in every word. With the extra `semantic`
the questions are encoded by the real model; the articles get vectors by chance, which take as long to compare.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

sys.path[:0] = [str(Path(__file__).parents[2])]

from content import CATEGORIES, Article, Catalog, build, load_categories, load_encoder
from content.search import english

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

WORDS, SUBJECT, MORE, ASKED = 500, 12, 100, 300


class ByChance:
    """An encoder that takes no time: a vector of any direction for each text."""

    def __init__(self, name: str) -> None:
        self.name = name

    def encode(self, texts: Sequence[str]) -> list[bytes]:
        import numpy as np  # noqa: PLC0415 - belongs to the extra

        vectors = np.random.default_rng(len(texts)).normal(size=(len(texts), 384))
        return [row.astype("<f2").tobytes() for row in vectors / np.linalg.norm(vectors, axis=1, keepdims=True)]


class Writer:
    """Writes articles; the same seed writes the same."""

    def __init__(self) -> None:
        self.rng = Random(7)  # noqa: S311 - no secret depends on it
        self.words = list(english())
        self.often = list(accumulate(english().values()))
        self.slugs = [category.slug for category in load_categories(CATEGORIES)]

    def articles(self, count: int) -> Iterator[Article]:
        """So many articles."""
        for number in range(count):
            subject = self.rng.choices(self.words[200:30_000], k=SUBJECT)
            text = self.rng.choices(self.words, cum_weights=self.often, k=WORDS - 4 * SUBJECT) + 4 * subject
            self.rng.shuffle(text)
            yield Article(
                id=f"a{number}", title=" ".join(subject[:5]), summary=" ".join(text[:20]),
                body="\n\n".join(" ".join(text[start : start + 60]) + "." for start in range(0, WORDS, 60)),
                category=self.rng.choice(self.slugs), topics=(), tags=(),
                published=date(2020, 1, 1) + timedelta(days=number % 2000), minutes=2, picture=None, picture_alt="",
                source_name="", link=None, authors=(), language="en", citations=(), curated=False,
                reviewed_on="none yet",
            )  # fmt: skip

    def questions(self, catalog: Catalog) -> list[str]:
        """What readers ask: a few words of an article's subject among everyday ones."""
        drawn = [teaser.title.split() for _ in range(ASKED) if (teaser := catalog.random(self.rng))]
        common = self.words[:2000]
        around = zip(self.rng.choices(common, k=ASKED), drawn, self.rng.choices(common, k=ASKED), strict=False)
        return [f"how do i {first} my {' '.join(title[:3])} {last}" for first, title, last in around]

    def mistyped(self, question: str) -> str:
        """The same with a letter doubled, left out or swapped in each longer word."""
        return " ".join(self.slip(word) if len(word) > 3 else word for word in question.split())

    def slip(self, word: str) -> str:
        """One slip."""
        at = self.rng.randrange(1, len(word) - 1)
        return self.rng.choice([word[:at] + word[at:][0] + word[at:], word[:at] + word[at + 1 :],
                                word[:at] + word[at + 1] + word[at] + word[at + 2 :]])  # fmt: skip


def measure(name: str, ask: Callable[[str], object], questions: Sequence[str]) -> None:
    """Median and 99th of a hundred, in milliseconds of the clock and of the processor."""
    clock, processor = [], []
    for question in questions:
        started, used = time.perf_counter(), time.thread_time()
        ask(question)
        clock.append((time.perf_counter() - started) * 1e3)
        processor.append((time.thread_time() - used) * 1e3)
    clock_50, clock_99, used_50, used_99 = (
        sorted(each)[int(len(each) * share)] for each in (clock, processor) for share in (0.5, 0.99)
    )
    print(f"  {name:<24} clock {clock_50:.1f}, p99 {clock_99:.1f} ms; processor {used_50:.1f}, p99 {used_99:.1f} ms")


def run(count: int, folder: Path) -> None:
    """All figures of one size."""
    categories, writer, path = load_categories(CATEGORIES), Writer(), folder / f"{count}.db"
    started = time.perf_counter()
    build(writer.articles(count), categories, path, "bench")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    took, size = time.perf_counter() - started, path.stat().st_size >> 20
    print(f"{count} articles: built in {took:.1f} s, {size} MB, at most {peak:.0f} MB of memory")
    started = time.perf_counter()
    with Catalog(path) as catalog:
        print(f"  opened in {time.perf_counter() - started:.2f} s")
        questions = writer.questions(catalog)
        catalog.search("a frist serch readss listss")
        measure("text", catalog.search, questions)
        measure("text, every word wrong", catalog.search, [writer.mistyped(question) for question in questions])
    encoder = load_encoder()
    if encoder:
        build(Writer().articles(count), categories, path, "bench", ByChance(encoder.name))
        with Catalog(path, encoder) as catalog:
            measure("with meaning", catalog.search, questions)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        for size in sys.argv[1:] or ["10000"]:
            run(int(size), Path(place))
