"""Reckoning what everybody carried on a day, and keeping it: one row a practitioner and day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from befriend.allocation.queries import changed, everybody, load
from befriend.audit import access
from befriend.workforce import queries as workforce

Ints = NDArray[np.int64]

# One at a time: whoever read earlier would else write over what is newer. Reading waits for nobody.
ALONE = "LOCK TABLE allocation_load IN SHARE ROW EXCLUSIVE MODE"
# Of everybody, or of some (an array of keys).
OF = "day = %(day)s AND (%(of)s::bigint[] IS NULL OR practitioner_id = ANY (%(of)s))"
KEPT = f"""
SELECT string_agg(int8send(practitioner_id), ''), string_agg(int8send(points), ''),
       string_agg(int8send(people), '')
FROM allocation_load WHERE {OF}
"""  # noqa: S608  (names of our own)
POSTED = """
SELECT string_agg(int8send(practitioner_id), '') FROM workforce_posting
WHERE from_date <= %(day)s AND (until_date IS NULL OR until_date > %(day)s)
AND (%(of)s::bigint[] IS NULL OR practitioner_id = ANY (%(of)s))
"""
FORGET = "DELETE FROM allocation_load WHERE day = %s AND practitioner_id = ANY (%s)"
WRITE = "COPY allocation_load (day, practitioner_id, points, people) FROM STDIN (FORMAT BINARY)"
# A row as PostgreSQL's binary COPY wants it: the number of fields, then length and value of each.
ROW = np.dtype(
    [("fields", ">i2"), ("l0", ">i4"), ("day", ">i4"), ("l1", ">i4"), ("practitioner", ">i8")]
    + [part for name in ("points", "people") for part in ((f"l_{name}", ">i4"), (name, ">i4"))]
)
HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TRAILER = b"\xff\xff"
# From which PostgreSQL counts days.
FIRST_DAY = date(2000, 1, 1)
# Longer than anything that was begun before midnight takes to be written.
BEFORE_MIDNIGHT = timedelta(hours=1)


@access.for_everybody
def reckon_loads(*, day: date, practitioners: Collection[int] | None = None) -> int:
    """Keep what every practitioner carried on `day`, 0 included, and return how many there are.

    Every case is read and weighed by the rule; doing it again for the same day mends what was kept. Where
    `practitioners` (keys) are named, theirs alone are reckoned and kept.
    """
    with connection.cursor() as cursor:
        cursor.execute(ALONE)
    book = workforce.policies_in_force()
    if practitioners is None:
        work = everybody.carried(book, day, day)
    else:
        work = load.carried(book, day, day, practitioners)
    of = None if practitioners is None else list(practitioners)
    (posted,) = load.parts(load.copied(POSTED, {"day": day, "of": of}), 1)
    # Nearly everybody who carries work is posted somewhere.
    others = work.practitioner[everybody.found(posted, posted, work.practitioner) == 0]
    keys = np.union1d(posted, others)
    owner = everybody.found(keys, np.arange(len(keys)), work.practitioner)
    points, people = load.weigh(book, day, work, owner, len(keys))
    keep(day, of, keys, points, people)
    return len(keys)


@access.for_everybody
def reckon_changed_loads(*, day: date) -> int:
    """Keep anew what those carry on `day` whose load something changed since it began; return how many.

    All of the day, and not what is new since last time: whatever was written late is met the next time.
    """
    begun = datetime.combine(day, time(), ZoneInfo("Europe/London")) - BEFORE_MIDNIGHT
    return reckon_loads(day=day, practitioners=changed.since(begun))


def keep(day: date, of: list[int] | None, keys: Ints, points: Ints, people: Ints) -> None:
    """Keep the loads of a day, of everybody or of some; what is as it was is not written again."""
    kept = load.parts(load.copied(KEPT, {"day": day, "of": of}), 3)
    before = everybody.found(kept[0], np.arange(1, len(kept[0]) + 1), keys) - 1
    same = before >= 0
    for old, new in zip(kept[1:], (points, people), strict=True):
        same[same] = old[before[same]] == new[same]
    stays = keys[same]
    gone = kept[0][everybody.found(stays, stays, kept[0]) == 0]
    with connection.cursor() as cursor:
        if len(gone):
            cursor.execute(FORGET, [day, gone.tolist()])
        with cursor.copy(WRITE) as copy:
            copy.write(HEADER + rows(day, keys[~same], points[~same], people[~same]).tobytes() + TRAILER)


def rows(day: date, practitioners: Ints, points: Ints, people: Ints) -> NDArray[np.void]:
    """Return the loads of a day as rows of a binary COPY."""
    made = np.zeros(len(practitioners), ROW)
    made["fields"], made["l0"], made["l1"], made["l_points"], made["l_people"] = 4, 4, 8, 4, 4
    made["day"] = (day - FIRST_DAY).days
    made["practitioner"], made["points"], made["people"] = practitioners, points, people
    return made
