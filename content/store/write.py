"""Writes ``content.db``: a draft beside its place takes every change, and is swapped in whole."""

import os
import platform
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined] # the driver it chose: others raise other errors

from content.errors import StoreError
from content.rows import Row, article_row, category_row, texts_of
from content.search import Encoder
from content.stored import Stored
from content.text import WORD_LENGTHS, one_line, plain, words
from content.types import Article, Category

from .read import open_store
from .schema import SCHEMA, create
from .stems import Stems

BATCH = 500
READ = 4_000  #: characters of a body that its vector may stand for
PATIENCE = 10.0  #: seconds to wait for another run
#: So large a share of the articles must have changed for the index to be put in order again, which takes as long as
#: building it, and so large a share of the pages be empty for the file to be written without them.
MANY = 0.1
WORDS_OF = "SELECT number, id, title, summary, body, tags FROM articles WHERE id IN ({})"
GISTS_OF = "SELECT number, title, summary, substr(body, 1, ?) AS body FROM articles WHERE number IN ({})"
COUNTED = """
    INSERT INTO vocabulary (word, stem, articles) VALUES (?, ?, ?)
    ON CONFLICT (word) DO UPDATE SET articles = articles + excluded.articles
"""


@dataclass(frozen=True, slots=True)
class Dropped:
    """An article that is in the library no longer."""

    id: str


def build(
    articles: Iterable[Article | Stored],
    categories: Sequence[Category],
    path: Path,
    fingerprint: str,
    encoder: Encoder | None = None,
) -> None:
    """Write a new ``content.db`` of these articles; readers of the old file keep the old one until they reopen.

    Articles are taken one by one and never all held. Whatever fails, the old file stays as it was. With an ``encoder``
    each article gets a vector of its meaning.

    Raises:
        StoreError: The file cannot be written, or two articles have one id.
    """
    stored = (each if isinstance(each, Stored) else Stored(article=each, origin="") for each in articles)
    write(stored, categories, path, fingerprint, encoder, old=None)


def update(
    changes: Iterable[Stored | Dropped],
    categories: Sequence[Category],
    path: Path,
    fingerprint: str,
    encoder: Encoder | None = None,
) -> None:
    """The same for a file that is there: only what changed is written, and everything else stays.

    Where there is none, or one of another version, a new one is built. Vectors of unchanged articles stay, if they
    are of the same ``encoder``.

    Raises:
        StoreError: The file cannot be read or written.
    """
    write(changes, categories, path, fingerprint, encoder, old=path if is_library(path) else None)


@contextmanager
def alone(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """While no other run writes this file; one is waited for so many seconds.

    Raises:
        StoreError: Another run goes on writing.
    """
    place = path.with_name(f".{path.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        turn = sqlite3.connect(place, timeout=patience, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{path} could not be built: {error}") from error
    with closing(turn):  # the system lets go of the lock however the process ends
        try:
            turn.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            raise StoreError(f"{path}: another run is writing it ({error}); try again when it has ended") from error
        yield


def is_library(path: Path) -> bool:
    """Whether a library of this version stands here."""
    try:
        open_store(path).close()
    except StoreError:
        return False
    return True


def write(  # noqa: PLR0913 - what both ways to write have in common
    changes: Iterable[Stored | Dropped],
    categories: Sequence[Category],
    path: Path,
    fingerprint: str,
    encoder: Encoder | None,
    *,
    old: Path | None,
) -> None:
    """Make a draft of the old file, or an empty one, take the changes into it, and swap it in."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        clear(path)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f"{draft_of(path)}-{os.getpid()}-") as folder:
            place = Path(folder) / path.name
            if old:
                shutil.copyfile(old, place)
            with Database(place, execute_plugins=False) as db:
                db.execute("PRAGMA synchronous = OFF")  # a draft that is cut off is thrown away
                draft = Draft(db, new=not old)
                with db.atomic():
                    draft.take(changes)
                    draft.write_vocabulary()
                    draft.write_categories(categories)
                    draft.write_vectors(encoder)
                    draft.sign(fingerprint, encoder)
                draft.put_in_order()
            flush(place)
            place.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{path} could not be built: {error}") from error


class Draft:
    """A library that is being written."""

    def __init__(self, db: Database, *, new: bool) -> None:
        self.db = db
        self.new = new
        self.changed = 0
        self.counts: Counter[str] = Counter()  #: in how many articles more, or fewer, each word stands
        if new:
            create(db)
        self.last: int = db.execute("SELECT coalesce(max(number), 0) FROM articles").fetchone()[0]

    def take(self, changes: Iterable[Stored | Dropped]) -> None:
        """Every article that is new or changed, and those that are gone. A changed one keeps its number."""
        every = iter(changes)
        while batch := list(islice(every, BATCH)):
            self.changed += len(batch)
            stored = [each for each in batch if isinstance(each, Stored)]
            dropped = [each.id for each in batch if isinstance(each, Dropped)]
            self.put(stored, {} if self.new else self.remove([*(each.article.id for each in stored), *dropped]))

    def remove(self, ids: Sequence[str]) -> dict[str, int]:
        """Take these articles out as far as they are there; their numbers by id."""
        rows = list(self.db.query(WORDS_OF.format(marks(ids)), ids))
        numbers = {row["id"]: row["number"] for row in rows}
        self.counts.subtract(
            word
            for row in rows
            for word in counted((row["title"], row["summary"], row["body"], *texts_of(row["tags"])))
        )
        for table in ("articles", "shelves", "vectors"):
            self.db.table(table).delete_where(f"number IN ({marks(numbers)})", list(numbers.values()))
        return numbers

    def put(self, batch: Sequence[Stored], numbers: dict[str, int]) -> None:
        """Put articles in, those with a number under it."""
        rows, shelves = [], []
        for stored in batch:
            article = stored.article
            number = numbers.get(article.id)
            if number is None:
                number = self.last = self.last + 1
            rows.append({"number": number, **article_row(article), "origin": stored.origin, "digest": stored.digest,
                         "address": stored.address})  # fmt: skip
            shelves += [{"slug": slug, "number": number} for slug in {article.category, *article.topics}]
            self.counts.update(counted((article.title, article.summary, article.body, *article.tags)))
        self.db.table("articles").insert_all(rows, batch_size=BATCH)
        self.db.table("shelves").insert_all(shelves, batch_size=BATCH)

    def write_vocabulary(self) -> None:
        """Every word of the library with its stem, which is what the index holds in its place."""
        spellings = sorted(word for word, count in self.counts.items() if count)
        stems = Stems().of(spellings)
        self.db.conn.executemany(COUNTED, ((word, stems[word], self.counts[word]) for word in spellings))
        self.db.execute("DELETE FROM vocabulary WHERE articles <= 0")

    def write_categories(self, categories: Sequence[Category]) -> None:
        """The categories as they are now."""
        self.db.execute("DELETE FROM categories")
        self.db.table("categories").insert_all(category_row(each, place) for place, each in enumerate(categories))

    def write_vectors(self, encoder: Encoder | None) -> None:
        """A vector for each article that has none yet; none where nobody encodes."""
        known = self.db.execute("SELECT encoder FROM about").fetchone()
        if not encoder or known != (encoder.name,):
            self.db.execute("DELETE FROM vectors")
        if not encoder:
            return
        missing = "SELECT number FROM articles WHERE number NOT IN (SELECT number FROM vectors) ORDER BY number"
        numbers = iter([number for (number,) in self.db.execute(missing)])
        while batch := list(islice(numbers, BATCH)):
            rows = list(self.db.query(GISTS_OF.format(marks(batch)), [READ, *batch]))
            vectors = encoder.encode(tuple(map(gist_of, rows)))
            self.db.table("vectors").insert_all(
                {"number": row["number"], "vector": vector} for row, vector in zip(rows, vectors, strict=True)
            )

    def sign(self, fingerprint: str, encoder: Encoder | None) -> None:
        """What this file is and was made from."""
        self.db.execute("DELETE FROM about")
        name = encoder.name if encoder else ""
        self.db.table("about").insert({"schema": SCHEMA, "fingerprint": fingerprint, "encoder": name})

    def put_in_order(self) -> None:
        """Where much changed: one piece of index instead of many, what the planner knows, no empty pages."""
        count = self.db.table("articles").count
        if self.new or self.changed > MANY * count:
            self.db.table("articles_fts").optimize()
            self.db.analyze()
        free, pages = (self.db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("freelist_count", "page_count"))
        if free > MANY * pages and not self.new:
            self.db.vacuum()


def counted(texts: Iterable[str]) -> set[str]:
    """The words of an article that may be taken for what a reader meant."""
    return {word for word in set(words("\n".join(texts))) if len(word) in WORD_LENGTHS and word.isalpha()}


def gist_of(row: Row) -> str:
    """What of an article its vector stands for; a summary that is the body's beginning is not told twice."""
    body = plain(row["body"])
    summary = row["summary"] if not one_line(body).startswith(row["summary"].rstrip("…")) else ""
    return "\n".join(filter(None, (row["title"], summary, body))) or "-"


def marks(values: Iterable[object]) -> str:
    """A question mark for each value."""
    return ", ".join("?" for _ in values)


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


def flush(path: Path) -> None:
    """Have the file on the disk before it takes the old one's name."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())
