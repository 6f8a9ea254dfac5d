"""``content.db``: written beside its place, swapped in whole, opened read-only. Only here sqlite_utils is known."""

from .read import Store, encoder_for, encoder_of, open_store
from .schema import SCHEMA
from .stems import Stems
from .write import PATIENCE, Dropped, alone, build, update

__all__ = [
    "PATIENCE",
    "SCHEMA",
    "Dropped",
    "Stems",
    "Store",
    "alone",
    "build",
    "encoder_for",
    "encoder_of",
    "open_store",
    "update",
]
