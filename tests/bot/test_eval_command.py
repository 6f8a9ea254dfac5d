"""``ally eval`` reads labelled lines, or says which it cannot; never what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.commands.evaluate import read
from safety import About, Level, Situation

if TYPE_CHECKING:
    from pathlib import Path

    from safety import Labelled

LINE = '{"text": "marked", "label": 1, "lang": "en"'
HARD = """\
language: en
positives: [{text: a}, {text: b}, {text: c, level: intent}]
negatives: [{text: d}, {text: e, kind: idiom}, marked]
"""


def lines(path: Path, content: str | bytes, half: str = "both") -> tuple[list[tuple[str, Labelled]], list[str]]:
    """What is read from a file, and what is said about the rest; places and sentences without the folder."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    problems: list[str] = []
    found = list(read(path, half, problems))
    before = f"{path.parent}/"
    return [(place.removeprefix(before), line) for place, line in found], [
        each.removeprefix(before) for each in problems
    ]


@pytest.mark.parametrize("sign", ["\u2028", "\x85"])
def test_only_the_end_of_a_line_ends_it(tmp_path: Path, sign: str) -> None:
    found, problems = lines(tmp_path / "a.jsonl", f'{{"text": "a{sign}b", "label": "0"}}\r\n\n{LINE}}}\n')

    assert ([(place, line.text) for place, line in found], problems) == (
        [("a.jsonl:1", f"a{sign}b"), ("a.jsonl:3", "marked")], [],
    )  # fmt: skip


def test_labels_that_say_more_are_read(tmp_path: Path) -> None:
    said = '{"text": "a", "label": 1, "level": "intent", "situation": "self_harm", "about": "self", "dataset": "x"}'
    ((_, line),), problems = lines(tmp_path / "a.jsonl", said + f'\n{LINE}, "primary": false}}')

    assert (line.level, line.situation, line.about, line.group) == (
        Level.INTENT, Situation.SELF_HARM, About.SELF, "x",
    )  # fmt: skip
    assert problems == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"text": "marked café", "label": 1}'.encode("latin-1"), "is not UTF-8"),
        (b"[" * 200_000, "is nested too deeply"),
        ("marked", "is not JSON: Expecting value: line 1 column 1 (char 0)"),
        ("[1]", 'must be an object with "text" as text and "label" 0 or 1'),
        ('{"label": 1}', 'must be an object with "text" as text and "label" 0 or 1'),
        ('{"text": "marked", "label": "yes"}', 'must be an object with "text" as text and "label" 0 or 1'),
        ('{"text": "marked", "label": 7}', 'must be an object with "text" as text and "label" 0 or 1'),
        (LINE + ', "level": "marked"}', '"level" must be one of: none, topic, distress, ideation, intent, imminent'),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_the_next_one_is_read(
    tmp_path: Path, content: str | bytes, said: str
) -> None:
    raw = content if isinstance(content, bytes) else content.encode()
    found, problems = lines(tmp_path / "a.jsonl", raw + f"\n{LINE}}}".encode())

    assert ([place for place, _ in found], problems) == (["a.jsonl:2"], [f"a.jsonl:1: {said}"])


@pytest.mark.parametrize(
    ("half", "places"),
    [("gate", ["positives 1", "positives 3", "negatives 1"]), ("training", ["positives 2", "negatives 2"])],
)
def test_a_line_of_a_hard_set_is_named_by_its_place_in_the_whole_list(
    tmp_path: Path, half: str, places: list[str]
) -> None:
    found, problems = lines(tmp_path / "en.yaml", HARD, half)

    assert [place for place, _ in found] == [f"en.yaml: {place}" for place in places]
    assert [problem.partition(" must")[0] for problem in problems] == ["en.yaml: negatives 3:"] * (half == "gate")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (HARD + "language: fr", "cannot be read: line 4: written twice: language"),
        ("a: " + "[" * 5000, "cannot be read: it is nested too deeply"),
        ("a: é".encode("latin-1"), "cannot be read: 'utf-8' codec can't decode byte 0xe9 in position 3: "),
        ("positives: []", "must be a hard set with "),
    ],
)
def test_a_hard_set_that_cannot_be_read_is_named(tmp_path: Path, content: str | bytes, said: str) -> None:
    found, (problem,) = lines(tmp_path / "en.yaml", content)

    assert (found, problem.startswith(f"en.yaml: {said}")) == ([], True)


def test_no_lines_are_no_measurement(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").touch()
    done = CliRunner().invoke(main, ["eval", "--rules-only", str(tmp_path / "a.jsonl")])

    assert (done.exit_code, done.output) == (1, "there are no labelled lines in that: nothing is measured\n")
