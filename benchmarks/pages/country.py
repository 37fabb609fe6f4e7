"""The country that is asked for, who signs in to it, and what is switched off to see what it costs."""

import csv
import random
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg

from drill.service import Service

OFFICERS, SENIORS, HEADS = 150, 34, 16
PEOPLE = 12

# Practitioners and the people they open: officers their own, holders of an office those of its unit.
THEIRS = """
SELECT p.ref, min(u.ref), array_agg(e.ref ORDER BY md5(e.ref)), min(e.chosen_name)
FROM workforce_practitioner p
JOIN allocation_relationship r ON r.practitioner_id = p.id AND r.until_date IS NULL
JOIN people_person e ON e.id = r.person_id
JOIN workforce_posting w ON w.practitioner_id = p.id AND w.until_date IS NULL
JOIN workforce_unit u ON u.id = w.unit_id
WHERE NOT EXISTS (SELECT FROM workforce_officeholding h WHERE h.practitioner_id = p.id)
GROUP BY p.ref ORDER BY md5(p.ref) LIMIT %s
"""
OF_UNIT = """
SELECT p.ref, u.ref, (
    SELECT array_agg(e.ref) FROM (
        SELECT e.ref FROM sentences_case k JOIN people_person e ON e.id = k.person_id
        WHERE k.unit_id = u.id AND k.until_date IS NULL LIMIT 200) e), p.name
FROM workforce_office o
JOIN workforce_unit u ON u.id = o.unit_id AND u.kind = 'unit'
JOIN workforce_officeholding h ON h.office_id = o.id AND h.until_date IS NULL
JOIN workforce_practitioner p ON p.id = h.practitioner_id
WHERE o.post = %s ORDER BY md5(p.ref || o.post) LIMIT %s
"""
# For the bench's own database only: what each costs shows when it is gone.
POLICIES_OFF = """
DO $$ DECLARE one regclass; BEGIN
    FOR one IN SELECT oid FROM pg_class WHERE relrowsecurity LOOP
        EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', one);
    END LOOP;
END $$
"""
TRIGGERS_OFF = """
DO $$ DECLARE one regclass; BEGIN
    FOR one IN SELECT DISTINCT tgrelid FROM pg_trigger WHERE NOT tgisinternal LOOP
        EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', one);
    END LOOP;
END $$
"""


def bring_in(service: Service) -> None:
    """Invent the country, give each unit a senior's office, and import it as anybody would."""
    folder = service.home.parent / "country"
    today = date.today()
    # The week that has begun: on a Saturday the next one's people are not there yet.
    monday = today - timedelta(days=today.weekday())
    done(service, "demo-data", str(folder), "--seed=1", "--size=country", f"--monday={monday}")
    add_seniors(folder)
    done(service, "import", str(folder), "--invented")
    service.command("up")
    # As the database does by itself some minutes after so much is written.
    change(service.address(), "VACUUM (ANALYZE)")


def add_seniors(folder: Path) -> None:
    """Let the first of grade senior in each unit hold the senior's office of it."""
    first: dict[str, str] = {}
    with (folder / "practitioners.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["grade"] == "senior":
                first.setdefault(row["unit"], row["ref"])
    offices = (folder / "offices.csv").read_text(encoding="utf-8").splitlines()
    since = offices[1].rsplit(",", 1)[1]
    offices += [f"{unit}-senior,{unit},senior,{who},{since}" for unit, who in sorted(first.items())]
    (folder / "offices.csv").write_text("\n".join(offices) + "\n", encoding="utf-8")


def done(service: Service, *words: str) -> None:
    """Run a command of Befriend, or stop."""
    ended = service.command(*words)
    if ended.returncode:
        sys.exit(f"befriend {words[0]}: {ended.stdout[-1000:]}{ended.stderr[-1000:]}")


def users(address: str) -> list[dict[str, Any]]:
    """Return who signs in: their reference, what they are, their unit, whom they open, a name to look for.

    Drawn by lot, the same each time: in the order of their roles, all seniors and heads would ask within one
    and a quarter of every five seconds, which people who know nothing of each other do not.
    """
    with psycopg.connect(address) as connection:
        asked = (
            ("officer", THEIRS, (OFFICERS,)),
            ("senior", OF_UNIT, ("senior", SENIORS)),
            ("head", OF_UNIT, ("head", HEADS)),
        )
        found = [
            {"ref": ref, "role": role, "unit": unit, "people": people[:PEOPLE], "name": name}
            for role, question, values in asked
            for ref, unit, people, name in connection.execute(question, values).fetchall()
        ]
    random.Random(1).shuffle(found)
    return found


def change(address: str, what: str) -> None:
    """Switch something off in the database of the bench."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(what)
