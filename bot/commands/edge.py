"""What all commands share: problems become sentences and exit codes, and logs stay out of the way."""

from __future__ import annotations

import functools
import json
import logging
import os
import sys
from typing import TYPE_CHECKING, Any, TextIO

import click

from bot.errors import AllyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

PROBLEM, WRONG_USE = 1, 2


def plainly(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose expected errors end in one clear sentence and exit status 1, never in a traceback."""

    @functools.wraps(command)
    def run(*args: object, **options: object) -> None:
        logging.basicConfig(level=logging.CRITICAL, format="%(levelname)s %(name)s: %(message)s")
        forgiving(sys.stdout, "backslashreplace")
        try:
            command(*args, **options)
        except BrokenPipeError:
            quietly()
        except expected() as error:
            click.echo(str(error) or type(error).__name__, err=True)
            sys.exit(PROBLEM)

    return run


def expected() -> tuple[type[Exception], ...]:
    """The errors that the rooms raise on purpose, and those of files."""
    from content import ContentError  # noqa: PLC0415 - `ally --help` need not load the rooms
    from safety import SafetyError  # noqa: PLC0415 - the same

    return AllyError, ContentError, SafetyError, OSError


def quietly() -> None:
    """The reader of our output went away; that is no problem of ours."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still to be written has nowhere to go
    sys.exit(0)


def forgiving(stream: TextIO, errors: str) -> TextIO:
    """A stream that goes on where a sign cannot be decoded or encoded; half a character in JSON becomes its escape."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors=errors)
    return stream


def json_lines(needed: str, broken: list[str]) -> Iterator[dict[str, Any]]:
    """JSON lines from standard input that have an id and the needed text; the others are named in ``broken``."""
    for number, row in parsed(forgiving(sys.stdin, "replace"), "line ", broken):
        if not isinstance(row, dict) or "id" not in row or not isinstance(row.get(needed), str):
            broken.append(f'line {number}: must be an object with "id" and "{needed}" as text')
            continue
        yield row


def parsed(lines: Iterable[str | bytes], place: str, broken: list[str]) -> Iterator[tuple[int, object]]:
    """The JSON in each line with the line's number; what does not read is named in ``broken``, after its ``place``."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except UnicodeDecodeError:
            broken.append(f"{place}{number}: is not UTF-8")
        except ValueError as error:
            broken.append(f"{place}{number}: is not JSON: {error}")
        except RecursionError:
            broken.append(f"{place}{number}: is nested too deeply")
        else:
            yield number, found


def report_broken(broken: list[str]) -> None:
    """Tell which lines could not be used, and end with status 1 if there are any."""
    for problem in broken:
        click.echo(problem, err=True)
    if broken:
        sys.exit(PROBLEM)
