"""Giving programs tokens, and saying what kind of database this is."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from django.db import transaction

from befriend.audit import access
from befriend.audit import actions as audit
from befriend.errors import BefriendError

from . import queries
from .models import ApiToken, Nature, User

MOST_TOKEN_DAYS = 366


@transaction.atomic
def make_token(*, user: User, days: int, by: str, day: date) -> str:
    """Return a new token with which a program acts as `user` until `days` have passed.

    It is returned this once: only its digest is kept. Raises BefriendError for a length of life
    outside 1 to 366 days, or a user who may not sign in.
    """
    if not 1 <= days <= MOST_TOKEN_DAYS:
        raise BefriendError(f"A token lives for 1 to {MOST_TOKEN_DAYS} days, not {days}.")
    if not user.is_active:
        raise BefriendError("This user may not sign in, so no program may act as them.")
    token = queries.BEGINNING + secrets.token_urlsafe(32)
    kept = ApiToken.objects.create(
        user=user, digest=queries.digest(token), expires_on=day + timedelta(days=days)
    )
    audit.write(by=by, day=day, did="made a token", what=f"token {kept.pk} of user {user.pk}")
    return token


@transaction.atomic
def declare(*, kind: Nature.Kind, by: str, day: date) -> None:
    """Say, once and for good, whether this database holds invented or real people.

    Saying the same again changes nothing; saying otherwise raises BefriendError.
    """
    known = queries.nature()
    if known == kind:
        return
    if known is not None:
        raise BefriendError(
            f"This database was made for {known} people, and that is for good. "
            "Make another: set BEFRIEND_HOME to another folder, or DATABASE_URL to another database."
        )
    Nature.objects.create(kind=kind)
    audit.write(by=by, day=day, did="declared the nature", what=kind)


def note(*, user: User, did: str, day: date) -> None:
    """Keep a line of something that somebody did with their own account: signed in, changed a password."""
    acts = access.current()
    by = (acts and acts.by) or f"user {user.pk}"
    with access.service(by=by, day=day):
        audit.write(by=by, day=day, did=did, what=f"user {user.pk}")
