"""The work of a person, a report and a caseload, in points."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from befriend.policies import Book
from befriend.rules.values import Place, Report, Tier

IN_FORCE = "in_force"
PUBLISHED_DEFAULT = "published_default"

Ints = NDArray[np.int64]


class Weights(NamedTuple):
    """What everything weighs on one day: plain tuples, so that numba compiles what reads them."""

    tiers: tuple[tuple[int, int, int], ...]  # 33 tiers x 3 places, points a week
    young: tuple[tuple[int, int, int], ...]  # the same of young adults moving on from the youth service
    reports: tuple[int, ...]  # 4 kinds of report, points each


def weights(book: Book, day: date, named_set: str = IN_FORCE) -> Weights:
    """Return the weights of a named set in force on `day`.

    `published_default` is the published table with its zeros; `in_force` lays over it the
    assumed points of those it gives nothing. Raises ValueError for another name.
    """
    if named_set not in {IN_FORCE, PUBLISHED_DEFAULT}:
        raise ValueError(f"{named_set!r} is not one of: {IN_FORCE}, {PUBLISHED_DEFAULT}")
    in_force = named_set == IN_FORCE
    reports = book.on(day, "case_points.reports").value
    return Weights(
        tiers=table(book, day, "case_points.published_default", "case_points.in_force" if in_force else ""),
        young=table(book, day, "workload.young_adults", "workload.young_adults_in_force" if in_force else ""),
        reports=tuple(reports[report.code] for report in Report),
    )


def table(book: Book, day: date, published: str, in_force: str) -> tuple[tuple[int, int, int], ...]:
    """Return the points by tier and place under one key, with those of another (if any) laid over."""
    under = book.on(day, published).value
    over = book.on(day, in_force).value if in_force else {}
    return tuple(row(under[tier.code], over.get(tier.code, {})) for tier in Tier)


def row(published: Mapping[str, Any], laid_over: Mapping[str, Any]) -> tuple[int, int, int]:
    """Return the points of one tier by place."""
    by_place = {**published, **laid_over}
    return (
        by_place[Place.COMMUNITY.code],
        by_place[Place.LICENCE.code],
        by_place[Place.CUSTODY.code],
    )


def case_points(weights: Weights, tier: int, place: int, young: bool = False) -> int:
    """Return the points a week of one person; `young`: moving on from the youth service.

    Compiled code passes arguments by their places, so this one has no keyword.
    """
    return weights.young[tier][place] if young else weights.tiers[tier][place]


def report_points(weights: Weights, report: int) -> int:
    """Return the points of one report due."""
    return weights.reports[report]


def report_totals(weights: Weights, counts: ArrayLike) -> Ints:
    """Return the points of reports due, one entry a person, from counts (n x 4 kinds)."""
    totals: Ints = np.asarray(counts, np.int64) @ np.array(weights.reports, np.int64)
    return totals


def given_no_time(book: Book, day: date, tier: int, place: int) -> bool:
    """Return whether the published set answers for such a person with no time at all."""
    return case_points(weights(book, day, PUBLISHED_DEFAULT), tier, place) == 0


def load_by_practitioner(
    owner_index: Ints,
    tier: Ints,
    place: Ints,
    report_points: Ints,
    weights: Weights,
    n: int,
    young: Ints | None = None,
) -> tuple[Ints, Ints]:
    """Return points and people of each of `n` practitioners.

    The arrays have one entry a person: the practitioner's index (-1: nobody), tier, place, the points
    of reports due, and 1 for a young adult (without that array nobody is one). Nothing is checked
    here: `compiled.load_by_practitioner` checks.
    """
    points = np.zeros(n, np.int64)
    people = np.zeros(n, np.int64)
    for i in range(len(owner_index)):
        owner = owner_index[i]
        if owner >= 0:
            moving_on = young is not None and young[i] == 1
            points[owner] += case_points(weights, tier[i], place[i], moving_on) + report_points[i]
            people[owner] += 1
    return points, people
