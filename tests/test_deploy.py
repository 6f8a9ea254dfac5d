"""The files for deployment say what the program understands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

TOP = Path(__file__).parent.parent
DEPLOY = TOP / "deploy"
KNOWN = set(re.findall(r"`((?:TELEGRAM|WEBHOOK|ALLY)_[A-Z_]+)`", (TOP / "docs" / "OPERATIONS.md").read_text("utf-8")))


@pytest.mark.parametrize("name", ["compose.yaml", "compose.webhook.yaml"])
def test_a_compose_file_sets_only_settings_that_exist(name: str) -> None:
    service = yaml.safe_load((DEPLOY / name).read_text("utf-8"))["services"]["ally"]

    assert set(service["environment"]) <= KNOWN
    assert service["restart"] == "unless-stopped"


def test_the_image_takes_only_files_that_exist() -> None:
    copied = re.findall(r"^COPY (.+) \S+$", (DEPLOY / "Dockerfile").read_text("utf-8"), re.MULTILINE)

    assert [path for line in copied for path in line.split() if not (TOP / path).exists()] == []


def test_the_unit_waits_longer_than_the_bot_drains() -> None:
    found = re.search(r"TimeoutStopSec=(\d+)", (DEPLOY / "ally.service").read_text("utf-8"))

    assert found is not None
    assert int(found[1]) > 10
