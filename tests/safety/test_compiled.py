"""The compiled copy of the rules: made when it can be, never trusted when it is old or damaged, never needed."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest
from toys import Toy

from safety import DATA, Level, LexiconError, cache_for, load_parts, load_screener

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def toy(tmp_path: Path) -> Toy:
    toy = Toy(tmp_path / "data", lexicon={"slots": {"d": ["die", "be dead"]}, "typos": {"words": ["suicide"]}})
    toy.rule("wish.die", "i .. <d>", holds=["past", "quote"], sign="wish").cue(
        "negation", "not", where="before", within=2
    )
    toy.write()
    return toy


def languages(toy: Toy, cache: Path) -> tuple[str, ...]:
    return load_parts(toy.path, cache)[0].languages


def rules(toy: Toy, cache: Path) -> int:
    return len(load_parts(toy.path, cache)[0].rules)


def test_a_copy_is_written_and_says_the_same(toy: Toy, tmp_path: Path) -> None:
    cache = tmp_path / "deep" / "cache"
    made = load_parts(toy.path, cache)
    assert len(list(cache.iterdir())) == 1
    assert load_parts(toy.path, cache) == made == load_parts(toy.path)


def test_the_copy_lies_beside_the_data_where_that_can_be_written(toy: Toy, tmp_path: Path) -> None:
    assert cache_for(toy.path, tmp_path / "cache") == toy.path / "__pycache__"


def test_the_copy_lies_elsewhere_where_the_data_cannot_be_written(
    toy: Toy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and may(path, mode))  # root may do everything
    assert cache_for(toy.path, tmp_path / "cache") == tmp_path / "cache"
    load_parts(toy.path, toy.path / "__pycache__")  # whoever installed it made one for all
    assert cache_for(toy.path, tmp_path / "cache") == toy.path / "__pycache__"


def test_a_copy_can_be_read_by_other_users(toy: Toy, tmp_path: Path) -> None:
    load_parts(toy.path, tmp_path / "cache")
    (copy,) = (tmp_path / "cache").iterdir()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o644


def test_the_packaged_rules_survive_compiling(tmp_path: Path) -> None:
    made = load_parts(DATA, tmp_path)
    assert load_parts(DATA, tmp_path) == made


@pytest.mark.parametrize("damage", [b"", b"{", b"[1]", b"null", b"\xff\xff", b"\0" * 40, b"[" * 99_999])
def test_a_damaged_copy_is_made_again(toy: Toy, tmp_path: Path, damage: bytes) -> None:
    cache = tmp_path / "cache"
    load_parts(toy.path, cache)
    (copy,) = cache.iterdir()
    copy.write_bytes(damage)
    assert load_screener(toy.path, cache).screen("i die").level is Level.IDEATION
    assert copy.read_bytes() != damage


def test_a_cut_copy_is_made_again(toy: Toy, tmp_path: Path) -> None:
    load_parts(toy.path, tmp_path / "cache")
    (copy,) = (tmp_path / "cache").iterdir()
    copy.write_bytes(copy.read_bytes()[:-20])
    assert rules(toy, tmp_path / "cache") == 1


def test_a_folder_that_cannot_be_written_costs_time_but_no_rules(toy: Toy, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    assert rules(toy, tmp_path / "file" / "cache") == 1


def test_changed_rules_are_seen_and_the_old_copy_goes(toy: Toy, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    load_parts(toy.path, cache)
    toy.rule("wish.more", "end it").write()
    assert rules(toy, cache) == 2
    assert len(list(cache.iterdir())) == 1


def test_a_new_language_is_seen(toy: Toy, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    load_parts(toy.path, cache)
    Toy(
        toy.path, rules=[toy.rules[0] | {"id": "yy.a"}], cues=[toy.cues[0] | {"id": "yy.b"}], lexicon=toy.lexicon
    ).write("yy")
    assert languages(toy, cache) == ("xx", "yy")


def test_wrong_rules_are_refused_with_a_cache_too(toy: Toy, tmp_path: Path) -> None:
    toy.rule("wish.wrong", "<nothing>").write()
    with pytest.raises(LexiconError, match=r"xx\.wish\.wrong"):
        load_parts(toy.path, tmp_path / "cache")
