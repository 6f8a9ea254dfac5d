"""Merges what sources have now with what the library already holds, article by article."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .copies import Copies
from .lint import Rule, lint
from .store import Stored
from .types import Article, Finding, Held, Problem, Report, Skipped, Step, Unchanged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .library import Library
    from .sources import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Decides which articles wait for an editor."""

    rules: tuple[Rule, ...]
    care: frozenset[str]  #: slugs whose articles carry the help lines
    trust: bool  #: the publisher vouches: nothing waits

    def findings(self, article: Article) -> tuple[Finding, ...]:
        """What safe-messaging guidance has to say about an article."""
        return lint(article, self.rules, article.category in self.care)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A place that is read in this run."""

    source: Source | None  #: None where no kind of source reads it
    category: str | None = None  #: what the publisher says that all of its articles are about


def nobody(_step: Step) -> None:
    """Watches nothing."""


@dataclass(slots=True, kw_only=True)
class Merge:
    """One run over some sources, and the tally of it. To be run once."""

    library: Library
    gate: Gate
    watch: Callable[[Step], None] = nobody
    copies: Copies = field(default_factory=Copies)  #: of what comes in
    held_before: Copies = field(default_factory=Copies)  #: of what the library holds
    before: dict[str, str] = field(default_factory=dict)  #: id -> origin, as it was
    met: set[str] = field(default_factory=set)  #: ids that a source gave
    kept: set[str] = field(default_factory=set)  #: ids that stay without having been given
    confirmed: set[str] = field(default_factory=set)  #: of these, the ones that their source says are unchanged
    waiting: list[Stored] = field(default_factory=list)  #: newcomers that may be an article we hold
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    unsettled: set[str] = field(default_factory=set)  #: origins of what is held: to be read again whole
    warned: list[Held] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def run(self, places: Mapping[str, Reading]) -> Iterator[Stored]:
        """Everything the library is to hold from now on; ``places`` are named by origin."""
        self.before = self.library.origins()
        self.remember(places)
        for number, (origin, reading) in enumerate(places.items(), start=1):
            step = Step(place=origin, source=number, sources=len(places), item=0, items=None)
            yield from self.read(origin, reading, step)
        self.kept |= {id_ for id_, origin in self.before.items() if origin not in places}
        yield from self.let_in()
        staying = self.kept & self.before.keys() - self.met
        if staying:
            yield from (stored for stored in self.library.all() if stored.article.id in staying)
        self.gone += sorted(self.before.keys() - self.met - staying)

    def remember(self, places: Mapping[str, Reading]) -> None:
        """What the library holds: an article that is there has its id for good, and copies of it go by that."""
        one_each = frozenset(origin for origin, reading in places.items() if reading.source and reading.source.one_each)
        self.copies, self.held_before = Copies(one_each=one_each), Copies(one_each=one_each)
        for stored in self.library.all():
            self.held_before.add(stored)

    def read(self, origin: str, reading: Reading, step: Step) -> Iterator[Stored]:
        """What one source has and may be shown."""
        if reading.source is None:
            self.fail(Problem(where=origin, what="no kind of source reads this"), origin)
            return
        self.watch(step)
        for number, item in enumerate(reading.source.read(), start=1):
            if isinstance(item, Article):
                stored = Stored(article=shelved(item, reading.category), origin=origin)
                if self.is_known_first(stored) and self.admits(stored):
                    yield stored
            elif isinstance(item, Problem):
                self.fail(item, origin)
            elif isinstance(item, Skipped):
                self.skipped.append(str(item))
            else:
                self.stays(item, origin)
            self.watch(replace(step, item=number, items=reading.source.expected))
        if reading.source.partial:
            self.kept |= {id_ for id_, place in self.before.items() if place == origin}

    def stays(self, item: Unchanged, origin: str) -> None:
        """Note that an article, or all of a source, is as it was."""
        known = {id_ for id_, place in self.before.items() if place == origin and item.id in (id_, None)}
        self.kept |= known
        self.confirmed |= known
        self.same += sorted(known)

    def fail(self, problem: Problem, origin: str) -> None:
        """Note a problem; what the library holds of the article it is about stays, or of the whole source."""
        self.failed.append(str(problem))
        self.kept |= {id_ for id_, place in self.before.items() if place == origin and problem.id in (id_, None)}

    def is_known_first(self, stored: Stored) -> bool:
        """Whether an article can be judged now; a newcomer that looks like one we hold waits for that one."""
        original = self.held_before.original(stored)
        if stored.article.id in self.before or original is None or original in self.met:
            return True
        self.waiting.append(stored)
        return False

    def let_in(self) -> Iterator[Stored]:
        """The newcomers that waited for the article they look like, now that every source was read."""
        for stored in self.waiting:
            original = self.held_before.original(stored) or ""
            stays = original in self.kept
            may_move = stored.origin in self.copies.one_each and original not in self.confirmed
            if may_move and (not stays or self.before[original] == stored.origin):
                # The same article under another address or guid: it takes the old one's place and id, so ids stay.
                known = replace(stored, article=replace(stored.article, id=original))
                if self.admits(known):
                    yield known
            elif stays:
                self.duplicates.append(stored.article.id)
            elif self.admits(stored):
                yield stored

    def admits(self, stored: Stored) -> bool:
        """Whether an article comes in; either way it is counted."""
        id_ = stored.article.id
        if id_ in self.met or self.copies.original(stored) is not None:
            self.met.add(id_)
            self.duplicates.append(id_)
            return False
        self.met.add(id_)
        findings = self.gate.findings(stored.article)
        if findings:
            (self.warned if self.gate.trust else self.held).append(Held(id=id_, findings=findings))
        if findings and not self.gate.trust:
            self.unsettled.add(stored.origin)
            return False
        self.copies.add(stored)
        self.compare(stored.article)
        return True

    def compare(self, article: Article) -> None:
        """Count an article as new, changed or same."""
        old = self.library.article(article.id) if article.id in self.before else None
        (self.new if old is None else self.same if old == article else self.changed).append(article.id)

    def report(self) -> Report:
        """The tally, once everything was run."""
        return Report(
            new=tuple(self.new),
            changed=tuple(self.changed),
            same=tuple(self.same),
            held=tuple(self.held),
            failed=tuple(self.failed),
            gone=tuple(self.gone),
            warned=tuple(self.warned),
            duplicates=tuple(self.duplicates),
            skipped=tuple(self.skipped),
        )


def shelved(article: Article, category: str | None) -> Article:
    """The article on the shelf that the publisher chose for its source, if any."""
    if category is None or category == article.category:
        return article
    return replace(article, category=category, topics=tuple(slug for slug in article.topics if slug != category))
