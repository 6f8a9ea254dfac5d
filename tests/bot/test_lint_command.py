"""``ally lint`` reads every file that it is asked about, and every one that ships."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import content
from bot.cli import main
from bot.commands.lint import BESIDE_CARE, of_articles, of_file, single_files
from bot.texts import FOLDER
from safety import DATA

#: Files in the safety room's folder that are read together, by its own loaders.
TOGETHER = {*BESIDE_CARE, "combine.yaml", "concepts.yaml"}
RULE = """\
rules:
  - {id: loud, place: text, phrases: [shout], why: x, suggestion: y, catches: [He spoke.], spares: [He sang.]}
"""


def test_every_data_file_that_ships_is_read() -> None:
    files = {path for folder in (DATA, content.CATEGORIES.parent, FOLDER) for path in folder.glob("*.yaml")}

    assert {path for path in files if path.parent != DATA or path.name not in TOGETHER} == set(single_files())


@pytest.mark.parametrize("path", single_files(), ids=lambda path: path.name)
def test_what_ships_is_in_order_when_it_is_named(path: Path) -> None:
    assert list(of_file(path)) == []


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("topics.yaml", "nonsense: 1", '"likely" is missing'),
        ("search.yaml", "nonsense: 1", '"stop_words" is missing'),
        ("categories.yaml", "nonsense: 1", '"categories" is missing'),
        ("lint.yaml", "nonsense: 1", '"rules" is missing'),
        ("lint.yaml", RULE, 'loud: does not catch "He spoke."'),
        ("combine.yaml", "nonsense: 1", '"signs" is missing'),
        ("short_codes.yaml", "FR: 1", "FR: must be a mapping"),
        ("cards.yaml", "nonsense: 1", '"cards" is missing'),
        ("config.yaml", "naem: x", '"naem" is not a setting we know'),
        ("es.yaml", "nonsense: 1", "must have language, language_name, texts, buttons, commands"),
        ("es.yaml", "texts: {a: b, a: c}", "cannot be read: line 1: written twice: a"),
    ],
)
def test_a_data_file_is_read_as_what_it_is(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    (problem,) = of_file(tmp_path / name)

    assert (problem.splitlines()[0], said in problem) == (f"{tmp_path / name}:", True)


@pytest.mark.parametrize("neighbour", [True, False])
def test_menu_texts_are_compared_with_the_english_ones(tmp_path: Path, neighbour: bool) -> None:  # noqa: FBT001 - a column of the table
    if neighbour:
        shutil.copy(FOLDER / "en.yaml", tmp_path)
    (tmp_path / "es.yaml").write_text((FOLDER / "es.yaml").read_text("utf-8").replace("  home:", "  hme:", 1), "utf-8")
    (problem,) = of_file(tmp_path / "es.yaml")

    assert problem.splitlines()[1:] == ['  - texts: "home" is missing', '  - texts: "hme" is not a key we know']


@pytest.fixture
def spanish(tmp_path: Path) -> Path:
    """A language folder of somebody's own."""
    return Path(shutil.copytree(DATA / "es", tmp_path / "es"))


def test_a_language_folder_in_order_is_nothing_to_complain_about(spanish: Path) -> None:
    done = CliRunner().invoke(main, ["lint", str(spanish)])

    assert (done.output, done.exit_code) == ("nothing to complain about\n", 0)


@pytest.mark.parametrize("named", [".", "care.yaml", "lexicon.yaml"])
def test_the_words_of_care_of_a_language_are_read(spanish: Path, named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (spanish / "care.yaml").write_text("nonsense: 1", "utf-8")
    monkeypatch.chdir(spanish)
    done = CliRunner().invoke(main, ["lint", named])

    assert (done.exit_code, done.output.splitlines()[0]) == (1, f"{spanish / 'care.yaml'}:")
    assert '"nonsense" is not a key we know' in done.output


@pytest.mark.parametrize("missing", ["care.yaml", "lexicon.yaml"])
def test_a_file_that_a_language_lacks_is_named(spanish: Path, missing: str) -> None:
    (spanish / missing).unlink()
    (problem,) = of_file(spanish)

    assert problem.splitlines()[0] == f"{spanish / missing}:"
    assert "No such file" in problem
    assert problem.count(str(spanish)) == 2


def test_categories_that_do_not_read_are_a_complaint_like_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "categories.yaml").write_text("nonsense: 1", "utf-8")
    monkeypatch.setattr(content, "CATEGORIES", tmp_path / "categories.yaml")
    (problem,) = of_articles(content.starter())

    assert problem.startswith(f"{tmp_path / 'categories.yaml'}:")
