"""What practitioners do about their own safety."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from befriend.audit import actions as audit
from befriend.people.models import Person
from befriend.workforce import queries
from befriend.workforce.models import Incident, Office, Practitioner, Told


@transaction.atomic
def record_incident(
    *,
    practitioner: Practitioner,
    kind: str,
    where: str,
    words: str,
    warning: str = "",
    person: Person | None = None,
    day: date,
) -> Incident:
    """Keep an incident, and tell the health and safety representative in the same words.

    No manager stands between, and the representative is not given the person's name.
    """
    incident = Incident.objects.create(
        practitioner=practitioner,
        kind=kind,
        where=where,
        words=words,
        warning=warning,
        person=person,
        day=day,
    )
    posting = queries.posting(practitioner, day)
    office = posting and queries.nearest_office(posting.unit, Office.Post.REPRESENTATIVE, day)
    if office:
        Told.objects.create(office=office, day=day, code="incident", values={"incident": incident.pk})
    about = [person.pk] if person else []
    what = f"incident {incident.pk}"
    audit.write(by=practitioner.ref, day=day, did="recorded an incident", what=what, people=about)
    return incident


def mark_seen(*, told: Told, by: str, day: date) -> None:
    """Note that what was told has been seen."""
    if told.seen_on is None:
        told.seen_on = day
        told.save(update_fields=["seen_on"])
        audit.write(by=by, day=day, did="saw what was told", what=f"told {told.pk}")
