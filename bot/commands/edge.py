"""What all commands share: problems become sentences and exit codes, and logs stay out of the way."""

from __future__ import annotations

import functools
import json
import logging
import sys
from typing import TYPE_CHECKING, Any

import click

from bot.errors import AllyError
from content import ContentError
from safety import SafetyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROBLEM, WRONG_USE = 1, 2


def plainly(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose expected errors end in one clear sentence and exit status 1, never in a traceback."""

    @functools.wraps(command)
    def run(*args: object, **options: object) -> None:
        logging.basicConfig(level=logging.CRITICAL, format="%(levelname)s %(name)s: %(message)s")
        try:
            command(*args, **options)
        except (AllyError, ContentError, SafetyError, OSError) as error:
            if isinstance(error, BrokenPipeError):
                quietly()
            click.echo(str(error), err=True)
            sys.exit(PROBLEM)

    return run


def quietly() -> None:
    """The reader of our output went away; that is no problem of ours."""
    sys.stderr.close()
    sys.exit(0)


def json_lines(needed: str, broken: list[str]) -> Iterator[dict[str, Any]]:
    """JSON lines from standard input that have an id and the needed text; the others are named in ``broken``."""
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr] # a text stream, as the interpreter opens it
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            broken.append(f"line {number}: is not JSON: {error}")
            continue
        except RecursionError:
            broken.append(f"line {number}: is nested too deeply")
            continue
        if not isinstance(row, dict) or "id" not in row or not isinstance(row.get(needed), str):
            broken.append(f'line {number}: must be an object with "id" and "{needed}" as text')
            continue
        yield row


def report_broken(broken: list[str]) -> None:
    """Tell which lines could not be used, and end with status 1 if there are any."""
    for problem in broken:
        click.echo(problem, err=True)
    if broken:
        sys.exit(PROBLEM)
