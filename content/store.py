"""``content.db``: built beside its place, swapped in whole, opened read-only. Only this file knows sqlite_utils."""

import os
import platform
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined] # the driver it chose: others raise other errors

from .errors import StoreError
from .rows import Row, article_row, category_row
from .search.semantic import Encoder, load_encoder
from .text import words
from .types import Article, Category
from .vectors import READ, nothing_known, vector_rows

SCHEMA = 2  #: raise it with every change of the tables: older files are then built anew
TOKENIZER = "porter unicode61 remove_diacritics 2"
SEARCHED = ("title", "summary", "body", "tags")
BATCH = 500
WORD_LENGTHS = range(3, 25)  # shorter words are never corrected, longer ones are no words
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
    },
    "shelves": {"slug": str, "number": int},
    "vocabulary": {"word": str, "stem": str, "articles": int},
    "vectors": {"number": int, "digest": str, "vector": bytes},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An article and the place it was read from."""

    article: Article
    origin: str


def build(
    articles: Iterable[Article | Stored],
    categories: Sequence[Category],
    path: Path,
    fingerprint: str,
    encoder: Encoder | None = None,
) -> None:
    """Write a new ``content.db`` and swap it in; readers of the old file keep the old one until they reopen.

    Articles are taken one by one and never all held. Whatever fails, the old file stays as it was. With an ``encoder``
    each article gets a vector of its meaning; those that the old file has already are taken over.

    Raises:
        StoreError: The file cannot be written, or two articles have one id.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        clear(path)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f"{draft_of(path)}-{os.getpid()}-") as folder:
            draft = Path(folder) / path.name
            write(draft, articles, categories, fingerprint)
            if encoder:
                write_vectors(draft, path, encoder)
            flush(draft)
            draft.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{path} could not be built: {error}") from error


def draft_of(path: Path) -> str:
    """How the drafts of a file begin that are written on this machine."""
    return f".{path.name}-{re.sub(r'[^A-Za-z0-9]', '', platform.node())}"


def clear(path: Path) -> None:
    """Remove what runs have left that were killed: drafts of processes that are no more."""
    for folder in path.parent.glob(f"{draft_of(path)}-*-*"):
        process = folder.name.split("-")[-2]
        if process.isdecimal() and is_gone(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def is_gone(process: int) -> bool:
    """Whether there is no such process any more; where that cannot be asked, it is taken to be there."""
    if os.name != "posix":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def write(draft: Path, articles: Iterable[Article | Stored], categories: Sequence[Category], fingerprint: str) -> None:
    """All tables of a new file, in one transaction."""
    with Database(draft, execute_plugins=False) as db:
        db.execute("PRAGMA synchronous = OFF")  # a draft that is cut off is thrown away
        for name, columns in TABLES.items():
            db.table(name).create(columns, pk="number" if name in {"articles", "vectors"} else None)
        counts: Counter[str] = Counter()
        with db.atomic():
            db.table("about").insert({"schema": SCHEMA, "fingerprint": fingerprint, "encoder": ""})
            db.table("categories").insert_all(category_row(each, place) for place, each in enumerate(categories))
            db.table("articles").insert_all(article_rows(articles, counts), batch_size=BATCH)
            db.table("articles").create_index(["id"], unique=True)
        arrange(db)
        db.table("articles").enable_fts(SEARCHED, tokenize=TOKENIZER)
        db.table("articles_fts").optimize()
        write_vocabulary(db, counts)
        db.analyze()


def article_rows(articles: Iterable[Article | Stored], counts: Counter[str]) -> Iterator[dict[str, object]]:
    """The rows to write, counting on the way in how many articles each word stands."""
    for number, each in enumerate(articles, start=1):
        article, origin = (each.article, each.origin) if isinstance(each, Stored) else (each, "")
        searched = (article.title, article.summary, article.body, *article.tags)
        counts.update({word for word in words("\n".join(searched)) if len(word) in WORD_LENGTHS and word.isalpha()})
        yield {"number": number, **article_row(article), "origin": origin}


def arrange(db: Database) -> None:
    """Each article on the shelf of its category and of each further topic, and the order they are read in."""
    db.execute("""
        INSERT INTO shelves SELECT category, number FROM articles
        UNION SELECT json_each.value, number FROM articles, json_each(articles.topics)
    """)
    db.table("shelves").create_index(["slug", "number"])
    db.table("articles").create_index(["category"])
    db.table("articles").create_index(["published"])
    db.table("articles").create_index(["curated"])
    db.table("articles").create_index(["minutes"])


def write_vocabulary(db: Database, counts: Counter[str]) -> None:
    """Every word of the library with its stem, which is what the index holds in its place."""
    spellings = sorted(counts)
    stems = stems_of(spellings)
    db.table("vocabulary").insert_all(
        ({"word": word, "stem": stems[word], "articles": counts[word]} for word in spellings), batch_size=BATCH
    )


def write_vectors(draft: Path, old: Path, encoder: Encoder) -> None:
    """A vector for each article of the draft, those of unchanged articles from the old file."""
    store = open_store(old) if encoder_of(old) == encoder.name else None
    known = store.vectors_of if store else nothing_known
    with Database(draft, execute_plugins=False) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("UPDATE about SET encoder = ?", [encoder.name])
        rows = db.query("SELECT number, title, summary, substr(body, 1, ?) AS body FROM articles", [READ])
        db.table("vectors").insert_all(vector_rows(rows, encoder, known), batch_size=BATCH)
    if store:
        store.close()


def stems_of(spellings: Sequence[str]) -> dict[str, str]:
    """The stem of each word, asked of the very tokenizer that the index uses; a text of many tokens has none."""
    return Stems().of(spellings)


class Stems:
    """The index's own tokenizer, kept at hand. Any thread may ask it."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.db = Database(sqlite3.connect(":memory:", check_same_thread=False), execute_plugins=False)
        self.db.execute(f"CREATE VIRTUAL TABLE stems USING fts5(word, tokenize = '{TOKENIZER}')")
        self.db.execute("CREATE VIRTUAL TABLE found USING fts5vocab(stems, instance)")

    def of(self, spellings: Sequence[str]) -> dict[str, str]:
        """The stem of each word; a text of many tokens has none."""
        with self.lock, self.db.atomic():
            self.db.execute("DELETE FROM stems")
            self.db.conn.executemany("INSERT INTO stems (rowid, word) VALUES (?, ?)", enumerate(spellings))
            return {spellings[number]: stem for stem, number in self.db.execute("SELECT term, doc FROM found")}


def flush(path: Path) -> None:
    """Have the file on the disk before it takes the old one's name."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


class Store:
    """An open ``content.db``. Any thread may ask it: questions wait for each other."""

    def __init__(self, db: Database, fingerprint: str, encoder: str) -> None:
        self.db = db
        self.fingerprint = fingerprint
        self.encoder = encoder  # "" where no article has a vector
        self.lock = Lock()

    def rows(self, sql: str, *values: str | float) -> list[Row]:
        """Every row that answers, by column name.

        Raises:
            StoreError: The file is damaged, or the store is closed.
        """
        try:
            with self.lock:
                cursor = self.db.execute(sql, values)
                names = [column[0] for column in cursor.description]
                return [dict(zip(names, row, strict=True)) for row in cursor]
        except sqlite3.Error as error:
            raise StoreError(f"the library could not be read: {error}") from error

    def vectors_of(self, digests: Sequence[str]) -> dict[str, bytes]:
        """The vectors this library has, by the digest of what they stand for."""
        marks = ", ".join("?" * len(digests))
        sql = f"SELECT digest, vector FROM vectors WHERE digest IN ({marks})"  # noqa: S608 - only marks
        return {row["digest"]: row["vector"] for row in self.rows(sql, *digests)}

    def close(self) -> None:
        """Let go of the file."""
        with self.lock:
            self.db.close()


def encoder_of(path: Path) -> str:
    """The name of the encoder whose vectors this library holds; "" for none, and where there is no library."""
    try:
        store = open_store(path)
    except StoreError:
        return ""
    store.close()
    return store.encoder


def encoder_for(path: Path) -> Encoder | None:
    """The encoder, where this library holds vectors to compare with and it is installed; only then it is loaded."""
    return load_encoder() if encoder_of(path) else None


def open_store(path: Path) -> Store:
    """The library in this file, which is never written to.

    Raises:
        StoreError: There is no such file, it is no library, or another version built it.
    """
    if not path.is_file():
        raise StoreError(f"{path}: there is no library here yet; `ally ingest` builds it")
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        db = Database(connection, execute_plugins=False)
        schema = db.execute("SELECT schema FROM about").fetchone()[0]
    except (sqlite3.Error, TypeError) as error:
        raise StoreError(f"{path}: this is no library, or a damaged one ({error}); `ally ingest` builds it") from error
    if schema != SCHEMA:
        db.close()
        raise StoreError(f"{path}: built by another version (schema {schema}, not {SCHEMA}); `ally ingest` rebuilds it")
    fingerprint, encoder = db.execute("SELECT fingerprint, encoder FROM about").fetchone()
    return Store(db, fingerprint, encoder)
