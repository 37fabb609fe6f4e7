"""What both tier rules answer: a tier or why there is none, with every step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from befriend.rules.values import Reason, reason


class Step(NamedTuple):
    """One step: what it gave (points, or a tier's word), None while what it needs is not known, and why."""

    name: str
    gave: int | str | None
    reason: Reason


def unknown(name: str) -> Step:
    """Return the step whose input is not known."""
    return Step(name, None, lacks(name))


def lacks(name: str) -> Reason:
    """Return the reason that names one input that is not known."""
    return reason("tier_input_missing", input=name)


def in_range(tiers: str) -> Reason:
    """Return the reason that says what the tier ranges over."""
    return reason("tier_in_range", tiers=tiers)


def years_before(day: date, years: int) -> date:
    """Return the same day years before; a leap day becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def listed(words: Sequence[str]) -> str:
    """Return words with commas, for a sentence."""
    return ", ".join(words)
