"""What each practitioner carries: every case read from the database, weighed by the rule."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from befriend.policies import Book
from befriend.rules import compiled, points
from befriend.rules.values import Report

# Supervised people and the practitioner who carries the work: the cover, if there is one.
# A person released by %(released_by)s counts as on licence. Reports due are counted by kind.
CARRIED = """
SELECT coalesce(c.practitioner_id, r.practitioner_id)::bigint, r.person_id::bigint,
       coalesce(s.tier, 0)::smallint,
       (CASE WHEN s.place = 2 AND k.release_on <= %(released_by)s THEN 1
             ELSE coalesce(s.place, 0) END)::smallint,
       coalesce(d.standard, 0)::smallint, coalesce(d.fast, 0)::smallint,
       coalesce(d.oral, 0)::smallint, coalesce(d.parole, 0)::smallint
FROM allocation_relationship r
LEFT JOIN allocation_cover c ON c.relationship_id = r.id
     AND c.from_date <= %(day)s AND (c.until_date IS NULL OR c.until_date > %(day)s)
LEFT JOIN sentences_case k ON k.person_id = r.person_id
     AND k.from_date <= %(day)s AND (k.until_date IS NULL OR k.until_date > %(day)s)
LEFT JOIN sentences_casestate s ON s.case_id = k.id
     AND s.from_date <= %(day)s AND (s.until_date IS NULL OR s.until_date > %(day)s)
LEFT JOIN (
    SELECT case_id, count(*) FILTER (WHERE kind = 'standard') AS standard,
           count(*) FILTER (WHERE kind = 'fast') AS fast,
           count(*) FILTER (WHERE kind = 'oral') AS oral,
           count(*) FILTER (WHERE kind = 'parole') AS parole
    FROM sentences_report
    WHERE due_on < %(day)s::date + %(report_days)s::int
      AND (done_on IS NULL OR done_on > %(day)s)
    GROUP BY case_id
) d ON d.case_id = k.id
WHERE r.from_date <= %(day)s AND (r.until_date IS NULL OR r.until_date > %(day)s)
"""
OF_THESE = " AND coalesce(c.practitioner_id, r.practitioner_id) = ANY(%(practitioners)s)"

REPORTS = tuple(report.code for report in Report)
# A row of PostgreSQL's binary COPY: the number of fields, then length and value of each.
ROW = np.dtype(
    [("fields", ">i2"), ("l0", ">i4"), ("practitioner", ">i8"), ("l1", ">i4"), ("person", ">i8")]
    + [part for name in ("tier", "place", *REPORTS) for part in ((f"l_{name}", ">i4"), (name, ">i2"))]
)
HEADER, TRAILER = 19, 2


class Carried(NamedTuple):
    """People and their work, one row a person: arrays of one length n, in no order."""

    practitioner: NDArray[np.int64]
    person: NDArray[np.int64]
    tier: NDArray[np.int16]
    place: NDArray[np.int16]
    reports: NDArray[np.int64]  # n x 4: reports due, by kind in the order of rules.values.Report


def carried(
    book: Book, day: date, released_by: date, practitioners: Collection[int] | None = None
) -> Carried:
    """Return all work carried on `day`, of everybody or of these `practitioners`. One query."""
    values: dict[str, Any] = {
        "day": day,
        "released_by": released_by,
        "report_days": book.on(day, "case_points.report_days").value,
        "practitioners": None if practitioners is None else list(practitioners),
    }
    query = CARRIED if practitioners is None else CARRIED + OF_THESE
    rows = np.frombuffer(copied(query, values), dtype=ROW)
    reports = np.stack([rows[kind].astype(np.int64) for kind in REPORTS], axis=1)
    return Carried(
        rows["practitioner"].astype(np.int64),
        rows["person"].astype(np.int64),
        rows["tier"].astype(np.int16),
        rows["place"].astype(np.int16),
        reports,
    )


def copied(query: str, values: Mapping[str, Any]) -> memoryview:
    """Return the rows of `query` in PostgreSQL's binary form, header and trailer taken off."""
    chunks = bytearray()
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT BINARY)", values) as copy,
    ):
        for chunk in copy:
            chunks += chunk
    return memoryview(chunks)[HEADER:-TRAILER]


class Held(NamedTuple):
    """What one practitioner carries."""

    points: int
    people: int


def held(
    book: Book, day: date, released_by: date, practitioners: Collection[int] | None = None
) -> dict[int, Held]:
    """Return the points and people each practitioner carries on `day`, by key. One query.

    A practitioner who carries nobody is not in the answer.
    """
    work = carried(book, day, released_by, practitioners)
    keys, owner = np.unique(work.practitioner, return_inverse=True)
    totals, people = weigh(book, day, work, owner, len(keys))
    return {
        int(key): Held(int(total), int(count)) for key, total, count in zip(keys, totals, people, strict=True)
    }


def weigh(
    book: Book, day: date, work: Carried, owner: NDArray[np.int64], owners: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return points and people by owner (index 0 to `owners`), by the compiled rule."""
    weights = points.weights(book, day)
    reports = compiled.report_totals(weights, work.reports)
    return compiled.load_by_practitioner(owner, work.tier, work.place, reports, weights, owners)


def given_no_time(book: Book, day: date, released_by: date, practitioners: Collection[int]) -> int:
    """Return how many people these practitioners answer for whom the published set gives nothing."""
    work = carried(book, day, released_by, practitioners)
    published = np.array(points.weights(book, day, points.PUBLISHED_DEFAULT).tiers)
    return int((published[work.tier, work.place] == 0).sum())
