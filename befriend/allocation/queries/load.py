"""What each practitioner carries: every case read from the database, weighed by the rule."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from befriend.audit import access
from befriend.policies import Book
from befriend.rules import points
from befriend.rules.values import Place, Report, Tier, WaitingFor

# Asked through a function of the database that counts for everybody, whoever asks: a cap holds for people
# whom one may not see, too. It gives counts by practitioner, tier and place, and never a person.
CARRIED = """
SELECT string_agg(int8send(practitioner), ''), string_agg(int8send(tier << 8 | place), ''),
       string_agg(int8send(people), ''), string_agg(int8send(standard), ''), string_agg(int8send(fast), ''),
       string_agg(int8send(oral), ''), string_agg(int8send(parole), '')
FROM befriend_carried(%(day)s, %(released_by)s, %(report_days)s, %(practitioners)s, %(coming_back)s)
"""
PARTS = 7
BYTE = 0xFF
# The plain rule weighs so many in a few thousandths of a second; the compiler takes half a second to start.
FEW = 5000
REPORTS = tuple(report.code for report in Report)
# What stands before the first value of a binary COPY: its header, and the count of the row's values.
BEFORE = 19 + 2


class Carried(NamedTuple):
    """Work, one row a person: arrays of one length n, in no order."""

    practitioner: NDArray[np.int64]
    tier: NDArray[np.int64]
    place: NDArray[np.int64]
    reports: NDArray[np.int64]  # n x 4: reports due, by kind in the order of rules.values.Report


def carried(
    book: Book, day: date, released_by: date, practitioners: Collection[int], *, coming_back: bool = False
) -> Carried:
    """Return all work that these practitioners carry on `day`. One query.

    With `coming_back`, the work of theirs that others cover.
    """
    values: dict[str, Any] = {
        "day": day,
        "released_by": released_by,
        "report_days": book.on(day, "case_points.report_days").value,
        "practitioners": list(practitioners),
        "coming_back": coming_back,
    }
    practitioner, kind, people, *reports = parts(copied(CARRIED, values), PARTS)
    return one_row_a_person(practitioner, kind, people, np.stack(reports, axis=1))


def one_row_a_person(
    practitioner: NDArray[np.int64],
    kind: NDArray[np.int64],
    people: NDArray[np.int64],
    reports: NDArray[np.int64],
) -> Carried:
    """Return counts as the rule takes them: a row for each person, all reports of a count at its first."""
    each = np.repeat(np.arange(len(people)), people)
    due = np.zeros((len(each), reports.shape[1]), np.int64)
    due[np.cumsum(people) - people] = reports
    return Carried(practitioner[each], kind[each] >> 8, kind[each] & BYTE, due)


def copied(query: str, values: Mapping[str, Any]) -> memoryview:
    """Return what `query` gives in PostgreSQL's binary form."""
    with (
        connection.cursor() as cursor,
        # The driver's own cursor: the one Django puts around it to look on takes no values here.
        cursor.cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT BINARY)", values) as copy,
    ):
        return memoryview(b"".join(copy))


def parts(row: memoryview, count: int) -> list[NDArray[np.int64]]:
    """Return the numbers of each value of the one row of a binary COPY; null is none.

    A value is numbers of eight bytes, one after the other, the highest byte first (`int8send`).
    """
    made, at = [], BEFORE
    for _ in range(count):
        length = max(0, int.from_bytes(row[at : at + 4], signed=True))
        at += 4
        made.append(np.frombuffer(row[at : at + length], ">i8").astype(np.int64))
        at += length
    return made


class Held(NamedTuple):
    """What one practitioner carries."""

    points: int
    people: int


def returning(book: Book, day: date, released_by: date, practitioners: Collection[int]) -> dict[int, Held]:
    """Return the points and people of these practitioners that others cover, by key. One query."""
    return by_practitioner(book, day, carried(book, day, released_by, practitioners, coming_back=True))


def by_practitioner(book: Book, day: date, work: Carried) -> dict[int, Held]:
    """Return the points and people of `work` by the practitioner it counts to.

    A practitioner who carries nobody is not in the answer.
    """
    keys, owner = np.unique(work.practitioner, return_inverse=True)
    totals, people = weigh(book, day, work, owner, len(keys))
    return {
        int(key): Held(int(total), int(count)) for key, total, count in zip(keys, totals, people, strict=True)
    }


def weigh(
    book: Book, day: date, work: Carried, owner: NDArray[np.int64], owners: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return points and people by owner (index 0 to `owners`), by the rule: compiled, where they are many."""
    weights = points.weights(book, day)
    reports = points.report_totals(weights, work.reports)
    if len(owner) <= FEW:
        return points.load_by_practitioner(owner, work.tier, work.place, reports, weights, owners)
    from befriend.rules import compiled

    return compiled.load_by_practitioner(owner, work.tier, work.place, reports, weights, owners)


class Hidden(NamedTuple):
    """People who wait and whom whoever asks may not see: how many, and their work."""

    waits: int
    points: int
    officer_points: int


def hidden_waiting(book: Book, units: Collection[int], day: date, until: date) -> Hidden:
    """Return who waits in `units`, from `day` `until`, beyond the reach of whoever asks. One query."""
    if sees_everybody():
        return Hidden(0, 0, 0)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT waiting_for, tier, place, people FROM befriend_hidden_waiting(%s, %s, %s)",
            [list(units), day, until],
        )
        rows = cursor.fetchall()
    weights = points.weights(book, day)
    work = [
        (waiting_for, people, people * points.case_points(weights, Tier(tier), Place(place)))
        for waiting_for, tier, place, people in rows
    ]
    return Hidden(
        waits=sum(people for _, people, _ in work),
        points=sum(each for _, _, each in work),
        officer_points=sum(each for kind, _, each in work if kind == WaitingFor.OFFICER),
    )


def sees_everybody() -> bool:
    """Say whether nobody is hidden: from the service, and outside of every context from the owner."""
    now = access.current()
    return now is None or now.service


class HiddenPlan(NamedTuple):
    """What a plan does for people whom whoever asks may not see: work by practitioner, and who waits."""

    proposed: dict[int, Held]
    first_order: int


def hidden_plan(plan: int, until: date) -> HiddenPlan:
    """Return what a plan (its key) proposes for people beyond the reach of whoever asks. One query."""
    if sees_everybody():
        return HiddenPlan({}, 0)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT practitioner, people, points, first_order FROM befriend_hidden_plan(%s, %s)",
            [plan, until],
        )
        rows = cursor.fetchall()
    return HiddenPlan(
        proposed={key: Held(work, people) for key, people, work, _ in rows if key is not None},
        first_order=sum(first for key, _, _, first in rows if key is None),
    )


def given_no_time(book: Book, day: date, work: Carried) -> int:
    """Return of how many people carried the published set gives nothing."""
    published = np.array(points.weights(book, day, points.PUBLISHED_DEFAULT).tiers)
    return int((published[work.tier, work.place] == 0).sum())
