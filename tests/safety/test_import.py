"""The room stands alone: importing it brings in no chat library, database or network, and reads nothing."""

from __future__ import annotations

import json
import subprocess
import sys

#: What must not come in, and what is only brought in where it is needed.
FORBIDDEN = {"telegram", "sqlite3", "httpx", "sqlalchemy", "aiohttp", "asyncio", "bot", "content", "babel"}


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout  # noqa: S603 - our own words


def test_importing_the_room_brings_in_nothing_that_can_break() -> None:
    modules = json.loads(run("import json, sys, safety; print(json.dumps(sorted(sys.modules)))"))
    assert {module.split(".")[0] for module in modules} & FORBIDDEN == set()


def test_screening_brings_in_nothing_more() -> None:
    modules = json.loads(run("import json, sys, safety; safety.screen('x'); print(json.dumps(sorted(sys.modules)))"))
    assert {module.split(".")[0] for module in modules} & FORBIDDEN == set()


def test_importing_the_room_reads_no_data() -> None:
    code = "import safety; from safety.screen import packaged; print(packaged.cache_info().currsize)"
    assert run(code).strip() == "0"
