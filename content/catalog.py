"""What the library holds and finds: by category, by id, latest, related, by a reader's own words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Self

from rapidfuzz import fuzz, process

from .categories import CATEGORIES, load_categories
from .rows import TEASER_COLUMNS, Row, day_of, read_article, read_candidate, read_category, read_teaser
from .search import (
    CANDIDATES,
    COLUMN_WEIGHTS,
    WORDING,
    Candidate,
    Encoder,
    Likeness,
    Meanings,
    Query,
    Ranked,
    Ranking,
    Vectors,
    Vocabulary,
    Word,
    english,
    load_wording,
    match_expression,
    snippet,
    understand,
    voted,
)
from .store import Stems, open_store
from .text import fold, shorten, words
from .topics import TOPICS, load_topics
from .types import Article, Category, Explanation, Found, Page, Results, Teaser

NEWEST_FIRST = "ORDER BY published DESC, articles.id"  # SQLite puts what has no day last, and has this in an index
MOST_NEAREST = 5
LONGEST_NEAREST = 1_000  # characters of a query that are looked at where nothing was found
MOST_MEANT = 3  # categories offered
LIKEST = 60  # articles of like meaning that are weighed beside those with the words
MOST_TITLES = 20_000  # looked through for a title like the query
LIKE_ENOUGH = 60.0  # rapidfuzz ratio of a query and a title
SHELF = 12  # articles of a meant category that are weighed although none of the words stands in them
INDEXED = f"""
    SELECT articles.*, score FROM (
        SELECT rowid AS number, -bm25(articles_fts, {COLUMN_WEIGHTS}) AS score
        FROM articles_fts WHERE articles_fts MATCH ? %s ORDER BY score DESC, number LIMIT {CANDIDATES}
    ) JOIN articles USING (number)
"""  # noqa: S608 - our own constants
QUICK = "AND +rowid IN (SELECT number FROM articles WHERE minutes <= ?)"  # +: else each is looked up in the index
ON_SHELF = f"""
    SELECT *, 0.0 AS score FROM articles WHERE category = ? AND minutes <= ? {NEWEST_FIRST} LIMIT {SHELF}
"""  # noqa: S608 - the same
ANY_LENGTH = 1_000_000  # minutes; no article takes longer
TITLES = f"SELECT id, title FROM articles WHERE title <> '' {NEWEST_FIRST} LIMIT {MOST_TITLES}"  # noqa: S608 - the same
TELLING_WORDS = 12  # of an article, to find its like


class Catalog:
    """An open library. Safe to ask from any thread; keeps showing the file it was opened on.

    Raises:
        StoreError: On opening, if the file is missing, damaged or of another version.
    """

    def __init__(self, path: Path, encoder: Encoder | None = None) -> None:
        self.path, self.identity = path, identity_of(path)  # asked before: a file that comes in between is a newer one
        self.store = open_store(path)
        self.stemmer = Stems()
        self.fingerprint = self.store.fingerprint
        self.categories = tuple(map(read_category, self.store.rows("SELECT * FROM categories ORDER BY position")))
        self.wording = load_wording(WORDING)
        self.topics = load_topics(TOPICS, load_categories(CATEGORIES))
        size, newest = self.store.rows("SELECT count(*) AS size, max(published) AS newest FROM articles")[0].values()
        self.size: int = size
        self.newest = day_of(newest)
        self.vocabulary = self.load_vocabulary()
        self.meanings = Meanings(self.categories, self.wording, self.vocabulary)
        self.encoder = encoder if encoder and encoder.name == self.store.encoder else None
        self.vectors = self.load_vectors() if self.encoder else None

    def load_vectors(self) -> Vectors | None:
        """The meaning of every article; nothing where there is none."""
        rows = self.store.rows("SELECT number, vector FROM vectors ORDER BY number")
        return Vectors(b"".join(row["vector"] for row in rows), [row["number"] for row in rows]) if rows else None

    def load_vocabulary(self) -> Vocabulary:
        """The words of the articles, and those of the categories' names, which no article may hold."""
        rows = self.store.rows("SELECT word, stem, articles FROM vocabulary")
        vocabulary = Vocabulary(stemmer=self.stemmer.of, size=self.size, general=english())
        vocabulary.add(Word(spelling=row["word"], stem=row["stem"], articles=row["articles"]) for row in rows)
        names = (name for each in self.categories for name in (each.title, each.slug, *each.aliases))
        named = sorted({word for name in names for word in words(name) if word.isalpha()} | set(self.wording.synonyms))
        stems = self.stemmer.of(named)
        vocabulary.add(Word(spelling=word, stem=stems.get(word, word), articles=0) for word in named)
        return vocabulary

    def category(self, slug: str) -> Category | None:
        """The category with this slug."""
        return next((each for each in self.categories if each.slug == slug), None)

    def article(self, id: str) -> Article | None:  # noqa: A002 - what everybody calls it
        """The article with this id, whole."""
        rows = self.store.rows("SELECT * FROM articles WHERE id = ?", id)
        return read_article(rows[0]) if rows else None

    def ids(self) -> tuple[str, ...]:
        """The id of every article, for who knows only a fingerprint of one."""
        return tuple(row["id"] for row in self.store.rows("SELECT id FROM articles"))

    def count(self, slug: str) -> int:
        """How many articles stand on a category's shelf: its own, and those it is a further topic of."""
        count: int = self.store.rows("SELECT count(*) AS found FROM shelves WHERE slug = ?", slug)[0]["found"]
        return count

    def latest(self, n: int) -> tuple[Teaser, ...]:
        """The newest articles; those without a day come last."""
        return self.teasers(f"{NEWEST_FIRST} LIMIT ?", n)

    def by_date(self, number: int, size: int, longest: int = ANY_LENGTH) -> Page:
        """One page of the articles that take at most ``longest`` minutes, newest first; as ``by_category``."""
        sql = "SELECT count(*) AS found FROM articles WHERE minutes <= ?"
        count = self.size if longest >= ANY_LENGTH else self.store.rows(sql, longest)[0]["found"]
        number, pages = fitted(number, count, size)
        where = f"WHERE minutes <= ? {NEWEST_FIRST} LIMIT ? OFFSET ?"
        return Page(teasers=self.teasers(where, longest, size, (number - 1) * size), number=number, pages=pages)

    def curated(self, n: int) -> tuple[Teaser, ...]:
        """The articles an editor picked as help for a hard moment, newest first."""
        return self.teasers(f"WHERE curated {NEWEST_FIRST} LIMIT ?", n)

    def by_category(self, slug: str, number: int, size: int) -> Page:
        """One page of a category's shelf, newest first; a number beyond the last page gives the last one."""
        number, pages = fitted(number, self.count(slug), size)
        where = f"JOIN shelves USING (number) WHERE shelves.slug = ? {NEWEST_FIRST} LIMIT ? OFFSET ?"
        return Page(teasers=self.teasers(where, slug, size, (number - 1) * size), number=number, pages=pages)

    def random(self, rng: Random) -> Teaser | None:
        """Any article; nothing only where the library is empty."""
        drawn = self.teasers("ORDER BY number LIMIT 1 OFFSET ?", rng.randrange(self.size)) if self.size else ()
        return drawn[0] if drawn else None

    def related(self, id: str, n: int) -> tuple[Teaser, ...]:  # noqa: A002 - what everybody calls it
        """What to read next: alike in words, tags and category, best first, never the article itself."""
        article = self.article(id)
        if article is None:
            return ()
        query = self.gist(article)
        candidates = {each.teaser.id: each for each in self.candidates(query, {article.category: 1.0}, None)}
        candidates.pop(id, None)
        meant = {article.category: 1.0} | dict.fromkeys(article.topics, 0.5)
        ranking = Ranking(stems=query.stems, meant=meant, vocabulary=self.vocabulary, newest=self.newest)
        return tuple(ranked.candidate.teaser for ranked in ranking.order(tuple(candidates.values()))[:n])

    def search(self, query: str, n: int = 5, *, start: int = 0, longest: int = ANY_LENGTH) -> Results:
        """The articles that answer a reader's words, typos forgiven. Any text is a query; none raises.

        The first ``start`` of them are passed over, and those that take longer than ``longest`` minutes. Nothing to
        look for (stop words, emoji, blanks) gives empty results: ``nearest`` offers something then.
        """
        return self.explain(query, n, start=start, longest=longest).results

    def explain(self, query: str, n: int = 5, *, start: int = 0, longest: int = ANY_LENGTH) -> Explanation:
        """The same, with what was made of the query and what each score is made of."""
        wanted = understand(query, self.wording, self.vocabulary)
        if not wanted.words:
            nothing = Results(found=(), categories=(), corrected=None, count=0)
            return Explanation(results=nothing, words=(), meant=(), parts=())
        named = self.meanings.meant(wanted) or self.meanings.alike(wanted.phrase)
        wide = self.meanings.widen(wanted, named)
        ranking = Ranking(stems=wide.stems, meant=named, vocabulary=self.vocabulary, newest=self.newest)
        likeness = self.likeness(wanted)
        ordered = ranking.order(self.candidates(wide, named, likeness, longest))
        said, meant = self.meant(wanted, named)
        slugs = tuple(said) or voted([(ranked.candidate.teaser.category, ranked.score) for ranked in ordered[:n]])
        asked = ordered[start : start + n]
        found = tuple(self.found(ranked, wide.stems) for ranked in asked)
        results = Results(found=found, categories=slugs, corrected=wanted.corrected, count=len(ordered))
        parts = tuple(ranked.parts for ranked in asked)
        return Explanation(results=results, words=wide.words, meant=tuple(meant.items())[:MOST_MEANT], parts=parts)

    def likeness(self, query: Query) -> Likeness | None:
        """How like each article is to a query in meaning, if this library can tell."""
        if self.encoder is None or self.vectors is None:
            return None
        return self.vectors.likeness(self.encoder.encode((query.said,))[0])

    def meant(self, query: Query, named: Mapping[str, float]) -> tuple[dict[str, str], dict[str, str]]:
        """The categories that a query speaks of, surest first, each with the reason; and the same with likely ones."""
        guesses = self.topics.guess(query.said)
        spoken = {guess.slug: ", ".join(guess.reasons) for guess in guesses if guess.share}
        sure = [slug for slug, share in named.items() if share > 1]
        slugs = [slug for slug in dict.fromkeys((*sure, *spoken, *named)) if self.category(slug)][:MOST_MEANT]
        said = {slug: spoken.get(slug) or "its name" for slug in slugs}
        likely = {guess.slug: "most questions" for guess in guesses if guess.slug not in spoken}
        return said, said | likely if sure or spoken else likely | said

    def nearest(self, query: str) -> Results:
        """What to offer where search found nothing: titles and topics that look like the query, else the latest."""
        query = query[:LONGEST_NEAREST]
        alike = tuple(self.meanings.alike(query))
        shelves = (teaser for slug in alike for teaser in self.by_category(slug, 1, MOST_NEAREST).teasers)
        offered = dict.fromkeys((*self.titled_like(query), *shelves)) or dict.fromkeys(self.latest(MOST_NEAREST))
        found = tuple(
            Found(teaser=teaser, score=0.0, snippet=shorten(teaser.summary, 160))
            for teaser in tuple(offered)[:MOST_NEAREST]
        )
        likely = (guess.slug for guess in self.topics.guess(query) if self.category(guess.slug))
        return Results(found=found, categories=alike or tuple(likely), corrected=None, count=len(found))

    @property
    def is_outdated(self) -> bool:
        """Whether another file has taken the place of the one this shows, as every ingest leaves it."""
        return identity_of(self.path) not in {None, self.identity}

    def close(self) -> None:
        """Let go of the file; nothing can be asked afterwards."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def teasers(self, where: str, *values: str | int) -> tuple[Teaser, ...]:
        """The teasers of those articles that a clause of our own picks."""
        sql = f"SELECT {TEASER_COLUMNS} FROM articles {where}"  # noqa: S608 - every clause is written in this file
        return tuple(map(read_teaser, self.store.rows(sql, *values)))

    def titled_like(self, query: str) -> tuple[Teaser, ...]:
        """Articles whose title looks like the query, likest first."""
        rows = self.store.rows(TITLES)
        matches = process.extract(
            fold(query),
            [fold(row["title"]) for row in rows],
            scorer=fuzz.ratio,
            limit=MOST_NEAREST,
            score_cutoff=LIKE_ENOUGH,
        )
        return self.by_ids([rows[place]["id"] for _, _, place in matches])

    def by_ids(self, ids: Sequence[str]) -> tuple[Teaser, ...]:
        """The teasers of these articles, in this order."""
        marks = ", ".join("?" * len(ids))
        teasers = {teaser.id: teaser for teaser in self.teasers(f"WHERE id IN ({marks})", *ids)}
        return tuple(teasers[id_] for id_ in ids if id_ in teasers)

    def gist(self, article: Article) -> Query:
        """The words that tell most about an article, as a query."""
        stem, weight = self.vocabulary.stem, self.vocabulary.weight
        text = words(f"{article.title} {article.summary} {' '.join(article.tags)}") or words(article.body)
        counts = Counter(word for word in text if word not in self.wording.stop_words and word in self.vocabulary.stems)
        telling = sorted(counts, key=lambda word: (-counts[word] * weight(stem(word)), word))[:TELLING_WORDS]
        stems = tuple(dict.fromkeys(map(stem, telling)))
        return Query(words=tuple(telling), stems=stems, phrase=" ".join(telling), said="", corrected=None)

    def candidates(
        self, query: Query, meant: Iterable[str], likeness: Likeness | None, longest: int = ANY_LENGTH
    ) -> tuple[Candidate, ...]:
        """The articles worth weighing: the index's best, the likest in meaning, the newest of each category meant."""
        expression = match_expression(query, self.wording, self.vocabulary)
        rows = self.indexed(expression, longest) if expression else []
        seen = {row["number"] for row in rows}
        likest = likeness.best(LIKEST) if likeness else []
        rows += self.numbered([number for number in likest if number not in seen], longest)
        seen = {row["number"] for row in rows}
        for slug in meant:
            rows += [row for row in self.shelf(slug, longest) if row["number"] not in seen]
            seen |= {row["number"] for row in rows}
        return tuple(read_candidate(row, likeness.of(row["number"]) if likeness else 0.0) for row in rows)

    def numbered(self, numbers: Sequence[int], longest: int) -> list[Row]:
        """These articles, which the index did not find."""
        if not numbers:
            return []
        marks = ", ".join("?" * len(numbers))
        sql = f"SELECT *, 0.0 AS score FROM articles WHERE number IN ({marks}) AND minutes <= ?"  # noqa: S608 - only marks
        return self.store.rows(sql, *numbers, longest)

    def indexed(self, expression: str, longest: int) -> list[Row]:
        """What the index finds for an expression of our own making."""
        if longest >= ANY_LENGTH:
            return self.store.rows(INDEXED % "", expression)
        return self.store.rows(INDEXED % QUICK, expression, longest)

    def shelf(self, slug: str, longest: int) -> list[Row]:
        """The newest articles of a category, own ones only."""
        return self.store.rows(ON_SHELF, slug, longest)

    def found(self, ranked: Ranked, stems: Sequence[str]) -> Found:
        """A candidate as a reader gets it."""
        line = snippet(ranked.candidate.body, stems, self.vocabulary)
        return Found(teaser=ranked.candidate.teaser, score=ranked.score, snippet=line)


def identity_of(path: Path) -> tuple[int, int] | None:
    """What tells a file from one that takes its name; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def fitted(number: int, count: int, size: int) -> tuple[int, int]:
    """The page that there is for a number, and how many there are; one beyond the last gives the last."""
    pages = max(1, -(-count // size))
    return min(max(1, number), pages), pages
