"""Reminders wanted anew: of what is to come, and not of whoever harm or a complaint parted from a person."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from befriend.allocation.models import Relationship
from befriend.people.models import ContactDetail, Person
from befriend.supervision import actions as supervision

from .answering import works_with


@transaction.atomic
def opt_in(*, detail: ContactDetail, by: str, office: str = "", day: date, at: datetime) -> None:
    """Keep that a person wants reminders somewhere again (befriend.supervision.actions.opt_in)."""
    supervision.opt_in(detail=detail, by=by, office=office, day=day, at=at)
    hold_parted(detail.person, day)


@transaction.atomic
def keep_detail(
    *,
    person: Person,
    channel: str,
    address: str,
    agreed_on: date,
    by: str,
    office: str = "",
    day: date,
    at: datetime,
) -> ContactDetail:
    """Keep where a person agreed to be reminded (befriend.supervision.actions.keep_detail)."""
    made = supervision.keep_detail(
        person=person, channel=channel, address=address, agreed_on=agreed_on, by=by, office=office, day=day,
        at=at,
    )  # fmt: skip
    hold_parted(person, day)
    return made


def hold_parted(person: Person, day: date) -> None:
    """Hold back reminders of what is booked with whoever may not be with the person again, and is not now."""
    parted = Relationship.objects.filter(person=person, may_resume=False, until_date__lte=day)
    now = {one.pk for one in works_with(person, day)}
    for one in parted.exclude(practitioner__in=now).select_related("practitioner"):
        supervision.hold_reminders(person=person, practitioner=one.practitioner, day=day)
