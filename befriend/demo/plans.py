"""Supervision plans in the invented unit, and one handover that is open.

Written straight into the tables and not by the import: no other system's file has them.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

from befriend import periods
from befriend.allocation.models import Handover, Relationship
from befriend.allocation.queries.warnings import live_warnings
from befriend.audit import access
from befriend.people.models import Source, Statement
from befriend.supervision.models import Agreement, Goal, Step, SupervisionPlan

# How many people of each practitioner have a plan: a few, so that a page without one is seen too.
EACH = 3
# For how many days the plans have stood, and the handover has been open.
SINCE, OPEN_FOR = 40, 6
# One of those whom the page of sign-in offers.
RECEIVER = "s02"
# What the goal is about, in whose words, and its steps: what, whose, in how many days, and what became of it.
GOALS = (
    (
        "housing", "A place of my own with a door I can lock.",
        (("Fill in the housing form together", "practitioner", -20, "done"),
         ("Ring the landlord about the viewing", "person", 4, ""),
         ("Say whether there is a place in the spring", "The council", 21, "")),
    ),
    (
        "addiction", "Weekends without drinking.",
        (("Go to the group on Tuesdays", "person", 10, ""),
         ("Find a group that is not in the centre of town", "practitioner", -6, "no_time")),
    ),
    (
        "work", "Drive the forklift again.",
        (("Book the day for the licence", "person", 14, ""),
         ("Write to the depot", "practitioner", -3, "")),
    ),
    (
        "money", "Know by the tenth what is left of the month.",
        (("Bring the letters from the bank", "person", 7, ""),),
    ),
    (
        "family", "Every other Sunday with the children.",
        (("Ask her sister about Sundays", "person", None, ""),),
    ),
)  # fmt: skip
WARNINGS = (
    ("warnings.visit", "Ring first: two large dogs in the yard.", SINCE),
    ("warnings.meeting", "Not in the afternoon: somebody they fell out with works next door.", OPEN_FOR - 2),
)
WHY_NOT_AGREED = "Too much at once. The group can wait until there is a flat."


def add(day: date) -> None:
    """Write the plans and the handover: the same for the same day and people."""
    with access.service(by="befriend", day=day):
        number = 0
        for _practitioner, theirs in groupby(standing(day), key=lambda one: one.practitioner_id):
            for held in list(theirs)[:EACH]:
                add_plan(held, number, day)
                number += 1
        add_handover(day)


def standing(day: date) -> list[Relationship]:
    """Return who is with whom on `day`, practitioner by practitioner."""
    held = Relationship.objects.filter(periods.on(day)).select_related("practitioner", "person")
    return list(held.order_by("practitioner__ref", "person__ref"))


def add_plan(held: Relationship, number: int, day: date) -> None:
    """Write the plan of one person: two goals of five, in turn; every fourth does not agree."""
    began = max(held.from_date, day - timedelta(days=SINCE))
    by = held.practitioner.ref
    plan = SupervisionPlan.objects.create(person=held.person, from_date=began, made_by=by)
    for turn in (0, 2):
        add_goal(plan, GOALS[(number + turn) % len(GOALS)], began, day)
    if number % 5 == 4:
        return  # Nobody has asked yet.
    agreed = number % 4 != 3
    Agreement.objects.create(
        plan=plan, agreed=agreed, why="" if agreed else WHY_NOT_AGREED, day=began, kept_by=by
    )


def add_goal(
    plan: SupervisionPlan,
    goal: tuple[str, str, tuple[tuple[str, str, int | None, str], ...]],
    began: date,
    day: date,
) -> None:
    """Write one goal with its steps."""
    area, words, steps = goal
    kept = Goal.objects.create(plan=plan, area=area, words=words, from_date=began, made_by=plan.made_by)
    for what, whose, days, became in steps:
        by_date = None if days is None else day + timedelta(days=days)
        is_other = whose not in Step.Whose.values
        settled = max(began, by_date) if by_date else began
        Step.objects.create(
            goal=kept, what=what, whose=Step.Whose.OTHER if is_other else whose,
            whose_words=whose if is_other else "", by_date=by_date, from_date=began, made_by=plan.made_by,
            done_on=settled if became == "done" else None,
            not_done_on=settled if became == "no_time" else None,
            why_not="no_time" if became == "no_time" else "",
            settled_by=plan.made_by if became else "",
        )  # fmt: skip


def add_handover(day: date) -> None:
    """Write the open handover: of somebody about whom a warning stands, begun by hand after a change.

    To somebody whom one can sign in as, so that it can be gone through.
    """
    held = standing(day)
    before = {
        one.person_id: one
        for one in Relationship.objects.filter(until_date__lte=day).order_by("until_date", "pk")
    }
    changed = [one for one in held if one.person_id in before]
    found = min(changed, key=lambda one: one.practitioner.ref != RECEIVER, default=None)
    if found is None:
        return
    if not live_warnings([found.person_id], day):
        add_warnings(found, day)
    if not found.person.supervision_plans.exists():
        add_plan(found, 0, day)
    begun = max(found.from_date, day - timedelta(days=OPEN_FOR))
    Handover.objects.create(
        kind=Handover.Kind.CHANGE, person=found.person, relationship=before[found.person_id],
        to=found.practitioner, answers_from=found.from_date, begun_on=begun, begun_by=found.practitioner.ref,
    )  # fmt: skip


def add_warnings(held: Relationship, day: date) -> None:
    """Write two warnings about somebody, one of which came after the handover had begun."""
    for key, words, days in WARNINGS:
        seen = day - timedelta(days=days)
        stated = Statement.objects.create(
            person=held.person, key=key, value=words, how_known=Statement.Known.SEEN, observed_on=seen,
            known_from=seen, recorded_by=held.practitioner.ref,
        )  # fmt: skip
        Source.objects.create(
            statement=stated,
            kind=Source.Kind.PRACTITIONER,
            shown=Source.Shown.SHOWN,
            words="Seen on a visit.",
        )
