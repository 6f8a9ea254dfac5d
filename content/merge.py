"""Merges what sources have now with what the library already holds, article by article."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .copies import Seen, original
from .lint import Rule, lint
from .store import Dropped
from .stored import Stored
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
    keeps: bool = False  #: what the library holds of an article was let in, whatever is found in it

    def findings(self, article: Article) -> tuple[Finding, ...]:
        """What safe-messaging guidance has to say about an article."""
        return lint(article, self.rules, article.category in self.care)

    def lets_in(self, findings: tuple[Finding, ...], old: Article | None) -> bool:
        """Whether an article may come in with these findings; ``old`` is what the library holds of it."""
        if self.trust or not findings:
            return True
        return self.keeps and old is not None and set(findings) <= set(self.findings(old))


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
    one_each: frozenset[str] = frozenset()  #: origins whose links stand for one article each
    seen: Seen = field(default_factory=Seen)  #: what came in
    before: dict[str, str] = field(default_factory=dict)  #: id -> origin, as it was
    met: set[str] = field(default_factory=set)  #: ids that a source gave
    admitted: set[str] = field(default_factory=set)  #: of these, the ones that came in
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

    def run(self, places: Mapping[str, Reading]) -> Iterator[Stored | Dropped]:
        """Every change to the library; ``places`` are named by origin."""
        self.before = self.library.origins
        self.one_each = frozenset(
            origin for origin, reading in places.items() if reading.source and reading.source.one_each
        )
        for number, (origin, reading) in enumerate(places.items(), start=1):
            step = Step(place=origin, source=number, sources=len(places), item=0, items=None)
            yield from self.read(origin, reading, step)
        self.kept |= {id_ for id_, origin in self.before.items() if origin not in places}
        yield from self.let_in()
        staying = self.kept & self.before.keys() - self.met
        self.gone += sorted(self.before.keys() - self.met - staying)
        yield from map(Dropped, sorted(self.before.keys() - self.admitted - staying))

    def read(self, origin: str, reading: Reading, step: Step) -> Iterator[Stored]:
        """What one source has and may be shown."""
        if reading.source is None:
            self.fail(Problem(where=origin, what="no kind of source reads this"), origin)
            return
        self.watch(step)
        for number, item in enumerate(reading.source.read(), start=1):
            if isinstance(item, Article):
                stored = Stored(article=shelved(item, reading.category), origin=origin)
                if self.is_known_first(stored):
                    yield from self.admit(stored)
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
        if stored.article.id in self.before:
            return True
        held = original(stored, self.library, self.one_each)
        if held is None or held in self.met:
            return True
        self.waiting.append(stored)
        return False

    def let_in(self) -> Iterator[Stored]:
        """The newcomers that waited for the article they look like, now that every source was read."""
        for stored in self.waiting:
            held = original(stored, self.library, self.one_each) or ""
            stays = held in self.kept
            may_move = stored.origin in self.one_each and held not in self.confirmed
            if may_move and (not stays or self.before[held] == stored.origin):
                # The same article under another address or guid: it takes the old one's place and id, so ids stay.
                yield from self.admit(Stored(article=replace(stored.article, id=held), origin=stored.origin))
            elif stays:
                self.duplicates.append(stored.article.id)
            else:
                yield from self.admit(stored)

    def admit(self, stored: Stored) -> Iterator[Stored]:
        """The article, where it comes in and is not there as it is; either way it is counted."""
        id_ = stored.article.id
        if id_ in self.met or original(stored, self.seen, self.one_each) is not None:
            self.met.add(id_)
            self.duplicates.append(id_)
            return
        self.met.add(id_)
        old = self.library.article(id_) if id_ in self.before else None
        findings = self.gate.findings(stored.article)
        may_come = self.gate.lets_in(findings, old)
        if findings:
            (self.warned if may_come else self.held).append(Held(id=id_, findings=findings))
        if not may_come:
            self.unsettled.add(stored.origin)
            return
        self.admitted.add(id_)
        self.seen.add(stored)
        same = old == stored.article
        (self.new if old is None else self.same if same else self.changed).append(id_)
        if not same or self.before[id_] != stored.origin:
            yield stored

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
