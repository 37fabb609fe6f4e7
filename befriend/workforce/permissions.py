"""Everything somebody asks is one transaction, in which they reach the people they may see and no others."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from befriend.audit import access
from befriend.identity import queries as identity
from befriend.identity.models import User

from . import queries, remembered
from .models import Office

BEARER = "Bearer "


def acting_as(user: User | AnonymousUser, day: date) -> AbstractContextManager[access.Access]:
    """Return the context in which a user acts on `day`: as far as their offices and their people go."""
    practitioner = queries.who_acts(user.pk, day) if isinstance(user, User) else None
    if practitioner is not None:
        # So that nobody asks again who it is.
        user.practitioner = practitioner
    if practitioner is None:
        # Somebody who runs the service, or nobody: they reach no people.
        return access.acting(by=user.get_username(), day=day, user=user.pk)
    offices = queries.offices_of(practitioner, day)
    return access.acting(
        by=practitioner.ref,
        day=day,
        user=user.pk,
        practitioner=practitioner.pk,
        **queries.reach(offices, day)._asdict(),
    )


def acting_for(office: Office, day: date, by: str) -> AbstractContextManager[access.Access]:
    """Return the context in which a command acts on `day` as an office, whoever holds it."""
    holder = queries.answering(office, day).held_by
    return access.acting(
        by=by,
        day=day,
        practitioner=holder.pk if holder else None,
        office=office.ref,
        **queries.reach([office], day)._asdict(),
    )


class Reaching:
    """Answer each request in one transaction, in the name of whoever asks; a view that fails is undone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        day = timezone.localdate()
        with remembered.within(), acting_as(asking(request, day), day):
            return self.get_response(request)


def asking(request: HttpRequest, day: date) -> User | AnonymousUser:
    """Return who asks: whoever signed in, or whoever the token of a program is for."""
    said = request.headers.get("Authorization", "")
    if request.path.startswith("/api/") and said.startswith(BEARER):
        return identity.user_of_token(said.removeprefix(BEARER), day) or AnonymousUser()
    return request.user
