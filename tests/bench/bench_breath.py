"""Is a plain wish of today heard beside a tale of what is over? ``python tests/bench/bench_breath.py`` prints it.

Of each language 40 plain lines (``tests/safety/plain``) are put behind two harmless examples each of the cues of the
past and of recovery, and before them, with a comma between and as a sentence of their own. The same lines every time.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

TOP = Path(__file__).parents[2]
sys.path[:0] = [str(TOP)]

from safety import DATA, Level, Screener, load_all, load_screener
from safety.screen import COMPILED
from safety.types import CueKind

OF_THE_PAST = (CueKind.PAST, CueKind.LONG_PAST, CueKind.RECOVERY)
WISHES, TALES, SHORT = 40, 2, 80
ENDS = ".!。।۔ "
WAYS = {
    "behind it, after a comma": "{tale}, {wish}", "behind it, as a sentence": "{tale}. {wish}",
    "before it, with a comma": "{wish}, {tale}", "before it, as a sentence": "{wish}. {tale}",
}  # fmt: skip


def main() -> None:
    """Print how many are not heard by the rules, and with the second opinion."""
    screener = load_screener(DATA, COMPILED)
    opinion, screener.opinion = screener.opinion, None
    chance = random.Random(0)  # noqa: S311 - the same lines every time, no secret
    joined: dict[str, list[str]] = {way: [] for way in WAYS}
    for lexicon in load_all(DATA)[0]:
        examples = [text.rstrip(ENDS) for cue in lexicon.cues if cue.kind in OF_THE_PAST for text in cue.calms]
        calm = [text for text in examples if not is_heard(screener, text)]
        lines = (TOP / "tests/safety/plain" / f"{lexicon.language}.txt").read_text("utf-8").splitlines()
        plain = [line for line in lines if len(line) < SHORT and screener.screen(line).level >= Level.IDEATION]
        for line in chance.sample(plain, WISHES):
            for tale in chance.sample(calm, TALES):
                for way, form in WAYS.items():
                    joined[way].append(form.format(tale=tale, wish=line.rstrip(ENDS)))
    print("| a plain wish and a tale of what is over | texts | not heard by the rules | with the second opinion |")
    print("|---|---|---|---|")
    for how, texts in joined.items():
        screener.opinion = None
        by_rules = sum(not is_heard(screener, text) for text in texts)
        screener.opinion = opinion
        print(f"| {how} | {len(texts)} | {by_rules} | {sum(not is_heard(screener, text) for text in texts)} |")


def is_heard(screener: Screener, text: str) -> bool:
    """Whether it gets a card."""
    return screener.screen(text).level >= Level.DISTRESS


if __name__ == "__main__":
    main()
