"""What a whole country carries, reckoned and kept: database to database, beside an ORM loop and plain SQL.

Every case is read from the database, the compiled rule weighs it, and one row a practitioner is
stored. The country is the invented one, brought in by the ordinary import. The ORM loop is timed on
some of the practitioners. The SQL statement has the rule's weights written into it, and writes the
same rows to the same table; it is asked as the owner of the tables, whom no policy binds, so that it
is a bound. The limit is to let PostgreSQL look at every row, as the owner too, and do nothing with
it. Compiling is not timed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.row import Row, against

if TYPE_CHECKING:
    from befriend.policies import Book
    from befriend.workforce.models import Practitioner

SEED, MONDAY = 1, date(2026, 11, 23)
TIMES, SAMPLE = 7, 100
GOAL = 1_500_000
BY = "bench"


def run() -> list[Row]:
    """Measure in a process of its own: settings are read once, and this has a database of its own."""
    with tempfile.TemporaryDirectory(prefix="befriend-bench-", ignore_cleanup_errors=True) as home:
        own = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.country_load"],
            env={**own, "BEFRIEND_HOME": home},
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
    return [Row(*row) for row in json.loads(done.stdout)]


def measured() -> list[Row]:
    """Bring the country in, and return what was measured."""
    from befriend import database
    from befriend.cli import server

    with database.ready():
        server.prepare()
        bring_in()
        return rows()


def bring_in() -> None:
    """Invent the country and import it, and do what the database does by itself after so much is written."""
    import psycopg

    from befriend import database, demo
    from befriend.imports import actions as imports

    with tempfile.TemporaryDirectory(prefix="befriend-bench-") as folder:
        demo.write(Path(folder), seed=SEED, monday=MONDAY, size="country")
        same(imports.load(Path(folder), day=MONDAY).problem_count, 0)
    with psycopg.connect(database.owner_url(), autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")


def rows() -> list[Row]:
    """Return ours beside each peer, in cases a second, all with the same answer."""
    from befriend.allocation.actions import reckoning
    from befriend.audit import access

    ours, loads = timed(lambda: reckoning.reckon_loads(day=MONDAY))
    by_sql, in_plain_sql = timed_as_owner(in_sql)
    same(loads, in_plain_sql)
    with access.service(by=BY, day=MONDAY):
        looped, cases = in_a_loop(sample(), loads)
    everybody = sum(people for _, people in loads.values())
    told = {"more_is_better": True, "limit": everybody / timed_as_owner(only_looked_at)[0]}
    name, value = "country-load", everybody / ours
    said = f"{everybody:,} people, {len(loads):,} practitioners; the goal is {GOAL:,} cases/s"
    print(f"  {said}; {ours:.2f} s", file=sys.stderr)
    loop = f"an ORM loop, on {SAMPLE} practitioners"
    return [
        against(name, value, "cases/s", peer=loop, peer_value=cases / looped, **told),
        against(name, value, "cases/s", peer="one SQL GROUP BY", peer_value=everybody / by_sql, **told),
    ]


def timed_as_owner(
    asked: Callable[[date, Any], None],
) -> tuple[float, dict[int, tuple[int, int]]]:
    """Time what the owner of the tables asks, each a transaction."""
    from django.db import connections, transaction

    owner = "owner" if "owner" in connections else "default"

    def once() -> None:
        with transaction.atomic(using=owner), connections[owner].cursor() as cursor:
            asked(MONDAY, cursor)

    return timed(once)


def timed(reckon: Callable[[], object]) -> tuple[float, dict[int, tuple[int, int]]]:
    """Return the best time of some, in seconds, each on an empty table, and what was stored.

    The best: whatever else the machine does can only slow one down.
    """
    from befriend.allocation.models import Load

    times = []
    for _ in range(TIMES + 1):
        Load.objects.all().delete()
        start = time.perf_counter()
        reckon()
        times.append(time.perf_counter() - start)
    # The first compiles, and fills the machine's memory with the tables.
    return min(times[1:]), stored()


def stored() -> dict[int, tuple[int, int]]:
    """Return the points and people kept of each practitioner."""
    from befriend.allocation.models import Load

    rows = Load.objects.filter(day=MONDAY).values_list("practitioner_id", "points", "people")
    return {key: (points, people) for key, points, people in rows}


# Enough to join a country in memory; the 4 MB that PostgreSQL has by itself send it by way of the disk.
MEMORY = "SET LOCAL work_mem = '64MB'"
# Supervised people: the practitioner who carries the work (the cover, if there is one), tier, place
# and the reports due by kind. A person released by %(released_by)s counts as on licence.
JOINED = """
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


def in_sql(day: date, cursor: Any) -> None:
    """Do all of it in one statement of the database, with the weights written into it."""
    from befriend.allocation.queries import load
    from befriend.rules import points
    from befriend.workforce import queries as workforce

    book = workforce.policies_in_force()
    weights = points.weights(book, day)
    table = ", ".join(f"({t}, {p}, {n})" for t, row in enumerate(weights.tiers) for p, n in enumerate(row))
    reports = " + ".join(f"c.{kind} * {n}" for kind, n in zip(load.REPORTS, weights.reports, strict=True))
    values = {
        "day": day,
        "released_by": day,
        "report_days": book.on(day, "case_points.report_days").value,
    }
    cursor.execute(MEMORY)
    cursor.execute(
        f"""
        WITH carried AS (
            SELECT c.practitioner, sum(w.points + {reports}) AS points, count(*) AS people
            FROM ({JOINED}) AS c
            JOIN (VALUES {table}) AS w (tier, place, points) USING (tier, place)
            GROUP BY c.practitioner
        ), posted AS (
            SELECT practitioner_id AS practitioner FROM workforce_posting
            WHERE from_date <= %(day)s AND (until_date IS NULL OR until_date > %(day)s)
        )
        INSERT INTO allocation_load (practitioner_id, day, points, people)
        SELECT practitioner, %(day)s, coalesce(points, 0), coalesce(people, 0)
        FROM carried FULL JOIN posted USING (practitioner)
        """,  # noqa: S608  (numbers and names of our own)
        values,
    )


def only_looked_at(day: date, cursor: Any) -> None:
    """Let the database look at every relationship, case and state that holds on `day`."""
    tables = ("allocation_relationship", "sentences_case", "sentences_casestate")
    holds = "from_date <= %(day)s AND (until_date IS NULL OR until_date > %(day)s)"
    counts = ", ".join(f"(SELECT count(*) FROM {table} WHERE {holds})" for table in tables)  # noqa: S608
    cursor.execute(f"SELECT {counts}", {"day": day})


def sample() -> list[Practitioner]:
    """Return some practitioners from all over the country."""
    from befriend.workforce.models import Practitioner

    every = Practitioner.objects.filter(relationships__until_date=None).distinct().order_by("pk")
    return list(every[:: max(1, every.count() // SAMPLE)][:SAMPLE])


def in_a_loop(some: list[Practitioner], loads: dict[int, tuple[int, int]]) -> tuple[float, int]:
    """Return the seconds and cases of reckoning practitioner by practitioner, and keeping each."""
    from befriend.allocation.models import Load
    from befriend.workforce import queries as workforce

    book, cases = workforce.policies_in_force(), 0
    start = time.perf_counter()
    for one in some:
        points, people = carried_by(one, book)
        Load.objects.update_or_create(
            practitioner=one, day=MONDAY, defaults={"points": points, "people": people}
        )
        same(loads[one.pk], (points, people))
        cases += people
    return time.perf_counter() - start, cases


def carried_by(practitioner: Practitioner, book: Book) -> tuple[int, int]:
    """Return the points and people of one practitioner, by the plain rule, as one writes it at first."""
    from befriend import periods
    from befriend.allocation.queries import work
    from befriend.rules import points
    from befriend.rules.values import Place, Tier
    from befriend.sentences.models import CaseState

    weights = points.weights(book, MONDAY)
    people = practitioner.relationships.filter(periods.on(MONDAY)).values_list("person_id", flat=True)
    states = CaseState.objects.filter(
        periods.on(MONDAY), periods.on(MONDAY, "case__"), case__person_id__in=people
    )
    total = sum(points.case_points(weights, Tier(one.tier), Place(one.place)) for one in states)
    return total + sum(work.reports_due(book, MONDAY, people, weights).values()), len(people)


def same(one: object, other: object) -> None:
    """Raise ValueError where two ways to reckon differ: then neither time means anything."""
    if one != other:
        raise ValueError("two ways to reckon the same give two answers")


if __name__ == "__main__":
    print(json.dumps(measured()))
