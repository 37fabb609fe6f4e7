"""Who acts, as which office, on which day; and doing what they ask, once."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from befriend.allocation.actions import RefusedError
from befriend.audit import access
from befriend.desk import actions, queries
from befriend.errors import BefriendError
from befriend.workforce.models import Office, Practitioner, Unit

DECIDES = (Office.Post.HEAD, Office.Post.SENIOR)
# What a form carries beside what it says.
NOT_CONTENT = ("csrfmiddlewaretoken", "draft", "draft_version")


class ChangedError(BefriendError):
    """What a form was made from changed in the very moment it was sent; nothing was done."""


class Acting(NamedTuple):
    """Somebody who does something today as the holder of an office."""

    practitioner: Practitioner
    office: Office | None
    day: date

    @property
    def signed(self) -> dict[str, str | date]:
        """Return `by`, `office` and `day` as actions ask for them."""
        return {
            "by": self.practitioner.ref,
            "office": self.office.ref if self.office else "",
            "day": self.day,
        }


def acting(request: HttpRequest, unit: Unit, *posts: str) -> Acting:
    """Return who acts for `unit`, as the nearest of their offices with one of `posts`."""
    practitioner = queries.practitioner_of(request.user)
    if practitioner is None:  # Somebody who runs the service, not somebody who decides in it.
        raise PermissionDenied
    day = timezone.localdate()
    office = queries.acting_office(practitioner, unit, day, *(posts or DECIDES))
    access.take_office(office.ref if office else "")
    return Acting(practitioner, office, day)


def me(request: HttpRequest) -> str:
    """Return the reference of who is signed in, or nothing for somebody who works nowhere."""
    practitioner = queries.practitioner_of(request.user)
    return practitioner.ref if practitioner else ""


def new_form() -> str:
    """Return a mark for one showing of a form, by which a double click is known."""
    return uuid.uuid4().hex


def key_of(request: HttpRequest) -> str:
    """Return what a form sent is known by: its mark, its address and all it says.

    Somebody who goes back and changes the words has said something else.
    """
    said = sorted((name, values) for name, values in request.POST.lists() if name not in NOT_CONTENT)
    mark = "" if request.POST.get("once") else new_form()
    return "page:" + hashlib.sha256(repr((request.path, said, mark)).encode()).hexdigest()


def attempt(request: HttpRequest, do: Callable[[], object], stale: str = "") -> str:
    """Do something once; return why it was refused, or nothing when it is done.

    `stale` says what is there now, when that is not what the form was made from.
    """
    key = key_of(request)
    if actions.is_done(user=request.user, key=key):
        return ""
    if stale:
        return stale
    try:
        actions.once(user=request.user, key=key, do=do)
    except (RefusedError, ChangedError) as refused:
        return str(refused)
    except IntegrityError:
        return _(
            "Somebody else changed this at the same moment. Look at how it stands now, and decide again."
        )
    return ""


def act(
    request: HttpRequest, do: Callable[[], object], *, done: str, back: str, stale: str = ""
) -> HttpResponse:
    """Do what one button asks, and go back to the page it stood on with a sentence."""
    why_not = attempt(request, do, stale)
    if why_not:
        messages.error(request, why_not)
    else:
        messages.success(request, done)
    return redirect(back)
