"""Today: whom I see, what I promised them, what waits to be closed; and what one tap closes."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from befriend.allocation.queries import own
from befriend.allocation.queries.standing import desk_of
from befriend.desk.queries.contested import contested
from befriend.identity.permissions import needs
from befriend.portal import queries as portal
from befriend.rules import capacity
from befriend.supervision import actions, queries
from befriend.supervision.models import Contact
from befriend.workforce import queries as workforce
from befriend.workforce.models import Office, Practitioner

from .acting import act, new_form
from .contacts import contact_of, of_contact, signed
from .safety import alarms_of


@needs("allocation.see_own")
def show(request: HttpRequest) -> HttpResponse:
    """Show whom I see today, what they asked and what I promised, and what of before is not closed."""
    practitioner, day = request.user.practitioner, timezone.localdate()
    people = {one.pk: one for one in own.own_people(practitioner, day)}
    found = queries.today(practitioner, day, mine=people)
    shown = {
        "found": found,
        "once": new_form(),
        "warnings": own.warnings([one.person_id for one in found.appointments], day),
        "alarms": alarms_of(request),
        "asked": portal.asked(practitioner, day, mine=people),
        "contested": contested(people, day),
    }
    return render(request, "desk/today.jinja", shown)


@needs("allocation.keep_contact", of=of_contact, hidden=True)
@require_POST
def talked(request: HttpRequest, contact: str) -> HttpResponse:
    """Close a contact in one tap: they talked, and nothing needs recording."""
    found = contact_of(contact)
    return act(
        request,
        lambda: actions.record(contact=found, outcome=Contact.Outcome.TALKED, **signed(request)),
        done=_("Closed: you talked, and nothing needs recording."),
        back="today",
    )


@needs("allocation.keep_contact", of=of_contact, hidden=True)
@require_POST
def no_time(request: HttpRequest, contact: str) -> HttpResponse:
    """Close a contact in one tap: there was no time. Keeps the load of its day, and whose gap it was."""
    found = contact_of(contact)
    then = timezone.localdate(found.starts_at)
    return act(
        request,
        lambda: actions.close_for_no_time(
            contact=found,
            **load_of(found.practitioner, then),
            owner=owner_of(found.practitioner, then),
            **signed(request),
        ),
        done=_("Kept: there was no time. It counts against nobody, and the head of the unit owns the gap."),
        back="today",
    )


def load_of(practitioner: Practitioner, day: date) -> dict[str, int | None]:
    """Return the points somebody carried on a day, those they had time for, and the share, if any."""
    desk = desk_of(workforce.policies_in_force(), practitioner, day)
    if desk is None:
        return {"points": 0, "available_points": 0, "percent": None}
    points, available = desk.standing.points, desk.standing.available_points
    return {
        "points": points,
        "available_points": available,
        "percent": capacity.percent(points, available),
    }


def owner_of(practitioner: Practitioner, day: date) -> Office | None:
    """Return the office that owns the gap of a day: the head's of where they worked."""
    posting = workforce.posting(practitioner, day)
    return workforce.head_office(posting.unit, day) if posting else None
