"""Toy languages and opinions, for tests of the engine that must not depend on the real rules."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from safety import DATA, OPINION, Opinion, Screener, Situation, load_screener
from safety.features import BUCKETS, bucket
from safety.opinion import KINDS, LATIN, SCRIPTS, Ear
from safety.sense import Marks
from safety.thesaurus import Meanings, thesaurus

if TYPE_CHECKING:
    from pathlib import Path

COMBINE = {
    "signs": {"wish": "wants", "time": "soon", "means": "has", "minor": "young"},
    "combinations": [
        {"id": "combine.wish-time", "signs": ["wish", "time"], "level": "intent", "why": "a moment is named"},
        {"id": "combine.all", "signs": ["wish", "time", "means"], "level": "imminent", "why": "all of it"},
    ],
}


@dataclass
class Toy:
    """A data folder being written: languages of a few made-up words."""

    path: Path
    rules: list[dict[str, Any]] = field(default_factory=list)
    cues: list[dict[str, Any]] = field(default_factory=list)
    lexicon: dict[str, Any] = field(default_factory=dict)  #: further keys of lexicon.yaml
    context: dict[str, Any] = field(default_factory=dict)  #: further keys of context.yaml
    concepts: dict[str, list[str]] = field(default_factory=dict)  #: the words of its thesaurus, if it has one

    def rule(self, name: str, /, *phrases: str, **more: Any) -> Toy:  # noqa: ANN401 - whatever a YAML file may hold
        """Add a rule; by default a wish of the writer at the level of ideation."""
        entry = {
            "id": f"xx.{name}", "level": "ideation", "situation": "suicide", "about": "self", "phrases": list(phrases),
            "catches": ["one", "two"], "spares": ["three"], "why": "a test",
        }  # fmt: skip
        self.rules.append(entry | more)
        return self

    def cue(self, kind: str, /, *phrases: str, **more: Any) -> Toy:  # noqa: ANN401 - the same
        """Add a cue."""
        entry = {"id": f"xx.{kind.replace('_', '-')}.{len(self.cues)}", "kind": kind, "phrases": list(phrases)}
        self.cues.append(entry | {"calms": [], "keeps": [], "why": "a test"} | more)
        return self

    def write(self, language: str = "xx") -> Path:
        """Write the folder of the language and return it."""
        folder = self.path / language
        folder.mkdir(parents=True, exist_ok=True)
        dump(self.path / "combine.yaml", COMBINE)
        dump(folder / "lexicon.yaml", {"language": language, "slots": {}, "rules": self.rules} | self.lexicon)
        dump(folder / "context.yaml", {"language": language, "cues": self.cues or [IDLE]} | self.context)
        if self.concepts:
            dump(self.path / "concepts.yaml", dict.fromkeys(self.concepts, "what it means"))
            dump(folder / "thesaurus.yaml", {"language": language, "concepts": self.concepts})
        return folder

    def screener(self) -> Screener:
        """The screener that hears this language alone."""
        self.write()
        return load_screener(self.path)


#: A context file needs a cue; this one touches nothing.
IDLE = {"id": "xx.idle", "kind": "idiom", "phrases": ["qqqqqq"], "calms": [], "keeps": [], "why": "a test"}


def dump(path: Path, data: object) -> None:
    """Write a YAML file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")


def packaged_languages() -> list[str]:
    """Every language folder of the packaged data, half-written ones too."""
    folders = (path.name for path in DATA.iterdir() if path.is_dir() and not path.name.startswith("_"))
    return sorted(name for name in folders if name != OPINION)


HARMLESS, TOLD = -20.0, -10.0
LEAST = dict.fromkeys((LATIN, *SCRIPTS), 1.0)
NO_MEANINGS = Meanings(thesaurus((), ()))


def ear(*phrases: str, size: int = BUCKETS, calm: str = "") -> Ear:
    """One that knows these phrases alone, and one as calm."""
    weights = array("b", bytes(size))
    for phrase in phrases:
        weights[bucket(phrase, 1) % size] = 100
    weights[bucket(calm, 1) % size] = -100
    return Ear(weights, 1.0)


def opinion_on(*phrases: str, least: dict[str, float] = LEAST) -> Opinion:
    """One that knows these phrases as a risk of suicide, or of what stands beside them, and that tea is calm."""
    kinds = {
        Situation.SUICIDE: ear(size=KINDS), Situation.ABUSE: ear("he hits", size=KINDS),
        Situation.THIRD_PARTY: ear("my friend", size=KINDS),
    }  # fmt: skip
    return Opinion(ear(*phrases, calm="tea"), Marks(least, HARMLESS, TOLD), kinds, 1)
