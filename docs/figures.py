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
BEGIN, END = "<!-- gate -->\n", "<!-- /gate -->\n"


def table() -> str:
    """A row a language: rules and cues, and the gate half of its hard set."""
    lexicons = {lexicon.language: lexicon for lexicon in load_all(DATA)[0]}
    screener = load_screener(DATA, COMPILED)
    problems: list[str] = []
    files = sorted(path for path in HARD.glob("*.yaml") if path.stem != "reached")
    lines = [line for file in files for _, line in read(file, "gate", problems)]
    tallies = measure(lines, screener.screen)
    rules = sum(len(lexicon.rules) for lexicon in lexicons.values())
    cues = sum(len(lexicon.cues) for lexicon in lexicons.values())
    rows = [
        f"{len(lexicons)} languages, {rules} rules, {cues} cues; measured on {datetime.now(UTC).date()}.\n",
        "| language | rules | cues | heard of those at risk | with a plan or in the middle of it | false alarms |",
        "|---|---|---|---|---|---|",
    ]
    for language, lexicon in lexicons.items():
        tally = tallies.get(("language", language), Tally())
        rows.append(f"| {language} | {len(lexicon.rules)} | {len(lexicon.cues)} | {cells(tally)} |")
    total = tallies["all", ""]
    right = told(total.right_situation, total.judged), told(total.right_about, total.judged)
    by_situation = [(which, tally) for (what, which), tally in sorted(tallies.items()) if what == "situation"]
    rows += [
        f"| all | {rules} | {cues} | {cells(total)} |",
        "",
        f"Of those heard, the situation is right in {right[0]}, who is at risk in {right[1]}.",
        "",
        "| situation | heard |",
        "|---|---|",
        *(f"| {which} | {told(tally.hits, tally.positives)} |" for which, tally in by_situation),
    ]
    return "\n".join([*rows, ""])


def cells(tally: Tally) -> str:
    """Recall, urgent ones and false alarms."""
    urgent = f"{tally.urgent_hits}/{tally.urgent}"
    return f"{told(tally.hits, tally.positives)} | {urgent} | {told(tally.alarms, tally.negatives)}"


if __name__ == "__main__":
    text = SAFETY.read_text("utf-8")
    begin, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    SAFETY.write_text(text[:begin] + table() + text[end:], "utf-8")
