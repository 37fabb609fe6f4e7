"""What everybody in the country carries: the tables read side by side, and put together here.

The same as `load.carried` gives; a join of a whole country costs PostgreSQL most of the time. The rest
of it is what it does for each row, so the two keys of a row leave it as one number.
"""

from __future__ import annotations

from datetime import date

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from befriend.policies import Book
from befriend.rules.values import Place

from . import load
from .load import Carried

Ints = NDArray[np.int64]

# To compile takes longer than to read these tables; what their policies may cost would have PostgreSQL do it.
UNCOMPILED = "SET LOCAL jit = off"
HALF = 32
LOWER = (1 << HALF) - 1
# A table of keys is laid out in full where there are no more places in it than so many for each key.
SPARSE = 16


def pairs(upper: str, lower: str) -> str:
    """Return the SQL that gives pairs of numbers, one after the other, each as one number.

    PostgreSQL refuses a number that has no room in its half: it is never taken for another.
    """
    return f"string_agg(int8send({upper} * {1 << HALF} + ({lower})::int), '')"


HOLDS = "from_date <= %(day)s AND (until_date IS NULL OR until_date > %(day)s)"
KIND = "CASE kind WHEN 'standard' THEN 0 WHEN 'fast' THEN 1 WHEN 'oral' THEN 2 ELSE 3 END"
# One statement, so that all of it is as it stood at one moment.
READ = f"""
SELECT
(SELECT {pairs("practitioner_id", "person_id")} FROM allocation_relationship WHERE {HOLDS}),
(SELECT {pairs("c.practitioner_id", "r.person_id")}
 FROM (SELECT * FROM allocation_cover WHERE {HOLDS}) AS c
 JOIN (SELECT * FROM allocation_relationship WHERE {HOLDS}) AS r ON r.id = c.relationship_id),
k.opened, k.released,
(SELECT {pairs("case_id", "tier * 256 + place")} FROM sentences_casestate WHERE {HOLDS}),
(SELECT {pairs("case_id", KIND)} FROM sentences_report
 WHERE due_on < %(day)s::date + %(report_days)s::int AND (done_on IS NULL OR done_on > %(day)s))
FROM (SELECT {pairs("person_id", "id")} AS opened,
             string_agg(int8send(id), '') FILTER (WHERE release_on <= %(released_by)s) AS released
      FROM sentences_case WHERE {HOLDS}) AS k
"""  # noqa: S608  (names of our own)
PARTS = 6


def carried(book: Book, day: date, released_by: date) -> Carried:
    """Return all work carried on `day`, one row a person. One query."""
    report_days = book.on(day, "case_points.report_days").value
    values = {"day": day, "released_by": released_by, "report_days": report_days}
    with connection.cursor() as cursor:
        cursor.execute(UNCOMPILED)
    held, covered, opened, released, states, due = load.parts(load.copied(READ, values), PARTS)
    practitioner, person = apart(held)
    covering, covered_person = apart(covered)
    cover = found(covered_person, covering, person)
    case_person, case = apart(opened)
    own = found(case_person, case, person)
    state_case, state = apart(states)
    now = found(state_case, state, own)
    place = now & load.BYTE
    out = (place == Place.CUSTODY) & (found(released, released, own) > 0)
    return Carried(
        np.where(cover > 0, cover, practitioner),
        now >> 8,
        np.where(out, int(Place.LICENCE), place),
        reports(own, *apart(due)),
    )


def apart(both: Ints) -> tuple[Ints, Ints]:
    """Return the upper and the lower of pairs."""
    return both >> HALF, both & LOWER


def found(keys: Ints, values: Ints, wanted: Ints) -> Ints:
    """Return the value of each wanted key; 0, which is nobody's key, where it is not there.

    Keys are numbers from a sequence, so that each mostly has a place of its own in a table.
    """
    if not len(keys):
        return np.zeros(len(wanted), np.int64)
    first, last = keys.min(), keys.max()
    if last - first >= SPARSE * len(keys):
        return looked_for(keys, values, wanted)
    table = np.zeros(last - first + 3, np.int64)
    table[keys - first + 1] = values
    # Whatever is outside finds the first place or the last, which are empty.
    return table.take(wanted - first + 1, mode="clip")


def looked_for(keys: Ints, values: Ints, wanted: Ints) -> Ints:
    """Return the same as `found`, for keys that lie far apart."""
    order = np.argsort(keys, kind="stable")
    at = np.minimum(np.searchsorted(keys, wanted, sorter=order), len(keys) - 1)
    at = order[at]
    answer: Ints = np.where(keys[at] == wanted, values[at], 0)
    return answer


def reports(cases: Ints, report_case: Ints, kind: Ints) -> Ints:
    """Return the reports due for each case, by kind: one row a case."""
    counts = np.zeros((len(cases), len(load.REPORTS)), np.int64)
    row = found(cases, np.arange(1, len(cases) + 1), report_case) - 1
    carried = row >= 0
    np.add.at(counts, (row[carried], kind[carried]), 1)
    return counts
