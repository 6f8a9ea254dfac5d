"""The people database: what readers asked us to keep, and nothing else."""

from .store import People
from .types import Export, SavedArticle, Settings

__all__ = ["Export", "People", "SavedArticle", "Settings"]
