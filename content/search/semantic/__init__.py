"""Search by meaning, where the extra ``semantic`` is installed; everything else works without it."""

from .encoder import Encoder, load_encoder

__all__ = ["Encoder", "load_encoder"]
