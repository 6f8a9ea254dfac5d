"""What can be wrong with the safety data, said in words an editor understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class SafetyError(Exception):
    """The root of everything that the safety room raises."""


class DataError(SafetyError):
    """A data file that may not be used; carries every problem found, not only the first."""

    def __init__(self, path: Path, problems: tuple[str, ...]) -> None:
        self.path = path
        self.problems = problems
        super().__init__(f"{path}:\n" + "\n".join(f"  - {problem}" for problem in problems))


class LexiconError(DataError):
    """A lexicon.yaml, context.yaml or combine.yaml that may not be used."""


class HelplineError(DataError):
    """A helplines.yaml, denylist.yaml or countries.yaml that may not be used."""


class CareError(DataError):
    """A care.yaml or cards.yaml that may not be used."""


class OpinionError(DataError):
    """A learned second opinion that may not be used, or lines that none can be learned from."""
