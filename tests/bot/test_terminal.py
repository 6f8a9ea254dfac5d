"""The bot in a terminal: numbered buttons, plain lines for a pipe, colours for a person, and no traceback."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from fakes import ANNA

from bot.channels.terminal import Terminal, labelled, unmarked
from bot.types import Act, Button, Reader, Reply

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fakes import Talk

    from bot.dialog import Dialog


class Screen(io.StringIO):
    """A terminal that a person watches."""

    def isatty(self) -> bool:
        """Yes."""
        return True


async def lines(*typed: str) -> AsyncIterator[str]:
    """What somebody types."""
    for line in typed:
        yield line


async def shown(dialog: Dialog, *typed: str, out: io.StringIO | None = None) -> str:
    """What stands there after these lines."""
    out = out or io.StringIO()
    await Terminal(dialog, ANNA, out=out, lines=lines(*typed)).run()
    return out.getvalue()


async def test_a_pipe_gets_plain_lines_and_numbered_buttons(talk: Talk) -> None:
    seen = await shown(talk.dialog, "/language")

    assert seen.startswith("Which language should the menus have?\n[1] English\n[2] Español\n")
    assert seen.endswith("\n\n")


async def test_a_number_presses_its_button(kept: Talk) -> None:
    seen = await shown(kept.dialog, "/language", "2")

    assert "Los menús ahora están en español." in seen


@pytest.mark.parametrize("typed", ["0", "999", "00001x", "-1", "²", "٣", "1" * 5000, "000015"])
async def test_a_number_without_a_button_is_a_message(talk: Talk, typed: str) -> None:
    seen = await shown(talk.dialog, "/language", typed)

    assert "I found nothing for that." in seen


async def test_a_number_to_copy_is_shown_and_the_buttons_stay(talk: Talk) -> None:
    out = io.StringIO()
    terminal = Terminal(talk.dialog, Reader(key="anna", country="FR"), out=out, lines=lines("!ideation", "1", "1"))
    await terminal.run()

    assert out.getvalue().count("\n3114\n\n3114\n\n") == 1


async def test_a_line_from_a_group_opens_the_private_chat(talk: Talk) -> None:
    terminal = Terminal(talk.dialog, ANNA, out=io.StringIO())
    terminal.send(Reply(text="x", buttons=((Button(label="Help", act=Act.PRIVATE, value="help_now"),),)))
    await terminal.hear("1")

    assert "findahelpline.com" in terminal.out.getvalue()  # type: ignore[attr-defined] # our own paper


async def test_a_person_sees_cards_in_a_frame(talk: Talk) -> None:
    seen = await shown(talk.dialog, "!ideation", "/latest", out=Screen())

    assert seen.removeprefix("\x1b[33m").startswith("╭")
    assert seen.index("Thank you for saying this.") < seen.index("The newest articles:")


class Failing:
    """A part of the dialog that breaks in a way that nobody foresaw."""

    def __getattr__(self, name: str) -> object:
        raise RuntimeError(f"no {name}, and a secret word")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("sleep", "Something went wrong here, and this did not work."),
        ("!ideation", "I am glad you wrote. Please reach a person now."),
    ],
)
async def test_a_bug_ends_in_help_or_plain_words_and_the_next_line_is_heard(
    talk: Talk, text: str, answer: str, caplog: pytest.LogCaptureFixture
) -> None:
    broken, whole = Failing(), talk.dialog.readers
    terminal = Terminal(talk.dialog, ANNA, out=io.StringIO())
    talk.dialog.readers = broken  # type: ignore[assignment] # that is the failure
    await terminal.hear(text)
    talk.dialog.readers = whole
    await terminal.hear("/help_now")
    seen = terminal.out.getvalue()  # type: ignore[attr-defined] # our own paper

    assert seen.startswith(answer)
    assert "findahelpline.com" in seen
    assert "secret" not in caplog.text


async def test_a_reader_who_goes_away_ends_the_conversation(talk: Talk) -> None:
    class Closed(io.StringIO):
        def write(self, _: str) -> int:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        await shown(talk.dialog, "hello", out=Closed())


def test_the_small_markdown_becomes_plain_text() -> None:
    text = "## Head\n**bold** and [words](https://example.org)\n- item"

    assert unmarked(text) == "Head\nbold and words (https://example.org)\n- item"


def test_a_link_shows_its_address() -> None:
    assert labelled(2, Button(label="Site", act=Act.LINK, value="https://x.org")) == "[2] Site: https://x.org"
