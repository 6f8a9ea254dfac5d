"""The cards: golden texts for reading by eye, and what holds for every card in every language and country.

After a wanted change: ``ALLY_WRITE_GOLDEN=1 pytest tests/safety/test_care.py``, then read the difference.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from safety import DATA, About, Card, Level, Place, Press, Screening, Situation, load_care
from safety.care import FOLLOW_UPS
from safety.contacts import GENERAL
from safety.words import SECTIONS, word_count

CARE = load_care(DATA)
NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
GOLDEN = Path(__file__).parent / "golden"
LANGUAGES = sorted(CARE.words)
KINDS = sorted(CARE.shapes.cards)
COUNTRIES = sorted(CARE.directory.by_country.keys() - {"INT"})
#: Countries that the matrix visits for each language, beside those the language offers.
ABROAD = ("US", "GB", "IN", "JP", "BR", "DE", "FR", "ZA", "AU", "KR", "TR", "ET", "AQ")
ANYWHERE = {"112", "911"}
NUMBER_LINE = re.compile(r"[*+(]?\d[\d\s()*-]*(?: \(.*\))?")
MOST_WORDS = {"third_party": 110}
MOST_BUTTONS = 6
MOST_COUNTRY_BUTTONS = 9


def place(language: str, country: str | None, now: datetime = NOON, *, minor: bool = False) -> Place:
    return Place(language=language, country=country, now=now, minor=minor)


def made(kind: str, language: str, country: str | None, now: datetime = NOON) -> Card:
    return CARE.of_kind(kind, Level.IDEATION, place(language, country, now))


def home(language: str) -> str:
    """The country whose card is kept as golden text: the first that the language offers."""
    return CARE.countries.offered(language)[0]


def everything(language: str) -> list[Card]:
    """Every card of a language, in many countries and in none."""
    countries = [None, *dict.fromkeys((*CARE.countries.offered(language), *ABROAD))]
    cards = [made(kind, language, country) for country in countries for kind in KINDS]
    lists = [CARE.country_lines(place(language, country)) for country in countries]
    answers = [CARE.answer(name, Level.INTENT, place(language, c)) for c in countries for name in SECTIONS["answers"]]
    shorts = [CARE.short(level, place(language, country)) for country in countries for level in Level if level]
    return cards + lists + answers + shorts


def numbers_of(country: str | None) -> set[str]:
    """Everything a reader there may be given to dial or text."""
    rows = list(CARE.directory.shown(country or ""))
    return {line.phone for line in rows} | {line.sms.number for line in rows if line.sms} - {""}


def number_lines(card: Card) -> list[str]:
    return [line for line in card.text.splitlines() if NUMBER_LINE.fullmatch(line)]


def shown(card: Card) -> str:
    """A card as a golden text."""
    buttons = (f"[{button.press.value}] {button.label} -> {button.value}" for button in card.buttons)
    return "\n".join([card.text, "", *buttons, ""])


@pytest.mark.parametrize("known", ["known", "unknown"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_is_the_golden_one(language: str, kind: str, known: str) -> None:
    text = shown(made(kind, language, home(language) if known == "known" else None))
    golden = GOLDEN / language / f"{kind}{'' if known == 'known' else '.unknown'}.txt"
    if os.environ.get("ALLY_WRITE_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_there_is_no_golden_text_without_a_card() -> None:
    names = {f"{kind}{end}.txt" for kind in KINDS for end in ("", ".unknown")}
    assert [
        str(path) for path in GOLDEN.rglob("*.txt") if path.name not in names or path.parent.name not in LANGUAGES
    ] == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_elements_come_in_their_order(language: str, kind: str) -> None:
    card = made(kind, language, "GB")
    words = CARE.words[language]
    order = CARE.shapes.cards[card.kind].order
    sentences = [words.sentence(card.kind, element) for element in order if element not in {"line", "text", "poison"}]
    places = [card.text.find(sentence) for sentence in sentences]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_keeps_its_promises_in_every_country(language: str, kind: str) -> None:
    """Few words and contacts, the directory, an open way, a professional and a trusted person, an automated program."""
    words = CARE.words[language]
    for country in COUNTRIES:
        card = made(kind, language, country)
        shape = CARE.shapes.cards[card.kind]
        lines = card.text.splitlines()
        contacts = [line for line in lines[:-1] if NUMBER_LINE.fullmatch(line) or line.startswith("http")]
        emergency = CARE.directory.emergency(country)
        assert lines[-1] == f"https://findahelpline.com/countries/{country.lower()}", country
        assert len(contacts) - max(len(emergency) - 1, 0) <= 3, (country, contacts)
        names = {row.name for row in CARE.directory.shown(country)}
        said = " ".join(
            line for line in lines if line not in {*contacts, lines[-1]} and not any(n in line for n in names)
        )
        assert word_count(said) <= MOST_WORDS.get(card.kind, 90), (country, word_count(said))
        assert len(card.buttons) <= MOST_BUTTONS, country
        if card.kind != "topic":
            assert words.sentence(card.kind, "bot") in card.text, country
            assert has_an_open_way(card, country), country
        if "professional" in shape.order:
            assert words.sentence(card.kind, "professional") in card.text, country


def has_an_open_way(card: Card, country: str) -> bool:
    """An emergency number or what to do anywhere, or a line that never sleeps."""
    lines = {line.phone for line in CARE.directory.shown(country) if line.hours == "always"}
    return "112" in card.text or any(number.split(" (")[0] in lines for number in number_lines(card))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_card_shows_a_number_of_another_country_or_of_nowhere(language: str) -> None:
    for card in everything(language):
        wrong = [line for line in number_lines(card) if line.split(" (")[0] not in numbers_of(card.country)]
        assert wrong == [], (card.kind, card.country)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_digit_comes_from_the_directory(language: str) -> None:
    for card in everything(language):
        rows = CARE.directory.shown(card.country or "")
        known = " ".join(
            f"{row.name} {row.phone} {row.extension} {row.url} {row.sms.number if row.sms else ''}" for row in rows
        )
        said = card.text + " ".join(button.label for button in card.buttons)
        wrong = [digits for digits in re.findall(r"\d{3,}", said) if digits not in ANYWHERE and digits not in known]
        assert wrong == [], (card.kind, card.country)


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_stand_on_lines_of_their_own(language: str) -> None:
    for card in everything(language):
        for line in card.text.splitlines():
            rest = line if not NUMBER_LINE.fullmatch(line) and not line.startswith("http") else ""
            names = "".join(row.name for row in CARE.directory.shown(card.country or ""))
            loose = [digits for digits in re.findall(r"\d{3,}", rest) if digits not in names and digits not in ANYWHERE]
            assert loose == [], (card.kind, card.country, line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_are_few_and_short_and_have_something_behind_them(language: str) -> None:
    for card in everything(language):
        to_countries = any(button.press is Press.COUNTRY for button in card.buttons)
        assert len(card.buttons) <= (MOST_COUNTRY_BUTTONS if to_countries else 8), card.kind
        assert [button for button in card.buttons if not button.value or not 1 <= len(button.label) <= 32] == [], (
            card.country
        )
        assert [
            b for b in card.buttons if b.press is Press.LINK and not b.value.startswith(("https://", "http://"))
        ] == [], card.country


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_country_a_card_says_what_to_do_anywhere_and_offers_countries(language: str) -> None:
    for kind in set(KINDS) - {"topic"}:
        card = made(kind, language, None)
        lines = card.text.splitlines()
        assert number_lines(card) == [], kind
        assert "112" in "".join(lines[:2]), kind
        assert "https://findahelpline.com" in lines[:4], kind
        assert [button.press for button in card.buttons[:-1]] == [Press.COUNTRY] * (len(card.buttons) - 1), kind
        assert card.buttons[-1].value == "other_country", kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_topic_block_is_three_lines_and_no_alarm(language: str) -> None:
    card = made("topic", language, home(language))
    assert CARE.words[language].shared["emergency"] not in card.text
    assert [button.value for button in card.buttons] == ["more"]


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_list_of_a_country_has_six_services_at_most_and_ends_with_the_directory(country: str) -> None:
    card = CARE.country_lines(place("en", country))
    services = {
        line.id for line in CARE.directory.shown(country) if line.name in card.text and line.kind != "emergency"
    }
    assert len(services) <= 6 + 2  # two services may share a name
    assert card.text.splitlines()[-1].startswith("https://findahelpline.com/countries/")
    assert CARE.words["en"].shared["bot"] in card.text


@pytest.mark.parametrize("country", ["TR", "MA", "ET", "AQ"])
def test_a_country_without_a_checked_line_is_told_so(country: str) -> None:
    assert "nearest hospital" in CARE.country_lines(place("en", country)).text


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("America/Argentina/Buenos_Aires", "AR"), ("Asia/Dubai", "AE"), ("Europe/Budapest", "HU"),
        ("Asia/Singapore", "SG"),
        ("Africa/Accra", "GH"), ("Europe/Lisbon", "PT"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"topic"}))
def test_at_three_in_the_night_there_is_a_way_to_help(kind: str, zone: str, country: str) -> None:
    assert has_an_open_way(made(kind, "en", country, datetime(2026, 1, 7, 3, 0, tzinfo=ZoneInfo(zone))), country)


def test_a_closed_line_says_so() -> None:
    night = datetime(2026, 1, 7, 3, 0, tzinfo=ZoneInfo("Asia/Dubai"))
    assert "(closed now, 08:00-20:00)" in made("ideation", "en", "AE", night).text


@pytest.mark.parametrize("level", [level for level in Level if level])
@pytest.mark.parametrize("situation", Situation)
def test_every_level_of_every_situation_has_a_card(level: Level, situation: Situation) -> None:
    screening = Screening(level=level, situation=situation, about=About.SELF, language="en")
    card = CARE.card(screening, place("en", "GB"))
    assert card.level is level
    assert card.text


@pytest.mark.parametrize(
    ("level", "situation", "kind"),
    [
        (Level.TOPIC, Situation.SUICIDE, "topic"), (Level.TOPIC, Situation.ABUSE, "topic"),
        (Level.DISTRESS, Situation.SUICIDE, "distress"), (Level.IDEATION, Situation.SUICIDE, "ideation"),
        (Level.INTENT, Situation.SUICIDE, "intent"), (Level.IMMINENT, Situation.SUICIDE, "imminent"),
        (Level.IMMINENT, Situation.OVERDOSE, "overdose"), (Level.DISTRESS, Situation.SELF_HARM, "self_harm"),
        (Level.IDEATION, Situation.THIRD_PARTY, "third_party"), (Level.DISTRESS, Situation.BEREAVED, "bereaved"),
        (Level.INTENT, Situation.BEREAVED, "intent"), (Level.DISTRESS, Situation.ABUSE, "abuse"),
        (Level.DISTRESS, Situation.EATING_DISORDER, "eating_disorder"),
        (Level.DISTRESS, Situation.SUBSTANCE, "substance"),
        (Level.IMMINENT, Situation.PSYCHOSIS, "psychosis"), (Level.INTENT, Situation.VIOLENCE, "violence"),
    ],
)  # fmt: skip
def test_the_card_follows_level_and_situation(level: Level, situation: Situation, kind: str) -> None:
    assert CARE.kind(Screening(level=level, situation=situation)) == kind


def test_the_card_speaks_the_language_of_the_message() -> None:
    heard = Screening(level=Level.IDEATION, situation=Situation.SUICIDE, language="es")
    assert CARE.card(heard, place("en", None)).language == "es"


@pytest.mark.parametrize(("language", "spoken"), [("zh", "zh"), ("xx", "en"), (None, "en")])
def test_without_one_the_card_speaks_the_readers_or_english(language: str | None, spoken: str) -> None:
    heard = Screening(level=Level.IDEATION, situation=Situation.SUICIDE)
    assert CARE.card(heard, Place(language=language, country=None, now=NOON)).language == spoken


def test_a_young_person_is_given_a_line_for_the_young() -> None:
    heard = Screening(level=Level.IDEATION, situation=Situation.SUICIDE, minor=True)
    assert "1800 55 1800" in number_lines(CARE.card(heard, place("en", "AU")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(SECTIONS["answers"] | {"another_country", "other_country", "nonsense"}))
def test_every_button_has_an_answer_whose_buttons_have_answers(name: str, language: str) -> None:
    card = CARE.answer(name, Level.INTENT, place(language, "GB"))
    assert card.text
    assert word_count(card.text.split("\n")[0]) <= 60


def test_every_follow_up_is_a_button_we_know() -> None:
    assert {name for names in FOLLOW_UPS.values() for name in names} <= SECTIONS["buttons"]


@pytest.mark.parametrize(("level", "urgent"), [(Level.DISTRESS, False), (Level.IDEATION, False), (Level.INTENT, True)])
def test_the_short_line_carries_the_emergency_number_from_intent_up(level: Level, *, urgent: bool) -> None:
    assert ("999" in number_lines(CARE.short(level, place("en", "GB")))) is urgent


def test_who_cannot_talk_is_given_a_way_to_write() -> None:
    assert "85258" in CARE.answer("aloud", Level.IDEATION, place("en", "GB")).text


@pytest.mark.parametrize(
    ("text", "asked", "unasked"),
    [
        ("Spain", "ES", "ES"), ("spain!", "ES", "ES"), ("Brasil", "BR", "BR"), ("Perú", "PE", "PE"),
        ("Chad", "TD", "TD"), ("USA", "US", "US"), ("u.s.a.", "US", "US"), ("مصر", "EG", "EG"), ("일본", "JP", "JP"),
        ("ira", "IR", None), ("Irak", "IQ", None), ("pain", None, None), ("Germny", None, None), ("no", None, None),
        ("in spain", None, None), ("", None, None),
    ],
)  # fmt: skip
def test_a_country_is_called_by_its_very_name_and_unasked_by_no_few_letters(
    text: str, asked: str | None, unasked: str | None
) -> None:
    assert [CARE.country_called(text, was_asked=was_asked) for was_asked in (True, False)] == [asked, unasked]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Germny", "DE"), ("Deutchland", "DE"), ("Untied States", "US"), ("Untied Sttes", "US"), ("Brasil", "BR"),
        ("Pakistn", "PK"), ("frnace", "FR"), ("Mexcio", "MX"), ("phillipines", "PH"), ("Bolvia", "BO"),
        ("pain", None), ("child", None), ("service", None), ("woman", None), ("male", None), ("while", None),
        ("begin", None), ("mania", None), ("sales", None), ("gone", None), ("alone", None), ("too late", None),
        ("trance", None), ("", None), ("?", None),
    ],
)  # fmt: skip
def test_a_slip_of_the_pen_is_near_a_country_and_ordinary_words_are_not(text: str, country: str | None) -> None:
    assert CARE.country_near(text) == country


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["DE", "KE"])
def test_a_guessed_country_is_the_first_of_at_most_eight_to_tap(language: str, code: str) -> None:
    card = CARE.guessed(code, Level.IDEATION, place(language, None))
    values = [button.value for button in card.buttons]

    assert card.text == CARE.answer("another_country", Level.IDEATION, place(language, None)).text
    assert (values[0], values.count(code), values[-1]) == (code, 1, "other_country")
    assert len(values) <= MOST_COUNTRY_BUTTONS


def test_the_same_card_is_made_a_day_later() -> None:
    assert made("ideation", "en", "GB") == made("ideation", "en", "GB", NOON + timedelta(days=1))


def test_general_lines_are_the_ones_for_everybody() -> None:
    assert CARE.shapes.lines["general"] == GENERAL
