"""A home visit and its safety call: begun, answered, and passed on when nobody is heard of."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from befriend.audit import access
from befriend.audit import actions as audit
from befriend.outbox import actions as outbox
from befriend.supervision.models import Contact, SafetyAlarm, SafetyCall
from befriend.supervision.queries import safety
from befriend.workforce import queries as workforce
from befriend.workforce.actions.refused import refuse
from befriend.workforce.models import Office, Practitioner, Told

CODE = "safety_call"


@transaction.atomic
def start_call(*, contact: Contact, by: str, day: date, at: datetime) -> SafetyCall:
    """Keep that somebody sets out on a home visit, and by when they are due to be heard of."""
    contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if contact.kind != Contact.Kind.HOME_VISIT:
        raise refuse("not_a_home_visit")
    if not contact.is_planned:
        raise refuse("appointment_is_over")
    if SafetyCall.objects.filter(contact=contact).exists():
        raise refuse("visit_has_begun")
    after = int(workforce.policies_in_force().on(day, "contact.safety_call_after").value)
    made = SafetyCall.objects.create(
        contact=contact, practitioner_id=contact.practitioner_id, where=contact.where, started_at=at,
        # Whoever sets out late comes back late.
        due_at=max(contact.ends_at, at + contact.length) + timedelta(minutes=after),
    )  # fmt: skip
    say("set out on a home visit", made, by=by, day=day)
    return made


@transaction.atomic
def answer_call(*, call: SafetyCall, by: str, day: date, at: datetime) -> SafetyCall:
    """Keep that whoever went out has been heard of: by themselves, or by somebody who reached them."""
    call = SafetyCall.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if call.answered_at is None:
        call.answered_at, call.answered_by = at, by
        call.save(update_fields=["answered_at", "answered_by"])
        say("answered a safety call", call, by=by, day=day)
    return call


def heard_of(contact: Contact, *, by: str, at: datetime) -> None:
    """Answer the safety call of a visit of which its practitioner writes what came of it."""
    if by != contact.practitioner.ref:
        return
    SafetyCall.objects.filter(contact=contact, answered_at=None).update(answered_at=at, answered_by=by)


def raise_alarms(*, on_duty: safety.OnDuty, by: str, day: date, at: datetime) -> int:
    """Pass on every overdue call whose next step has come; return how many were. As the service.

    `on_duty` says who is on duty in a unit on a day: the rota stands above this app.
    """
    return sum(raise_alarm(call, on_duty=on_duty, by=by, day=day, at=at) for call in safety.overdue(at))


@transaction.atomic
def raise_alarm(call: SafetyCall, *, on_duty: safety.OnDuty, by: str, day: date, at: datetime) -> bool:
    """Pass on one overdue call to who answers next; say whether its next step had come."""
    call = (
        SafetyCall.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("contact", "practitioner")
        .filter(pk=call.pk, answered_at=None)
        .first()
    )  # fmt: skip
    if call is None:
        return False
    told = call.alarms.aggregate(last=Max("step"))["last"] or 0
    due = safety.next_to_tell(call, after=told, on_duty=on_duty, day=day, at=at)
    if due is None:
        return False
    SafetyAlarm.objects.create(call=call, step=due.step, at=at, **whom(due.to))
    Told.objects.create(day=day, code=CODE, values={"call": call.pk}, **whom(due.to))
    outbox.write(due.to, day=day, code=CODE, values={"call": call.pk, "step": due.step})
    say("passed on an overdue safety call", call, by=by, day=day)
    return True


def whom(to: Office | Practitioner) -> dict[str, Office | Practitioner]:
    """Return the field that is filled for an office or a practitioner."""
    return {"office" if isinstance(to, Office) else "practitioner": to}


def say(did: str, call: SafetyCall, *, by: str, day: date) -> None:
    """Write the line of the audit."""
    # The person may be beyond the reach of whoever answers for a colleague.
    with access.service(by=by, day=day):
        contact = Contact.objects.get(pk=call.contact_id)
    audit.write(by=by, day=day, did=did, what=contact.ref, people=[contact.person_id])
