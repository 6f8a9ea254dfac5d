"""Safe-messaging checks: sentences in an article that reporting guidance would word differently."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from .errors import RulesError
from .record import Record, load_yaml
from .text import fold, one_line, plain, sentences
from .types import Article, Finding

LINT_RULES = Path(__file__).parent / "data" / "lint.yaml"


class Place(Enum):
    """Where a rule looks."""

    TEXT = "text"  #: title, summary and body, sentence by sentence
    TITLE = "title"
    CARE = "care"  #: the body of an article whose category carries the help lines, as a whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that guidance advises against, or asks for."""

    id: str
    place: Place
    phrases: re.Pattern[str]  #: any of them sets the rule off; for ``Place.CARE``, one of them has to be there
    stubs: tuple[str, ...]  #: letters without one of which no phrase stands in a text: quicker to look for
    near: re.Pattern[str] | None  #: if given, one of these has to stand in the same sentence
    unless: (
        re.Pattern[str] | None
    )  #: one of these in the sentence calms the rule: the article teaches, it does not tell
    why: str
    suggestion: str
    catches: tuple[str, ...]
    spares: tuple[str, ...]


def lint(article: Article, rules: Iterable[Rule], care: bool) -> tuple[Finding, ...]:  # noqa: FBT001 - the category's own field, named by every caller
    """Every finding in an article, rule by rule; ``care`` says that its category carries the help lines."""
    whole = plain(f"{article.title}\n{article.summary}\n{article.body}")
    folded = one_line(fold(whole))
    return tuple(
        Finding(rule=rule.id, sentence=sentence, suggestion=rule.suggestion)
        for rule in rules
        for sentence in check(rule, article, care=care, whole=whole, folded=folded)
    )


def check(rule: Rule, article: Article, *, care: bool, whole: str, folded: str) -> tuple[str, ...]:
    """The sentences one rule objects to; a blank one where it misses something."""
    if rule.place is Place.CARE:
        return ("",) if care and not rule.phrases.search(fold(article.body)) else ()
    if rule.place is Place.TITLE:
        return (article.title,) if objects(rule, article.title) else ()
    if not any(stub in folded for stub in rule.stubs) or not rule.phrases.search(folded):
        return ()
    return tuple(sentence for sentence in dict.fromkeys(sentences(whole)) if objects(rule, sentence))


def objects(rule: Rule, sentence: str) -> bool:
    """Whether a rule objects to one sentence or title."""
    folded = fold(sentence)
    if rule.place is Place.CARE:
        return not rule.phrases.search(folded)
    close = rule.near is None or rule.near.search(folded)
    calm = rule.unless is not None and rule.unless.search(folded)
    return bool(rule.phrases.search(folded) and close and not calm)


def load_rules(path: Path) -> tuple[Rule, ...]:
    """The rules of one file, in its order. Their examples are checked by ``broken_examples``.

    Raises:
        RulesError: With every problem the file has.
    """
    problems: list[str] = []
    record = Record("the file", load_yaml(path, RulesError), problems)
    rules = tuple(parse_rule(raw, number, problems) for number, raw in enumerate(record.items("rules"), start=1))
    record.close()
    ids = [rule.id for rule in rules]
    problems += [f'"{id_}" is the id of two rules' for id_ in sorted(set(ids)) if ids.count(id_) > 1]
    if problems:
        raise RulesError(path, tuple(problems))
    return rules


def parse_rule(raw: object, number: int, problems: list[str]) -> Rule:
    """One rule; what is wrong with it goes to ``problems``."""
    name = raw.get("id") if isinstance(raw, dict) else None
    record = Record(str(name or f"rule {number}"), raw, problems)
    place = record.text("place")
    if place not in {each.value for each in Place}:
        record.refuse(f'place "{place}" is not one of: {", ".join(each.value for each in Place)}')
        place = Place.TEXT.value
    phrases = filled(record, "phrases", record.texts)
    rule = Rule(
        id=record.text("id"),
        place=Place(place),
        phrases=pattern(phrases),
        stubs=tuple(sorted({stub(phrase) for phrase in phrases})),
        near=optional_pattern(record, "near"),
        unless=optional_pattern(record, "unless"),
        why=record.text("why"),
        suggestion=record.text("suggestion"),
        catches=filled(record, "catches", record.texts),
        spares=filled(record, "spares", record.texts),
    )
    record.close()
    return rule


def filled(record: Record, key: str, read: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """A list that may not be empty."""
    found = read(key)
    if not found and record.fields.get(key) == []:
        record.refuse(f'"{key}" is empty')
    return found


def optional_pattern(record: Record, key: str) -> re.Pattern[str] | None:
    """The phrases under a key that may be left out."""
    phrases = record.texts(key, ())
    return pattern(phrases) if phrases else None


def pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the phrases, as whole words; ``*`` at a word's end stands for any ending."""
    written = (re.escape(fold(phrase)).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{'|'.join(written) or '(?!)'})(?!\w)")


def stub(phrase: str) -> str:
    """The longest piece of a phrase that stands in every text that holds the phrase."""
    return max(fold(phrase).replace("*", " ").split(), key=len, default="")


def broken_examples(rules: Iterable[Rule]) -> tuple[str, ...]:
    """Examples that a rule does not catch or spare as it says it does."""
    wrong = []
    for rule in rules:
        wrong += [f'{rule.id}: does not catch "{text}"' for text in rule.catches if not objects(rule, text)]
        wrong += [f'{rule.id}: does not spare "{text}"' for text in rule.spares if objects(rule, text)]
    return tuple(wrong)
