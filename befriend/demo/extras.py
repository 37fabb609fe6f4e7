"""What makes the invented week a real one: a release, reports, cover, requests, warnings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from befriend.demo import weighing
from befriend.demo.caseload import RELEASED_WITH_AN_OFFICER
from befriend.demo.folder import Cell, Rows
from befriend.demo.mix import Drawn
from befriend.demo.staff import Worker

REPORTS = (("standard", 9), ("standard", 16), ("fast", 4), ("oral", 3), ("parole", 23))
WARNINGS = (
    "Ring first: two large dogs in the yard.",
    "See at the office only, never alone.",
    "The path by the mill floods; use the road.",
    "Visit in pairs.",
)
# Who covers how many of the few people left to those who are away; the others need cover.
COVERED = (("o10", "o02", 5), ("s12", "s04", 3))


@dataclass(frozen=True)
class Known:
    """One person with an officer: who, what work, since when, and who had them before."""

    ref: str
    work: Drawn
    worker: Worker
    since: date
    before: str = ""
    why: str = ""


def report_points(monday: date) -> int:
    """Return what the reports due weigh together."""
    return sum(weighing.report(kind, monday) for kind, _ in REPORTS)


def on_cases(known: list[Known], monday: date) -> dict[str, dict[str, Cell]]:
    """Return further columns of cases, by person: the rest of the release, and reports due."""
    officers = [one for one in known if one.worker.grade == "officer" and not one.worker.has_room]
    here = [one for one in officers if not one.worker.away]
    released = [one for one in here if one.work.place == "licence" and one.work.tier[-1] != "S"]
    due: dict[str, dict[str, Cell]] = {}
    # Every fourth, so that it does not fall on one officer.
    for number, one in enumerate(released[:: len(released) // RELEASED_WITH_AN_OFFICER]):
        if number < RELEASED_WITH_AN_OFFICER:
            notice = monday - timedelta(days=number % 2)
            due[one.ref] = {"release_on": monday, "release_notice_on": notice, "order_type": "licence"}
    free = [one for one in here if one.ref not in due]
    for (kind, days), one in zip(REPORTS, free[:: len(free) // len(REPORTS)], strict=False):
        due[one.ref] = {"report_kind": kind, "report_due_on": monday + timedelta(days=days)}
    return due


def add(table: Rows, waiting: list[str], known: list[Known], monday: date) -> None:
    """Add cover, warnings before visits, requests and conflicts."""
    since = monday - timedelta(days=30)
    for away, covers, many in COVERED:
        theirs = [one for one in known if one.worker.ref == away and one.since <= since]
        for one in theirs[:many]:
            table.add("cover", person=one.ref, practitioner=covers, from_=since)
    at_large = [one for one in known if one.work.place != "custody"]
    for warning, one in zip(WARNINGS, at_large[:: len(at_large) // len(WARNINGS)], strict=False):
        seen = monday - timedelta(days=40)
        cells: dict[str, Cell] = {
            "person": one.ref,
            "value": warning,
            "observed_on": seen,
            "known_from": seen,
        }
        table.add("facts", key="warnings.visit", **cells)
    add_requests(table, waiting, known, monday)
    for practitioner, person in (("o02", waiting[3]), ("s06", known[0].ref)):
        since = monday - timedelta(days=300)
        table.add("conflicts", practitioner=practitioner, person=person, from_=since)


def add_requests(table: Rows, waiting: list[str], known: list[Known], monday: date) -> None:
    """Add three requests that were granted, and one nobody has answered."""
    with_dipper = next(one.ref for one in known if one.worker.ref == "o03")
    before, now = monday - timedelta(days=20), monday - timedelta(days=3)
    for person, kind, practitioner, made, granted, answer in (
        (with_dipper, "for", "o03", before, "yes", "Yes: you stay with Beech Dipper."),
        (waiting[4], "not", "o04", before, "yes", "Yes: it will be somebody else."),
        (waiting[2], "woman_officer", None, before, "yes", "Yes: you will have a woman officer."),
        (waiting[12], "for", "s04", now, None, None),
    ):
        table.add(
            "requests",
            person=person,
            kind=kind,
            practitioner=practitioner,
            made_on=made,
            granted=granted,
            answer=answer,
        )
