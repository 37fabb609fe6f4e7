"""Giving a practitioner an account to sign in with."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from befriend.audit import actions as audit
from befriend.errors import BefriendError
from befriend.identity.models import User
from befriend.workforce.models import Practitioner


@transaction.atomic
def give_account(*, practitioner: Practitioner, user: User, by: str, day: date) -> None:
    """Let a practitioner sign in as `user`. Raises BefriendError where they have an account already."""
    practitioner = Practitioner.objects.select_for_update(of=("self",)).get(pk=practitioner.pk)
    if practitioner.user_id is not None:
        raise BefriendError("This practitioner has an account already. Give its name, with --reset.")
    practitioner.user = user
    practitioner.save(update_fields=["user"])
    audit.write(by=by, day=day, did="gave an account", what=practitioner.ref, because=[f"user {user.pk}"])
