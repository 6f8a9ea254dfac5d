"""Learns the second opinion from labelled lines: linear models over what ``features`` finds in a message.

Only ``ally train`` comes here; it needs scikit-learn (``pip install 'anxiety-ally[train]'``).
"""

from __future__ import annotations

import hashlib
import json
from array import array
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

import yaml

from .errors import OpinionError
from .features import BUCKETS, buckets, parts
from .measure import LIFE_AT_RISK
from .opinion import KINDS, LATIN, NEVER, SCRIPTS, is_asked, script
from .types import Level, Situation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from .features import Part
    from .lexicon import Lexicon
    from .screen import Screener

    Tell = Callable[[str], None]

#: How a line of ``lines/*.txt`` begins where it names no situation: at risk of their life, another danger, nothing.
LIFE, OTHER, CALM = "+", "o", "-"
#: What a dangerous line may be about that says no more.
ANY = frozenset(Situation)
#: What a label may mean; which of them it is, the rules may say.
LABELS: dict[str, frozenset[Situation]] = {
    LIFE: LIFE_AT_RISK, OTHER: ANY - LIFE_AT_RISK, CALM: frozenset(),
    **{situation.value: frozenset({situation}) for situation in Situation},
}  # fmt: skip
#: Much that troubles people is near in words to the other dangers: this much dangerous they are to be judged, so that
#: the ordinary distress that is not meant gets no card (chosen on lines of writers that were not learned from).
LESS = 0.95
#: A feature of fewer lines is one of those lines alone.
LEAST_LINES = 2
RARENESS = 3.0  #: what the logarithm of rareness is divided by, so that the usual strength of regularisation fits
STRENGTH = 10.0  #: the inverse of regularisation
FOLDS = 5
#: Of the dangerous lines in which the rules hear ``distress``, so many may be taken for harmless.
WRONGED = 0.01
CLIPPED = 0.9995  #: so many of the weights fit into a byte, the few larger ones are cut to it
BYTE = 127


@dataclass(frozen=True, slots=True)
class Line:
    """One line to learn from."""

    text: str
    danger: float  #: how dangerous it is to be judged: 0 harmless, 1 a risk to life, ``LESS`` another danger
    situation: Situation | None = None  #: which danger, where somebody said or the rules know


@dataclass(frozen=True, slots=True)
class Learned:
    """What came of it, for the reader of the command."""

    script: str
    least: float
    calm: int  #: harmless lines
    alarms: int  #: of these, above ``least`` where the rules leave room: out of fold
    asked: int  #: dangerous lines that the rules hear nothing in
    heard: int  #: of these, above ``least``: out of fold


def read_lines(folder: Path, lexicons: Iterable[Lexicon], screener: Screener) -> tuple[Line, ...]:
    """The lines under ``folder``, laid out as ``tests/safety`` is, and the examples of the rules; none twice.

    ``plain`` (a card) and ``everyday`` (none), ``lines`` (labelled), ``seen`` (JSON lines) and the training halves of
    ``hard``. What a line is about that does not say so, the rules say, if they hear it.

    Raises:
        OpinionError: a file does not read, or there are too few lines.
    """
    problems: list[str] = []
    rows = chain(
        ((text, ANY) for file in sorted(folder.glob("plain/*.txt")) for text in texts(file)),
        ((text, LABELS[CALM]) for file in sorted(folder.glob("everyday/*.txt")) for text in texts(file)),
        (row for file in sorted(folder.glob("lines/*.txt")) for row in labelled(file, problems)),
        (row for file in sorted(folder.glob("seen/*.jsonl")) for row in seen(file, problems)),
        (row for file in sorted(folder.glob("hard/??.yaml")) for row in hard(file, problems)),
    )
    own = dict(rows)
    if problems:
        raise OpinionError(folder, tuple(problems))
    lines = tuple(line_of(text, may_be, screener) for text, may_be in (own | dict(examples(lexicons))).items())
    if {line.danger > 0 for line in lines} != {True, False}:
        needs = "needs dangerous and harmless lines (plain/, everyday/, lines/, seen/ or hard/)"
        raise OpinionError(folder, (needs,))
    return lines


def line_of(text: str, may_be: frozenset[Situation], screener: Screener) -> Line:
    """A line that may be about one of these situations, or is harmless where there is none."""
    if not may_be:
        return Line(text, 0.0)
    heard = screener.screen(text)
    found = {heard.situation} if heard.level >= Level.DISTRESS else frozenset()
    situation = next(iter(may_be if len(may_be) == 1 else may_be & found), None)
    about = {situation} if situation else may_be
    return Line(text, 1.0 if about & LIFE_AT_RISK else LESS, situation)


def texts(file: Path) -> list[str]:
    """The lines of a file that are not empty."""
    return list(filter(str.strip, file.read_text("utf-8").splitlines()))


def labelled(file: Path, problems: list[str]) -> Iterator[tuple[str, frozenset[Situation]]]:
    """Lines of a label, a tab and a text."""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        label, _, text = line.partition("\t")
        if label in LABELS and text.strip():
            yield text.strip(), LABELS[label]
        elif line.strip():
            problems.append(f"{file.name}:{number}: must be one of {', '.join(LABELS)}, a tab, and a text")


def seen(file: Path, problems: list[str]) -> Iterator[tuple[str, frozenset[Situation]]]:
    """Lines with "text" and "label"."""
    for number, line in enumerate(texts(file), 1):
        try:
            row = json.loads(line)
            yield row["text"], ANY if row["label"] else LABELS[CALM]
        except (ValueError, KeyError, TypeError) as error:
            problems.append(f'{file.name}:{number}: must be an object with "text" and "label" ({type(error).__name__})')


def hard(file: Path, problems: list[str]) -> Iterator[tuple[str, frozenset[Situation]]]:
    """The training half of a hard set."""
    try:
        data = yaml.safe_load(file.read_text("utf-8"))
        yield from ((row["text"], frozenset({Situation(row["situation"])})) for row in data["positives"][1::2])
        yield from ((row["text"], LABELS[CALM]) for row in data["negatives"][1::2])
    except (yaml.YAMLError, ValueError, KeyError, TypeError) as error:
        problems.append(f"{file.name}: is no hard set ({type(error).__name__})")


def examples(lexicons: Iterable[Lexicon]) -> Iterator[tuple[str, frozenset[Situation]]]:
    """What rules must catch, and what cues calm and keep."""
    for lexicon in lexicons:
        for rule in lexicon.rules:
            if rule.level >= Level.DISTRESS:
                yield from ((text, ANY) for text in rule.catches)
        for cue in lexicon.cues:
            yield from ((text, LABELS[CALM]) for text in cue.calms)
            yield from ((text, ANY) for text in cue.keeps)


def train(lines: Sequence[Line], screener: Screener, allowed: float, folder: Path, tell: Tell) -> list[Learned]:
    """Learn from the lines and write ``opinion.yaml``, ``danger.bin`` and ``kinds.bin``.

    The least score is set for each script so that of the harmless lines, judged by a model that had not seen them, at
    most the share ``allowed`` gets a card that the rules would not give; the score below which a weak signal of the
    rules is none, so that of the dangerous lines in which they hear no more at most the share ``WRONGED`` is lost.

    Raises:
        ImportError: scikit-learn is not installed.
    """
    import numpy as np  # noqa: PLC0415 - only who trains has it

    looked = [parts(line.text, screener.meanings) for line in lines]
    plain = looked_at(whole for whole, *_ in looked)
    rareness = how_rare(plain)
    matrix = weighed(plain, rareness)
    sentences_of = [sentences or [whole] for whole, *sentences in looked]
    sentences = weighed(looked_at(chain.from_iterable(sentences_of)), rareness)
    firsts = np.cumsum([0, *map(len, sentences_of)])[:-1]
    danger = np.array([line.danger for line in lines])
    whole, telling = judged_unseen(matrix, sentences, firsts, danger, tell)
    heard = [screener.screen(line.text) for line in lines]
    asked = np.array([is_asked(screening) for screening in heard])
    weak = np.array([screening.level is Level.DISTRESS for screening in heard])
    scripts = np.array([script(message.words.text) for message, *_ in looked])
    scores = (whole + telling) / 2
    found = [
        learned(name, scores[here], asked[here], danger[here] > 0, allowed)
        for name in (LATIN, *SCRIPTS)
        for here in [scripts == name]
    ]
    known = np.sort(np.maximum(whole, telling)[weak & (danger > 0)])
    harmless = round(float(known[int(WRONGED * len(known))]), 3) if len(known) else -NEVER
    tell("learning from all lines")
    model = fitted(matrix, danger)
    situations, kinds = learn_kinds(lines, plain, folder / "kinds.bin", tell)
    write(folder, {
        "learned_from": len(lines), "least": {each.script: each.least for each in found},
        "harmless": harmless, "situations": [situation.value for situation in situations],
        "danger": written(folder / "danger.bin", [model.coef_[0] * rareness]),
        "kinds": kinds,
    })  # fmt: skip
    return found


def judged_unseen(matrix: Any, sentences: Any, firsts: Any, danger: Any, tell: Tell) -> tuple[Any, Any]:  # noqa: ANN401 - arrays
    """The scores of each line as a whole and of its most telling sentence, by a model that has not seen the line."""
    import numpy as np  # noqa: PLC0415 - as above
    from sklearn.model_selection import StratifiedKFold  # noqa: PLC0415 - as above

    whole, telling = np.zeros(len(danger)), np.zeros(len(danger))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    for number, (rows, others) in enumerate(folds.split(matrix, danger > 0), 1):
        tell(f"judging each line by a model that has not seen it: {number} of {FOLDS}")
        model = fitted(matrix[rows], danger[rows])
        whole[others] = model.decision_function(matrix[others])
        telling[others] = np.maximum.reduceat(model.decision_function(sentences), firsts)[others]
    return whole, telling


def learned(script: str, scores: Any, asked: Any, wanted: Any, allowed: float) -> Learned:  # noqa: ANN401 - arrays
    """The least score for a script, so that the share ``allowed`` of its harmless lines gets a card, and its worth."""
    import numpy as np  # noqa: PLC0415 - as above

    calm = np.sort(scores[asked & ~wanted])[::-1]
    place = min(int(allowed * (~wanted).sum()), len(calm) - 1)
    least = round(float(calm[place]), 3) if len(calm) else NEVER
    above = asked & (scores > least)
    counts = (~wanted, above & ~wanted, asked & wanted, above & wanted)
    return Learned(script, least, *(int(count.sum()) for count in counts))


def learn_kinds(
    lines: Sequence[Line],
    plain: Any,  # noqa: ANN401 - a matrix
    file: Path,
    tell: Tell,
) -> tuple[list[Situation], dict[str, Any]]:
    """Learn to tell situations apart, each worth as much as all others together, however few lines it has."""
    import numpy as np  # noqa: PLC0415 - as above

    told = [line.situation for line in lines]
    situations = [situation for situation in Situation if situation in told] or [Situation.SUICIDE]
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
