"""What everybody in the country carries: the tables read side by side, and put together here.

The same as `load.carried` gives; a join of a whole country costs PostgreSQL most of the time.
"""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from befriend.policies import Book
from befriend.rules.values import Place

from . import load
from .load import Carried

Ints = NDArray[np.int64]

# One statement, so that all of it is as it stood at one moment. Each part is one row of arrays.
READ = """
SELECT * FROM
(SELECT array_agg(coalesce(c.practitioner_id, r.practitioner_id)), array_agg(r.person_id)
 FROM allocation_relationship r LEFT JOIN allocation_cover c ON c.relationship_id = r.id
      AND c.from_date <= %(day)s AND (c.until_date IS NULL OR c.until_date > %(day)s)
 WHERE r.from_date <= %(day)s AND (r.until_date IS NULL OR r.until_date > %(day)s)) AS r,
(SELECT array_agg(person_id), array_agg(id), array_agg(id) FILTER (WHERE release_on <= %(released_by)s)
 FROM sentences_case
 WHERE from_date <= %(day)s AND (until_date IS NULL OR until_date > %(day)s)) AS k,
(SELECT array_agg(case_id), array_agg(tier::bigint | (place << 8))
 FROM sentences_casestate
 WHERE from_date <= %(day)s AND (until_date IS NULL OR until_date > %(day)s)) AS s,
(SELECT array_agg(case_id), array_agg(
    CASE kind WHEN 'standard' THEN 0 WHEN 'fast' THEN 1 WHEN 'oral' THEN 2 ELSE 3 END::bigint)
 FROM sentences_report
 WHERE due_on < %(day)s::date + %(report_days)s::int AND (done_on IS NULL OR done_on > %(day)s)) AS d
"""
ARRAYS = 9


def carried(book: Book, day: date, released_by: date) -> Carried:
    """Return all work carried on `day`, one row a person. One query."""
    report_days = book.on(day, "case_points.report_days").value
    values = {"day": day, "released_by": released_by, "report_days": report_days}
    (practitioner, person, case_person, case, released, state_case, state, report_case, kind) = load.arrays(
        load.copied(READ, values), ARRAYS
    )
    own = found(case_person, case, person)
    now = found(state_case, state, own)
    place = now >> 8
    out = (place == Place.CUSTODY) & np.isin(own, released)
    return Carried(
        practitioner,
        now & load.BYTE,
        np.where(out, int(Place.LICENCE), place),
        reports(own, report_case, kind),
    )


def found(keys: Ints, values: Ints, wanted: Ints) -> Ints:
    """Return the value of each wanted key; 0, which is nobody's key, where it is not there."""
    if not len(keys):
        return np.zeros(len(wanted), np.int64)
    order = np.argsort(keys, kind="stable")
    at = np.minimum(np.searchsorted(keys, wanted, sorter=order), len(keys) - 1)
    at = order[at]
    answer: Ints = np.where(keys[at] == wanted, values[at], 0)
    return answer


def reports(cases: Ints, report_case: Ints, kind: Ints) -> Ints:
    """Return the reports due for each case, by kind: one row a case."""
    known = np.unique(report_case)
    counts = np.zeros((len(known) + 1, len(load.REPORTS)), np.int64)
    np.add.at(counts, (np.searchsorted(known, report_case), kind), 1)
    # Whoever has none finds the last row, which is empty.
    row = found(known, np.arange(1, len(known) + 1), cases) - 1
    answer: Ints = counts[row]
    return answer
