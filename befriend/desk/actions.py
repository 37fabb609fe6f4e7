"""What the staff pages do beside the actions of the apps: acting once, and signing in as invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from befriend.allocation.models import Idempotency
from befriend.audit import actions as audit
from befriend.identity.models import User
from befriend.outbox import actions as outbox
from befriend.workforce import actions as workforce
from befriend.workforce import queries
from befriend.workforce.models import Incident, Office, Practitioner

DONE = 303
ONE_ANSWER = "a_key_is_answered_once"


@transaction.atomic
def user_of_invented(*, practitioner: Practitioner, day: date) -> User:
    """Return the account of an invented practitioner, for signing in. Every use leaves an audit line."""
    user = account_of_invented(practitioner=practitioner)
    audit.write(by=practitioner.ref, day=day, did="signed in as invented", what=practitioner.ref)
    return user


@transaction.atomic
def account_of_invented(*, practitioner: Practitioner) -> User:
    """Return the account of an invented practitioner, made when first asked for.

    Nobody can sign in to it with a password.
    """
    practitioner = Practitioner.objects.select_for_update(of=("self",)).get(pk=practitioner.pk)
    if practitioner.user is None:
        user = User(username=f"invented-{practitioner.ref}")
        user.set_unusable_password()
        user.save()
        practitioner.user = user
        practitioner.save(update_fields=["user"])
    return practitioner.user


@transaction.atomic
def record_incident(*, practitioner: Practitioner, day: date, **said: Any) -> Incident:
    """Keep an incident, which tells the representative, and send them word that there is something."""
    incident = workforce.record_incident(practitioner=practitioner, day=day, **said)
    posting = queries.posting(practitioner, day)
    office = posting and queries.nearest_office(posting.unit, Office.Post.REPRESENTATIVE, day)
    if office:
        outbox.write(office, day=day, code="incident", values={"incident": incident.pk})
    return incident


def is_done(*, user: User, key: str) -> bool:
    """Return whether `user` has already done what `key` stands for."""
    return Idempotency.objects.filter(user_id=user.pk, key=key).exists()


def once(*, user: User, key: str, do: Callable[[], object]) -> None:
    """Do something unless the same form has already done it; all or nothing.

    The second click of a double click waits here for the first, and then does nothing.
    """
    try:
        with transaction.atomic():
            Idempotency.objects.create(user_id=user.pk, key=key, asked=key[-64:], status=DONE, answer={})
            do()
    except IntegrityError as error:
        if broken(error) != ONE_ANSWER:
            raise


def broken(error: IntegrityError) -> str:
    """Return the name of the constraint that an error says would be broken, if it says one."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""
