"""Orders to exceed the cap: by an office high enough, for a while, told to those it touches."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from befriend.allocation.models import ExceedOrder
from befriend.audit import actions as audit
from befriend.rules import exceed
from befriend.rules.values import Grade
from befriend.workforce import queries as workforce
from befriend.workforce.models import Office, Practitioner

from .refused import RefusedError, refuse
from .telling import tell_practitioner, tell_representative


@transaction.atomic
def order_to_exceed(
    *,
    practitioner: Practitioner,
    office: Office,
    given_by: Practitioner,
    points: int,
    people: int,
    because: str,
    not_done: str,
    from_date: date,
    until_date: date,
    day: date,
) -> ExceedOrder:
    """Order that `practitioner` may carry `points` and `people`, or raise RefusedError.

    The office must be a head's, at or above the delivery unit; one renewing must be higher.
    The practitioner and the health and safety representative are told the same day.
    """
    practitioner = Practitioner.objects.select_for_update().get(pk=practitioner.pk)
    posting = workforce.posting(practitioner, day)
    if posting is None:
        raise refuse("nobody_here")
    if not because.strip() or not not_done.strip():
        raise refuse("words_needed")
    check_office(office, given_by, day)
    last = practitioner.exceed_orders.order_by("-until_date", "-pk").first()
    renews = check_order(office, Grade(posting.grade), from_date, until_date, last, day)
    order = ExceedOrder.objects.create(
        practitioner=practitioner,
        office=office,
        given_by=given_by,
        points=points,
        people=people,
        because=because.strip(),
        not_done=not_done.strip(),
        from_date=from_date,
        until_date=until_date,
        renews=last if renews else None,
    )
    tell_practitioner(practitioner, day=day, code="ordered_to_exceed", order=order.pk)
    tell_representative(posting.unit, day=day, code="order_given", order=order.pk)
    audit.write(by=given_by.ref, office=office.ref, day=day, did="ordered to exceed", what=practitioner.ref)
    return order


def check_office(office: Office, given_by: Practitioner, day: date) -> None:
    """Refuse unless `given_by` answers for `office`, and it is a head's."""
    answering = workforce.answering(office, day)
    if office.post != Office.Post.HEAD or answering.held_by != given_by:
        raise refuse("not_your_office", office=office.ref)


def check_order(
    office: Office, grade: Grade, start: date, until: date, last: ExceedOrder | None, day: date
) -> bool:
    """Refuse an order the rule does not allow; return whether it renews the last."""
    asked = exceed.ExceedOrder(office.unit.kind, start, until, grade)
    before = exceed.LastOrder(last.office.unit.kind, last.until_date) if last else None
    book = workforce.policies_in_force()
    decision = exceed.may_order(asked, before, book, day)
    if not decision.allowed:
        raise RefusedError(*decision.reasons)
    if last is not None and last.until_date > start:
        raise refuse("order_stands", until=str(last.until_date))
    return exceed.is_renewal(asked, before, book, day)


@transaction.atomic
def disagree(*, order: ExceedOrder, practitioner: Practitioner, words: str, day: date) -> None:
    """Keep the practitioner's disagreement with an order, in their words, once."""
    order = ExceedOrder.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if order.practitioner_id != practitioner.pk:
        raise refuse("not_yours")
    if order.disagreement:
        raise refuse("already_answered")
    if not words.strip():
        raise refuse("words_needed")
    order.disagreement = words.strip()
    order.disagreed_on = day
    order.save(update_fields=["disagreement", "disagreed_on"])
    audit.write(by=practitioner.ref, day=day, did="disagreed", what=f"order {order.pk}")
