"""The commands of ``ally`` as a person, a pipe and a script use them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from emulator.server import Emulator

import safety
from bot.cli import main
from bot.commands.screen import load

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
COMMANDS = tuple(main.commands)
LINE = '{"id": "a", "title": "Owls", "text": "Owls at night."}\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Ally:
    """A place of its own to run ``ally`` in."""

    home: Path

    def __call__(
        self, *arguments: str, given: str | bytes = "", more: Mapping[str, str] = {}
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "bot", *arguments], cwd=ROOT, capture_output=True, check=False, timeout=60,
            input=given.encode() if isinstance(given, str) else given, env={**self.environment, **more},
        )  # fmt: skip
        out, err = (text.decode("utf-8", "replace") for text in (done.stdout, done.stderr))
        assert "Traceback" not in err, err
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of ours but the path, and a home of its own."""
        return {"PATH": os.defpath, "HOME": str(self.home), "PYTHONWARNINGS": "error", "LANG": "C.UTF-8"}


@pytest.fixture(scope="module")
def ally(tmp_path_factory: pytest.TempPathFactory) -> Ally:
    """``ally`` with a data folder that all tests here share, as one person's would be."""
    return Ally(home=tmp_path_factory.mktemp("home"))


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(ally: Ally, command: str) -> None:
    done = ally(command, "--help")

    assert (done.returncode, done.stdout.startswith(f"Usage: python -m bot {command}")) == (0, True)


def test_all_commands_are_listed(ally: Ally) -> None:
    done = ally("--help")

    assert done.returncode == 0
    assert [name for name in COMMANDS if f"\n  {name} " not in done.stdout] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("nothing",), ("chat", "--nothing"), ("screen", "text", "--jsonl"), ("search",), ("search", "-n", "0", "x"),
        ("helplines", "atlantis"), ("lint", "/no/such/file"), ("chat", "--country", "atlantis"),
        ("chat", "--language", "qq"), ("screen", "--jsonl", "--explain"),
    ],
)  # fmt: skip
def test_wrong_use_is_told_and_ends_with_two(ally: Ally, arguments: tuple[str, ...]) -> None:
    done = ally(*arguments)

    assert (done.returncode, done.stdout, "Error: " in done.stderr) == (2, "", True)


# chat


def test_a_piped_chat_puts_care_first_and_ends_with_its_input(ally: Ally) -> None:
    done = ally("chat", "--country", "FR", given="i want to die\n1\n/latest")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Thank you for saying this.")
    assert "3114\n" in done.stdout
    assert "The newest articles:" in done.stdout


def test_nothing_in_nothing_out(ally: Ally) -> None:
    done = ally("chat")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_undecodable_input_is_heard(ally: Ally) -> None:
    done = ally("chat", given=b"\xff\xfe i want to die\n\x80\n", more={"PYTHONIOENCODING": "ascii"})

    assert (done.returncode, done.stdout.startswith("Thank you for saying this.")) == (0, True)


def test_what_is_broken_is_told_beside_the_conversation(ally: Ally, tmp_path: Path) -> None:
    done = ally("chat", given="i want to die\n", more={"ALLY_PEOPLE_URL": f"sqlite+aiosqlite:///{tmp_path}"})

    assert (done.returncode, f"{tmp_path} cannot be used: Is a directory" in done.stderr) == (0, True)
    assert done.stdout.startswith("Thank you for saying this.")


def test_a_broken_configuration_is_named_in_full(ally: Ally, tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("naem: x\nsources: 3", "utf-8")
    done = ally("chat", more={"ALLY_CONFIG": str(path)})

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[0] == f"{path}:"
    assert len(done.stderr.splitlines()) == 3


@pytest.mark.parametrize("command", [("chat",), ("screen", "--jsonl"), ("search", "--jsonl")])
def test_a_reader_who_goes_away_is_no_problem(ally: Ally, command: tuple[str, ...]) -> None:
    line = "hello" if command == ("chat",) else '{"id": 1, "text": "hello", "query": "sleep"}'
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-m", "bot", *command], cwd=ROOT, env=ally.environment, **pipes) as process:  # type: ignore[call-overload] # noqa: S603 - ours
        process.stdout.close()
        try:
            process.stdin.write(f"{line}\n".encode() * 200)
            process.stdin.close()
        except BrokenPipeError:
            process.stdin = None
        complained = process.stderr.read()

    assert (process.returncode, complained) == (0, b"")


# screen and search


def test_screening_json_lines_answers_each_and_names_the_broken(ally: Ally) -> None:
    given = (
        b'{"id": 1, "text": "i want to die"}\n\nnot json\n{"id": 2}\n{"text": "x"}\n[1]\n'
        b'{"id": null, "text": "hello"}\n'
        b'{"id": "\\ud800", "text": "\\ud800"}\n{"id": 5, "text": "\xff"}\n' + b"[" * 200_000 + b"\n"
    )
    done = ally("screen", "--jsonl", given=given)
    rows = [json.loads(line) for line in done.stdout.splitlines()]

    assert [(row["id"], row["level"]) for row in rows] == [
        (1, "ideation"), (None, "none"), ("\ud800", "none"), (5, "none"),
    ]  # fmt: skip
    assert set(rows[0]) == {"id", "level", "situation", "about", "language", "minor", "failed", "signals"}
    assert set(rows[0]["signals"][0]) == {"rule", "level", "situation", "span", "muted_by"}
    assert (rows[0]["situation"], rows[1]["situation"]) == ("suicide", None)
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == [f"line {n}" for n in (3, 4, 5, 6, 10)]
    assert done.returncode == 1


@pytest.mark.parametrize("given", ["i want to die", b"\xff i want to die"])
def test_text_on_standard_input_is_screened(ally: Ally, given: str | bytes) -> None:
    done = ally("screen", given=given)

    assert (done.returncode, json.loads(done.stdout)["level"]) == (0, "ideation")


def test_an_explanation_is_for_a_persons_eyes(ally: Ally) -> None:
    done = ally("screen", "--explain", "i want to die")

    assert done.stdout.splitlines()[0] == "ideation (suicide, about self)"
    assert "'want to die'" in done.stdout


def test_an_explanation_says_where_there_are_too_few_words_for_a_second_opinion(ally: Ally) -> None:
    said = ally("screen", "--explain", "hello").stdout

    assert (", but no card of its own for so few words\n" in said, "000000" in said) == (True, False)
    assert ally("screen", "--explain", " ").stdout == "none\n"


def test_articles_are_ingested_and_searched_in_a_file_of_ones_own(ally: Ally, tmp_path: Path) -> None:
    source, db = tmp_path / "x.jsonl", tmp_path / "new" / "y.db"
    source.write_text(LINE + '{"id": "b", "title": "", "text": "Foxes by day."}\n', "utf-8")
    first, again = ally("ingest", str(source), "--db", str(db), "--trust"), ally("ingest", str(source), "--db", str(db))
    done = ally(
        "search", "--jsonl", "--db", str(db), "-n", "1", given='{"id": 7, "query": "owls"}\n{"id": 8, "query": "a"}\n'
    )
    one, other = (json.loads(line) for line in done.stdout.splitlines())

    assert (first.returncode, again.returncode, done.returncode) == (0, 0, 0)
    assert ("2 new" in first.stdout, "2 same" in again.stdout) == (True, True)
    assert (one["id"], one["results"][0]["id"], set(one["results"][0])) == (
        7,
        "a",
        {"id", "title", "category", "score"},
    )
    assert (other["id"], len(other["results"])) == (8, 1)
    assert "Owls" in ally("search", "owls", "--db", str(db)).stdout


def test_the_second_opinion_tells_its_score_unless_the_rules_alone_are_asked(ally: Ally) -> None:
    assert "second opinion: " in ally("screen", "--explain", "i made soup").stdout
    assert "second opinion" not in ally("screen", "--explain", "--rules-only", "i made soup").stdout


def test_the_rules_alone_need_no_second_opinion_so_that_a_broken_one_can_be_learned_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = shutil.copytree(safety.DATA, tmp_path / "data")
    (data / "opinion" / "danger.bin").write_bytes(b"damaged")
    monkeypatch.setattr(safety, "DATA", data)
    with pytest.raises(safety.OpinionError, match=r"danger\.bin"):
        load()
    assert load(rules_only=True).screen("i dont want to be alive anymore").needs_care


def test_lines_that_do_not_read_are_named_before_anything_is_learned(ally: Ally, tmp_path: Path) -> None:
    (tmp_path / "lines").mkdir()
    (tmp_path / "lines" / "xx.txt").write_text("no label")
    done = ally("train", str(tmp_path), "--to", str(tmp_path / "opinion"))
    assert (done.returncode, (tmp_path / "opinion").exists()) == (1, False)
    assert "xx.txt:1" in done.stderr


def test_a_search_explains_itself_to_people_and_to_programs(ally: Ally, tmp_path: Path) -> None:
    source, db = tmp_path / "x.jsonl", tmp_path / "y.db"
    source.write_text(LINE, "utf-8")
    ally("ingest", str(source), "--db", str(db), "--trust", "--text-only")
    for_people = ally("search", "--explain", "owlss panic", "--db", str(db)).stdout.splitlines()
    for_programs = json.loads(
        ally("search", "--explain", "--jsonl", "--db", str(db), given='{"id": 1, "query": "owlss panic"}\n').stdout
    )

    assert for_people[:2] == ["corrected: owls panic", "words searched: owls, panic"]
    assert for_people[2].startswith("topic meant: Anxiety Disorders, because of panic")
    assert "= words 1.000 + title " in for_people[-1]
    assert (for_programs["corrected"], for_programs["words"]) == ("owls panic", ["owls", "panic"])
    assert for_programs["categories"] == ["anxiety-disorders", "depression", "therapy-options"]
    assert for_programs["because"]["anxiety-disorders"] == "panic"
    score = for_programs["results"][0]["score"]
    assert abs(score - sum(for_programs["parts"][0].values())) < 0.001


def test_a_source_that_cannot_be_read_is_named(ally: Ally, tmp_path: Path) -> None:
    done = ally("ingest", str(tmp_path / "gone.jsonl"), "--db", str(tmp_path / "y.db"))

    assert (done.returncode, "gone.jsonl" in done.stderr) == (1, True)


def test_a_broken_line_of_a_source_is_named_and_the_rest_is_kept(ally: Ally, tmp_path: Path) -> None:
    source = tmp_path / "x.jsonl"
    source.write_text(LINE + "broken\n", "utf-8")
    done = ally("ingest", str(source), "--db", str(tmp_path / "y.db"), "--trust")

    assert (done.returncode, "1 new" in done.stdout, "2" in done.stderr) == (1, True, True)


def test_a_file_that_is_no_library_is_told(ally: Ally, tmp_path: Path) -> None:
    (tmp_path / "y.db").write_text("no library", "utf-8")
    done = ally("search", "x", "--db", str(tmp_path / "y.db"))

    assert (done.returncode, done.stdout, "y.db" in done.stderr) == (1, "", True)


# helplines, lint, doctor, run


def test_the_lines_of_a_country_are_what_a_reader_sees(ally: Ally) -> None:
    done = ally("helplines", "FR")

    assert (done.returncode, done.stdout.startswith("France\n"), "3114" in done.stdout) == (0, True, True)
    assert ally("helplines", "frnace").stdout == done.stdout


def test_all_rows_come_as_json(ally: Ally) -> None:
    rows = json.loads(ally("helplines", "--json").stdout)

    assert {"country", "phone", "kind", "sources", "newest_source", "confidence"} <= set(rows[0])
    assert {row["country"] for row in json.loads(ally("helplines", "FR", "--json").stdout)} == {"FR"}


def test_what_ships_has_no_findings(ally: Ally) -> None:
    done = ally("lint")

    assert (done.stdout, done.returncode) == ("nothing to complain about\n", 0)


def test_an_article_with_findings_is_told(ally: Ally, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"id": "a", "title": "T", "text": "He committed suicide."}\n', "utf-8")
    done = ally("lint", str(tmp_path / "x.jsonl"))

    assert (done.returncode, "a: " in done.stdout) == (1, True)


def test_doctor_finds_nothing_wrong_with_a_fresh_start(ally: Ally) -> None:
    done = ally("doctor")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].startswith("the machine side is well; people still have to review the words")


def test_doctor_names_everything_wrong_at_once(ally: Ally) -> None:
    people = "postgresql+psycopg://ally:hunter2@127.0.0.1:1/none"
    more = {"ALLY_PEOPLE_URL": people, "ALLY_CONTENT_DB": "/dev/null/content.db", "TELEGRAM_BOT_TOKEN": "wrong-hunter2"}
    done = ally("doctor", more=more | {"WEBHOOK_PORT": "x"})

    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "3 problems"
    assert "TELEGRAM_BOT_TOKEN does not look like a token" in done.stdout
    assert "WEBHOOK_PORT must be a number" in done.stdout
    assert "hunter2" not in done.stdout + done.stderr


async def test_doctor_asks_telegram_who_we_are(ally: Ally) -> None:
    import asyncio  # noqa: PLC0415 - the one test that waits for another process

    async with Emulator() as emulator:
        more = {"TELEGRAM_BOT_TOKEN": emulator.token, "TELEGRAM_API_BASE": emulator.base_url}
        good = await asyncio.to_thread(ally, "doctor", more=more)
        wrong = await asyncio.to_thread(ally, "doctor", more=more | {"TELEGRAM_BOT_TOKEN": "99:wrong"})
    gone = await asyncio.to_thread(ally, "doctor", more=more)

    assert (good.returncode, "updates     by polling" in good.stdout) == (0, True)
    assert "Telegram does not know this token." in wrong.stdout
    assert "the Bot API at 127.0.0.1 cannot be reached (NetworkError)." in gone.stdout
    assert (wrong.returncode, gone.returncode) == (1, 1)


def test_running_without_a_token_says_where_to_get_one(ally: Ally) -> None:
    done = ally("run")

    assert (done.returncode, "ask @BotFather" in done.stderr) == (1, True)


HARD = """\
language: en
positives:
  - {text: "i want to die", level: ideation, situation: suicide, about: self, kind: explicit}
  - {text: "i want to kill myself", level: ideation, situation: suicide, about: self, kind: explicit}
negatives:
  - {text: "what a nice day", kind: everyday}
"""


def test_a_hard_set_is_measured_by_halves(ally: Ally, tmp_path: Path) -> None:
    (tmp_path / "en.yaml").write_text(HARD, "utf-8")
    gate = ally("eval", str(tmp_path / "en.yaml"), "--half", "gate")
    both = ally("eval", str(tmp_path / "en.yaml"))

    assert (gate.returncode, both.returncode) == (0, 0)
    assert "1/1" in gate.stdout.splitlines()[1]
    assert "2/2" in both.stdout.splitlines()[1]
    assert "heard, and the situation is right: 1.000" in both.stdout


def test_lines_that_cannot_be_measured_are_named_and_the_rest_is(ally: Ally, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "i want to die", "label": 1, "lang": "en"}\n{\n{"label": 1}\n', "utf-8")
    (tmp_path / "b.yaml").write_text("language: en\npositives: 7\n", "utf-8")
    done = ally("eval", str(tmp_path / "a.jsonl"), str(tmp_path / "b.yaml"), "--misses")

    assert done.returncode == 1
    assert "1/1" in done.stdout.splitlines()[1]
    assert ["a.jsonl:2: is not JSON" in done.stderr, "a.jsonl:3: must be" in done.stderr] == [True, True]
    assert "b.yaml: must be a hard set" in done.stderr


def test_a_report_without_counts_still_tells_the_protocol(ally: Ally) -> None:
    done = ally("report", "--year", "2026")
    assert done.returncode == 0
    assert "0  cards with help lines sent" in done.stdout
    assert json.loads(ally("report", "--json").stdout)["totals"]["shown"] == 0


def test_a_question_is_classified_with_its_reasons(ally: Ally) -> None:
    done = ally("classify", "--jsonl", given='{"id": 7, "title": "", "text": "panic attacks at work"}\n')
    found = json.loads(done.stdout)
    assert (found["id"], found["category"], found["reasons"]) == (7, "anxiety-disorders", ["panic attacks"])
    assert 0 < found["score"] <= 1
    assert "Anxiety Disorders" in ally("classify", "panic attacks").stdout.splitlines()[0]
