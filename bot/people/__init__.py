"""The people database: what readers asked us to keep, and nothing else."""

from .store import MOST_SEARCHES, People
from .types import Export, SavedArticle, Search, Settings

__all__ = ["MOST_SEARCHES", "Export", "People", "SavedArticle", "Search", "Settings"]
