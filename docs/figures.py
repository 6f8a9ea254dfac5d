"""Writes the tables of how well messages are heard in docs/SAFETY.md anew: ``python docs/figures.py``."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP))

from bot.commands.evaluate import read, told
from safety import DATA, Tally, load_all, load_screener, measure
from safety.screen import COMPILED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from safety import Labelled, Screener

    Tallies = Mapping[tuple[str, str], Tally]

SAFETY = TOP / "docs" / "SAFETY.md"
TESTS = TOP / "tests" / "safety"
GATE = (
    "language", "rules", "cues", "heard of those at risk", "by the rules alone", "with a plan or in the middle of it",
    "false alarms", "by the rules alone",
)  # fmt: skip
SETS = (
    "set", "heard of those at risk", "without the extra `model`", "by the rules alone", "false alarms", "without",
    "rules alone",
)  # fmt: skip
KINDS = ("set", "kind", "heard of those at risk", "false alarms")
#: What the kinds of the sets are, by the names that their lines have for them.
KIND_NAMES = {
    "unseen": {
        "wish": "wishes to die", "passive": "passive wishes, burden, no point", "plan": "plans, farewells, means",
        "now": "in the middle of it", "attempt": "attempts lately", "means": "asking for means or company",
        "selfharm": "self-harm", "other": "worry about somebody", "slang": "slang, badly typed", "abuse": "abuse",
        "bereaved": "bereaved", "eating": "eating disorders", "substance": "drink and drugs", "psychosis": "voices",
        "violence": "threats to others", "past": "long past", "negation": "denials",
        "words": "the same words in everyday talk", "title": "films, books, news", "idiom": "figures of speech",
        "sad": "sad, anxious, worn out", "ask": "questions about the topic", "small": "small talk, requests",
        "happy": "happy",
    },
    "posts": {
        "post": "posts", "letter": "letters of 50-160 words", "answer": "short answers", "request": "requests",
        "other": "worry about somebody", "danger": "other dangers",
    },
    "told": {
        "again": "it is back", "denying": "denied or played down, and there",
        "worried": "worry about somebody who was ill before", "over": "long over", "denied": "denied",
        "others": "of others, long ago",
    },
}  # fmt: skip


def lines_of(files: Sequence[Path]) -> list[Labelled]:
    """The labelled lines of some files; of hard sets the half that nobody has seen."""
    problems: list[str] = []
    found = [line for file in files for _, line in read(file, "gate", problems)]
    if problems:
        raise SystemExit("\n".join(problems))
    return found


def row(cells: Sequence[object]) -> str:
    """A row of a table."""
    return f"| {' | '.join(map(str, cells))} |"


def head(names: Sequence[str]) -> list[str]:
    """The first two rows of a table."""
    return [row(names), "|" + "---|" * len(names)]


def gate(full: Screener, rules: Screener) -> str:
    """A row a language: rules and cues, and the gate half of its hard set; below it the situations."""
    lexicons = {lexicon.language: lexicon for lexicon in load_all(DATA)[0]}
    lines = lines_of(sorted(path for path in (TESTS / "hard").glob("*.yaml") if path.stem != "reached"))
    tallies, alone = measure(lines, full.screen), measure(lines, rules.screen)
    counts = {language: (len(lexicon.rules), len(lexicon.cues)) for language, lexicon in lexicons.items()}
    both = tuple(map(sum, zip(*counts.values(), strict=True)))
    rows = [f"{len(lexicons)} languages; measured on {datetime.now(UTC).date()}.\n", *head(GATE)]
    for language, (of_rules, of_cues) in counts.items():
        key = "language", language
        rows.append(row([language, of_rules, of_cues, *cells(tallies.get(key, Tally()), alone.get(key, Tally()))]))
    total = tallies["all", ""]
    right = told(total.right_situation, total.judged), told(total.right_about, total.whose)
    by_situation = [(which, tally) for (what, which), tally in sorted(tallies.items()) if what == "situation"]
    rows += [row(["all", *both, *cells(total, alone["all", ""])]), ""]
    rows += [f"Of those heard, the situation is right in {right[0]}, who is at risk in {right[1]}.", ""]
    rows += [*head(("situation", "heard")), *(row([which, told(t.hits, t.positives)]) for which, t in by_situation)]
    return "\n".join([*rows, ""])


def cells(tally: Tally, alone: Tally) -> Iterator[object]:
    """Recall, urgent ones and false alarms, with the second opinion and without it."""
    yield told(tally.hits, tally.positives)
    yield alone.hits
    yield f"{tally.urgent_hits}/{tally.urgent}"
    yield told(tally.alarms, tally.negatives)
    yield alone.alarms


def sets(full: Screener, plain: Screener, rules: Screener) -> str:
    """A row a set, and a row a kind of message."""
    by_set, by_kind = [f"Measured on {datetime.now(UTC).date()}.\n", *head(SETS)], ["", *head(KINDS)]
    for name, kinds in KIND_NAMES.items():
        lines = lines_of(sorted((TESTS / name).glob("*.jsonl")))
        found = [measure(lines, screener.screen) for screener in (full, plain, rules)]
        totals = [tallies["all", ""] for tallies in found]
        of_all = totals[0]
        heard = [told(of_all.hits, of_all.positives), *(f"{t.hits / t.positives:.3f}" for t in totals[1:])]
        alarms = [told(of_all.alarms, of_all.negatives), *(t.alarms for t in totals[1:])]
        by_set.append(row([f"`{name}`", *heard, *alarms]))
        by_kind += [row([f"`{name}`", said, *of_kind(found[0]["set", kind])]) for kind, said in kinds.items()]
    return "\n".join([*by_set, *by_kind, ""])


def of_kind(tally: Tally) -> Iterator[str]:
    """Recall and false alarms, each where there is something of it."""
    yield told(tally.hits, tally.positives) if tally.positives else ""
    yield told(tally.alarms, tally.negatives) if tally.negatives else ""


def between(text: str, mark: str, content: str) -> str:
    """The page with this content between its marks."""
    begin, end = f"<!-- {mark} -->\n", f"<!-- /{mark} -->\n"
    return text[: text.index(begin) + len(begin)] + content + text[text.index(end) :]


def main() -> None:
    """Measure and write."""
    full, plain, rules = (load_screener(DATA, COMPILED, model=model) for model in (True, False, False))
    rules.opinion = None
    text = between(SAFETY.read_text("utf-8"), "gate", gate(full, rules))
    SAFETY.write_text(between(text, "sets", sets(full, plain, rules)), "utf-8")


if __name__ == "__main__":
    main()
