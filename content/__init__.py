"""Articles: what they are, where they come from, how they are found. The room's only door."""

from .catalog import Catalog
from .categories import CATEGORIES, load_categories
from .errors import ArticleError, CategoriesError, ContentError, RulesError, StoreError, WordsError
from .ingest import PICTURES, fingerprint_of, ingest, is_fresh, starter
from .lint import LINT_RULES, Rule, broken_examples, lint, load_rules
from .search import WORDING, Encoder, load_encoder, load_wording
from .sources import SOURCES, Place
from .store import build, encoder_for, encoder_of, open_store
from .topics import TOPICS, Guess, Topics, load_topics
from .types import (
    Article,
    Category,
    Citation,
    Explanation,
    Finding,
    Found,
    Held,
    Page,
    Parts,
    Problem,
    Report,
    Results,
    Skipped,
    Step,
    Teaser,
)

__all__ = [
    "CATEGORIES",
    "LINT_RULES",
    "PICTURES",
    "SOURCES",
    "TOPICS",
    "WORDING",
    "Article",
    "ArticleError",
    "Catalog",
    "CategoriesError",
    "Category",
    "Citation",
    "ContentError",
    "Encoder",
    "Explanation",
    "Finding",
    "Found",
    "Guess",
    "Held",
    "Page",
    "Parts",
    "Place",
    "Problem",
    "Report",
    "Results",
    "Rule",
    "RulesError",
    "Skipped",
    "Step",
    "StoreError",
    "Teaser",
    "Topics",
    "WordsError",
    "broken_examples",
    "build",
    "encoder_for",
    "encoder_of",
    "fingerprint_of",
    "ingest",
    "is_fresh",
    "lint",
    "load_categories",
    "load_encoder",
    "load_rules",
    "load_topics",
    "load_wording",
    "open_store",
    "starter",
]
