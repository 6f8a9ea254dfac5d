"""Learns the second opinion from labelled lines: a linear model over what ``opinion`` looks at in a message.

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
from .measure import LIFE_AT_RISK, is_heard
from .opinion import BUCKETS, LATIN, NEVER, SCRIPTS, buckets, is_asked, parts, script
from .types import Level, Situation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from .lexicon import Lexicon
    from .opinion import Part
    from .screen import Screener

    Tell = Callable[[str], None]

#: How a line of ``lines/*.txt`` begins: at risk of their life, another danger, nothing.
LABELS = {"+": True, "o": False, "-": False}
#: A feature of fewer lines is one of those lines alone.
LEAST_LINES = 2
RARENESS = 3.0  #: what the logarithm of rareness is divided by, so that the usual strength of regularisation fits
STRENGTH = 10.0  #: the inverse of regularisation
FOLDS = 5
CLIPPED = 0.9995  #: so many of the weights fit into a byte, the few larger ones are cut to it
BYTE = 127


@dataclass(frozen=True, slots=True)
class Line:
    """One line to learn from."""

    text: str
    at_risk: bool  #: of suicide, self-harm or overdose; another danger is not meant


@dataclass(frozen=True, slots=True)
class Learned:
    """What came of it, for the reader of the command."""

    script: str
    least: float
    calm: int  #: lines without a risk to life
    alarms: int  #: of these, above ``least`` where the rules leave room: out of fold
    asked: int  #: lines at risk that the rules hear nothing in
    heard: int  #: of these, above ``least``: out of fold


def read_lines(folder: Path, lexicons: Iterable[Lexicon], screener: Screener) -> tuple[Line, ...]:
    """The lines under ``folder``, laid out as ``tests/safety`` is, and the examples of the rules; none twice.

    ``plain`` (a card) and ``everyday`` (none), ``lines`` (labelled), ``seen`` (JSON lines) and the training halves of
    ``hard``. What a line of ``plain`` or an example is about, the rules say.

    Raises:
        OpinionError: a file does not read, or there are too few lines.
    """
    problems: list[str] = []
    rows = chain(
        ((text, heard_as_risk(text, screener)) for file in sorted(folder.glob("plain/*.txt")) for text in texts(file)),
        ((text, False) for file in sorted(folder.glob("everyday/*.txt")) for text in texts(file)),
        (row for file in sorted(folder.glob("lines/*.txt")) for row in labelled(file, problems)),
        (row for file in sorted(folder.glob("seen/*.jsonl")) for row in seen(file, problems)),
        (row for file in sorted(folder.glob("hard/??.yaml")) for row in hard(file, problems)),
    )
    own = dict(rows)
    if problems:
        raise OpinionError(folder, tuple(problems))
    lines = tuple(Line(text, at_risk) for text, at_risk in (own | dict(examples(lexicons, screener))).items())
    if {line.at_risk for line in lines} != {True, False}:
        needs = "needs lines with and without a risk to life (plain/, everyday/, lines/, seen/ or hard/)"
        raise OpinionError(folder, (needs,))
    return lines


def heard_as_risk(text: str, screener: Screener) -> bool:
    """Whether the rules hear a risk to life in a line that is known to be heard."""
    return is_heard(screener.screen(text))


def texts(file: Path) -> list[str]:
    """The lines of a file that are not empty."""
    return list(filter(str.strip, file.read_text("utf-8").splitlines()))


def labelled(file: Path, problems: list[str]) -> Iterator[tuple[str, bool]]:
    """Lines of a label, a tab and a text."""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        label, _, text = line.partition("\t")
        if label in LABELS and text.strip():
            yield text.strip(), LABELS[label]
        elif line.strip():
            problems.append(f"{file.name}:{number}: must be one of {', '.join(LABELS)}, a tab, and a text")


def seen(file: Path, problems: list[str]) -> Iterator[tuple[str, bool]]:
    """Lines with "text" and "label"."""
    for number, line in enumerate(texts(file), 1):
        try:
            row = json.loads(line)
            yield row["text"], bool(row["label"])
        except (ValueError, KeyError, TypeError) as error:
            problems.append(f'{file.name}:{number}: must be an object with "text" and "label" ({type(error).__name__})')


def hard(file: Path, problems: list[str]) -> Iterator[tuple[str, bool]]:
    """The training half of a hard set. Its situations that are no risk to life count as calm here."""
    try:
        data = yaml.safe_load(file.read_text("utf-8"))
        yield from ((row["text"], Situation(row["situation"]) in LIFE_AT_RISK) for row in data["positives"][1::2])
        yield from ((row["text"], False) for row in data["negatives"][1::2])
    except (yaml.YAMLError, ValueError, KeyError, TypeError) as error:
        problems.append(f"{file.name}: is no hard set ({type(error).__name__})")


def examples(lexicons: Iterable[Lexicon], screener: Screener) -> Iterator[tuple[str, bool]]:
    """What rules must catch, and what cues calm and keep."""
    for lexicon in lexicons:
        for rule in lexicon.rules:
            if rule.level >= Level.DISTRESS:
                yield from ((text, heard_as_risk(text, screener)) for text in rule.catches)
        for cue in lexicon.cues:
            yield from ((text, False) for text in cue.calms)
            yield from ((text, heard_as_risk(text, screener)) for text in cue.keeps)


def train(lines: Sequence[Line], screener: Screener, allowed: float, folder: Path, tell: Tell) -> list[Learned]:
    """Learn from the lines and write ``opinion.yaml`` and ``weights.bin``.

    The least score is set for each script so that of the lines without a risk to life, judged by a model that had not
    seen them, at most the share ``allowed`` gets a card that the rules would not give.

    Raises:
        ImportError: scikit-learn is not installed.
    """
    import numpy as np  # noqa: PLC0415 - only who trains has it
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - the same
    from sklearn.model_selection import StratifiedKFold  # noqa: PLC0415 - the same

    looked = [parts(line.text, screener.meanings) for line in lines]
    matrix, rareness = looked_at(whole for whole, *_ in looked)
    sentences_of = [sentences or [whole] for whole, *sentences in looked]
    judged, _ = looked_at(chain.from_iterable(sentences_of), rareness)
    firsts = np.cumsum([0, *map(len, sentences_of)])[:-1]
    wanted = np.array([line.at_risk for line in lines])
    asked = np.array([is_asked(screener.screen(line.text)) for line in lines])
    scripts = np.array([script(whole.words.text) for whole, *_ in looked])

    def fitted(rows: Any) -> Any:  # noqa: ANN401 - arrays and models of packages that are not here for mypy
        return LogisticRegression(C=STRENGTH, solver="liblinear").fit(matrix[rows], wanted[rows])

    scores = np.zeros(len(lines))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    for number, (rows, others) in enumerate(folds.split(matrix, wanted), 1):
        tell(f"judging each line by a model that has not seen it: {number} of {FOLDS}")
        model = fitted(rows)
        telling = np.maximum.reduceat(model.decision_function(judged), firsts)
        scores[others] = (model.decision_function(matrix[others]) + telling[others]) / 2
    found = []
    for name in (LATIN, *SCRIPTS):
        here = scripts == name
        calm, open_calm = here & ~wanted, np.sort(scores[here & ~wanted & asked])[::-1]
        place = min(int(allowed * calm.sum()), len(open_calm) - 1)
        least = round(float(open_calm[place]), 3) if len(open_calm) else NEVER
        above = here & asked & (scores > least)
        counts = (calm, above & ~wanted, here & asked & wanted, above & wanted)
        found.append(Learned(name, least, *(int(count.sum()) for count in counts)))
    tell("learning from all lines")
    model = fitted(np.arange(len(lines)))
    write(folder, model.coef_[0] * rareness, float(model.intercept_[0]), found, len(lines))
    return found


def looked_at(looked: Iterable[Part], rareness: Any = None) -> tuple[Any, Any]:  # noqa: ANN401 - arrays
    """What each holds, a row each, and how much a bucket counts for being rare; of these, where it is not given."""
    import numpy as np  # noqa: PLC0415 - as above
    from scipy.sparse import csr_matrix, diags  # noqa: PLC0415 - as above

    columns, values, starts = array("i"), array("f"), array("q", [0])
    for part in looked:
        found = filter(None, buckets(part.words, part.meant.concepts))
        for kind in map(sorted, found):  # in order, so that the same lines give the same weights
            columns.extend(kind)
            values.extend([len(kind) ** -0.5] * len(kind))
        starts.append(len(columns))
    rows = len(starts) - 1
    matrix = csr_matrix((np.array(values), np.array(columns), np.array(starts)), shape=(rows, BUCKETS))
    matrix.sum_duplicates()
    if rareness is None:
        count = matrix.getnnz(axis=0)
        rareness = np.where(count >= LEAST_LINES, np.log((1 + rows) / (1 + count)) / RARENESS, 0.0)
    return (matrix @ diags(rareness)).tocsr(), rareness


def write(folder: Path, weights: Any, bias: float, found: Sequence[Learned], lines: int) -> None:  # noqa: ANN401 - an array
    """The two files of an opinion."""
    import numpy as np  # noqa: PLC0415 - as above

    step = float(np.quantile(np.abs(weights[weights != 0]), CLIPPED)) / BYTE
    content = np.clip(np.round(weights / step), -BYTE, BYTE).astype(np.int8).tobytes()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "weights.bin").write_bytes(content)
    about = {
        "learned_from": lines, "step": step, "bias": bias, "least": {each.script: each.least for each in found},
        "weights": hashlib.sha256(content).hexdigest(),
    }  # fmt: skip
    head = "# Written by `ally train`; the figures of its training stand in docs/SAFETY.md.\n"
    (folder / "opinion.yaml").write_text(head + yaml.safe_dump(about, sort_keys=False), "utf-8")
