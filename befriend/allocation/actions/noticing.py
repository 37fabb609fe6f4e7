"""Notices of no safe capacity: one an office a plan; unanswered, they climb."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db import transaction

from befriend.allocation import queries
from befriend.allocation.models import CapacityNotice, Plan
from befriend.audit import access
from befriend.audit import actions as audit
from befriend.workforce import queries as workforce
from befriend.workforce.models import Office, Unit

from .refused import refuse
from .telling import tell_office


@access.for_everybody
def send_notices(*, plan: Plan, day: date) -> list[CapacityNotice]:
    """Send each office that owns waiting people of `plan` its one notice. Counts, no names."""
    by_owner: dict[Office, Counter[str]] = {}
    first = {one.person_id for one in plan.waiting.filter(first_order=True)}
    binding = queries.limits(plan)
    for waiting in queries.waiting(plan.unit, day).select_related("owner"):
        limit = binding.get((waiting.person_id, waiting.waiting_for), {"code": "not_yet_planned"})
        counts = by_owner.setdefault(waiting.owner, Counter())
        counts["people"] += 1
        counts["first_order"] += waiting.person_id in first
        counts[f"reason:{limit['code']}"] += 1
    notices = [
        CapacityNotice.objects.get_or_create(
            plan=plan, office=office, defaults={"day": day, "counts": dict(counts)}
        )[0]
        for office, counts in sorted(by_owner.items(), key=lambda one: one[0].ref)
    ]
    for notice in notices:
        tell_office(notice.office, day=day, code="no_safe_capacity", notice=notice.pk)
    return notices


@transaction.atomic
def answer_notice(
    *, notice: CapacityNotice, gave: str, answer: str, by: str, office: str = "", day: date
) -> None:
    """Answer a notice: what was given (people, money, an order to stop work, nothing), and words."""
    notice = CapacityNotice.objects.select_for_update().get(pk=notice.pk)
    if notice.answered_on is not None:
        raise refuse("already_answered")
    if gave not in CapacityNotice.Gave.values or not answer.strip():
        raise refuse("words_needed")
    notice.gave = gave
    notice.answer = answer.strip()
    notice.answered_on = day
    notice.answered_by = by
    notice.save(update_fields=["gave", "answer", "answered_on", "answered_by"])
    audit.write(by=by, office=office, day=day, did="answered a notice", what=f"notice {notice.pk}")


@access.for_everybody
def climb(*, day: date) -> list[CapacityNotice]:
    """Send every notice unanswered for long enough to the office above: region, then nation."""
    days = workforce.policies_in_force().on(day, "notices.climb_days").value
    climbed = []
    unanswered = CapacityNotice.objects.select_for_update(of=("self",)).filter(
        answered_on__isnull=True, climbed_to__isnull=True
    )
    for notice in unanswered.select_related("office__unit", "plan").order_by("pk"):
        above = office_above(notice.office, day)
        if above is None or (day - first_day(notice)).days < days.get(above.unit.kind, 10**6):
            continue
        climbed.append(
            CapacityNotice.objects.create(
                plan=notice.plan, office=above, climbs_from=notice, day=day, counts=notice.counts
            )
        )
        tell_office(above, day=day, code="notice_climbed", notice=climbed[-1].pk)
    return climbed


def office_above(office: Office, day: date) -> Office | None:
    """Return the head's office of the nearest region or nation above `office`'s unit."""
    kinds = (Unit.Kind.REGION, Unit.Kind.NATION)
    for unit in workforce.above(office.unit, day)[1:]:
        if unit.kind in kinds:
            return unit.offices.filter(post=Office.Post.HEAD).first()
    return None


def first_day(notice: CapacityNotice) -> date:
    """Return the day the first of a chain of notices was sent: the days count from there."""
    while notice.climbs_from is not None:
        notice = notice.climbs_from
    return notice.day
