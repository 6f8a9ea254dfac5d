"""Words that search passes over, and words it takes for one another; both are data."""

from dataclasses import dataclass
from pathlib import Path

from content.errors import WordsError
from content.record import Record, load_yaml
from content.text import words

WORDING = Path(__file__).parent.parent / "data" / "search.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What ``search.yaml`` says."""

    stop_words: frozenset[str]
    synonyms: dict[str, tuple[str, ...]]  #: a word -> the others of its group
    familiar: frozenset[str]  #: right as they are, whether or not an article holds them
    by_ear: tuple[tuple[str, str], ...] = ()  #: letters as heard -> letters as written


def load_wording(path: Path) -> Wording:
    """The words of one file.

    Raises:
        WordsError: With every problem the file has.
    """
    problems: list[str] = []
    record = Record("the file", load_yaml(path, WordsError), problems)
    stop_words = record.texts("stop_words")
    familiar = record.texts("familiar_words")
    groups = tuple(parse_group(raw, number, problems) for number, raw in enumerate(record.items("synonyms"), start=1))
    by_ear = tuple(pair for raw in record.items("by_ear") if (pair := parse_pair(raw, problems)))
    record.close()
    problems += [line for entries in (stop_words, familiar, *groups) for line in misspelt(entries)]
    problems += in_two_groups(groups)
    if problems:
        raise WordsError(path, tuple(problems))
    synonyms = {word: tuple(other for other in group if other != word) for group in groups for word in group}
    return Wording(stop_words=frozenset(stop_words), synonyms=synonyms, familiar=frozenset(familiar), by_ear=by_ear)


def parse_group(raw: object, number: int, problems: list[str]) -> tuple[str, ...]:
    """Words that mean the same: two at least."""
    group = Record(f"synonyms, group {number}", {"words": raw}, problems).texts("words")
    if len(group) == 1:
        problems.append(f'synonyms, group {number}: "{group[0]}" stands alone')
    return group


def parse_pair(raw: object, problems: list[str]) -> tuple[str, str] | None:
    """Letters as heard and as written."""
    pair = Record("by_ear", {"letters": raw}, problems).texts("letters")
    if len(pair) != 2:  # noqa: PLR2004 - a pair
        problems.append(f"by_ear: {raw} should be two texts: letters as heard, letters as written")
        return None
    return pair[0], pair[1]


def misspelt(entries: tuple[str, ...]) -> list[str]:
    """Entries that no typed word can equal, because words are compared folded and without apostrophes."""
    return [
        f'"{entry}" should be one plain word: {" ".join(words(entry))}' for entry in entries if words(entry) != (entry,)
    ]


def in_two_groups(groups: tuple[tuple[str, ...], ...]) -> list[str]:
    """Words that stand in two groups, where one would be lost."""
    entries = [word for group in groups for word in group]
    return [f'synonyms: "{word}" is in two groups' for word in sorted(set(entries)) if entries.count(word) > 1]
