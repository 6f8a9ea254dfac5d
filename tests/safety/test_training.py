"""``ally train``: lines in, an opinion out that hears what no line said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import yaml
from toys import IDLE, Toy

from safety import OPINION, Level, OpinionError, Situation, load_all, load_encoder, load_opinion, load_screener
from safety.lines import LESS, read_lines
from safety.sense import MOST
from safety.training import train

if TYPE_CHECKING:
    from pathlib import Path

RISK = "the bridge", "a bridge", "my bridge", "bridge again", "old bridge", "to bridges"
CALM = "the kitchen", "a kitchen", "my kitchen", "kitchen again", "old kitchen", "to kitchens"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Labelled lines, laid out as tests/safety is."""
    lines = tmp_path / "lines"
    lines.mkdir()
    rows = [f"+\tat {each} now" for each in RISK] + [f"-\tat {each} now" for each in CALM] + ["o\tshe hits me"]
    (lines / "xx.txt").write_text("\n".join(rows))
    return tmp_path


@pytest.fixture
def toy(tmp_path: Path) -> Toy:
    toy = Toy(tmp_path / "data").rule("wish", "want to die", catches=["i want to die", "they want to die"])
    toy.write()
    return toy


def test_lines_of_every_kind_are_read(folder: Path, toy: Toy) -> None:
    for kind, text in (("plain", "so i want to die"), ("everyday", "good morning")):
        (folder / kind).mkdir()
        (folder / kind / "xx.txt").write_text(f"{text}\n\n")
    for kind in ("seen", "hard"):
        (folder / kind).mkdir()
    (folder / "seen" / "xx.jsonl").write_text('{"text": "seen", "label": 1}\n')
    hard = {
        "positives": [{"text": "gate", "situation": "suicide"}, {"text": "other", "situation": "abuse"}],
        "negatives": [{"text": "gate too"}, {"text": "harmless"}],
    }
    (folder / "hard" / "xx.yaml").write_text(yaml.safe_dump(hard))
    found = {
        line.text: line.danger > 0 for line in read_lines(folder, load_all(toy.path)[0], toy.screener())
    }  # fmt: skip
    assert {text: found.get(text) for text in (
        "so i want to die", "good morning", "at the bridge now", "she hits me", "seen", "other", "harmless",
        "i want to die", "gate", "gate too",
    )} == {
        "so i want to die": True, "good morning": False, "at the bridge now": True, "she hits me": True, "seen": True,
        "other": True, "harmless": False, "i want to die": True, "gate": None, "gate too": None,
    }  # fmt: skip


def test_what_was_learned_hears_what_no_line_said(folder: Path, toy: Toy, tmp_path: Path) -> None:
    screener, told = toy.screener(), list[str]()
    lines = read_lines(folder, load_all(toy.path)[0], screener)
    learned, with_model = train(lines, screener, 0.0, tmp_path / OPINION, told.append)
    assert with_model == []
    opinion = load_opinion(tmp_path / OPINION)
    assert opinion is not None
    assert (len(lines), opinion.lines) == (15, 15)
    assert {row.script: row.calm for row in learned}["latin"] == 6
    assert told[-1] == "learning from all lines"
    scores = [opinion.judged(text, screener.meanings)[0] for text in ("on that bridge", "in that kitchen")]
    assert scores[0] > scores[1]
    screener.opinion = opinion
    assert screener.screen("on that bridge, the old bridge now").level is Level.DISTRESS
    assert screener.screen("in that kitchen").level is Level.NONE


def test_upon_a_sentence_model_is_learned_what_no_word_of_the_lines_said(
    folder: Path, toy: Toy, tmp_path: Path
) -> None:
    screener, told, encode = toy.screener(), list[str](), load_encoder()
    lines = read_lines(folder, load_all(toy.path)[0], screener)
    learned = train(lines, screener, 0.0, tmp_path / OPINION, told.append, encode)
    assert [row.script for row in learned[0]] == [row.script for row in learned[1]]
    assert told[0] == "what each line means to the sentence model: 0 of 15"
    opinion = load_opinion(tmp_path / OPINION)
    assert opinion is not None
    assert opinion.sense is not None
    assert opinion.sense.marks.least == {row.script: row.least for row in learned[1]}
    scores = [opinion.sense.of(text).score for text in ("der Viadukt", "das Esszimmer")]
    assert MOST > scores[0] > scores[1]


def test_the_same_lines_give_the_same_weights(folder: Path, toy: Toy, tmp_path: Path) -> None:
    screener, encode = toy.screener(), load_encoder()
    lines = read_lines(folder, load_all(toy.path)[0], screener)
    for name in ("one", "other"):
        train(lines, screener, 0.0, tmp_path / name, list[str]().append, encode)
    one, other = ({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("one", "other"))
    assert one == other
    assert one.keys() == {"opinion.yaml", "danger.bin", "kinds.bin", "sense.bin"}


def test_learning_without_a_sentence_model_leaves_none_of_an_earlier_one(
    folder: Path, toy: Toy, tmp_path: Path
) -> None:
    screener, place = toy.screener(), tmp_path / OPINION
    place.mkdir()
    (place / "sense.bin").write_bytes(b"earlier")
    train(read_lines(folder, load_all(toy.path)[0], screener), screener, 0.0, place, list[str]().append)
    assert {file.name for file in place.iterdir()} == {"opinion.yaml", "danger.bin", "kinds.bin"}


def test_what_a_line_is_about_its_label_says_or_the_rules(folder: Path, toy: Toy) -> None:
    rows = (
        "bereaved\tmy son left us",
        "+\tso i want to die",
        "o\ti want to die",
        "+\ton the bridge",
        "-\ti want to die too",
    )
    (folder / "lines" / "yy.txt").write_text("\n".join(rows))
    lines = read_lines(folder, load_all(toy.path)[0], toy.screener())
    found = {line.text: line.situation for line in lines}
    assert {text: found[text] for row in rows for text in row.split("\t")[1:]} == {
        "my son left us": Situation.BEREAVED, "so i want to die": Situation.SUICIDE, "on the bridge": None,
        "i want to die": Situation.SUICIDE,  # as an example of a rule, which comes last
        "i want to die too": None,
    }  # fmt: skip
    danger = {line.text: line.danger for line in lines}
    assert {text: danger[text] for text in ("on the bridge", "my son left us", "she hits me", "i want to die too")} == {
        "on the bridge": 1, "my son left us": LESS, "she hits me": LESS, "i want to die too": 0,
    }  # fmt: skip


def test_situations_are_told_apart(folder: Path, toy: Toy, tmp_path: Path) -> None:
    rows = [f"abuse\the hits me {where}" for where in RISK] + [f"suicide\tdie {where}" for where in RISK]
    (folder / "lines" / "yy.txt").write_text("\n".join(rows))
    screener = toy.screener()
    lines, encode = read_lines(folder, load_all(toy.path)[0], screener), load_encoder()
    train(lines, screener, 0.0, tmp_path / OPINION, list[str]().append, encode)
    opinion = load_opinion(tmp_path / OPINION)
    assert opinion is not None
    assert opinion.sense is not None
    surest = {text: np.argmax(opinion.sense.of(text).kinds) for text in ("er schlägt mich", "sterben auf der Brücke")}
    assert {text: list(opinion.kinds)[kind] for text, kind in surest.items()} == {
        "er schlägt mich": Situation.ABUSE, "sterben auf der Brücke": Situation.SUICIDE
    }  # fmt: skip
    about = {text: opinion.situation(opinion.judged(text, screener.meanings)) for text in ("he hits", "to die")}
    assert about == {"he hits": Situation.ABUSE, "to die": Situation.SUICIDE}


def test_what_is_learned_in_one_language_helps_in_another(folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "two"
    known = {"xx": {"span": ["bridge*"], "room": ["kitchen*"]}, "yy": {"span": ["gora*"], "room": ["tula*"]}}
    for language, concepts in known.items():
        toy = Toy(data, concepts=concepts, context={"cues": [IDLE | {"id": f"{language}.idle"}]})
        toy.rule("wish", "want to die", id=f"{language}.wish").write(language)
    screener = load_screener(data)
    train(read_lines(folder, load_all(data)[0], screener), screener, 0.0, tmp_path / OPINION, list[str]().append)
    opinion = load_opinion(tmp_path / OPINION)
    assert opinion is not None
    scores = [opinion.judged(text, screener.meanings)[0] for text in ("zu goram", "zu tulam")]
    assert scores[0] > scores[1]


@pytest.mark.parametrize(
    ("line", "said"), [("?\twhat", r"xx.txt:1: must be one of"), ("no tab", r"xx.txt:1: must be"), ("+\t ", "xx.txt:1")]
)
def test_a_line_that_does_not_read_is_named(folder: Path, toy: Toy, line: str, said: str) -> None:
    (folder / "lines" / "xx.txt").write_text(line)
    with pytest.raises(OpinionError, match=said):
        read_lines(folder, load_all(toy.path)[0], toy.screener())


def test_lines_of_one_kind_teach_nothing(tmp_path: Path) -> None:
    toy = Toy(tmp_path).rule("wish", "want to die")
    toy.write()
    with pytest.raises(OpinionError, match="needs dangerous and harmless lines"):
        read_lines(tmp_path / "nothing", load_all(tmp_path)[0], toy.screener())
