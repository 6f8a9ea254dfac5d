"""The thesaurus names what the words of a message mean, in the language of the message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from toys import IDLE, Toy, dump

from safety import DATA, LexiconError, load_all, load_parts, load_readable
from safety.compiled import work_out
from safety.phrase import alternatives
from safety.screen import COMPILED
from safety.text import normalise
from safety.thesaurus import Entries, Meanings, load_concepts, thesaurus

if TYPE_CHECKING:
    from pathlib import Path

    from safety.thesaurus import Meant


def meanings(**languages: dict[str, list[str]]) -> Meanings:
    """Of languages with these concepts; "he" writes "ve" together with the next word."""
    entries = [
        Entries({concept: alternatives(words) for concept, words in concepts.items()}, frozenset({"ve"} & {name[2:]}))
        for name, concepts in languages.items()
    ]
    return Meanings(thesaurus([name[:2] for name in languages], entries))


def meant(text: str, **languages: dict[str, list[str]]) -> Meant:
    """What a message names in languages with these concepts."""
    return meanings(**languages).of(normalise(text))


WORDS = {"sleep": ["sleep*", "bed"], "not": ["not", "never"], "wake": ["wake up"]}


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("I never sleep", ("not", "sleep")), ("sleeping in bed", ("sleep", "sleep")), ("asleep", ()), ("beds", ()),
        ("Do NOT wake up", ("not", "wake")), ("wake me up", ()), ("", ()), ("hello", ()),
    ],
)  # fmt: skip
def test_words_are_found_whole_by_their_beginning_and_as_phrases(text: str, concepts: tuple[str, ...]) -> None:
    assert meant(text, en=WORDS).concepts == concepts


def test_scripts_without_spaces_are_looked_through() -> None:
    assert meant("我不想睡觉了", zh={"sleep": ["睡觉"], "not": ["不想"]}).concepts == ("not", "sleep")


def test_a_message_is_read_in_the_language_that_covers_most_of_it() -> None:
    found = meant("die Sonne und die Blumen", en={"die": ["die"]}, de={"article": ["die"], "sun": ["sonne"]})
    assert (found.language, found.concepts) == ("de", ("article", "sun", "article"))


def test_of_two_that_cover_as_much_english_is_meant() -> None:
    assert meant("die", de={"article": ["die"]}, en={"die": ["die"]}).language == "en"


def test_english_words_between_those_of_another_language_count() -> None:
    found = meant("ayoko na, gusto kong die", tl={"not": ["ayoko"], "want": ["gusto"]}, en={"die": ["die"]})
    assert (found.language, found.concepts) == ("tl", ("not", "want", "die"))


def test_little_words_may_be_written_together_with_the_next() -> None:
    words = {"sleep": ["lison"]}
    assert meant("velison", heve=words).concepts == ("sleep",)
    assert meant("belison", heve=words).concepts == ()
    assert meant("velison", he=words).concepts == ()


def test_nothing_is_known_without_words() -> None:
    assert meant("good day") == ("", ())


@pytest.fixture
def toy(tmp_path: Path) -> Toy:
    return Toy(tmp_path, concepts={"sleep": ["sleep*"], "not": ["not"]}).rule("wish", "want to die")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"concepts": {"sleep": ["bed"]}}, 'concepts: "not" is missing'),
        ({"concepts": {"sleep": [], "not": [], "fly": []}}, 'concepts: "fly" is not a key we know'),
        ({"concepts": {"sleep": "bed", "not": []}}, "concepts: sleep: must be a list of texts"),
        ({"concepts": {"sleep": ["bed", "bed"], "not": []}}, "concepts: sleep: 'bed' stands twice"),
        ({"concepts": {"sleep": ["b*d"], "not": []}}, r"concepts: sleep: 'b\*d': a \* may stand only"),
        ({"concepts": {"sleep": ["?"], "not": []}}, "concepts: sleep: '\\?' holds no letter"),
        ({"language": "yy"}, 'language "yy" does not agree with its folder xx'),
        ({"more": 1}, 'the file: "more" is not a key we know'),
    ],
)  # fmt: skip
def test_a_broken_one_is_refused_with_the_reason(toy: Toy, changed: dict[str, Any], said: str) -> None:
    file = toy.write() / "thesaurus.yaml"
    dump(file, yaml.safe_load(file.read_text("utf-8")) | changed)
    with pytest.raises(LexiconError, match=said):
        load_all(toy.path)
    assert [lexicon.language for lexicon in load_readable(toy.path)[0]] == ["xx"]  # its rules go on hearing


def test_names_need_their_meaning(toy: Toy) -> None:
    toy.write()
    dump(toy.path / "concepts.yaml", {"sleep": 1})
    with pytest.raises(LexiconError, match=r"'sleep': must be a name with what it means"):
        load_concepts(toy.path)


def test_a_language_may_have_none(tmp_path: Path) -> None:
    Toy(tmp_path, concepts={"sleep": ["sleep*"]}).rule("wish", "want to die").write()
    Toy(tmp_path, context={"cues": [IDLE | {"id": "yy.idle"}]}).rule("wish", "want to die", id="yy.wish").write("yy")
    found = Meanings(work_out(load_all(tmp_path)[0]).thesaurus)
    assert found.of(normalise("sleepy")) == ("xx", ("sleep",))


def test_a_compiled_copy_holds_it(toy: Toy, tmp_path: Path) -> None:
    toy.write()
    made = load_parts(toy.path, tmp_path / "cache")[0].thesaurus
    assert load_parts(toy.path, tmp_path / "cache")[0].thesaurus == made
    dump(toy.path / "xx" / "thesaurus.yaml", {"language": "xx", "concepts": {"sleep": ["nap"], "not": []}})
    assert load_parts(toy.path, tmp_path / "cache")[0].thesaurus != made


@pytest.mark.parametrize(
    ("text", "language", "concepts"),
    [
        ("I wish I could sleep and never wake up", "en", {"sleep", "never", "wake", "i"}),
        ("ich will nie wieder aufwachen", "de", {"want", "never", "wake"}),
        ("no quiero despertar nunca más", "es", {"not", "want", "wake", "never"}),
        ("我不想再醒来", "zh", {"wake"}),
    ],
)  # fmt: skip
def test_the_packaged_languages_name_the_same(text: str, language: str, concepts: set[str]) -> None:
    found = Meanings(load_parts(DATA, COMPILED)[0].thesaurus).of(normalise(text))
    assert found.language == language
    assert concepts <= set(found.concepts)
