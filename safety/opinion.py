"""A second opinion where the rules hear nothing: what dangerous lines have in common, learned from many.

It adds up weights of what ``features`` finds in a message, and asks ``sense`` where that is installed. It is not asked
where a cue knows the words as a title, has to be surer where one knows them as a figure of speech or as denied, and
makes less only of what is no explicit wish, plan or act of one's own and of what a message may only tell of. Without
its files all else works as before.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter
from dataclasses import dataclass, replace
from math import isfinite, sqrt
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from .decide import settled
from .errors import OpinionError
from .features import BUCKETS, LEAST_WORDS, Part, bucket, buckets, features, parts
from .reading import Reading
from .sense import MOST, NEAR, PROBE, Marks, Sense, Sensed, load_encoder, size, unpacked
from .types import AUDIENCES, About, CueKind, Level, Signal, Situation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from .thesaurus import Meanings
    from .types import Screening

NEVER = 1e9  #: the score that nothing reaches
OPINION = "opinion"  #: its folder in the data
#: By so much less a message has to score in which the rules hear a weak sign: two weak ones make a strong one.
WITH_A_SIGN = 0.9
#: ... and in which wishes, thoughts or plans in two places were calmed as past: people tell of then and now in one
#: breath. Chosen on plain wishes beside a tale that a cue of the past took for over (bench_breath.py) and on ``told``.
OF_THEN = 1.5
#: By so much more has a message to score in which a cue of this kind calmed what the rules hear: it sees a few words
#: and may be wrong. Of lines judged by a model that had not seen them, at least as many rang rightly as wrongly. Where
#: a title did, it is not asked.
CAUTION = {
    CueKind.PAST: 0.0, CueKind.LONG_PAST: 0.0, CueKind.QUOTE: 0.0, CueKind.STUDY: 0.0, CueKind.IDIOM: 3.0,
    CueKind.NEGATION: 3.0,
}  # fmt: skip
#: So much of what ``sense`` scores is added (0.5 to 0.8 hear alike on lines that were not learned from).
SHARE = 0.5
#: Signs that tell who somebody is, not how they are.
OF_PEOPLE = AUDIENCES | {"minor"}
#: Situations that are about the writer's own life.
OWN_LIFE = frozenset({Situation.SUICIDE, Situation.SELF_HARM, Situation.OVERDOSE})
#: The id that its signal has in place of a rule's.
RULE = "opinion"
#: Which danger it is needs less to tell than whether it is one: so many buckets for each situation.
KINDS = 1 << 17
#: Scripts that lines were set apart by, with a letter range each; whatever is in none of them is Latin.
SCRIPTS = {
    "greek and cyrillic": ("\u0370", "\u052f"), "hebrew and arabic": ("\u0590", "\u08ff"),
    "indic": ("\u0900", "\u0dff"), "joined": ("\u0e00", "\uffff"),
}  # fmt: skip
LATIN = "latin"


@dataclass(frozen=True)
class Ear:
    """Learned weights that add up to a score: how much a part is like the lines that it was learned for."""

    weights: array[int]  #: one for each bucket, in steps of ``step``
    step: float

    def score(self, found: Iterable[Collection[int]]) -> float:
        """Of the buckets of each kind of feature; 0 is as like as not, and where nothing is known."""
        weights = self.weights
        return self.step * sum(sum([weights[bucket] for bucket in kind]) / sqrt(len(kind)) for kind in found)


@dataclass(frozen=True)
class Opinion:
    """What was learned. Holds no message; may be shared by threads."""

    danger: Ear
    alone: Marks  #: for the scores of letters and words where no sentence model is installed
    kinds: Mapping[Situation, Ear]  #: which danger it is: the one whose ear is surest
    lines: int  #: that it was learned from
    sense: Sense | None = None  #: where the extra ``model`` is installed

    @property
    def marks(self) -> Marks:
        """The scores that decide, with the sentence model or without."""
        return self.sense.marks if self.sense else self.alone

    def signal(
        self, text: str, signs: Collection[str], meanings: Meanings, *, of_then: bool = False, caution: float = 0.0
    ) -> Signal | None:
        """What it hears in the message, if anything, beside these weak signs and perhaps a wish told as over.

        With ``caution`` a message has to score by so much more.
        """
        less = (OF_THEN if of_then else 0.0 if OF_PEOPLE.issuperset(signs) else WITH_A_SIGN) - caution
        judged = self.judged(text, meanings, less)
        if judged.score <= judged.least - less:
            return None
        situation = self.situation(judged)
        return Signal(
            rule=RULE, level=Level.DISTRESS, situation=situation, span=judged.sentence.span,
            about=About.OTHER if situation is Situation.THIRD_PARTY else About.SELF,
            language=judged.sentence.meant.language,
        )  # fmt: skip

    def judged(self, text: str, meanings: Meanings, less: float = WITH_A_SIGN) -> Judged:
        """What it thinks of a message: half as a whole, half by the sentence that speaks most for danger.

        Where it has an encoder, that is asked for those messages in which it can make a difference if so much ``less``
        is enough.
        """
        whole, *others = parts(text, meanings)
        score, _, sentence = self.weighed(whole, others)
        if len(whole.words.tokens) < LEAST_WORDS:
            return Judged(score, NEVER, whole, sentence)
        least = self.marks.least[script(whole.words.text)]
        if self.sense is None or score <= least - less - SHARE * MOST:
            return Judged(score, least, whole, sentence)
        sensed = self.sense.of(text, sentence.span[0])
        return Judged(score + SHARE * sensed.score, least, whole, sentence, sensed)

    def weighed(self, whole: Part, sentences: Sequence[Part], *, with_marks: bool = True) -> tuple[float, float, Part]:
        """The score of a message by its letters and words, and of the sentence that speaks most for danger."""
        scored = [(self.danger.score(buckets(part, with_marks=with_marks)), part) for part in sentences or [whole]]
        most, sentence = max(scored, key=itemgetter(0))
        score = self.danger.score(buckets(whole, with_marks=with_marks)) if sentences else most
        return (score + most) / 2, most, sentence

    def is_below(self, mark: float, text: str, meanings: Meanings) -> bool:
        """Whether a message scores below a mark and no sentence of it speaks for danger by its letters and words.

        With its question and quotation marks and without them: who adds one is not heard less. Ordinary words around a
        sentence that speaks for danger change nothing.
        """
        whole, *others = parts(text, meanings)
        readings = [self.weighed(whole, others, with_marks=each) for each in (True, False)]
        score, most = max(reading[0] for reading in readings), max(reading[1] for reading in readings)
        if most > 0.0:
            return False
        if self.sense is None:
            return score < mark
        place = max(readings, key=itemgetter(1))[2].span[0]
        return score - SHARE * MOST < mark and score + SHARE * self.sense.of(text, place).score < mark

    def situation(self, judged: Judged) -> Situation:
        """Which danger a message is about, if it is about one."""
        found = [[bucket % KINDS for bucket in kind] for kind in buckets(judged.whole)]
        sensed = judged.sensed.kinds if judged.sensed else [0.0] * len(self.kinds)
        scored = zip(self.kinds, sensed, strict=True)
        return max(scored, key=lambda each: self.kinds[each[0]].score(found) + each[1])[0]

    def strongest(self, sentence: Part, count: int) -> list[tuple[str, float]]:
        """The features of a sentence that speak most for danger, and by how much each: for a person's eyes."""
        found = [
            (name, self.danger.weights[bucket(name, kind)] * self.danger.step / sqrt(len(names)))
            for kind, names in enumerate(features(sentence.words, sentence.meant.concepts))
            for name in names
        ]
        return sorted(found, key=lambda each: (-each[1], each[0]))[:count]


class Judged(NamedTuple):
    """What an opinion thinks of a message."""

    score: float
    least: float  #: above which it gets a card
    whole: Part
    sentence: Part  #: that speaks most for danger
    sensed: Sensed | None = None  #: what the sentence model makes of it, if it was asked


def caution(screening: Screening, cautions: Mapping[str, float]) -> float | None:
    """By how much more than usual a message has to score for a second opinion to count; None where it is not asked.

    It is asked where the rules hear no danger, and only such cues as these calmed any: cue -> its ``CAUTION``. People
    tell of then and now in one breath, and a cue of the past cannot tell which of the two a wish belongs to.
    """
    calmed_by = {signal.muted_by or "" for signal in screening.signals if signal.level >= Level.DISTRESS}
    if screening.level >= Level.DISTRESS or not cautions.keys() >= calmed_by:
        return None
    return max((cautions[cue] for cue in calmed_by), default=0.0)


def is_of_then(screening: Screening, past: Collection[str]) -> bool:
    """Whether wishes, thoughts, plans or acts that these cues of the past calmed stand in two places: one may be now.

    A single one is what the cue was written for: "I used to want to die, I am well now".
    """
    calmed = [signal.span for signal in screening.signals if is_grave(signal) and signal.muted_by in past]
    first = min((end for _, end in calmed), default=0)
    return any(start >= first for start, _ in calmed)


def is_grave(signal: Signal) -> bool:
    """Whether it says more than distress."""
    return signal.level >= Level.IDEATION


def is_explicit(signal: Signal) -> bool:
    """Whether the rules hear a wish, thought, plan or act of the writer's own."""
    return is_grave(signal) and signal.about is About.SELF and signal.situation in OWN_LIFE


def softened(screening: Screening) -> Screening:
    """The screening with the help block in place of the card. Signs that its signals stand for still count."""
    return settled([
        replace(signal, level=Level.TOPIC) if signal.counts_as >= Level.DISTRESS else signal
        for signal in screening.signals
    ])  # fmt: skip


def calmed(screening: Screening) -> Screening:
    """The screening with the help block in place of the card, as where a cue says that it is told for a lesson."""
    return settled([
        replace(signal, muted_by=RULE, leaves=Level.TOPIC) if signal.counts_as >= Level.DISTRESS else signal
        for signal in screening.signals
    ])  # fmt: skip


def script(text: str) -> str:
    """The script that most letters of a text are in."""
    found = Counter(map(script_of, filter(str.isalpha, text)))
    return found.most_common(1)[0][0] if found else LATIN


def script_of(letter: str) -> str:
    """The script of a letter."""
    return next((name for name, (first, last) in SCRIPTS.items() if first <= letter <= last), LATIN)


def load_opinion(folder: Path, *, model: bool = True) -> Opinion | None:
    """What ``ally train`` wrote, or None where there is nothing; with the sentence model if it is installed and wanted.

    Raises:
        OpinionError: it may not be used, with every problem.
    """
    if not (folder / "opinion.yaml").exists():
        return None
    reading = Reading(folder / "opinion.yaml", OpinionError)
    data = reading.yaml()
    needs = {"learned_from", "least", "harmless", "told", "situations", "danger", "kinds"}
    reading.keys("the file", data, needs=needs, may={"sense"})
    reading.done()
    marks = read_marks(reading, "", data)
    check_numbers(reading, {"learned_from": data["learned_from"]})
    known = {situation.value: situation for situation in Situation}
    names = reading.texts("situations", data["situations"])
    situations = [reading.choice("situations", name, known) for name in names]
    [danger] = read_ears(reading, "danger", data["danger"], BUCKETS)
    kinds = read_ears(reading, "kinds", data["kinds"], KINDS, len(situations))
    sense = read_sense(reading, data["sense"], len(kinds)) if model and "sense" in data else None
    reading.done()
    told_apart = dict(zip(filter(None, situations), kinds, strict=True))
    return Opinion(danger, marks, told_apart, data["learned_from"], sense)


def read_marks(reading: Reading, place: str, about: Mapping[str, Any]) -> Marks:
    """The scores that decide; ``place`` is what problems with them begin with."""
    least = reading.mapping(f"{place}least", about.get("least"))
    reading.keys(f"{place}least", least, needs={LATIN, *SCRIPTS}, may=set())
    check_numbers(reading, {f"{place}least: {name}": score for name, score in least.items()})
    check_numbers(reading, {f"{place}{name}": about.get(name) for name in ("harmless", "told")})
    return Marks(least, about.get("harmless", NEVER), about.get("told", NEVER))


def read_ears(reading: Reading, name: str, value: object, size: int, count: int = 1) -> list[Ear]:
    """So many ears of this size each, which lie one after the other in the file of weights of that name."""
    about = reading.mapping(name, value)
    reading.keys(name, about, needs={"step", "weights"}, may=set())
    check_numbers(reading, {f"{name}: step": about.get("step")})
    weights = read_weights(reading, reading.path.parent / f"{name}.bin", about.get("weights"), size * count)
    firsts = range(0, size * count, size)
    return [Ear(array("b", weights[first : first + size]), about.get("step", 0.0)) for first in firsts]


def read_sense(reading: Reading, value: object, kinds: int) -> Sense | None:
    """What was learned upon a sentence encoder, if that is installed and gives the vectors that it gave then."""
    about = reading.mapping("sense", value)
    reading.keys("sense", about, needs={"least", "harmless", "told", "probe", "weights"}, may=set())
    marks = read_marks(reading, "sense: ", about)
    check_numbers(reading, {"sense: probe": about.get("probe")})
    content = read_weights(reading, reading.path.parent / "sense.bin", about.get("weights"), size(kinds))
    if reading.problems:
        return None
    try:
        encode = load_encoder()
        sense = Sense(encode, *unpacked(content, kinds), marks) if encode else None
        found = sense.of(PROBE).score if sense else about["probe"]
    except Exception as error:  # noqa: BLE001 - whatever is broken in a package of others, the rules are whole without it
        reading.problems.append(f"sense: its encoder does not work ({type(error).__name__}: {error})")
        return None
    if abs(found - about["probe"]) > NEAR:
        reading.problems.append(f"sense: scores its probe {found:.2f}, and {about['probe']:.2f} when it was learned: "
                                "another version of its encoder? Run `ally train` again")  # fmt: skip
    return sense


def check_numbers(reading: Reading, values: Mapping[str, object]) -> None:
    """Each is a number that others can be compared with."""
    wrong = (name for name, value in values.items() if not is_number(value))
    reading.problems += [f"{name}: {values[name]!r} must be a number" for name in wrong]


def is_number(value: object) -> bool:
    """Whether it is a finite number; yes and no are none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def read_weights(reading: Reading, path: Path, digest: object, size: int) -> bytes:
    """The weights, which must be those that the file was written with."""
    try:
        content = path.read_bytes()
    except OSError as error:
        reading.problems.append(f"{path.name} cannot be read: {error}")
        return b""
    if len(content) != size or hashlib.sha256(content).hexdigest() != digest:
        reading.problems.append(f"{path.name} is not the one that was written with it: run `ally train` again")
    return content
