"""What can go wrong with content, each error naming its file and all its problems at once."""

from pathlib import Path


class ContentError(Exception):
    """Anything this room can fail with."""


class FaultyFileError(ContentError):
    """A file that is refused as a whole, with everything that is wrong in it."""

    def __init__(self, path: Path, problems: tuple[str, ...]) -> None:
        super().__init__(f"{path}:\n" + "\n".join(f"  - {problem}" for problem in problems))
        self.path = path
        self.problems = problems


class CategoriesError(FaultyFileError):
    """The list of categories does not hold together."""


class ArticleError(FaultyFileError):
    """An article's file cannot be read as an article."""


class WordsError(FaultyFileError):
    """The words that search ignores, or takes for one another, do not hold together."""


class RulesError(FaultyFileError):
    """The safe-messaging rules do not hold together."""


class StoreError(ContentError):
    """``content.db`` is missing, damaged, or was built by another version."""


class FetchError(ContentError):
    """An address could not be had; the message says why, for the publisher."""

    def __init__(self, what: str, *, status: int = 0, forbidden: bool = False) -> None:
        super().__init__(what)
        self.status = status  #: of the server's answer, where it gave one
        self.forbidden = forbidden  #: its owner does not want it read


class MissingExtraError(ContentError):
    """A library that only some sources need is not installed."""
