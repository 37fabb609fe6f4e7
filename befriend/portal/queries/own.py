"""Who looks at their own page, and how the database is told so."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from befriend.audit import access
from befriend.identity.models import User
from befriend.people import queries as people
from befriend.people.models import Person
from befriend.portal.models import Account


def account_of(user: Any) -> Account | None:
    """Return whose own page `user` opens, or None of everybody who works here. One query, once a request.

    The person is not read: that would be a look at them.
    """
    if not isinstance(user, User) or not user.is_active:
        return None
    if getattr(user, "practitioner", None) is not None:
        return None
    found: Account | None = user.__dict__.get("own_account")
    if found is None:
        found = Account.objects.filter(user_id=user.pk).first()
        user.__dict__["own_account"] = found
    return found


def in_force(day: date, key: str) -> Any:
    """Return the value of a policy of the portal in force on `day`."""
    return people.in_force().on(day, f"portal.{key}").value


def shown_keys(day: date) -> tuple[str, ...]:
    """Return the keys of the vocabulary that a person may read on their own page on `day`."""
    return people.told_keys(day)


def as_themselves(
    person: Person | int, *, by: str, day: date, user: int | None = None
) -> AbstractContextManager[access.Access]:
    """Return the context in which what is read is what the person may read of themselves, and no more."""
    key = person.pk if isinstance(person, Person) else person
    return access.themselves(person=key, by=by, day=day, user=user, keys=shown_keys(day))
