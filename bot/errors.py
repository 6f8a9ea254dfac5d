"""What can go wrong in the conversation, by name."""


class AllyError(Exception):
    """The base of every error that this room raises on purpose."""


class PeopleError(AllyError):
    """The people database did not do what was asked; the message names its place and holds nothing about a reader."""


class ConfigError(AllyError):
    """The configuration cannot be used; carries every problem found."""

    def __init__(self, place: str, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__(f"{place}:\n" + "\n".join(f"  - {problem}" for problem in problems))


class TextsError(ConfigError):
    """A file of menu texts cannot be used."""


class NoLibraryError(AllyError):
    """The articles cannot be opened; menus say so, care goes on."""


class NoPeopleError(PeopleError):
    """The people database could not be opened; choices hold until the next start."""
