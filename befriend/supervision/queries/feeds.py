"""Questions about the secret addresses of calendars."""

from __future__ import annotations

import hashlib

from befriend.supervision.models import CalendarFeed
from befriend.workforce.models import Practitioner


def digest_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def feed_of(practitioner: Practitioner) -> CalendarFeed | None:
    """Return the address that is open for `practitioner`, if there is one."""
    return CalendarFeed.objects.filter(practitioner=practitioner, revoked_at=None).first()


def practitioner_of(secret: str) -> Practitioner | None:
    """Return whose calendar a secret opens, if anybody's; revoked ones open none."""
    found = CalendarFeed.objects.filter(digest=digest_of(secret), revoked_at=None)
    feed = found.select_related("practitioner__user").first()
    return feed.practitioner if feed else None
