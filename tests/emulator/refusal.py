"""What Telegram says when it will not do something."""


class RefusalError(Exception):
    """A call is answered with an error; `parameters` are what Telegram adds for programs, such as `retry_after`."""

    def __init__(self, description: str, *, code: int = 400, **parameters: int) -> None:
        super().__init__(description)
        self.description = description
        self.code = code
        self.parameters = parameters


def bad(reason: str) -> RefusalError:
    """Make the commonest refusal; raise what comes back."""
    return RefusalError(f"Bad Request: {reason}")


def forbidden(reason: str) -> RefusalError:
    """Make the refusal of a chat that does not want us."""
    return RefusalError(f"Forbidden: {reason}", code=403)


def conflict(reason: str) -> RefusalError:
    """Make the refusal of a second receiver of updates."""
    return RefusalError(f"Conflict: {reason}", code=409)


def not_found() -> RefusalError:
    """Make the answer to an address that leads nowhere."""
    return RefusalError("Not Found", code=404)
