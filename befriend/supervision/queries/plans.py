"""Questions about supervision plans, as of any day; nothing here changes anything.

For other apps: `plan_of` (the whole plan of a person) and `next_steps`. A need never raises a risk:
neither may be asked by what decides about enforcement.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Prefetch

from befriend import periods
from befriend.people.models import Person
from befriend.supervision.models import Agreement, Goal, Step, SupervisionPlan
from befriend.workforce import queries as workforce

OPEN, DONE, NOT_DONE = "open", "done", "not_done"


class StepSeen(NamedTuple):
    """A step as it was on a day: open, done or not done; late if its day had been and it was open."""

    step: Step
    state: str
    late: bool


class GoalSeen(NamedTuple):
    """A goal as it was on a day, with its steps, what is open first."""

    goal: Goal
    ended: str  # how, if it had ended by then
    steps: list[StepSeen]


class PlanSeen(NamedTuple):
    """A plan as it was on a day: what was agreed last, and the goals in the order of the policy."""

    plan: SupervisionPlan
    agreement: Agreement | None
    # Whether a goal or a step was added on a later day than the person was asked about the plan.
    added_since: bool
    goals: list[GoalSeen]  # that stand
    ended: list[GoalSeen]

    @property
    def next_steps(self) -> list[StepSeen]:
        """Return the open steps of goals that stand, what is due first first; without a day last."""
        steps = [one for goal in self.goals for one in goal.steps if one.state == OPEN]
        return sorted(steps, key=lambda one: (one.step.by_date or date.max, one.step.pk))


def plan_of(person: Person, day: date) -> PlanSeen | None:
    """Return the plan that stood for `person` on `day`, as it was then, or None. Four queries."""
    steps = Step.objects.filter(from_date__lte=day).select_related("owner__unit").order_by("pk")
    goals = Goal.objects.filter(from_date__lte=day).order_by("pk")
    plan = (
        SupervisionPlan.objects.filter(periods.on(day), person=person)
        .prefetch_related(
            Prefetch("goals", queryset=goals.prefetch_related(Prefetch("steps", queryset=steps))),
            Prefetch("agreements", queryset=Agreement.objects.filter(day__lte=day).order_by("day", "pk")),
        )
        .first()
    )
    return seen(plan, day) if plan else None


def seen(plan: SupervisionPlan, day: date) -> PlanSeen:
    """Return a plan, read with its goals, steps and agreements, as it was on `day`."""
    agreement = next(reversed(plan.agreements.all()), None)
    places = {area: place for place, area in enumerate(areas(day))}
    goals = [goal_seen(one, day) for one in plan.goals.all()]
    # An area that the policy does not name comes last, and is not lost.
    goals.sort(key=lambda one: (places.get(one.goal.area, len(places)), one.goal.pk))
    days = [one.goal.from_date for one in goals]
    days += [one.step.from_date for goal in goals for one in goal.steps]
    return PlanSeen(
        plan=plan,
        agreement=agreement,
        added_since=agreement is not None and any(one > agreement.day for one in days),
        goals=[one for one in goals if not one.ended],
        ended=[one for one in goals if one.ended],
    )


def goal_seen(goal: Goal, day: date) -> GoalSeen:
    """Return a goal as it was on `day`."""
    has_ended = goal.until_date is not None and goal.until_date <= day
    steps = sorted((step_seen(one, day) for one in goal.steps.all()), key=in_order)
    return GoalSeen(goal, goal.ended if has_ended else "", steps)


def step_seen(step: Step, day: date) -> StepSeen:
    """Return a step as it was on `day`."""
    if step.done_on is not None and step.done_on <= day:
        return StepSeen(step, DONE, late=False)
    if step.not_done_on is not None and step.not_done_on <= day:
        return StepSeen(step, NOT_DONE, late=False)
    return StepSeen(step, OPEN, late=step.by_date is not None and step.by_date < day)


def in_order(one: StepSeen) -> tuple[bool, date, int]:
    """Return what orders steps: open ones first, by the day they are due."""
    return (one.state != OPEN, one.step.by_date or date.max, one.step.pk)


def areas(day: date) -> list[str]:
    """Return what goals are about, in the order of the policy in force on `day`."""
    rows: Iterable[dict[str, str]] = workforce.policies_in_force().on(day, "plans.areas").value
    return [row["area"] for row in rows]


def next_steps(person: Person, day: date) -> list[StepSeen]:
    """Return the open steps of the plan of `person` that are due soon, late, or without a day."""
    plan = plan_of(person, day)
    soon = day + timedelta(days=int(workforce.policies_in_force().on(day, "plans.soon_days").value))
    found = plan.next_steps if plan else []
    return [one for one in found if one.step.by_date is None or one.step.by_date <= soon]
