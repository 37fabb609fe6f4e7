"""The kinds of people: tier, risk and mark together, and how often each comes."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from befriend.rules.values import Risk, Tier, Work
from befriend.simulator.parameters import Parameters


class Kind(NamedTuple):
    """One kind of person, and its part of all, in hundredths of hundredths of hundredths."""

    tier: Tier
    risk: Risk
    mark: str
    weight: Fraction


def kinds(figures: Parameters, day: date) -> tuple[Kind, ...]:
    """Return every kind that comes, in a fixed order."""
    levels, changes, risks, marks = (
        figures.on(day, f"people.{name}").value for name in ("levels", "changes", "risks", "marks")
    )
    found = []
    for level, change in product(levels, changes):
        for risk, mark in product(risks[level], marks):
            parts = (levels[level], changes[change], risks[level][risk], marks[mark])
            weight = Fraction(1)
            for part in parts:
                weight *= Fraction(str(part)) / 100
            found.append(Kind(Tier[f"{level}{change}"], Risk.from_code(risk), mark, weight))
    return tuple(found)


def work_of(kind: Kind, points: int, place: int, *, just_released: bool, moved_before: bool) -> Work:
    """Return a person of this kind as the rules of eligibility, room and order want them."""
    return Work(
        tier=kind.tier,
        place=place,  # type: ignore[arg-type]  # a number of Place
        points=points,
        risk=kind.risk,
        mappa=1 if kind.mark == "mappa" else 0,
        safeguarding=kind.mark == "safeguarding",
        sexual_offence=False,
        domestic_abuse=kind.mark == "domestic_abuse",
        just_released=just_released,
        moved_before=moved_before,
    )


def withdrawn_tier(tier: Tier) -> Tier:
    """Return the tier of somebody from whom contact is withdrawn."""
    return Tier[f"{tier.name}S"]
