"""The arithmetic of protect and change: points of each step, levels, tier. Numba compiles it as it is."""

from __future__ import annotations

from typing import NamedTuple

NEEDS = 10
LEVELS = 4  # A to D, and 0 to 3

Ten = tuple[int, int, int, int, int, int, int, int, int, int]


class Figures(NamedTuple):
    """What counts for what on one day: plain tuples, so that numba compiles what reads them."""

    rsr: tuple[tuple[int, int, int], ...]  # from, below (millionths of a percent), points
    rosh: tuple[int, int, int, int, int]  # by risk: unknown, low to very high
    mappa: tuple[int, int, int, int]  # by level, 0 none
    complexity: int  # for each factor
    parenting: int
    self_control: int
    enforcement: int
    protect_floors: tuple[int, int, int]  # the fewest points of A, B and C
    needs: Ten  # weight of each need
    ogrs_step: int  # percent that make one point
    iom: int
    change_floors: tuple[int, int]  # the fewest points of 3 and 2
    no_assessment_level: int
    withdrawn_is_marked: bool


class Facts(NamedTuple):
    """What is known of one person; every input is known (who lacks one asks `protect_and_change`)."""

    rsr: int  # millionths of a percent
    rosh: int  # a Risk
    mappa: int  # 0 none, else the level 1 to 3
    complexity: int  # how many different factors
    woman: bool
    parenting: bool
    self_control: bool
    enforcement: bool
    mandate: bool
    assessed: bool
    needs: Ten  # 0 none, 1 standard, 2 severe
    ogrs: int  # percent
    iom: bool
    withdrawn: bool


class Protect(NamedTuple):
    """Points of the steps of protect."""

    rsr: int
    rosh: int
    mappa: int
    complexity: int
    parenting: int
    self_control: int
    enforcement: int


class Change(NamedTuple):
    """Points of the steps of change."""

    needs: int
    ogrs: int
    iom: int


def rsr_points(figures: Figures, rsr: int) -> int:
    """Return the points of a score of serious reoffending; outside of every band there are none."""
    for start, below, points in figures.rsr:
        if start <= rsr < below:
            return points
    return 0


def protect(figures: Figures, facts: Facts) -> Protect:
    """Return the points of each step of protect; what the assessment answers counts with an assessment."""
    asked = facts.woman and facts.assessed
    return Protect(
        rsr_points(figures, facts.rsr),
        figures.rosh[facts.rosh],
        figures.mappa[facts.mappa],
        figures.complexity * facts.complexity,
        figures.parenting if asked and facts.parenting else 0,
        figures.self_control if asked and facts.self_control else 0,
        figures.enforcement if facts.woman and facts.enforcement else 0,
    )


def women_points(points: Protect) -> int:
    """Return the points that only women get."""
    return points.parenting + points.self_control + points.enforcement


def protect_total(points: Protect) -> int:
    """Return the points of protect; of risk of serious harm and RSR only the higher counts."""
    higher = max(points.rsr, points.rosh)
    return higher + points.mappa + points.complexity + women_points(points)


def need_points(figures: Figures, needs: Ten) -> int:
    """Return the points of the needs of an assessment."""
    total = 0
    for i in range(NEEDS):
        total += figures.needs[i] * needs[i]
    return total


def change(figures: Figures, facts: Facts) -> Change:
    """Return the points of each step of change."""
    return Change(
        need_points(figures, facts.needs),
        facts.ogrs // figures.ogrs_step,
        figures.iom if facts.iom else 0,
    )


def change_total(points: Change) -> int:
    """Return the points of change."""
    return points.needs + points.ogrs + points.iom


def protect_level(figures: Figures, total: int) -> int:
    """Return the protect level: 0 for A, to 3 for D."""
    if total >= figures.protect_floors[0]:
        return 0
    if total >= figures.protect_floors[1]:
        return 1
    return 2 if total >= figures.protect_floors[2] else 3


def change_level(figures: Figures, mandate: bool, assessed: bool, total: int) -> int:
    """Return the change level, 0 to 3."""
    if not mandate:
        return 0
    if not assessed:
        return figures.no_assessment_level
    if total >= figures.change_floors[0]:
        return 3
    return 2 if total >= figures.change_floors[1] else 1


def tier_of(figures: Figures, protect: int, change: int, withdrawn: bool) -> int:
    """Return the number of the Tier: within a protect level 3 comes first; S tiers after the others."""
    tier = 1 + LEVELS * protect + (3 - change)
    return tier + LEVELS * LEVELS if withdrawn and figures.withdrawn_is_marked else tier


def tier(figures: Figures, facts: Facts) -> int:
    """Return the number of the Tier of one person."""
    total = protect_total(protect(figures, facts))
    level = change_level(figures, facts.mandate, facts.assessed, change_total(change(figures, facts)))
    return tier_of(figures, protect_level(figures, total), level, facts.withdrawn)
