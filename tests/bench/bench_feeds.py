"""How long 200 feeds of real size take to become articles: ``PYTHONPATH=.:tests python tests/bench/bench_feeds.py``."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from content import CATEGORIES, Article, load_categories
from content.sources.answers import Fetched
from content.sources.feed import Feed, from_xml
from content.sources.source import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FEEDS, ENTRIES, PARAGRAPHS = 200, 25, 22
WORDS = """
    sleep rest morning evening worry breath calm walk friend doctor talk listen week month night light water tea work
    school family help small slow quiet kind open window garden letter song mood plan note step street bus phone
""".split()  # noqa: SIM905 - a list of words is read more easily so
SHAPE = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Feed {0}</title><link>https://f{0}.example</link>
 <language>en</language>{1}</channel></rss>"""
ENTRY = """<item><title>{0}</title><link>https://f{1}.example/{2}</link><guid isPermaLink="false">{1}-{2}</guid>
<dc:creator><![CDATA[A. Writer]]></dc:creator><pubDate>Mon, 04 May 2026 07:30:00 +0000</pubDate>
<category><![CDATA[sleep]]></category><description><![CDATA[{3}]]></description>
<content:encoded><![CDATA[{4}]]></content:encoded></item>"""


def sentence(dice: random.Random) -> str:
    return " ".join(dice.choices(WORDS, k=14)).capitalize() + "."


def feed(number: int, dice: random.Random) -> bytes:
    """A feed of a blog, with a whole text in each entry."""
    entries = []
    for place in range(ENTRIES):
        text = "".join(
            f'<p class="x" style="y">{sentence(dice)} <a href="/{place}">{sentence(dice)}</a> <b>{sentence(dice)}</b> '
            f"{sentence(dice)}</p>\n" for _ in range(PARAGRAPHS)
        )  # fmt: skip
        entries.append(ENTRY.format(sentence(dice), number, place, sentence(dice), text))
    return SHAPE.format(number, "".join(entries)).encode()


def seconds(read: Callable[[Fetched], Iterable[object] | None], answers: list[Fetched]) -> tuple[float, int]:
    """How long all take, and how many entries there were."""
    began, found = time.process_time(), 0
    for answer in answers:
        found += len(list(read(answer) or ()))
    return time.process_time() - began, found


def main() -> None:
    """Parse, and parse and clean."""
    dice = random.Random(1)  # noqa: S311 - nothing secret
    answers = [
        Fetched(url=f"https://f{number}.example/feed", content=feed(number, dice), kind="text/xml", charset="")
        for number in range(FEEDS)
    ]
    size = sum(len(answer.content) for answer in answers) / 1e6
    shelves = load_categories(CATEGORIES)
    reader = Feed(Place(name="https://f.example/feed"), shelves)

    def articles(answer: Fetched) -> list[Article]:
        return [item for item in reader.entries(answer) if isinstance(item, Article)]

    print(f"{FEEDS} feeds, {size:.1f} MB")
    for name, read in (("parsed", from_xml), ("parsed, cleaned and turned into articles", articles)):
        taken, found = seconds(read, answers)
        print(f"{name}: {taken:.1f} s of processor time, {found} entries")


if __name__ == "__main__":
    main()
