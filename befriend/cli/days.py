"""What a new day asks, done once in every delivery unit."""

from __future__ import annotations

import logging
from datetime import date

from befriend.cli import asking

log = logging.getLogger(__name__)

BY = "befriend begin-day"


def begin_everywhere(day: date) -> int:
    """Do what `day` asks in every delivery unit, keep everybody's load of it, and count the units."""
    from befriend.allocation import actions
    from befriend.allocation.actions.reckoning import reckon_loads
    from befriend.workforce.models import Unit

    units = Unit.objects.filter(kind=Unit.Kind.UNIT).order_by("ref")
    for unit in units:
        actions.begin_day(unit=unit, day=day)
    reckon_loads(day=day)
    let_drafts_expire(day)
    forget_who_wanted_to_see_somebody(day)
    tell_of_late_contests(day)
    tell_where_the_audit_ends(day)
    return len(units)


def let_drafts_expire(day: date) -> None:
    """Let go of what was begun and not sent for so long that its day has come."""
    from befriend.audit import access
    from befriend.drafts import actions

    with access.service(by=BY, day=day):
        actions.let_expire(day=day)


def forget_who_wanted_to_see_somebody(day: date) -> None:
    """Take away each wish to see somebody that has had its time; what nobody saw has climbed before."""
    from befriend.portal import actions

    actions.climb(day=day)
    actions.forget(day=day)


def tell_of_late_contests(day: date) -> None:
    """Tell the head and data protection of what a person contests and was to be answered before `day`."""
    from befriend.allocation.actions import contested

    contested.climb_contests(day=day)


def tell_where_the_audit_ends(day: date) -> None:
    """Tell data protection and the representatives the head of the audit's chain, once a day.

    They are the witness outside: whoever cut the chain off and forged it anew would have to change
    what they were told, and the mail they keep.
    """
    from befriend.allocation.actions.telling import tell_office
    from befriend.audit import access, actions, queries
    from befriend.workforce.models import Office, Told

    with access.service(by=BY, day=day):
        actions.seal_all()
        head = queries.head()
    with access.service(by=BY, day=day):
        told = Told.objects.filter(day=day, code="audit_head").values("office_id")
        witnesses = Office.objects.filter(post__in=[Office.Post.DATA_PROTECTION, Office.Post.REPRESENTATIVE])
        for office in witnesses.exclude(pk__in=told).order_by("ref"):
            tell_office(office, day=day, code="audit_head", seq=head.seq, digest=head.digest)


def begin_if_new(begun: date | None) -> date | None:
    """Begin today unless it was `begun`, and then keep up with what changes in it.

    A failure is logged, tried again, and stops nothing.
    """
    from django.db import connection

    from befriend.allocation.actions.reckoning import reckon_changed_loads

    today = asking.day_or_today(None)
    try:
        if today == begun:
            reckon_changed_loads(day=today)
            return begun
        begin_everywhere(today)
    except Exception:
        log.exception("What the day asks could not be done; it will be tried again.")
        return begun
    finally:
        connection.close()
    return today
