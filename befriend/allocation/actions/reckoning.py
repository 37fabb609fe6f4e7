"""Reckoning what everybody carried on a day, and keeping it: one row a practitioner and day."""

from __future__ import annotations

from datetime import date

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from befriend import periods
from befriend.allocation.queries import everybody, load
from befriend.audit import access
from befriend.workforce import queries as workforce
from befriend.workforce.models import Posting

# Enough to join a country in memory; PostgreSQL's 4 MB sends it by way of the disk.
MEMORY = "SET LOCAL work_mem = '64MB'"
STAGING = "CREATE TEMP TABLE reckoned (practitioner_id bigint, points int, people int) ON COMMIT DROP"
INTO_STAGING = "COPY reckoned FROM STDIN (FORMAT BINARY)"
KEEP = """
INSERT INTO allocation_load (practitioner_id, day, points, people)
SELECT practitioner_id, %s, points, people FROM reckoned
ON CONFLICT (practitioner_id, day) DO UPDATE SET points = excluded.points, people = excluded.people
"""
# What was kept of somebody who neither works here that day any more nor carries anybody.
FORGET = """
DELETE FROM allocation_load
WHERE day = %s AND practitioner_id NOT IN (SELECT practitioner_id FROM reckoned)
"""
# A row as PostgreSQL's binary COPY wants it: the number of fields, then length and value of each.
ROW = np.dtype(
    [("fields", ">i2"), ("l0", ">i4"), ("practitioner", ">i8")]
    + [part for name in ("points", "people") for part in ((f"l_{name}", ">i4"), (name, ">i4"))]
)
HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TRAILER = b"\xff\xff"


@access.for_everybody
def reckon_loads(*, day: date) -> int:
    """Keep what every practitioner carried on `day`, 0 included, and return how many there are.

    Every case is read and weighed by the rule; doing it again for the same day mends what was kept.
    """
    with connection.cursor() as cursor:
        cursor.execute(MEMORY)
    book = workforce.policies_in_force()
    work = everybody.carried(book, day, day)
    posted = Posting.objects.filter(periods.on(day)).values_list("practitioner_id", flat=True)
    keys = np.union1d(np.fromiter(posted, np.int64), work.practitioner)
    points, people = load.weigh(book, day, work, np.searchsorted(keys, work.practitioner), len(keys))
    keep(day, rows(keys, points, people))
    return len(keys)


def rows(
    practitioners: NDArray[np.int64], points: NDArray[np.int64], people: NDArray[np.int64]
) -> NDArray[np.void]:
    """Return the loads as rows of a binary COPY."""
    made = np.zeros(len(practitioners), ROW)
    made["fields"], made["l0"], made["l_points"], made["l_people"] = 3, 8, 4, 4
    made["practitioner"], made["points"], made["people"] = practitioners, points, people
    return made


def keep(day: date, loads: NDArray[np.void]) -> None:
    """Write the loads of a day, by way of a staging table."""
    with connection.cursor() as cursor:
        cursor.execute(STAGING)
        with cursor.copy(INTO_STAGING) as copy:
            copy.write(HEADER + loads.tobytes() + TRAILER)
        cursor.execute(KEEP, [day])
        cursor.execute(FORGET, [day])
        cursor.execute("DROP TABLE reckoned")
