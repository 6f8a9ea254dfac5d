"""The tiny built-in word list: what decides when the real screener is broken. Needs no file and no other module."""

from __future__ import annotations

from .types import About, Level, Screening, Signal, Situation

#: Stems in the languages we screen; lower case, as typed without accents removed. Few, plain and explicit on purpose.
WORDS = (
    "suicid", "suizid", "selbstmord", "zelfmoord", "självmord", "samobój", "sebevra", "sinucid", "αυτοκτον", "самоуб",
    "самогуб", "intihar", "انتحار", "خودکشی", "خودکشي", "התאבד", "आत्महत्या", "আত্মহত্যা", "bunuh diri", "tự tử", "tự sát",
    "ฆ่าตัวตาย", "自杀", "自殺", "轻生", "輕生", "자살", "kujiua", "magpakamatay", "kill myself", "killing myself", "kms",
    "end my life", "end it all", "want to die", "wanna die", "be dead", "be alive", "overdose", "self harm",
    "self-harm",
    "hurt myself", "cut myself", "cutting myself", "matarme", "quitarme la vida", "acabar con mi vida", "quiero morir",
    "me matar", "quero morrer", "me tuer", "mourir", "umbringen", "sterben", "morire", "uccidermi", "dood wil",
    "vill dö",
    "zabić się", "umřít", "să mor", "умереть", "покончить", "померти", "ölmek ist", "أموت", "اقتل نفسي", "بمیرم",
    "למות",
    "मरना", "মরতে", "مرنا", "mati saja", "muốn chết", "อยากตาย", "不想活", "想死", "死にたい", "消えたい", "죽고 싶",
    "죽고싶", "kufa",
    "mamatay", "marna chahta", "marna chahti",
)  # fmt: skip


def screen_plainly(text: str) -> Screening:
    """The full card where one of the words is found, the short help block where none is. Never raises, never silent."""
    lowered = text.lower().replace("’", "'")
    for word in WORDS:
        at = lowered.find(word)
        if at >= 0:
            signal = Signal(
                rule="last-resort.word", level=Level.IDEATION, situation=Situation.SUICIDE, about=About.SELF,
                span=(at, min(at + len(word), len(text))), language="",
            )  # fmt: skip
            return Screening(
                signals=(signal,), level=Level.IDEATION, situation=Situation.SUICIDE, about=About.SELF, failed=True
            )  # fmt: skip
    return Screening(level=Level.TOPIC, situation=Situation.SUICIDE, about=About.NOBODY, failed=True)


def last_card() -> str:
    """What is said where even the words of care are broken: no country, no file, no number that could be wrong."""
    return (
        "I am glad you wrote. Please reach a person now.\n"
        "Call your local emergency number (112 or 911 in many countries), or be with someone you trust.\n"
        "A doctor or a crisis line can help. Lines in every country:\n"
        "https://findahelpline.com\n"
        "I am an automated program and cannot call anyone for you."
    )
