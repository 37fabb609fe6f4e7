"""What the published workload tool reckoned each night, in its own form: never called by the live service.

It answers 0% with nothing available and 0 for what it does not know, which no rule of ours does, so it
is here only to be held against the tool's own test cases (`befriend check-vectors`). It reckons in
binary fractions, as the tool does, step by step in the same order. A year in a name is that of the
form; what a later form changed is said there. Our own rule is `load`; docs/decisions tell what differs.

Source: github.com/ministryofjustice/wmt-probation-rules and wmt-worker.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import NamedTuple

WHOLE = 100


class Band(Enum):
    """What kind of practitioner the tool takes somebody for."""

    OFFICER = "officer"
    SENIOR = "senior"
    PSO = "pso"
    OTHER_PSO = "other_pso"  # the hours of a PSO and the target of an officer
    TRAINEE = "trainee"
    UNSUPPORTED = "unsupported"


class Counts(NamedTuple):
    """People of one tier in one place, and how many of them are on a warrant, and so on."""

    total: float
    warrants: float = 0
    unpaid_work: float = 0
    overdue: float = 0


class Kept(NamedTuple):
    """The percentage of points kept for such people: 0 takes them off whole."""

    warrants: float
    unpaid_work: float
    overdue: float


class Group(NamedTuple):
    """The people of one tier in one place, and what each of them weighs."""

    counts: Counts
    points: float


class Caseload(NamedTuple):
    """What one practitioner holds; young adults are counted apart, with weights of their own."""

    people: Sequence[Group]
    young_adults: Sequence[Group]
    kept: Kept
    young_adults_kept: Kept


class Inactive(NamedTuple):
    """Of whom the points of people counted in other ways are taken off, as the tool was set."""

    people: bool = False
    young_adults: bool = True


INACTIVE = Inactive()


class Reports(NamedTuple):
    """Reports of the last thirty days, and the points of one."""

    standard: float
    standard_points: float
    fast: float
    fast_points: float


class Total(NamedTuple):
    """The points of a caseload, and what of them comes from reports."""

    points: float
    standard_reports: float
    fast_reports: float


class Hours(NamedTuple):
    """The hours somebody works a week, and those of a full week in their band."""

    base: float
    full_week: float


class DefaultHours(NamedTuple):
    """The hours of a full week, by band."""

    officer: float
    pso: float
    senior: float


def taken_off(kept: float) -> float:
    """Return the share of points taken off, from the percentage kept."""
    if kept >= WHOLE:
        return 0
    return 1 if kept <= 0 else (WHOLE - kept) / WHOLE


def tier_points_2017(counts: Counts, points: float, kept: Kept, *, subtract: bool) -> float:
    """Return the points of the people of one tier.

    With `subtract`, people on a warrant, on unpaid work only or past the end of an order are taken
    off. Since the tool counts others beforehand, it subtracts for young adults only.
    """
    total = counts.total * points
    if not subtract:
        return total
    total -= counts.warrants * (points * taken_off(kept.warrants))
    total -= counts.unpaid_work * (points * taken_off(kept.unpaid_work))
    return total - counts.overdue * (points * taken_off(kept.overdue))


def people_points_2017(groups: Iterable[Group], kept: Kept, *, subtract: bool) -> float:
    """Return the points of the people of every tier and place; people without a tier are left out."""
    return sum(tier_points_2017(each.counts, each.points, kept, subtract=subtract) for each in groups)


def report_points_2017(count: float, points: float, *, enabled: bool = True) -> float:
    """Return the points of reports of one kind; a kind that is switched off has none."""
    return count * points if enabled else 0


def assessment_points_2017(licence: float, community: float, on_licence: float, elsewhere: float) -> float:
    """Return the points of assessments of sexual harm: how many, and what one weighs, by place.

    Taken out of the sum in January 2023.
    """
    return licence * on_licence + community * elsewhere


def total_2017(
    caseload: Caseload, reports: Reports, parole: float, assessments: float, inactive: Inactive = INACTIVE
) -> Total:
    """Return the points of a caseload, parole reports and assessments of sexual harm among them."""
    total = total_2023(caseload, reports, inactive)
    return total._replace(points=total.points + parole + assessments)


def total_2023(caseload: Caseload, reports: Reports, inactive: Inactive = INACTIVE) -> Total:
    """Return the points of a caseload as since January 2023: people, young adults, court reports."""
    standard = report_points_2017(reports.standard, reports.standard_points)
    fast = report_points_2017(reports.fast, reports.fast_points)
    people = people_points_2017(caseload.people, caseload.kept, subtract=inactive.people)
    young = people_points_2017(
        caseload.young_adults, caseload.young_adults_kept, subtract=inactive.young_adults
    )
    return Total(people + young + fast + standard, standard, fast)


def rounded(points: float) -> int:
    """Return points as a whole number, a half upwards."""
    return math.floor(points + 0.5)


def nominal_target_2017(band: Band, pso: float, officer: float) -> float:
    """Return the points a full week can carry: of one kind of PSO, or of everybody else."""
    return pso if band is Band.PSO else officer


def hours_2017(contracted: float | None, band: Band, default: DefaultHours) -> Hours | None:
    """Return the hours of a week, the full week's where none are contracted.

    None for a band the tool does not support.
    """
    if band is Band.UNSUPPORTED:
        return None
    full_week = default.officer
    if band in {Band.PSO, Band.OTHER_PSO}:
        full_week = default.pso
    elif band is Band.SENIOR:
        full_week = default.senior
    return Hours(full_week if contracted is None else contracted, full_week)


def available_points_2017(target: float, hours: Hours | None, reduction: float) -> int:
    """Return the points somebody has time for, cut to a whole number; 0 where hours are not known."""
    if hours is None or hours.base == 0 or hours.full_week == 0:
        return 0
    whole = target * (hours.base / hours.full_week)
    return math.trunc(whole * ((hours.base - reduction) / hours.base))


def percent_2017(value: float, total: float) -> float:
    """Return a percentage; 0 of nothing, whatever the value."""
    return 0 if total == 0 else value / total * WHOLE


def allowance_hours_2017(contracted: float, percent: float | None) -> float:
    """Return the hours of a reduction: all of the week without a percentage, to the hundredth else."""
    if percent is None:
        return contracted
    hours = Decimal(contracted / WHOLE * percent).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return min(float(hours), contracted)
