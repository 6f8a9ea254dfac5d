"""Merges what sources have now with what the library already holds, article by article."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .library import Library
from .lint import Rule, lint
from .sources import Source
from .store import Stored
from .text import fold, one_line
from .types import Article, Finding, Held, Problem, Report, Unchanged


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Decides which articles wait for an editor."""

    rules: tuple[Rule, ...]
    care: frozenset[str]  #: slugs whose articles carry the help lines
    trust: bool  #: the publisher vouches: nothing waits

    def findings(self, article: Article) -> tuple[Finding, ...]:
        """What safe-messaging guidance has to say about an article."""
        return lint(article, self.rules, article.category in self.care)


@dataclass(slots=True, kw_only=True)
class Copies:
    """The links and texts met so far.

    A text is a copy when title and body are equal: short answers may share a body under different titles. A link
    tells copies between two sources only: within one, several articles may be parts of one page.
    """

    texts: dict[bytes, str] = field(default_factory=dict)  #: digest -> id
    links: dict[str, tuple[str, str]] = field(default_factory=dict)  #: link -> id and origin

    def has(self, stored: Stored) -> bool:
        """Whether this is a copy of an article with another id."""
        article = stored.article
        same_text = self.texts.get(digest(article), article.id) != article.id
        id_, origin = self.links.get(article.link or "", (article.id, stored.origin))
        return same_text or (id_ != article.id and origin != stored.origin)

    def add(self, stored: Stored) -> None:
        """Remember an article; the first of several copies counts."""
        self.texts.setdefault(digest(stored.article), stored.article.id)
        if stored.article.link:
            self.links.setdefault(stored.article.link, (stored.article.id, stored.origin))


def digest(article: Article) -> bytes:
    """What stays the same when only case, accents and white space of title and body change."""
    text = f"{one_line(article.title)}\n{one_line(article.body)}"
    return hashlib.blake2b(fold(text).encode(), digest_size=16).digest()


@dataclass(slots=True, kw_only=True)
class Merge:
    """One run over some sources, and the tally of it. To be run once."""

    library: Library
    gate: Gate
    copies: Copies = field(default_factory=Copies)
    before: dict[str, str] = field(default_factory=dict)  #: id -> origin, as it was
    met: set[str] = field(default_factory=set)  #: ids that a source gave
    kept: set[str] = field(default_factory=set)  #: ids that stay because their source could not be read
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    warned: list[Held] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def run(self, sources: Mapping[str, Source | None]) -> Iterator[Stored]:
        """Everything the library is to hold from now on; ``sources`` are named by origin."""
        self.before = self.library.origins()
        if set(self.before.values()) - set(sources):
            self.remember(sources)
        for origin, source in sources.items():
            yield from self.read(origin, source)
        staying = {id_ for id_, origin in self.before.items() if origin not in sources or id_ in self.kept} - self.met
        if staying:
            yield from (stored for stored in self.library.all() if stored.article.id in staying)
        self.gone += sorted(self.before.keys() - self.met - staying)

    def remember(self, sources: Mapping[str, Source | None]) -> None:
        """The articles of other sources stay, so what these sources have of them are the copies."""
        for stored in self.library.all():
            if stored.origin not in sources:
                self.copies.add(stored)

    def read(self, origin: str, source: Source | None) -> Iterator[Stored]:
        """What one source has and may be shown."""
        nothing: Iterator[Article | Problem | Unchanged] = iter(
            [Problem(where=origin, what="no kind of source reads this")]
        )
        earlier = {id_ for id_, place in self.before.items() if place == origin}
        if source and source.partial:
            self.kept |= earlier
        for item in source.read() if source else nothing:
            if isinstance(item, Problem):
                self.fail(item, origin)
            elif isinstance(item, Unchanged):
                self.kept |= earlier
                self.same += sorted(earlier)
            elif self.admits(stored := Stored(article=item, origin=origin)):
                yield stored

    def fail(self, problem: Problem, origin: str) -> None:
        """Note a problem; what the library holds of the article it is about stays, or of the whole source."""
        self.failed.append(str(problem))
        concerned = {id_ for id_, place in self.before.items() if place == origin and problem.id in (id_, None)}
        self.kept |= concerned

    def admits(self, stored: Stored) -> bool:
        """Whether an article comes in; either way it is counted."""
        id_ = stored.article.id
        if id_ in self.met or self.copies.has(stored):
            self.met.add(id_)
            self.duplicates.append(id_)
            return False
        self.met.add(id_)
        findings = self.gate.findings(stored.article)
        if findings:
            (self.warned if self.gate.trust else self.held).append(Held(id=id_, findings=findings))
        if findings and not self.gate.trust:
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
        )
