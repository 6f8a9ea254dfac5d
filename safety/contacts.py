"""Chooses whom a card names: the emergency number, one line to call, one way to write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .helplines import OPEN_FIRST

if TYPE_CHECKING:
    from .card import Place
    from .helplines import Directory, Helpline

#: Kinds of line that are for everybody, best first.
GENERAL = ("suicide", "crisis", "warmline")
#: Kinds for one audience, shown in the list of a country's lines.
SPECIAL = ("child", "domestic-violence", "sexual-violence", "substance", "eating-disorders", "bereavement")
#: Which audiences a wish for a kind of line speaks for, as the directory names them.
AUDIENCES = {
    "child": frozenset({"youth", "children", "under-35"}),
    "domestic-violence": frozenset({"women-domestic-violence"}),
}


#: What somebody says of themselves -> the audiences of the directory.
SAID = {"veteran": frozenset({"veterans"}), "lgbtq": frozenset({"lgbtq"})}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """Whom a card names; empty where the country is not known."""

    emergency: tuple[Helpline, ...] = ()  #: one number, or one for each service
    line: Helpline | None = None  #: to call
    writing: Helpline | None = None  #: to write to
    poison: Helpline | None = None

    @property
    def may_be_closed(self) -> bool:
        """No line is known to be open now: the emergency number must stand in the same card (requirement 22)."""
        return self.line is None or self.line.hours != "always"


def choose(directory: Directory, place: Place, wanted: tuple[str, ...]) -> Contacts:
    """The contacts for this place and moment; lines of the wanted kinds before the general ones, open before closed."""
    if place.country is None:
        return Contacts()
    own = said(place)
    special = directory.find(place.country, wanted, place.now, audiences(wanted) | own)
    general = directory.find(place.country, GENERAL, place.now, audiences(wanted) | own)
    ranked = (*special, *sorted(general, key=lambda line: own.isdisjoint(line.audience)))
    return Contacts(
        emergency=directory.emergency(place.country),
        line=best_to_call(ranked, place),
        writing=next((line for line in ranked if writes(line) and line.is_open(place.now) is not False), None),
        poison=next(iter(directory.find(place.country, ("poison",), place.now, frozenset())), None),
    )


def best_to_call(ranked: tuple[Helpline, ...], place: Place) -> Helpline | None:
    """The first line that is open; else the first whose hours nobody knows; else the first."""
    lines = [line for line in ranked if line.phone]
    return min(lines, key=lambda line: OPEN_FIRST[line.is_open(place.now)], default=None)


def audiences(kinds: tuple[str, ...]) -> frozenset[str]:
    """The audiences that a reader who needs these kinds of line belongs to."""
    return frozenset(kinds).union(*(AUDIENCES.get(kind, frozenset()) for kind in kinds))


def said(place: Place) -> frozenset[str]:
    """The audiences, as the directory names them, that the reader said they belong to (requirement 42)."""
    young = {"lgbtq-youth"} if place.minor and "lgbtq" in place.groups else set()
    return frozenset(young).union(*(SAID[group] for group in place.groups))


def writes(line: Helpline) -> bool:
    """Whether one can reach the service by writing."""
    return line.text_route is not None or line.chat


def all_lines(directory: Directory, place: Place) -> tuple[Helpline, ...]:
    """Every line a reader in the country may use, general ones first."""
    if place.country is None:
        return ()
    kinds = (*GENERAL, *SPECIAL)
    found = directory.find(place.country, kinds, place.now, audiences(SPECIAL) | said(place))
    return tuple(sorted(found, key=lambda line: line.kind not in GENERAL))
