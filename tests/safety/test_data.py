"""The data as a whole: complete, without duplicates, and found by listing folders."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml
from toys import Toy, packaged_languages

from safety import DATA, Level, languages, load_all, load_care, load_screener

LANGUAGES = packaged_languages()
FOLDER = Path(__file__).parent
PARTS = {"lexicon.yaml", "context.yaml", "care.yaml", "thesaurus.yaml"}


def read(path: Path) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_folder_holds_its_four_files_and_nothing_else(language: str) -> None:
    assert {path.name for path in (DATA / language).iterdir()} == PARTS


def test_every_language_loads() -> None:
    assert [lexicon.language for lexicon in load_all(DATA)[0]] == LANGUAGES


def test_every_id_stands_once_in_all_languages() -> None:
    rules = [str(rule["id"]) for language in LANGUAGES for rule in read(DATA / language / "lexicon.yaml")["rules"]]
    cues = [str(cue["id"]) for language in LANGUAGES for cue in read(DATA / language / "context.yaml")["cues"]]
    combinations = [str(entry["id"]) for entry in read(DATA / "combine.yaml")["combinations"]]
    assert [id_ for id_, n in Counter(rules + cues + combinations).items() if n > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_urgent_situation_can_be_heard(language: str) -> None:
    rules = read(DATA / language / "lexicon.yaml")["rules"]
    assert {"suicide", "self_harm", "overdose", "third_party", "abuse"} <= {rule["situation"] for rule in rules}
    assert {level.word for level in Level} <= {rule["level"] for rule in rules}


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The packaged data with one more language: a toy that is nowhere else named."""
    data = shutil.copytree(DATA, tmp_path / "data")
    combine = (data / "combine.yaml").read_bytes()
    Toy(data).rule("wish.die", "blorpa zumi").write()
    (data / "combine.yaml").write_bytes(combine)
    words = (data / "en" / "care.yaml").read_text("utf-8")
    (data / "xx" / "care.yaml").write_text(words.replace("language: en", "language: xx"), "utf-8")
    return data


def test_a_new_language_is_a_folder_and_no_code(copied: Path) -> None:
    assert "xx" in [folder.name for folder in languages(copied)]
    heard = load_screener(copied).screen("Blorpa, ZUMI!")
    assert (heard.level, heard.language) == (Level.IDEATION, "xx")


def test_a_new_language_brings_its_own_words_of_care(copied: Path) -> None:
    assert load_care(copied).words["xx"].language == "xx"


@pytest.mark.parametrize(("kind", "least"), [("unseen", 100), ("posts", 40), ("told", 30)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_was_learned_from_what_measures(language: str, kind: str, least: int) -> None:
    measures = (FOLDER / kind / f"{language}.jsonl").read_text("utf-8").splitlines()
    texts = {json.loads(line)["text"] for line in measures}
    known = [(FOLDER / kind / f"{language}.txt").read_text("utf-8") for kind in ("lines", "plain", "everyday")]
    learned = {line.rpartition("\t")[2].strip() for text in known for line in text.splitlines()}
    assert len(texts) > least
    assert texts & learned == set()
