"""A vector of its meaning for each article; those that an older file has already are taken over."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from .rows import Row
from .search import Encoder
from .text import plain

BATCH = 500
READ = 4_000  #: characters of a body that its vector may stand for
Known = Callable[[Sequence[str]], Mapping[str, bytes]]  # digests -> the vectors there are


def nothing_known(_: Sequence[str]) -> Mapping[str, bytes]:
    """There is no older file."""
    return {}


def vector_rows(articles: Iterable[Row], encoder: Encoder, known: Known) -> Iterator[dict[str, object]]:
    """The rows to write, a few articles at a time."""
    every = iter(articles)
    while batch := list(islice(every, BATCH)):
        texts = {row["number"]: gist_of(row) for row in batch}
        digests = {number: digest_of(text) for number, text in texts.items()}
        vectors = dict(known(tuple(digests.values())))
        new = {digests[number]: text for number, text in texts.items() if digests[number] not in vectors}
        vectors |= dict(zip(new, encoder.encode(tuple(new.values())), strict=True))
        yield from ({"number": at, "digest": digest, "vector": vectors[digest]} for at, digest in digests.items())


def gist_of(row: Row) -> str:
    """What of an article its vector stands for."""
    return "\n".join(filter(None, (row["title"], row["summary"], plain(row["body"])))) or "-"


def digest_of(text: str) -> str:
    """A short text that changes whenever the gist does."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]
