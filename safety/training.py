"""Learns the second opinion from labelled lines: linear models over what ``features`` finds, networks upon ``sense``.

Only ``ally train`` comes here; it needs scikit-learn (``pip install 'anxiety-ally[train]'``).
"""

from __future__ import annotations

import hashlib
from array import array
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from os import cpu_count
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from .features import BUCKETS, buckets, parts
from .opinion import KINDS, LATIN, NEVER, SCRIPTS, SHARE, caution, script
from .sense import MOST, PROBE, UNITS, WIDTH, Marks, Network, Sense, packed, unpacked
from .text import normalise
from .types import Situation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from .features import Part
    from .lines import Line
    from .screen import Screener
    from .sense import Encode

    Tell = Callable[[str], None]

#: A feature of fewer lines is one of those lines alone.
LEAST_LINES = 2
RARENESS = 3.0  #: what the logarithm of rareness is divided by, so that the usual strength of regularisation fits
STRENGTH = 10.0  #: the inverse of regularisation
FOLDS = 5
#: Of the dangerous lines in which the rules hear nothing explicit of one's own, so many may be taken for harmless.
WRONGED = 0.015
#: ... and of those that may be told. Many were written to mislead; of other writers' it wrongs 2 of 163.
WRONGED_AS_TOLD = 0.02
CLIPPED = 0.9995  #: so many of the weights fit into a byte, the few larger ones are cut to it
BYTE = 127
#: The network upon the vectors of the sentence model. Twice as many units, two layers, other strengths: within a point.
PASSES, BATCH, DECAY = 10, 256, 1e-3
ENOUGH = 6_000  #: lines of a situation count as so many at most, however many they are
ENLARGED = 4.0  #: numbers of a vector of length one are small for the usual rate of learning
TOLD = 10_000  #: lines after which the reader of the command hears how far it is


@dataclass(frozen=True, slots=True)
class Learned:
    """What came of it, for the reader of the command."""

    script: str
    least: float
    calm: int  #: harmless lines
    alarms: int  #: of these, above ``least`` where the rules leave room: out of fold
    asked: int  #: dangerous lines that the rules hear nothing in
    heard: int  #: of these, above ``least``: out of fold


class Scores(NamedTuple):
    """What models that have not seen a line think of it; an array each, a number for each line."""

    whole: Any
    telling: Any  #: the sentence that speaks most for danger
    sense: Any  #: what ``Sense`` would score; 0 without an encoder


class Looked(NamedTuple):
    """What is looked at in the lines: a row for each line, and in ``sentences`` one for each sentence of each."""

    plain: Any
    rareness: Any  #: how much each column counts for being rare
    matrix: Any  #: the rows of ``plain``, weighed
    sentences: Any
    firsts: Any  #: for each line, its first row in ``sentences``
    vectors: Any  #: what the lines mean to the sentence model, or None
    scripts: Any


def train(  # noqa: PLR0913, PLR0917 - all that a training needs
    lines: Sequence[Line], screener: Screener, allowed: float, folder: Path, tell: Tell, encode: Encode | None = None
) -> tuple[list[Learned], list[Learned]]:
    """Learn from the lines and write ``opinion.yaml``, ``danger.bin`` and ``kinds.bin``; with ``encode`` ``sense.bin``.

    The least score is set for each script so that of the harmless lines, judged by a model that had not seen them, at
    most the share ``allowed`` gets a card that the rules would not give; the scores below which what may be less than
    the rules hear is less, and what may be told is told, so that of such dangerous lines at most the shares ``WRONGED``
    and ``WRONGED_AS_TOLD`` are lost.

    Returns what came of it without the sentence model, and with it; of the latter nothing where there is no encoder.

    Raises:
        ImportError: scikit-learn is not installed.
    """
    import numpy as np  # noqa: PLC0415 - only who trains has it

    looked = look(lines, screener, encode, tell)
    danger = np.array([line.danger for line in lines])
    scores = judged_unseen(looked, danger, tell)
    dangerous = danger > 0
    asked, less, telling = heard_by_rules(lines, screener)
    letters = (scores.whole + scores.telling) / 2
    with_sense = letters + SHARE * np.clip(scores.sense, -MOST, MOST)
    by_script = [looked.scripts == name for name in (LATIN, *SCRIPTS)]
    alone, both = (
        [
            learned(name, found[here], asked[here], dangerous[here], allowed)
            for name, here in zip((LATIN, *SCRIPTS), by_script, strict=True)
        ]
        for found in (letters, with_sense)
    )
    tell("learning from all lines")
    model = fitted(looked.matrix, danger)
    situations, kinds = learn_kinds(lines, looked.plain, folder / "kinds.bin", tell)
    (folder / "sense.bin").unlink(missing_ok=True)  # of an earlier training: without an encoder there is none
    lost = less & dangerous, telling & dangerous
    marks, marks_with_sense = marks_of(alone, letters, *lost), marks_of(both, with_sense, *lost)
    write(folder, {
        "learned_from": len(lines), **marks,
        "situations": [situation.value for situation in situations],
        "danger": written(folder / "danger.bin", [model.coef_[0] * looked.rareness]), "kinds": kinds,
    } | (
        {"sense": learn_sense(looked.vectors, lines, encode, marks_with_sense, folder / "sense.bin")} if encode else {}
    ))  # fmt: skip
    return alone, both if encode else []


def heard_by_rules(lines: Sequence[Line], screener: Screener) -> Any:  # noqa: ANN401 - arrays
    """For each line whether the rules leave room, whether it may be less than they hear, or told: a row each."""
    import numpy as np  # noqa: PLC0415 - as above

    heard = [(screener.screen(line.text), normalise(line.text)) for line in lines]
    return np.array([
        (
            caution(found, screener.cautions) == 0.0, typed and screener.may_be_less(found),
            typed and screener.may_be_told(found, words),
        )
        for found, words in heard for typed in [screener.is_as_typed(found, words)]
    ]).T  # fmt: skip


def look(lines: Sequence[Line], screener: Screener, encode: Encode | None, tell: Tell) -> Looked:
    """What there is to learn from."""
    import numpy as np  # noqa: PLC0415 - as above

    vectors = encoded(lines, encode, tell) if encode else None
    found = [parts(line.text, screener.meanings) for line in lines]
    plain = looked_at(whole for whole, *_ in found)
    rareness = how_rare(plain)
    sentences_of = [sentences or [whole] for whole, *sentences in found]
    return Looked(
        plain, rareness, weighed(plain, rareness),
        sentences=weighed(looked_at(chain.from_iterable(sentences_of)), rareness),
        firsts=np.cumsum([0, *map(len, sentences_of)])[:-1],
        vectors=vectors, scripts=np.array([script(whole.words.text) for whole, *_ in found]),
    )  # fmt: skip


def encoded(lines: Sequence[Line], encode: Encode, tell: Tell) -> Any:  # noqa: ANN401 - a matrix
    """The vector of each line, a row each."""
    import numpy as np  # noqa: PLC0415 - as above

    rows = []
    with ThreadPoolExecutor(cpu_count()) as pool:
        for number, vector in enumerate(pool.map(encode, [line.text for line in lines])):
            if number % TOLD == 0:
                tell(f"what each line means to the sentence model: {number} of {len(lines)}")
            rows.append(vector.astype(np.float32))
    return np.stack(rows)


def judged_unseen(looked: Looked, danger: Any, tell: Tell) -> Scores:  # noqa: ANN401 - an array
    """The scores of each line by models that have not seen it."""
    import numpy as np  # noqa: PLC0415 - as above
    from sklearn.model_selection import StratifiedKFold  # noqa: PLC0415 - as above

    whole, telling, sense = np.zeros((3, len(danger)))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    for number, (rows, others) in enumerate(folds.split(looked.matrix, danger > 0), 1):
        tell(f"judging each line by a model that has not seen it: {number} of {FOLDS}")
        model = fitted(looked.matrix[rows], danger[rows])
        whole[others] = model.decision_function(looked.matrix[others])
        of_sentences = model.decision_function(looked.sentences)
        telling[others] = np.maximum.reduceat(of_sentences, looked.firsts)[others]
        if looked.vectors is not None:
            upon = network(looked.vectors[rows], danger[rows] > 0)
            sense[others] = upon.of(looked.vectors[others])[:, 0]
    return Scores(whole, telling, sense)


def network(vectors: Any, wanted: Any, worth: Any = None) -> Network:  # noqa: ANN401 - arrays
    """A small network upon vectors that says what is wanted: yes or no, or which of some; some rows worth less."""
    import numpy as np  # noqa: PLC0415 - as above
    from sklearn.neural_network import MLPClassifier  # noqa: PLC0415 - as above

    middle, spread = vectors.mean(axis=0), float(vectors.std(axis=0).mean()) * WIDTH**0.5
    alike = (vectors - middle) / spread  # most of a vector says only that it is of a text: such are learned from slowly
    model = MLPClassifier((UNITS,), alpha=DECAY, batch_size=min(BATCH, len(vectors)), random_state=0)
    for _ in range(PASSES):
        model.partial_fit(alike * ENLARGED, wanted, classes=np.unique(wanted), sample_weight=worth)
    inner, outer = (np.vstack(each) for each in zip(model.coefs_, model.intercepts_, strict=True))
    inner[:-1] *= ENLARGED / spread
    inner[-1] -= middle @ inner[:-1]
    return Network(inner, outer)


def of_two(upon: Network) -> Network:
    """With an output for each of two that one output told apart."""
    import numpy as np  # noqa: PLC0415 - as above

    return Network(upon.inner, np.hstack([np.zeros_like(upon.outer), upon.outer]))


def learn_sense(
    vectors: Any,  # noqa: ANN401 - a matrix
    lines: Sequence[Line],
    encode: Encode,
    marks: Mapping[str, Any],
    file: Path,
) -> dict[str, Any]:
    """Learn upon the vectors of all lines, and write it; what ``opinion.yaml`` says of it beside these marks."""
    import numpy as np  # noqa: PLC0415 - as above

    situations = known_situations(lines)
    order = {situation: number for number, situation in enumerate(situations)}
    told = [number for number, line in enumerate(lines) if line.situation]
    about = np.array([order[line.situation] for line in lines if line.situation])
    count = np.bincount(about)
    kinds = network(vectors[told], about, (np.minimum(count, ENOUGH) / count)[about])
    kinds = of_two(kinds) if len(situations) == 2 else kinds  # noqa: PLR2004 - two are told apart by one output
    content = packed([network(vectors, np.array([line.danger > 0 for line in lines])), kinds])
    file.write_bytes(content)
    probe = round(Sense(encode, *unpacked(content, len(situations)), Marks(**marks)).of(PROBE).score, 3)
    return {**marks, "probe": probe, "weights": hashlib.sha256(content).hexdigest()}


def learned(script: str, scores: Any, asked: Any, wanted: Any, allowed: float) -> Learned:  # noqa: ANN401 - arrays
    """The least score for a script, so that the share ``allowed`` of its harmless lines gets a card, and its worth."""
    import numpy as np  # noqa: PLC0415 - as above

    calm = np.sort(scores[asked & ~wanted])[::-1]
    place = min(int(allowed * (~wanted).sum()), len(calm) - 1)
    least = round(float(calm[place]), 3) if len(calm) else NEVER
    above = asked & (scores > least)
    counts = (~wanted, above & ~wanted, asked & wanted, above & wanted)
    return Learned(script, least, *(int(count.sum()) for count in counts))


def marks_of(found: Iterable[Learned], scores: Any, less: Any, told: Any) -> dict[str, Any]:  # noqa: ANN401 - arrays
    """The scores that decide, as ``Marks``: the last two by the dangerous lines that may be less, and may be told."""
    least = {each.script: each.least for each in found}
    return {"least": least, "harmless": mark(scores[less], WRONGED), "told": mark(scores[told], WRONGED_AS_TOLD)}


def mark(scores: Any, share: float) -> float:  # noqa: ANN401 - an array
    """The score below which at most this share of them lies."""
    return round(float(sorted(scores)[int(share * len(scores))]), 3) if len(scores) else -NEVER


def known_situations(lines: Sequence[Line]) -> list[Situation]:
    """The situations that lines tell apart, in one order."""
    told = {line.situation for line in lines}
    return [situation for situation in Situation if situation in told] or [Situation.SUICIDE]


def learn_kinds(
    lines: Sequence[Line],
    plain: Any,  # noqa: ANN401 - a matrix
    file: Path,
    tell: Tell,
) -> tuple[list[Situation], dict[str, Any]]:
    """Learn to tell situations apart, each worth as much as all others together, however few lines it has."""
    import numpy as np  # noqa: PLC0415 - as above

    told, situations = [line.situation for line in lines], known_situations(lines)
    if len(situations) == 1:  # nothing to tell apart
        return situations, written(file, [np.zeros(KINDS)])
    rows = [number for number, situation in enumerate(told) if situation]
    folded = fold(plain[rows], KINDS)
    weights = []
    for situation in situations:
        tell(f"learning to tell apart: {situation.value}")
        weights.append(fitted(folded, np.array([float(told[row] is situation) for row in rows]), "balanced").coef_[0])
    return situations, written(file, weights)


def fitted(matrix: Any, wanted: Any, class_weight: str | None = None) -> Any:  # noqa: ANN401 - of packages that mypy has not
    """A model of how much each row is wanted, from 0 to 1. What it knows nothing of scores 0: it has no constant."""
    import numpy as np  # noqa: PLC0415 - as above
    from scipy.sparse import vstack  # noqa: PLC0415 - as above
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - as above

    model = LogisticRegression(C=STRENGTH, solver="liblinear", fit_intercept=False, class_weight=class_weight)
    partly = np.flatnonzero((wanted > 0) & (wanted < 1))  # each counts as two rows, one wanted and one not
    every = vstack([matrix, matrix[partly]]).tocsr() if len(partly) else matrix
    shares = np.concatenate([np.where(wanted > 0, wanted, 1.0), 1.0 - wanted[partly]])
    return model.fit(every, np.concatenate([wanted > 0, np.zeros(len(partly), dtype=bool)]), sample_weight=shares)


def looked_at(looked: Iterable[Part]) -> Any:  # noqa: ANN401 - a matrix
    """What each holds, a row each and a column for each bucket."""
    import numpy as np  # noqa: PLC0415 - as above
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - as above

    columns, values, starts = array("i"), array("f"), array("q", [0])
    for part in looked:
        for kind in map(sorted, buckets(part)):  # in order, so that the same lines give the same weights
            columns.extend(kind)
            values.extend([len(kind) ** -0.5] * len(kind))
        starts.append(len(columns))
    content = (np.array(values), np.array(columns), np.array(starts))
    matrix = csr_matrix(content, shape=(len(starts) - 1, BUCKETS))
    matrix.sum_duplicates()
    return matrix


def how_rare(matrix: Any) -> Any:  # noqa: ANN401 - as above
    """How much each column counts for being rare."""
    import numpy as np  # noqa: PLC0415 - as above

    count = matrix.getnnz(axis=0)
    return np.where(count >= LEAST_LINES, np.log((1 + matrix.shape[0]) / (1 + count)) / RARENESS, 0.0)


def weighed(matrix: Any, weights: Any) -> Any:  # noqa: ANN401 - as above
    """Each column as much as its weight."""
    from scipy.sparse import diags  # noqa: PLC0415 - as above

    return (matrix @ diags(weights)).tocsr()


def fold(matrix: Any, size: int) -> Any:  # noqa: ANN401 - as above
    """The columns of a matrix in so many, one upon another."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - as above

    found = matrix.tocoo()
    return csr_matrix((found.data, (found.row, found.col % size)), shape=(found.shape[0], size))


def written(file: Path, weights: Sequence[Any]) -> dict[str, Any]:
    """Write weights in one byte each, one row after the other; what ``opinion.yaml`` says of them."""
    import numpy as np  # noqa: PLC0415 - as above

    every = np.concatenate(weights)
    used = np.abs(every[every != 0])
    step = float(np.quantile(used, CLIPPED)) / BYTE if len(used) else 1.0
    content = np.clip(np.round(every / step), -BYTE, BYTE).astype(np.int8).tobytes()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return {"step": step, "weights": hashlib.sha256(content).hexdigest()}


def write(folder: Path, about: Mapping[str, Any]) -> None:
    """What an opinion is made of, beside its files of weights."""
    head = "# Written by `ally train`; the figures of its training stand in docs/SAFETY.md.\n"
    (folder / "opinion.yaml").write_text(head + yaml.safe_dump(about, sort_keys=False), "utf-8")
