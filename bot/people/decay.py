"""What an opened article counts for in the list of what is popular: the longer ago, the less."""

from datetime import date

#: An opening counts half as much after so many days: long enough that a small bot's list has something in it, short
#: enough that a piece everybody read in spring does not lead the list in autumn.
HALF_LIFE = 30

#: The day on which an opening counts 1. Never changed: stored scores are on this scale.
EPOCH = date(2026, 12, 1)


def weight(day: date) -> float:
    """What an opening on this day counts: twice as much as one a half-life earlier.

    So later ones grow instead of all earlier ones shrinking: scores only ever need adding to, their order is that of
    today on any day, and no row is touched but the one that was read. A float holds 84 years of it.
    """
    return float(2.0 ** ((day - EPOCH).days / HALF_LIFE))
