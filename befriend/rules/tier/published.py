"""The published forms where something is not known. The live service never calls these.

Both models take an unknown score, and protect and change an unknown risk or mark, for the lowest. Our own
rules say what is missing instead; these are for published cases and for a past day as it was reckoned.
"""

from __future__ import annotations

from datetime import date

from befriend.policies import Book
from befriend.rules.tier import axis, protect_and_change, single_axis
from befriend.rules.tier.protect_and_change import Answer, Told
from befriend.rules.values import AxisTier, Risk

SCORES_MISSING = "tier_single_axis.scores_missing_said"


def tier_2021_04_20(told: Told, book: Book, day: date) -> Answer:
    """Return the protect and change tier with every unknown taken for the lowest, as published."""
    taken = told._replace(
        rsr=told.rsr or 0,
        risk=told.risk or Risk.LOW,
        ogrs=told.ogrs or 0,
        assessed=bool(told.assessed),
        mappa=told.mappa or 0,
        complexity=told.complexity or frozenset(),
        enforcement=bool(told.enforcement),
        iom=bool(told.iom),
        withdrawn=bool(told.withdrawn),
    )
    return protect_and_change.answer(taken, book, day)


def axis_tier_2026_03_16(facts: axis.Facts, book: Book, day: date) -> AxisTier | None:
    """Return the tier on the single axis; a missing score is 0 until the day that was given up.

    None where a medium band contradicts its score, which the published form cannot answer.
    """
    if not book.on(day, SCORES_MISSING).value:
        facts = facts._replace(arp=max(facts.arp, 0), csrp=max(facts.csrp, 0))
    tier = axis.tier(single_axis.figures(book, day), facts)
    return None if tier == axis.CONTRADICTS else AxisTier(tier)
