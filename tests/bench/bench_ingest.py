"""How long does a publisher wait? ``python tests/bench/bench_ingest.py 10000 100000`` prints it.

A file of so many made-up articles of 500 words is ingested whole, then a second source with a hundred more, then the
hundred with ten of them changed: what a feed brings from one hour to the next.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from bench.bench_search import Writer

from content import CATEGORIES, ingest, load_categories

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content import Article

FEW = 100


def save(place: Path, articles: Iterator[Article]) -> Path:
    """A file of JSON Lines with these articles."""
    with place.open("w", encoding="utf-8") as file:
        for article in articles:
            fields = {"id": article.id, "title": article.title, "summary": article.summary, "body": article.body,
                      "category": article.category, "published": str(article.published)}  # fmt: skip
            file.write(json.dumps(fields) + "\n")
    return place


def timed(name: str, source: Path, db: Path) -> None:
    """One ingest, and what it took."""
    started, used = time.perf_counter(), time.process_time()
    report = ingest([source], db, load_categories(CATEGORIES), trust=True)
    took, spent = time.perf_counter() - started, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    counts = f"{len(report.new)} new, {len(report.changed)} changed, {len(report.same)} same"
    print(f"  {name:<14} {counts}: {took:.2f} s (processor {spent:.2f}), at most {peak:.0f} MB of memory")


def run(count: int, folder: Path) -> None:
    """All figures of one size."""
    articles = Writer().articles(count + FEW)
    whole, few = save(folder / "whole.jsonl", islice(articles, count)), folder / "few.jsonl"
    save(few, articles)
    lines = few.read_text("utf-8").splitlines()
    db = folder / f"{count}.db"
    timed("all", whole, db)
    print(f"  {db.stat().st_size >> 20} MB")
    timed("a few more", few, db)
    changed = [json.dumps(json.loads(line) | {"title": "Another title"}) for line in lines[:10]]
    few.write_text("\n".join([*changed, *lines[10:]]), "utf-8")
    timed("ten changed", few, db)


if __name__ == "__main__":
    for size in sys.argv[1:] or ["10000"]:
        print(f"{size} articles:")
        with tempfile.TemporaryDirectory() as place:
            run(int(size), Path(place))
