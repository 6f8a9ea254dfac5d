"""From typed text to the words to search for."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from content.text import APOSTROPHES, WORD, words

from .spelling import Speller
from .vocabulary import Vocabulary
from .wording import Wording

LONGEST = 2_000  # characters of a message that are looked at
MOST_WORDS = 40  # of a long message; more would only cost time
BUDGET = 4_000  # articles the index may have to weigh for one query, so that a big library costs no more
FEW = 3  # a word in fewer articles than this gets its synonyms searched beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a reader is looking for."""

    words: tuple[str, ...]  #: each once, in the order typed, stop words left out
    stems: tuple[str, ...]  #: the same, as the index knows them
    phrase: str  #: everything typed, stop words too, spelling put right
    said: str  #: the same with case and punctuation, for who reads sentences
    corrected: str | None  #: the whole query as it was searched, if that is not what was typed


def understand(text: str, wording: Wording, vocabulary: Vocabulary) -> Query:
    """The words of a text, their spelling put right; an empty query where there is nothing to look for."""
    text = unicodedata.normalize("NFKC", text[:LONGEST]).translate(APOSTROPHES)
    places = list(islice(WORD.finditer(text), 4 * MOST_WORDS))
    typed = [place[0] for place in places]
    plain = ["".join(words(token)) for token in typed]
    corrected = Speller(vocabulary=vocabulary, wording=wording).correct(plain)
    searched = corrected.words
    told = " ".join(
        token if new == (old,) else " ".join(new) for token, old, new in zip(typed, plain, searched, strict=True) if new
    )
    every = [word for new in searched for word in new if word]
    content = list(dict.fromkeys(word for word in (*every, *corrected.others) if word not in wording.stop_words))[
        :MOST_WORDS
    ]
    stems = tuple(dict.fromkeys(map(vocabulary.stem, content)))
    changed = any(new != (old,) for old, new in zip(plain, searched, strict=True))
    return Query(
        words=tuple(content),
        stems=stems,
        phrase=" ".join(every),
        said=retold(text, places, plain, searched),
        corrected=told if changed else None,
    )


def retold(
    text: str, places: Sequence[re.Match[str]], plain: Sequence[str], searched: Sequence[tuple[str, ...]]
) -> str:
    """The text up to its last word that counts, each word put right where it stands."""
    parts, end = [], 0
    for place, old, new in zip(places, plain, searched, strict=True):
        parts += [text[end : place.start()], place[0] if new == (old,) else " ".join(new)]
        end = place.end()
    return "".join([*parts, text[end : end + 1]]).strip()


def match_expression(query: Query, wording: Wording, vocabulary: Vocabulary) -> str:
    """What to ask the index: any of the words, rare ones first, until enough articles are in question.

    Only our own tokens, each in quotes: nothing a reader types is ever read as the index's syntax.
    """
    by_rarity = sorted(query.words, key=lambda word: vocabulary.stem_spread.get(vocabulary.stem(word), 0))
    asked: dict[str, None] = {}
    spent = 0
    for word in by_rarity:
        articles = vocabulary.stem_spread.get(vocabulary.stem(word), 0)
        if asked and spent + articles > BUDGET:
            break
        spent += articles
        asked |= dict.fromkeys((word, *(wording.synonyms.get(word, ()) if articles < FEW else ())))
    return " OR ".join(quoted(asked))


def quoted(tokens: Iterable[str]) -> list[str]:
    """Each token as the index's own kind of string."""
    return ['"' + token.replace('"', "") + '"' for token in tokens]
