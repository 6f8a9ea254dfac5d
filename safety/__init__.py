"""Hears when somebody is in danger, and knows what to say. Works when everything else is broken."""

from .automaton import engine
from .card import Card, CardButton, Place, Press
from .care import Care
from .compiled import cache_for, load_all, load_parts, load_readable, work_out
from .countries import country_name
from .errors import CareError, DataError, HelplineError, LexiconError, OpinionError, SafetyError
from .helplines import Directory, Helpline
from .last_resort import last_card, screen_plainly
from .lexicon import languages, load_combinations, load_language
from .lines import read_lines
from .load import load_care
from .measure import Labelled, Tally, is_heard, is_hit, measure, share
from .memory import Follow, Memory, Standing
from .opinion import OPINION, Opinion, load_opinion
from .plans import load_short_codes
from .plans import problems as plan_problems
from .screen import DATA, Screener, load_screener, screen
from .sense import load_encoder
from .training import Learned, train
from .types import About, Level, Screening, Signal, Situation

__all__ = [
    "DATA",
    "OPINION",
    "About",
    "Card",
    "CardButton",
    "Care",
    "CareError",
    "DataError",
    "Directory",
    "Follow",
    "Helpline",
    "HelplineError",
    "Labelled",
    "Learned",
    "Level",
    "LexiconError",
    "Memory",
    "Opinion",
    "OpinionError",
    "Place",
    "Press",
    "SafetyError",
    "Screener",
    "Screening",
    "Signal",
    "Situation",
    "Standing",
    "Tally",
    "cache_for",
    "country_name",
    "engine",
    "is_heard",
    "is_hit",
    "languages",
    "last_card",
    "load_all",
    "load_care",
    "load_combinations",
    "load_encoder",
    "load_language",
    "load_opinion",
    "load_parts",
    "load_readable",
    "load_screener",
    "load_short_codes",
    "measure",
    "plan_problems",
    "read_lines",
    "screen",
    "screen_plainly",
    "share",
    "train",
    "work_out",
]
