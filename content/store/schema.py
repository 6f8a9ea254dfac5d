"""The tables of ``content.db``."""

from sqlite_utils import Database

#: Raise it with every change of the tables, or of what is counted as a word: older files are then built anew.
SCHEMA = 3
TOKENIZER = "porter unicode61 remove_diacritics 2"
SEARCHED = ("title", "summary", "body", "tags")
TABLES: dict[str, dict[str, type]] = {
    "about": {"schema": int, "fingerprint": str, "encoder": str},
    "categories": {
        "slug": str,
        "title": str,
        "emoji": str,
        "description": str,
        "aliases": str,
        "related": str,
        "care": int,
        "picture": str,
        "picture_alt": str,
        "position": int,
    },
    "articles": {
        "number": int,
        "id": str,
        "title": str,
        "summary": str,
        "body": str,
        "category": str,
        "topics": str,
        "tags": str,
        "published": str,
        "minutes": int,
        "picture": str,
        "picture_alt": str,
        "source_name": str,
        "link": str,
        "authors": str,
        "language": str,
        "citations": str,
        "curated": int,
        "reviewed_on": str,
        "origin": str,
        "digest": bytes,
        "address": str,
    },
    "shelves": {"slug": str, "number": int},  # each article on that of its category and of each further topic
    "vocabulary": {"word": str, "stem": str, "articles": int},  # every word, with its stem: the index holds only that
    "vectors": {"number": int, "vector": bytes},
}
KEYS = {"articles": "number", "vocabulary": "word", "vectors": "number"}
INDEXES = (
    ("shelves", ("slug", "number")),
    ("shelves", ("number",)),
    ("articles", ("category",)),
    ("articles", ("published",)),
    ("articles", ("curated",)),
    ("articles", ("minutes",)),
    ("articles", ("digest",)),
    ("articles", ("address",)),
)


def create(db: Database) -> None:
    """Every table and index of an empty library. The index of words follows the articles by itself."""
    for name, columns in TABLES.items():
        db.table(name).create(columns, pk=KEYS.get(name))
    db.table("articles").create_index(["id"], unique=True)
    for name, indexed in INDEXES:
        db.table(name).create_index(indexed)
    db.table("articles").enable_fts(SEARCHED, tokenize=TOKENIZER, create_triggers=True)
