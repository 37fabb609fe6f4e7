"""How somebody gets in: an open invitation, or an account."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, QuerySet

from befriend.people.models import Person
from befriend.portal.models import Account, Invitation
from befriend.supervision.models import Contact

# Letters and digits that nobody takes for another when they are read from paper: neither I, L, O nor U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOK_ALIKE = str.maketrans({"I": "1", "L": "1", "O": "0"})
# On an invented database: how many pages may be looked at, and among how many people they are found.
LOOKED_AT, LOOKED_THROUGH = 2, 200
LENGTH = 12  # of 32 characters: sixty bits


class WayIn(NamedTuple):
    """What a practitioner sees of a person's way in."""

    account: Account | None
    open: Invitation | None


def way_in(person: Person, day: date) -> WayIn:
    """Return whether somebody has a way in, and whether an invitation is open. Two queries."""
    return WayIn(Account.objects.filter(person=person).first(), open_on(day).filter(person=person).first())


def open_invitation(code: str, day: date) -> Invitation | None:
    """Return the invitation that a code opens on `day`, or None. Read it as the service."""
    return open_on(day).filter(digest=digest(code)).first()


def open_on(day: date) -> QuerySet[Invitation]:
    """Return the invitations that open something on `day`."""
    return Invitation.objects.filter(used_on__isnull=True, withdrawn_on__isnull=True, expires_on__gt=day)


def digest(code: str) -> str:
    """Return what is kept of a code: its SHA-256. Spaces, hyphens and look-alikes make no difference."""
    plain = "".join(one for one in code.upper() if one.isalnum()).translate(LOOK_ALIKE)
    return hashlib.sha256(f"befriend.portal {plain}".encode()).hexdigest()


def to_look_at(at: datetime) -> list[Person]:
    """Return a few invented people whose pages have something on them: an appointment, and what is stated."""
    coming = Contact.objects.filter(outcome="", starts_at__gt=at).order_by("pk")
    keys = set(coming.values_list("person_id", flat=True)[:LOOKED_THROUGH])
    found = Person.objects.filter(pk__in=keys).annotate(known=Count("statements")).order_by("-known", "pk")
    return list(found[:LOOKED_AT])
