"""The plan of a week: made, shown to those it names, accepted or refused by a manager."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from befriend import periods
from befriend.allocation import queries
from befriend.allocation.models import Plan, PlannedAllocation, PlannedWaiting, Relationship
from befriend.allocation.queries.proposing import Proposal
from befriend.audit import access
from befriend.audit import actions as audit
from befriend.people.models import Person
from befriend.rules.values import WaitingFor
from befriend.rules.week import week_of
from befriend.workforce.models import Office, Practitioner, Unit

from .allocating import allocate
from .covering import cover
from .noticing import send_notices
from .reconciling import reconcile
from .refused import refuse
from .telling import tell_office, tell_practitioners
from .waiting import open_rows


@access.for_everybody
def make_plan(*, unit: Unit, by: str, office: str = "", day: date, again: bool = False) -> Plan:
    """Make the plan of the week of `day`, or return the one there is unless asked `again`."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    standing = queries.plan_in_force(unit, day)
    if standing is not None and not again:
        return standing
    if standing is not None:
        standing.state = Plan.State.REPLACED
        standing.save(update_fields=["state"])
    reconcile(unit=unit, day=day)
    plan = keep_plan(queries.propose(unit, day), unit=unit, by=by, day=day)
    audit.write(by=by, office=office, day=day, did="made a plan", what=f"plan {plan.pk}")
    show_plan(plan, day=day)
    return plan


def keep_plan(proposal: Proposal, *, unit: Unit, by: str, day: date) -> Plan:
    """Write down a proposal, with the choices there were."""
    plan = Plan.objects.create(
        unit=unit,
        week_start=week_of(day),
        day=day,
        made_by=by,
        serving_order_since=proposal.serving_order_since,
        safe=not any(one.first_order for one in proposal.waiting),
        value=proposal.value,
        bound=proposal.bound,
        method=proposal.method,
        one_more=proposal.one_more,
    )
    PlannedAllocation.objects.bulk_create(
        PlannedAllocation(
            plan=plan,
            person_id=one.person,
            practitioner_id=one.practitioner,
            waiting_for=one.waiting_for,
            points=one.points,
            reasons=queries.as_data(one.reasons),
            choices_then=one.choices,
        )
        for one in proposal.allocations
    )
    PlannedWaiting.objects.bulk_create(
        PlannedWaiting(
            plan=plan,
            person_id=one.person,
            waiting_for=one.waiting_for,
            points=one.points,
            first_order=one.first_order,
            rank=rank,
            reason=queries.as_data([one.reason])[0],
        )
        for rank, one in enumerate(proposal.waiting, start=1)
    )
    keep_limits(plan, day)
    return plan


def keep_limits(plan: Plan, day: date) -> None:
    """Write on each waiting row the limit that binds, as the plan found it."""
    reasons = {(one.person_id, one.waiting_for): one.reason for one in plan.waiting.all()}
    for waiting in queries.waiting(plan.unit, day):
        reason = reasons.get((waiting.person_id, waiting.waiting_for), {"code": "", "values": {}})
        waiting.limit_code = reason["code"]
        waiting.limit_values = reason["values"]
        waiting.save(update_fields=["limit_code", "limit_values"])


def show_plan(plan: Plan, *, day: date) -> None:
    """Tell each practitioner named, and the owning offices when the plan is not safe."""
    named = plan.allocations.values_list("practitioner_id", flat=True).distinct()
    practitioners = Practitioner.objects.filter(pk__in=named).order_by("ref")
    tell_practitioners(practitioners, day=day, code="plan_names_you", plan=plan.pk)
    if plan.safe:
        return
    owners = queries.waiting(plan.unit, day).values_list("owner_id", flat=True).distinct()
    for office in Office.objects.filter(pk__in=owners).order_by("ref"):
        tell_office(office, day=day, code="plan_not_safe", plan=plan.pk)


@transaction.atomic
def accept(*, planned: PlannedAllocation, by: str, office: str = "", day: date) -> PlannedAllocation:
    """Do what the plan proposes for one person, or raise RefusedError and change nothing."""
    planned = still_proposed(planned)
    if planned.objections.filter(answered_on__isnull=True).exists():
        raise refuse("objection_unanswered", practitioner=planned.practitioner.name)
    if planned.waiting_for == WaitingFor.COVER:
        relationship = supervising(planned.person, day)
        cover(
            relationship=relationship,
            practitioner=planned.practitioner,
            by=by,
            office=office,
            day=day,
        )
    else:
        allocate(
            person=planned.person,
            practitioner=planned.practitioner,
            by=by,
            office=office,
            day=day,
            because=queries.from_data(planned.reasons),
        )
    decide(planned, PlannedAllocation.State.ACCEPTED, by=by, day=day)
    return planned


def supervising(person: Person, day: date) -> Relationship:
    """Return the relationship to cover, or refuse because it is no more."""
    found = Relationship.objects.filter(periods.on(day), person=person).first()
    if found is None:
        raise refuse("already_ended")
    return found


def still_proposed(planned: PlannedAllocation) -> PlannedAllocation:
    """Lock one proposal, or refuse because somebody has decided it or the plan is replaced."""
    plan = Plan.objects.select_for_update().get(pk=planned.plan_id)
    planned = PlannedAllocation.objects.select_for_update(of=("self",)).get(pk=planned.pk)
    if plan.state == Plan.State.REPLACED:
        raise refuse("plan_replaced")
    if planned.state != PlannedAllocation.State.PROPOSED:
        raise refuse("already_decided")
    return planned


def decide(planned: PlannedAllocation, state: str, *, by: str, day: date) -> None:
    """Write down what became of a proposal."""
    planned.state = state
    planned.decided_by = by
    planned.decided_on = day
    planned.save(update_fields=["state", "decided_by", "decided_on", "refused_because"])


@access.for_everybody
def accept_all(*, plan: Plan, by: str, office: str = "", day: date) -> Plan:
    """Accept everything still proposed, close the plan and send its notices; all or nothing."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.state != Plan.State.MADE:
        raise refuse("already_decided")
    proposed = list(plan.allocations.filter(state=PlannedAllocation.State.PROPOSED).order_by("person__ref"))
    # All practitioners first and in one order, as allocate does for one.
    named = {one.practitioner_id for one in proposed}
    list(Practitioner.objects.select_for_update().filter(pk__in=named).order_by("pk"))
    for planned in proposed:
        accept(planned=planned, by=by, office=office, day=day)
    plan.state = Plan.State.ACCEPTED
    plan.save(update_fields=["state"])
    audit.write(by=by, office=office, day=day, did="accepted a plan", what=f"plan {plan.pk}")
    send_notices(plan=plan, day=day)
    return plan


@transaction.atomic
def refuse_one(*, planned: PlannedAllocation, because: str, by: str, office: str = "", day: date) -> None:
    """Refuse one proposal with a reason; the person goes on waiting, and that is owned."""
    planned = still_proposed(planned)
    if not because.strip():
        raise refuse("words_needed")
    planned.refused_because = because.strip()
    decide(planned, PlannedAllocation.State.REFUSED, by=by, day=day)
    open_rows(planned.person, WaitingFor(planned.waiting_for), day).update(
        limit_code="refused_by_manager", limit_values={}
    )
    audit.write(
        by=by,
        office=office,
        day=day,
        did="refused a proposal",
        what=planned.person.ref,
        people=[planned.person_id],
    )


@transaction.atomic
def decide_unsafe(*, plan: Plan, words: str, by: str, office: Office, day: date) -> None:
    """Write down what the owning office decided about a plan that is not safe."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.safe:
        raise refuse("plan_is_safe")
    if not words.strip():
        raise refuse("words_needed")
    plan.decision = words.strip()
    plan.decided_by = by
    plan.decided_on = day
    plan.save(update_fields=["decision", "decided_by", "decided_on"])
    audit.write(by=by, office=office.ref, day=day, did="decided an unsafe plan", what=f"plan {plan.pk}")
