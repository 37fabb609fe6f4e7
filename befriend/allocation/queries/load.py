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

# Supervised people: the practitioner who carries the work (the cover, if there is one), tier, place
# and the reports due by kind. A person released by %(released_by)s counts as on licence.
CARRIED = """
SELECT coalesce(c.practitioner_id, r.practitioner_id)::bigint AS practitioner,
       coalesce(s.tier, 0)::bigint AS tier,
       (CASE WHEN s.place = 2 AND k.release_on <= %(released_by)s THEN 1
             ELSE coalesce(s.place, 0) END)::bigint AS place,
       coalesce(d.standard, 0)::bigint AS standard, coalesce(d.fast, 0)::bigint AS fast,
       coalesce(d.oral, 0)::bigint AS oral, coalesce(d.parole, 0)::bigint AS parole
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
# The people of these practitioners whom others cover: they come back.
RETURNING = (
    CARRIED.replace("coalesce(c.practitioner_id, r.practitioner_id)", "r.practitioner_id", 1)
    + " AND c.id IS NOT NULL AND r.practitioner_id = ANY(%(practitioners)s)"
)

# All of it in one row of two arrays, since a row costs Python more than its work: the practitioner,
# and tier (8 bits), place (8 bits) and reports due (11 bits a kind) in one number.
PACKED = """
SELECT array_agg(practitioner), array_agg(
    tier | (place << 8) | (standard << 16) | (fast << 27) | (oral << 38) | (parole << 49)
) FROM ({carried}) AS work
"""
BYTE, REPORT_BITS, REPORT_SHIFTS = 0xFF, 0x7FF, (16, 27, 38, 49)
REPORTS = tuple(report.code for report in Report)
# PostgreSQL's binary forms: a COPY's header and count of fields; an array's header; an element.
COPY_HEADER, ARRAY_HEADER = 19 + 2, 20
ELEMENT = np.dtype([("length", ">i4"), ("value", ">i8")])


class Carried(NamedTuple):
    """Work, one row a person: arrays of one length n, in no order."""

    practitioner: NDArray[np.int64]
    tier: NDArray[np.int64]
    place: NDArray[np.int64]
    reports: NDArray[np.int64]  # n x 4: reports due, by kind in the order of rules.values.Report


def carried(
    book: Book, day: date, released_by: date, practitioners: Collection[int] | None = None
) -> Carried:
    """Return all work carried on `day`, of everybody or of these `practitioners`. One query."""
    query = CARRIED if practitioners is None else CARRIED + OF_THESE
    return read(query, book, day, released_by, practitioners)


def read(
    query: str, book: Book, day: date, released_by: date, practitioners: Collection[int] | None
) -> Carried:
    """Return the work that `query`, one of those above, finds."""
    values: dict[str, Any] = {
        "day": day,
        "released_by": released_by,
        "report_days": book.on(day, "case_points.report_days").value,
        "practitioners": None if practitioners is None else list(practitioners),
    }
    practitioner, packed = arrays(copied(PACKED.format(carried=query), values), 2)
    return Carried(
        practitioner,
        packed & BYTE,
        packed >> 8 & BYTE,
        np.stack([packed >> shift & REPORT_BITS for shift in REPORT_SHIFTS], axis=1),
    )


def copied(query: str, values: Mapping[str, Any]) -> memoryview:
    """Return what `query` gives in PostgreSQL's binary form."""
    with (
        connection.cursor() as cursor,
        # The driver's own cursor: the one Django puts around it to look on takes no values here.
        cursor.cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT BINARY)", values) as copy,
    ):
        return memoryview(b"".join(copy))


def arrays(row: memoryview, count: int) -> list[NDArray[np.int64]]:
    """Return the arrays of bigint that stand in the one row of a binary COPY; null is empty."""
    found, at = [], COPY_HEADER
    for _ in range(count):
        length = int.from_bytes(row[at : at + 4], signed=True)
        at += 4
        elements = np.frombuffer(row[at + ARRAY_HEADER : at + max(length, ARRAY_HEADER)], ELEMENT)
        found.append(elements["value"].astype(np.int64))
        at += max(length, 0)
    return found


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
    return by_practitioner(book, day, carried(book, day, released_by, practitioners))


def returning(book: Book, day: date, released_by: date, practitioners: Collection[int]) -> dict[int, Held]:
    """Return the points and people of these practitioners that others cover, by key. One query."""
    return by_practitioner(book, day, read(RETURNING, book, day, released_by, practitioners))


def by_practitioner(book: Book, day: date, work: Carried) -> dict[int, Held]:
    """Return the points and people of `work` by the practitioner it counts to."""
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
