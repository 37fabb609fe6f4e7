"""Whether a person wants reminders: said on their own page, kept by the service in their name."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from befriend.allocation.actions import reminding as allocation
from befriend.errors import BefriendError
from befriend.people.models import ContactDetail, Person
from befriend.supervision import actions as supervision

from .asking import kept_for_them


@kept_for_them
def choose_reminders(*, person: Person, channel: str, wanted: bool, at: datetime, day: date) -> None:
    """Keep whether the person wants reminders by a channel; said again, it changes nothing.

    Raises BefriendError where nothing has been agreed to go that way, or no more.
    """
    detail = ContactDetail.objects.filter(person=person, channel=channel, ended_on=None).first()
    if detail is None:
        raise BefriendError(_("We have no number or address of yours there any more. Tell your officer."))
    choose = allocation.opt_in if wanted else supervision.opt_out
    choose(detail=detail, by=person.ref, day=day, at=at)
