"""The labelled lines that the second opinion learns from: what they say, and how dangerous and of what kind it is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import yaml

from .errors import OpinionError
from .measure import LIFE_AT_RISK
from .types import Level, Situation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from .lexicon import Lexicon
    from .screen import Screener

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


@dataclass(frozen=True, slots=True)
class Line:
    """One line to learn from."""

    text: str
    danger: float  #: how dangerous it is to be judged: 0 harmless, 1 a risk to life, ``LESS`` another danger
    situation: Situation | None = None  #: which danger, where somebody said or the rules know


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
