"""Keeping the supervision plan: goals, steps and whether the person agrees. Nothing is deleted."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from befriend import periods
from befriend.audit import actions as audit
from befriend.people.models import Person
from befriend.supervision.models import Agreement, Goal, Step, SupervisionPlan
from befriend.workforce.actions.refused import refuse
from befriend.workforce.models import Office


@transaction.atomic
def add_goal(*, person: Person, area: str, words: str, by: str, office: str = "", day: date) -> Goal:
    """Keep what `person` wants to reach, in their words; the first goal begins their plan."""
    if not words.strip():
        raise refuse("words_needed")
    # Locked, so that two first goals begin one plan.
    person = Person.objects.select_for_update().get(pk=person.pk)
    plan = SupervisionPlan.objects.filter(periods.on(day), person=person).first()
    if plan is None:
        plan = SupervisionPlan.objects.create(person=person, from_date=day, made_by=by)
    goal = Goal.objects.create(plan=plan, area=area, words=words.strip(), from_date=day, made_by=by)
    say("kept a goal", f"goal {goal.pk}", plan, by=by, office=office, day=day)
    return goal


@transaction.atomic
def add_step(
    *,
    goal: Goal,
    what: str,
    whose: str,
    whose_words: str = "",
    by_date: date | None = None,
    by: str,
    office: str = "",
    day: date,
) -> Step:
    """Keep what somebody does towards a goal; of somebody else's, `whose_words` say whose."""
    goal = standing(goal)
    if not what.strip():
        raise refuse("words_needed")
    if (whose == Step.Whose.OTHER) != bool(whose_words.strip()):
        raise refuse("step_is_whose")
    if by_date is not None and by_date < day:
        raise refuse("step_in_the_past")
    step = Step.objects.create(
        goal=goal, what=what.strip(), whose=whose, whose_words=whose_words.strip(), by_date=by_date,
        from_date=day, made_by=by,
    )  # fmt: skip
    say("kept a step", f"step {step.pk}", goal.plan, by=by, office=office, day=day)
    return step


@transaction.atomic
def finish_step(*, step: Step, by: str, office: str = "", day: date) -> Step:
    """Note that a step is done. Said twice, the first day stands."""
    step = locked(step)
    if step.done_on is not None:
        return step
    if step.not_done_on is not None:
        raise refuse("step_is_settled")
    step.done_on, step.settled_by = max(day, step.from_date), by
    step.save(update_fields=["done_on", "settled_by"])
    say("finished a step", f"step {step.pk}", step.goal.plan, by=by, office=office, day=day)
    return step


@transaction.atomic
def leave_step(
    *,
    step: Step,
    why: str,
    words: str = "",
    owner: Office | None = None,
    by: str,
    office: str = "",
    day: date,
) -> Step:
    """End a step that was not done, and keep why. That there was no time, the office `owner` owns."""
    step = locked(step)
    if not step.is_open:
        raise refuse("step_is_settled")
    step.not_done_on, step.settled_by = max(day, step.from_date), by
    step.why_not, step.why_not_words = why, words.strip()
    step.owner = owner if why == Step.WhyNot.NO_TIME else None
    step.save(update_fields=["not_done_on", "settled_by", "why_not", "why_not_words", "owner"])
    say("ended a step", f"step {step.pk}", step.goal.plan, by=by, office=office, day=day)
    return step


@transaction.atomic
def end_goal(*, goal: Goal, how: str, by: str, office: str = "", day: date) -> Goal:
    """End a goal: reached, changed, or paused. Its steps stay as they are and are next steps no more."""
    goal = standing(goal)
    goal.until_date, goal.ended, goal.ended_by = max(day, goal.from_date), how, by
    goal.save(update_fields=["until_date", "ended", "ended_by"])
    say("ended a goal", f"goal {goal.pk}", goal.plan, by=by, office=office, day=day)
    return goal


@transaction.atomic
def agree(
    *, plan: SupervisionPlan, agreed: bool, why: str = "", by: str, office: str = "", day: date
) -> Agreement:
    """Keep that the person agrees to their plan, or does not and why. What was said before stands too."""
    if not agreed and not why.strip():
        raise refuse("words_needed")
    plan = SupervisionPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.until_date is not None and plan.until_date <= day:
        raise refuse("plan_is_over")
    made = Agreement.objects.create(plan=plan, agreed=agreed, why=why.strip(), day=day, kept_by=by)
    say("asked about the plan", f"plan of supervision {plan.pk}", plan, by=by, office=office, day=day)
    return made


@transaction.atomic
def end_plan(*, plan: SupervisionPlan, by: str, office: str = "", day: date) -> SupervisionPlan:
    """End a plan, because supervision ended. A change of place never does: the plan goes on through it."""
    plan = SupervisionPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.until_date is not None:
        raise refuse("plan_is_over")
    plan.until_date = max(day, plan.from_date)
    plan.save(update_fields=["until_date"])
    say("ended a plan", f"plan of supervision {plan.pk}", plan, by=by, office=office, day=day)
    return plan


def standing(goal: Goal) -> Goal:
    """Return a goal that has not ended, of a plan that stands, locked; else raise RefusedError."""
    found = Goal.objects.select_for_update(of=("self",)).select_related("plan").get(pk=goal.pk)
    if found.until_date is not None or found.plan.until_date is not None:
        raise refuse("goal_is_over")
    return found


def locked(step: Step) -> Step:
    """Return a step with its plan, locked."""
    return Step.objects.select_for_update(of=("self",)).select_related("goal__plan").get(pk=step.pk)


def say(did: str, what: str, plan: SupervisionPlan, *, by: str, office: str, day: date) -> None:
    """Write the line of the audit: that something was kept, and never what it says."""
    audit.write(by=by, office=office, day=day, did=did, what=what, people=[plan.person_id])
