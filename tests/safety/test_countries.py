"""Which country a reader is in: only what was said or chosen, never a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from toys import dump, packaged_languages

from safety import DATA, HelplineError, country_name
from safety.countries import MOST_OFFERED, load_countries

if TYPE_CHECKING:
    from pathlib import Path

COUNTRIES = load_countries(DATA / "countries.yaml")
PLAIN = yaml.safe_load((DATA / "countries.yaml").read_text("utf-8"))


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr", "ar", "ru", "zh", "de", "nl", "sw", "ur", "xx", "", None])
def test_a_language_of_many_countries_never_selects_one(language: str | None) -> None:
    assert COUNTRIES.for_language(language) is None


@pytest.mark.parametrize(
    ("language", "country"), [("ja", "JP"), ("ko", "KR"), ("pl", "PL"), ("he", "IL"), ("th", "TH")]
)
def test_a_language_of_one_country_selects_it(language: str, country: str) -> None:
    assert COUNTRIES.for_language(language) == country


@pytest.mark.parametrize(
    ("typed", "country"),
    [
        ("Germany", "DE"), ("germny", "DE"), ("Deutschland", "DE"), ("de", "DE"), ("DE", "DE"), ("USA", "US"),
        ("u.s.a.", "US"),
        ("United States", "US"), ("uk", "GB"), ("England", "GB"), ("méxico", "MX"), ("mexico", "MX"), ("España", "ES"),
        ("espana", "ES"), ("Brasil", "BR"), ("中国", "CN"), ("台湾", "TW"), ("日本", "JP"), ("Россия", "RU"),
        ("Україна", "UA"),
        ("Türkiye", "TR"), ("turkey", "TR"), ("Côte d’Ivoire", "CI"), ("ivory coast", "CI"), ("kenia", "KE"),
        ("polska", "PL"), ("Georgia", "GE"), ("Jordan", "JO"), (" france ", "FR"), ("philipines", "PH"), ("NO", "NO"),
        ("atlantis", None), ("", None), ("?", None), ("zz", None), ("help", None),
    ],
)  # fmt: skip
def test_a_country_is_understood_by_name_and_code_with_typos(typed: str, country: str | None) -> None:
    assert COUNTRIES.meant(typed) == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("I live in Kenya and can't go on", "KE"), ("estoy en méxico", "MX"), ("我在新加坡", "SG"),
        ("我在 新加坡", "SG"), ("i'm from South Korea", "KR"),
        ("north macedonia is where i am", "MK"), ("я из казахстана", None), ("jordan hit me", None),
        ("my friend chad", None),
        ("turkey for dinner", None), ("tell us", None), ("to be or not to be", None), ("chile con carne", None),
        ("quiero morir y ya", None), ("la ira me come", None), ("no tengo gana", None), ("a family reunion", None),
        ("超越南方", None), ("guinea pig", None), ("an island", None), ("bi and tired", None), ("hello", None),
        ("", None), ("in the end", None), ("georgia on my mind", None), ("no, i can't", None),
    ],
)  # fmt: skip
def test_a_country_named_in_passing_is_heard_unless_it_may_be_another_word(text: str, country: str | None) -> None:
    assert COUNTRIES.named_in(text) == country


@pytest.mark.parametrize("language", [*packaged_languages(), *PLAIN["offer"], "xx", None])
def test_country_buttons_are_at_most_eight_and_never_empty(language: str | None) -> None:
    assert 1 <= len(COUNTRIES.offered(language)) <= MOST_OFFERED


@pytest.mark.parametrize("language", packaged_languages())
def test_every_language_we_screen_has_its_own_countries_to_offer(language: str) -> None:
    assert language in COUNTRIES.offer


@pytest.mark.parametrize("language", COUNTRIES.offer)
def test_countries_are_named_in_every_language(language: str) -> None:
    assert [code for code in COUNTRIES.offered(language) if country_name(code, language) == code] == []


def test_a_country_without_a_name_shows_its_code() -> None:
    assert country_name("ZZ9", "en") == "ZZ9"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"means": {"xx": "XQ"}}, '"XQ" is not a country we know'), ({"offer": {"fr": ["FR"]}}, "offer: en is missing"),
        ({"offer": {"en": ["US"] * 2}}, "'US' stands twice"),
        ({"ambiguous": "TD"}, "ambiguous: must be a list of texts"),
        ({"offer": {"en": ["US", False]}}, "must be a list of texts"),
        ({"also": {"x": "England"}}, '"England" is not a country'),
        ({"offer": {"en": ["US", "GB", "FR", "DE", "IT", "ES", "PT", "NL", "BE"]}}, "offer en: more than 8"),
        ({"other": 1}, '"other" is not a key we know'), ({"means": []}, "means: must be a mapping"),
        ({"offer": "US"}, "offer: must be a mapping"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    dump(tmp_path / "countries.yaml", PLAIN | change)
    with pytest.raises(HelplineError) as caught:
        load_countries(tmp_path / "countries.yaml")
    assert said in str(caught.value)
