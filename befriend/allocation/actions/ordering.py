"""Orders to exceed the cap: by an office high enough, for a while, told to those it touches."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from befriend.allocation import queries
from befriend.allocation.models import ExceedOrder
from befriend.audit import actions as audit
from befriend.rules import eligibility, exceed
from befriend.rules.values import Grade
from befriend.rules.week import planned_from
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
    if practitioner == given_by:
        raise refuse("exceed_oneself")
    check_size(practitioner, points, people, day)
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


def check_size(practitioner: Practitioner, points: int, people: int, day: date) -> None:
    """Refuse an order that lifts nothing, or lifts more than policy allows at all."""
    book = workforce.policies_in_force()
    desk = queries.desk_of(book, practitioner, planned_from(day))
    if desk is None or not eligibility.levels(desk.grade, book, day):
        raise refuse("nobody_here")
    limit, most_people = desk.standing.limit_points, desk.limit_people
    if points <= limit and people <= most_people:
        raise refuse("exceed_lifts_nothing", limit=limit, people=most_people)
    above = int(book.on(day, "exceed.most_above").value)
    most = max(limit, desk.standing.points) + limit * above // 100
    heads = max(most_people, desk.standing.people) + most_people * above // 100
    if points > most or people > heads:
        raise refuse("exceed_too_much", points=most, people=heads)


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
