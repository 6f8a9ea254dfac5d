"""What the README shows is what the program does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parent.parent / "README.md"
TRANSCRIPT = re.search(r"```text\n\$ ally chat < lines\.txt\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
LINES = (
    "cant slep before exams",
    "/categories",
    "suicide prevention",
    "this exam is killing me",
    "i used to want to die, i am well now",
    "i dont want to be alive anymore",
    "我不想活了",
    "quiero acabar con mi vida",
)


def chat(folder: Path, *lines: str) -> str:
    """What ``ally chat`` prints for piped lines, with data of its own."""
    places = {
        "ALLY_CONTENT_DB": str(folder / "content.db"),
        "ALLY_PEOPLE_URL": f"sqlite+aiosqlite:///{folder / 'people.db'}",
    }
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat"],
        input="\n".join(lines) + "\n", capture_output=True, text=True, encoding="utf-8", check=True,
        env={**os.environ, **places, "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readme")


def test_the_transcript_is_what_the_chat_says(folder: Path) -> None:
    assert TRANSCRIPT is not None
    assert chat(folder, *LINES) == TRANSCRIPT[1]


def test_the_same_input_gives_the_same_order_twice(folder: Path) -> None:
    assert chat(folder, *LINES) == chat(folder, *LINES)


@pytest.mark.parametrize(
    ("line", "first", "has", "has_not"),
    [
        ("cant slep before exams", "I looked for", ("Sleep Hygiene", "Stress Management"), "findahelpline"),
        ("/categories", "All 21 topics", ("Depression", "Extra News"), "findahelpline"),
        ("i dont want to be alive anymore", "Thank you", ("112 or 911", "findahelpline.com"), "I looked for"),
        ("suicide prevention", "A doctor or counsellor", ("Help by country", "Suicide Prevention"), "hurt yourself"),
        ("this exam is killing me", "Here is", ("Exams coming up",), "findahelpline"),
        ("i used to want to die, i am well now", "", (), "findahelpline"),
        ("我不想活了", "谢谢你", ("112", "findahelpline.com"), "Thank you"),
        ("quiero acabar con mi vida", "Gracias", ("112", "findahelpline.com"), "Thank you"),
    ],
)
def test_each_line_alone_is_answered_as_promised(
    folder: Path, line: str, first: str, has: tuple[str, ...], has_not: str
) -> None:
    said = chat(folder, line)

    assert said.startswith(first)
    assert [part for part in has if part not in said] == []
    assert has_not not in said


def test_the_documents_name_no_rule_that_does_not_exist() -> None:
    linked = re.findall(r"\]\((docs/[^)#]+)", README.read_text("utf-8"))

    assert [link for link in linked if not (README.parent / link).exists()] == []
