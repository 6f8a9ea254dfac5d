"""What servers said at the last visit, in a file beside ``content.db``, so that they need not send the same again."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from .sources import Place, Visit, id_of


def visits_of(db: Path) -> Path:
    """The file beside ``db``."""
    return db.with_name(f"{db.name}.visits.json")


def known_visits(db: Path, origins: Mapping[str, str], places: Iterable[Place]) -> dict[str, Visit]:
    """What servers said last time of addresses whose articles are in the library; ``origins`` are by article.

    Nothing where the publisher has since chosen another category for a place: its articles are then read anew.
    """
    chosen, visits = remembered(db)
    if any(chosen.get(place.name) != place.category for place in places):
        return {}
    here = {*origins, *origins.values()}
    return {url: visit for url, visit in visits.items() if visit.skipped or {url, id_of(url, url)} & here}


def remembered(db: Path) -> tuple[dict[str, str | None], dict[str, Visit]]:
    """The chosen categories by place, and the visits by address; nothing where the file cannot be used."""
    try:
        raw = json.loads(visits_of(db).read_text("utf-8"))
        return dict(raw["categories"]), {url: Visit(**visit) for url, visit in raw["visits"].items()}
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return {}, {}  # then everything is fetched anew


def keep_visits(db: Path, visits: Mapping[str, Visit], places: Iterable[Place]) -> None:
    """Remember what servers said, once their articles are in the library."""
    chosen = remembered(db)[0] | {place.name: place.category for place in places}
    if visits or visits_of(db).exists():
        kept = {url: asdict(visit) for url, visit in visits.items()}
        draft = visits_of(db).with_suffix(".part")
        draft.write_text(json.dumps({"categories": chosen, "visits": kept}), "utf-8")
        draft.replace(visits_of(db))
