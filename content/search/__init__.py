"""From what a reader types to ranked articles: pure steps, for the catalog to put together."""

from .english import english
from .meaning import Meanings, voted
from .query import Query, match_expression, understand
from .rank import CANDIDATES, COLUMN_WEIGHTS, Candidate, Ranking
from .snippet import snippet
from .vocabulary import Vocabulary, Word
from .wording import WORDING, Wording, load_wording

__all__ = [
    "CANDIDATES",
    "COLUMN_WEIGHTS",
    "WORDING",
    "Candidate",
    "Meanings",
    "Query",
    "Ranking",
    "Vocabulary",
    "Word",
    "Wording",
    "english",
    "load_wording",
    "match_expression",
    "snippet",
    "understand",
    "voted",
]
