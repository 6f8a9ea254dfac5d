"""Stop words and synonyms."""

from pathlib import Path

import pytest
import yaml

from content import WordsError
from content.search import WORDING, load_wording


def problems_of(folder: Path, raw: object) -> tuple[str, ...]:
    path = folder / "search.yaml"
    path.write_text(yaml.safe_dump(raw), encoding="utf-8")
    with pytest.raises(WordsError) as caught:
        load_wording(path)
    return caught.value.problems


def test_a_word_stands_for_the_others_of_its_group(tmp_path: Path) -> None:
    path = tmp_path / "search.yaml"
    path.write_text(
        "stop_words: [the]\nsynonyms: [[meds, tablets, pills]]\nfamiliar_words: [sister]\nby_ear: [[shun, tion]]\n",
        encoding="utf-8",
    )
    wording = load_wording(path)
    assert (wording.stop_words, wording.familiar) == (frozenset({"the"}), frozenset({"sister"}))
    assert wording.synonyms["tablets"] == ("meds", "pills")


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        ({"stop_words": ["the"], "familiar_words": [], "by_ear": []}, 'the file: "synonyms" is missing'),
        (
            {"stop_words": ["the"], "synonyms": [], "familiar_words": [], "by_ear": [], "fillers": []},
            'the file: "fillers" is not a key we know',
        ),
        (
            {"stop_words": ["can't"], "synonyms": [], "familiar_words": [], "by_ear": []},
            '"can\'t" should be one plain word: cant',
        ),
        (
            {"stop_words": ["The"], "synonyms": [], "familiar_words": [], "by_ear": []},
            '"The" should be one plain word: the',
        ),
        (
            {"stop_words": [True], "synonyms": [], "familiar_words": [], "by_ear": []},
            'the file: "stop_words" should hold texts only, not [True] (quote them)',
        ),
        (
            {"stop_words": [], "synonyms": [["a"]], "familiar_words": [], "by_ear": []},
            'synonyms, group 1: "a" stands alone',
        ),
        (
            {"stop_words": [], "synonyms": [["a", "b"], ["b", "c"]], "familiar_words": [], "by_ear": []},
            'synonyms: "b" is in two groups',
        ),
        (
            {"stop_words": [], "synonyms": [], "familiar_words": [], "by_ear": [["shun"]]},
            "by_ear: ['shun'] should be two texts: letters as heard, letters as written",
        ),
        (
            {"stop_words": [], "synonyms": [["side effect", "b"]], "familiar_words": [], "by_ear": []},
            '"side effect" should be one plain word: side effect',
        ),
    ],
)
def test_wrong_words_are_told_in_plain_words(tmp_path: Path, raw: object, complaint: str) -> None:
    assert problems_of(tmp_path, raw) == (complaint,)


def test_the_words_that_ship_hold_together() -> None:
    wording = load_wording(WORDING)
    assert {"the", "no", "on", "cant"} <= wording.stop_words
    assert wording.stop_words & set(wording.synonyms) == {"down"} & wording.stop_words
