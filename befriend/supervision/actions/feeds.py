"""The secret address of a calendar: made, and revoked at any time."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from befriend.audit import actions as audit
from befriend.supervision.models import CalendarFeed
from befriend.supervision.queries.feeds import digest_of
from befriend.workforce.models import Practitioner


@transaction.atomic
def make_feed(*, practitioner: Practitioner, by: str, day: date, at: datetime) -> str:
    """Return a new secret, once: only its digest is kept. The one before no longer opens anything."""
    Practitioner.objects.select_for_update(of=("self",)).get(pk=practitioner.pk)
    open_ones(practitioner).update(revoked_at=at)
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.create(practitioner=practitioner, digest=digest_of(secret), made_at=at)
    audit.write(by=by, day=day, did="made a calendar address", what=practitioner.ref)
    return secret


@transaction.atomic
def revoke_feed(*, practitioner: Practitioner, by: str, day: date, at: datetime) -> None:
    """Let the secret address open nothing any more."""
    if open_ones(practitioner).update(revoked_at=at):
        audit.write(by=by, day=day, did="revoked a calendar address", what=practitioner.ref)


def open_ones(practitioner: Practitioner) -> QuerySet[CalendarFeed]:
    """Return the secret address that is open, if there is one."""
    return CalendarFeed.objects.filter(practitioner=practitioner, revoked_at=None)
