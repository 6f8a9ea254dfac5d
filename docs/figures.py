"""Writes the table of how well each language is heard in docs/SAFETY.md anew: ``python docs/figures.py``."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP))

from bot.commands.evaluate import read, told
from safety import DATA, Tally, load_all, load_screener, measure
from safety.screen import COMPILED

SAFETY = TOP / "docs" / "SAFETY.md"
HARD = TOP / "tests" / "safety" / "hard"
HEADS = (
    "language", "rules", "cues", "heard of those at risk", "by the rules alone", "with a plan or in the middle of it",
    "false alarms", "by the rules alone",
)  # fmt: skip
BEGIN, END = "<!-- gate -->\n", "<!-- /gate -->\n"


def table() -> str:
    """A row a language: rules and cues, and the gate half of its hard set."""
    lexicons = {lexicon.language: lexicon for lexicon in load_all(DATA)[0]}
    screener = load_screener(DATA, COMPILED)
    problems: list[str] = []
    files = sorted(path for path in HARD.glob("*.yaml") if path.stem != "reached")
    lines = [line for file in files for _, line in read(file, "gate", problems)]
    tallies = measure(lines, screener.screen)
    screener.opinion = None
    alone = measure(lines, screener.screen)
    rules = sum(len(lexicon.rules) for lexicon in lexicons.values())
    cues = sum(len(lexicon.cues) for lexicon in lexicons.values())
    rows = [
        f"{len(lexicons)} languages, {rules} rules, {cues} cues; measured on {datetime.now(UTC).date()}.\n",
        f"| {' | '.join(HEADS)} |",
        "|" + "---|" * len(HEADS),
    ]
    for language, lexicon in lexicons.items():
        key = "language", language
        found = cells(tallies.get(key, Tally()), alone.get(key, Tally()))
        rows.append(f"| {language} | {len(lexicon.rules)} | {len(lexicon.cues)} | {found} |")
    total = tallies["all", ""]
    right = told(total.right_situation, total.judged), told(total.right_about, total.whose)
    by_situation = [(which, tally) for (what, which), tally in sorted(tallies.items()) if what == "situation"]
    rows += [
        f"| all | {rules} | {cues} | {cells(total, alone['all', ''])} |",
        "",
        f"Of those heard, the situation is right in {right[0]}, who is at risk in {right[1]}.",
        "",
        "| situation | heard |",
        "|---|---|",
        *(f"| {which} | {told(tally.hits, tally.positives)} |" for which, tally in by_situation),
    ]
    return "\n".join([*rows, ""])


def cells(tally: Tally, alone: Tally) -> str:
    """Recall, urgent ones and false alarms, with the second opinion and without it."""
    heard, alarms = told(tally.hits, tally.positives), told(tally.alarms, tally.negatives)
    urgent = f"{tally.urgent_hits}/{tally.urgent}"
    return f"{heard} | {alone.hits} | {urgent} | {alarms} | {alone.alarms}"


if __name__ == "__main__":
    text = SAFETY.read_text("utf-8")
    begin, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    SAFETY.write_text(text[:begin] + table() + text[end:], "utf-8")
