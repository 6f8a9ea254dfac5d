"""From what a reader types to ranked articles: pure steps, for the catalog to put together."""

from .english import english
from .meaning import Meanings, voted
from .query import Query, match_expression, understand
from .rank import CANDIDATES, COLUMN_WEIGHTS, Candidate, Ranked, Ranking
from .semantic import Encoder, load_encoder
from .semantic.vectors import Likeness, Vectors
from .snippet import snippet
from .vocabulary import Vocabulary, Word
from .wording import WORDING, Wording, load_wording

__all__ = [
    "CANDIDATES",
    "COLUMN_WEIGHTS",
    "WORDING",
    "Candidate",
    "Encoder",
    "Likeness",
    "Meanings",
    "Query",
    "Ranked",
    "Ranking",
    "Vectors",
    "Vocabulary",
    "Word",
    "Wording",
    "english",
    "load_encoder",
    "load_wording",
    "match_expression",
    "snippet",
    "understand",
    "voted",
]
