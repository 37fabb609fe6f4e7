"""Where a person is reminded: agreed with them, changed, ended, opted out of and in again."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from befriend.audit import actions as audit
from befriend.outbox import actions as outbox
from befriend.people.models import ContactDetail, Person

from .reminders import plan_again


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
    """Keep where a person agreed to be reminded. What stood there before ends, with its reminders.

    Whoever wants none by this channel goes on wanting none, wherever it leads: only `opt_in` changes that.
    """
    last = ContactDetail.objects.filter(person=person, channel=channel).order_by("pk").last()
    wants_none = last is not None and last.opted_out_on is not None
    before = ContactDetail.objects.select_for_update().filter(person=person, channel=channel, ended_on=None)
    for one in before:
        leave(one, day)
    made = ContactDetail.objects.create(
        person=person, channel=channel, address=address, agreed_on=agreed_on, kept_by=by,
        opted_out_on=day if wants_none else None,
    )  # fmt: skip
    if made.is_wanted:
        plan_again(person, made, day=day, at=at)
    note(made, "kept where to remind", by=by, office=office, day=day)
    return made


@transaction.atomic
def end_detail(*, detail: ContactDetail, by: str, office: str = "", day: date, at: datetime) -> None:  # noqa: ARG001
    """Keep that an address is no longer the person's, or no longer to be used. Twice changes nothing."""
    detail = locked(detail)
    if detail.ended_on is None:
        leave(detail, day)
        note(detail, "ended where to remind", by=by, office=office, day=day)


@transaction.atomic
def opt_out(*, detail: ContactDetail, by: str, office: str = "", day: date, at: datetime) -> None:  # noqa: ARG001
    """Keep that the person wants no reminders there. What has not gone does not go."""
    detail = locked(detail)
    if detail.is_wanted:
        detail.opted_out_on = day
        detail.save(update_fields=["opted_out_on"])
        outbox.withdraw(detail.messages.all())
        note(detail, "opted out of reminders", by=by, office=office, day=day)


@transaction.atomic
def opt_in(*, detail: ContactDetail, by: str, office: str = "", day: date, at: datetime) -> None:
    """Keep that the person wants reminders there again, of what is to come."""
    detail = locked(detail)
    if detail.ended_on is None and detail.opted_out_on:
        detail.opted_out_on, detail.agreed_on = None, day
        detail.save(update_fields=["opted_out_on", "agreed_on"])
        plan_again(detail.person, detail, day=day, at=at)
        note(detail, "opted in to reminders", by=by, office=office, day=day)


def leave(detail: ContactDetail, day: date) -> None:
    """End an address, and hold back what has not gone there."""
    detail.ended_on = max(day, detail.agreed_on)
    detail.save(update_fields=["ended_on"])
    outbox.withdraw(detail.messages.all())


def locked(detail: ContactDetail) -> ContactDetail:
    """Return an address as it is now, for nobody else to change meanwhile."""
    return ContactDetail.objects.select_for_update(of=("self",)).select_related("person").get(pk=detail.pk)


def note(detail: ContactDetail, did: str, *, by: str, office: str, day: date) -> None:
    """Write the line of the audit, which holds no address."""
    what = f"contact detail {detail.pk}"
    audit.write(by=by, office=office, day=day, did=did, what=what, people=[detail.person_id])
