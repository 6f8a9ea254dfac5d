"""What does a sentence model add to the second opinion? ``python tests/bench/bench_second_opinion.py`` prints it.

Needs the extras ``train`` and ``model``. Upon the encoder a linear head and a small network learn from the lines that
``ally train`` learns from; they are asked about messages that nothing was learned from (``tests/safety/unseen`` and
``posts``) where the rules leave room. A threshold is set on each set itself, so that one in a hundred of its harmless
messages more gets a card: that flatters all alike. Takes some ten minutes.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

TOP = Path(__file__).parents[2]
sys.path[:0] = [str(TOP)]

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from safety import DATA, OPINION, load_all, load_encoder, load_opinion, load_screener, read_lines
from safety.opinion import SHARE, caution
from safety.screen import COMPILED
from safety.sense import MOST
from safety.training import network

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Encode = Callable[[str], Any]
    Scored = dict[str, Any]

TESTS = TOP / "tests" / "safety"
SETS = ("unseen", "posts")
ADDED = 0.01
TIMED = 300


class Asked(NamedTuple):
    """A message that the rules leave to the second opinion."""

    text: str
    label: bool
    language: str
    letters: float  #: what the packaged opinion scores without a sentence model


class Set(NamedTuple):
    """What is asked of a set of messages, and how many harmless ones there are in all."""

    asked: list[Asked]
    harmless: int


def main() -> None:
    """Print the table."""
    screener = load_screener(DATA, COMPILED, model=False)
    opinion = load_opinion(DATA / OPINION, model=False)
    screener.opinion = None
    if opinion is None:
        raise SystemExit("there is no second opinion")
    sets = {}
    for name in SETS:
        rows = [json.loads(line) for file in sorted((TESTS / name).glob("*.jsonl")) for line in file.open()]
        asked = [
            Asked(row["text"], bool(row["label"]), row["lang"], opinion.judged(row["text"], screener.meanings).score)
            for row in rows if caution(screener.screen(row["text"]), screener.cautions) is not None
        ]  # fmt: skip
        sets[name] = Set(asked, sum(not row["label"] for row in rows))
    lines = [(line.text, line.danger > 0) for line in read_lines(TESTS, load_all(DATA)[0], screener)]
    print("| what | a message | " + " | ".join(f"{name}: area, heard" for name in SETS) + " |")
    print("|---|---|" + "---|" * len(SETS))
    letters = {name: np.array([each.letters for each in of.asked]) for name, of in sets.items()}
    show("letters, words, concepts: as delivered without a model", "", sets, letters)
    encode = load_encoder()
    if encode is None:
        raise SystemExit("the extra model is not installed")
    started = time.perf_counter()
    for each in sets["unseen"].asked[:TIMED]:
        encode(each.text)
    took = f"{1000 * (time.perf_counter() - started) / TIMED:.1f} ms"
    vectors, wanted = matrix(encode, [text for text, _ in lines]), np.array([label for _, label in lines])
    looked = {key: matrix(encode, [each.text for each in of.asked]) for key, of in sets.items()}
    for head, learn in (("a linear head", linear), ("a network", small_network)):
        score = learn(vectors, wanted)
        scored = {key: np.clip(score(rows), -MOST, MOST) for key, rows in looked.items()}
        show(f"the encoder, {head}", took, sets, scored)
        both = {key: letters[key] + SHARE * scored[key] for key in SETS}
        show(f"the encoder, {head}: half of it beside letters", took, sets, both)


def matrix(encode: Encode, texts: Sequence[str]) -> Any:  # noqa: ANN401 - an array
    """A row for each text."""
    return np.stack([np.asarray(encode(text), np.float32) for text in texts])


def linear(vectors: Any, wanted: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - arrays
    """Logistic regression."""
    score: Callable[[Any], Any] = LogisticRegression(C=10, max_iter=300).fit(vectors, wanted).decision_function
    return score


def small_network(vectors: Any, wanted: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - arrays
    """That of ``ally train``."""
    upon = network(vectors, wanted)
    return lambda rows: upon.of(rows)[:, 0]


def show(what: str, took: str, sets: dict[str, Set], scored: Scored) -> None:
    """A row: the area under the curve, and how many of the dangerous ones that the rules do not hear are heard."""
    cells = []
    for name, of in sets.items():
        label, score = np.array([each.label for each in of.asked]), scored[name]
        above = np.sort(score[~label])[::-1][int(ADDED * of.harmless)]
        cells.append(f"{roc_auc_score(label, score):.3f}, {(score[label] > above).mean():.3f} of {label.sum()}")
    print(f"| {what} | {took} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
