"""The work of a person, a report and a caseload, in points."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from befriend.policies import Book
from befriend.rules.values import Place, Report, Tier

IN_FORCE = "in_force"
PUBLISHED_DEFAULT = "published_default"

Ints = NDArray[np.int64]


class Weights(NamedTuple):
    """What everything weighs on one day: plain tuples, so that numba compiles what reads them."""

    tiers: tuple[tuple[int, int, int], ...]  # 33 tiers x 3 places, points a week
    reports: tuple[int, ...]  # 4 kinds of report, points each


def weights(book: Book, day: date, named_set: str = IN_FORCE) -> Weights:
    """Return the weights of a named set in force on `day`.

    `published_default` is the published table with its zeros; `in_force` lays over it the
    assumed points of those it gives nothing. Raises ValueError for another name.
    """
    if named_set not in {IN_FORCE, PUBLISHED_DEFAULT}:
        raise ValueError(f"{named_set!r} is not one of: {IN_FORCE}, {PUBLISHED_DEFAULT}")
    published = book.on(day, f"case_points.{PUBLISHED_DEFAULT}").value
    laid_over = {} if named_set == PUBLISHED_DEFAULT else book.on(day, "case_points.in_force").value
    reports = book.on(day, "case_points.reports").value
    return Weights(
        tiers=tuple(row(published[tier.code], laid_over.get(tier.code, {})) for tier in Tier),
        reports=tuple(reports[report.code] for report in Report),
    )


def row(published: Mapping[str, Any], laid_over: Mapping[str, Any]) -> tuple[int, int, int]:
    """Return the points of one tier by place."""
    by_place = {**published, **laid_over}
    return (
        by_place[Place.COMMUNITY.code],
        by_place[Place.LICENCE.code],
        by_place[Place.CUSTODY.code],
    )


def case_points(weights: Weights, tier: int, place: int) -> int:
    """Return the points a week of one person."""
    return weights.tiers[tier][place]


def report_points(weights: Weights, report: int) -> int:
    """Return the points of one report due."""
    return weights.reports[report]


def given_no_time(book: Book, day: date, tier: int, place: int) -> bool:
    """Return whether the published set answers for such a person with no time at all."""
    return case_points(weights(book, day, PUBLISHED_DEFAULT), tier, place) == 0


def load_by_practitioner(
    owner_index: Ints, tier: Ints, place: Ints, report_points: Ints, weights: Weights, n: int
) -> tuple[Ints, Ints]:
    """Return points and people of each of `n` practitioners.

    The arrays have one entry a person: the practitioner's index (-1: nobody), tier, place and the
    points of reports due. Nothing is checked here: `compiled.load_by_practitioner` checks.
    """
    points = np.zeros(n, np.int64)
    people = np.zeros(n, np.int64)
    for i in range(len(owner_index)):
        owner = owner_index[i]
        if owner >= 0:
            points[owner] += case_points(weights, tier[i], place[i]) + report_points[i]
            people[owner] += 1
    return points, people
