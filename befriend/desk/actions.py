"""What the staff pages do beside the actions of the apps: signing in as somebody invented."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from befriend.audit import actions as audit
from befriend.identity.models import User
from befriend.workforce.models import Practitioner


@transaction.atomic
def user_of_invented(*, practitioner: Practitioner, day: date) -> User:
    """Return the account of an invented practitioner, made when first asked for.

    Nobody can sign in to it with a password. Every use leaves an audit line.
    """
    practitioner = Practitioner.objects.select_for_update(of=("self",)).get(pk=practitioner.pk)
    if practitioner.user is None:
        user = User(username=f"invented-{practitioner.ref}")
        user.set_unusable_password()
        user.save()
        practitioner.user = user
        practitioner.save(update_fields=["user"])
    audit.write(by=practitioner.ref, day=day, did="signed in as invented", what=practitioner.ref)
    return practitioner.user
