"""How cases stood over time, and who waits: what follows from the files on the day of the import."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection

from befriend import periods
from befriend.allocation import queries
from befriend.allocation.models import Waiting
from befriend.rules.values import WaitingFor
from befriend.sentences.models import Case
from befriend.workforce import queries as workforce
from befriend.workforce.models import Office, Unit

MARKS = ("tier", "place", "risk", "mappa", "safeguarding", "sexual_offence", "domestic_abuse")
NOW = ", ".join(f"now.{mark}" for mark in MARKS)
SAID = ", ".join(f"s.{mark}" for mark in MARKS)
WRITTEN = ", ".join(f"{mark} = s.{mark}" for mark in MARKS)
LATEST = "SELECT DISTINCT ON (case_id) * FROM sentences_casestate ORDER BY case_id, from_date DESC"
STAGED = f"staged_cases s JOIN sentences_case c ON c.ref = s.ref JOIN ({LATEST}) now ON now.case_id = c.id"
DIFFERS = f"ROW({NOW}) IS DISTINCT FROM ROW({SAID})"
OPEN = "(c.until_date IS NULL OR c.until_date > %(day)s)"

# A change is known from the day of the import; a state that begins that day or later is corrected.
CORRECT = (
    f"UPDATE sentences_casestate old SET {WRITTEN} FROM {STAGED} "  # nosec B608 # noqa: S608
    f"WHERE old.id = now.id AND {DIFFERS} AND {OPEN} AND now.from_date >= %(day)s"
)
END = (
    f"UPDATE sentences_casestate old SET until_date = %(day)s FROM {STAGED} "  # nosec B608 # noqa: S608
    f"WHERE old.id = now.id AND {DIFFERS} AND {OPEN} AND now.from_date < %(day)s"
)
CHANGED = (
    f"SELECT c.id AS case_id, %(day)s::date AS from_date, c.until_date, {SAID} FROM {STAGED} "  # nosec B608 # noqa: S608
    f"WHERE {DIFFERS} AND {OPEN} AND now.from_date < %(day)s"
)
BEGIN = (
    f"INSERT INTO sentences_casestate (case_id, from_date, until_date, {', '.join(MARKS)}) "  # nosec B608 # noqa: S608
    f"SELECT c.id, c.from_date, c.until_date, {SAID} "
    "FROM staged_cases s JOIN sentences_case c ON c.ref = s.ref "
    "WHERE NOT EXISTS (SELECT FROM sentences_casestate old WHERE old.case_id = c.id) "
    "ORDER BY c.from_date"
)
# An order that ends, or began on another day than was thought, takes its last state with it.
END_WITH_CASE = (
    "UPDATE sentences_casestate old SET until_date = greatest(c.until_date, old.from_date) "  # nosec B608 # noqa: S608
    f"FROM {STAGED} WHERE old.id = now.id AND c.until_date IS NOT NULL "
    "AND old.until_date IS DISTINCT FROM greatest(c.until_date, old.from_date)"
)

# Somebody who has a practitioner, or no order any more, waits no longer.
STOP_WAITING = """
UPDATE allocation_waiting old SET until_date = greatest(found.day, old.from_date)
FROM people_person p
JOIN staged_people s ON s.ref = p.ref
CROSS JOIN LATERAL (
    SELECT min(day) AS day FROM (
        SELECT r.from_date AS day FROM allocation_relationship r
        WHERE r.person_id = p.id AND r.until_date IS NULL
        UNION ALL
        SELECT %(day)s WHERE NOT EXISTS (
            SELECT FROM sentences_case c WHERE c.person_id = p.id
            AND (c.until_date IS NULL OR c.until_date > %(day)s))
    ) either
) found
WHERE old.person_id = p.id AND old.waiting_for = %(officer)s AND old.until_date IS NULL
AND found.day IS NOT NULL
"""
# Since the later of the order and the last practitioner; a wait that ended is not opened again.
WAIT = """
INSERT INTO allocation_waiting
    (person_id, unit_id, waiting_for, from_date, owner_id, limit_code, limit_values)
SELECT c.person_id, c.unit_id, %(officer)s, greatest(
        c.from_date,
        (SELECT max(r.until_date) FROM allocation_relationship r WHERE r.person_id = c.person_id),
        (SELECT max(w.until_date) FROM allocation_waiting w
         WHERE w.person_id = c.person_id AND w.waiting_for = %(officer)s)
    ), owner.office_id, '', '{}'
FROM staged_cases s
JOIN sentences_case c ON c.ref = s.ref
JOIN unnest(%(units)s::bigint[], %(offices)s::bigint[]) AS owner (unit_id, office_id)
    ON owner.unit_id = c.unit_id
WHERE (c.until_date IS NULL OR c.until_date > %(day)s)
AND NOT EXISTS (SELECT FROM allocation_relationship r WHERE r.person_id = c.person_id
                AND (r.until_date IS NULL OR r.until_date > greatest(%(day)s, c.from_date)))
AND NOT EXISTS (SELECT FROM allocation_waiting w WHERE w.person_id = c.person_id
                AND w.waiting_for = %(officer)s AND w.until_date IS NULL)
"""


def keep_states(day: date) -> tuple[int, int]:
    """Bring the states of cases up to the file; return how many are new and changed."""
    # What changed is put aside first: once the old state has ended, nothing differs any more.
    with connection.cursor() as cursor:
        cursor.execute(CORRECT, {"day": day})
        changed = cursor.rowcount
        cursor.execute("DROP TABLE IF EXISTS staged_changes")
        cursor.execute(f"CREATE TEMPORARY TABLE staged_changes ON COMMIT DROP AS {CHANGED}", {"day": day})
        cursor.execute(END, {"day": day})
        changed += cursor.rowcount
        columns = f"case_id, from_date, until_date, {', '.join(MARKS)}"
        cursor.execute(
            f"INSERT INTO sentences_casestate ({columns}) SELECT {columns} FROM staged_changes"  # nosec B608 # noqa: S608
        )
        added = cursor.rowcount
        # Before the new ones begin: they take the end of their case with them.
        cursor.execute(END_WITH_CASE)
        changed += cursor.rowcount
        cursor.execute(BEGIN)
        return added + cursor.rowcount, changed


def keep_waiting(day: date) -> tuple[int, int]:
    """Open and close waiting, each owned by the head's office; return how many of either."""
    owners = owning_offices(day)
    asked: dict[str, Any] = {
        "day": day,
        "officer": int(WaitingFor.OFFICER),
        "units": list(owners),
        "offices": list(owners.values()),
    }
    with connection.cursor() as cursor:
        cursor.execute(STOP_WAITING, asked)
        ended = cursor.rowcount
        cursor.execute(WAIT, asked)
        return cursor.rowcount, ended


def wait_for_cover(unit: Unit, day: date) -> None:
    """Open waiting for whoever of `unit` and below needs cover and waits for none, all at once."""
    needed = {one.person.pk for one in queries.cover_needed(unit, day)}
    known = Waiting.objects.exclude(until_date__lte=day).filter(waiting_for=WaitingFor.COVER)
    needed -= set(known.values_list("person_id", flat=True))
    if not needed:
        return
    owners = owning_offices(day)
    cases = Case.objects.filter(periods.on(day), person_id__in=needed).values_list("person_id", "unit_id")
    Waiting.objects.bulk_create(
        Waiting(
            person_id=person,
            unit_id=where,
            waiting_for=WaitingFor.COVER,
            from_date=day,
            owner_id=owners[where],
        )
        for person, where in cases
        if where in owners
    )


def owning_offices(day: date) -> dict[int, int]:
    """Return the head's office, of the unit or the nearest above, for each unit with cases."""
    found = {}
    for unit in Unit.objects.filter(pk__in=Case.objects.order_by().values("unit_id").distinct()):
        office = workforce.nearest_office(unit, Office.Post.HEAD, day)
        if office is not None:
            found[unit.pk] = office.pk
    return found
