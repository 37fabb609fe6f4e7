"""Who may see a person's own page: the person. Who may answer them: whoever works with them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import rules
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from befriend.allocation.permissions import is_staff_member, is_with, leads_for_person
from befriend.audit import access, looking
from befriend.identity.models import User
from befriend.people.models import Person

from . import queries

View = Callable[..., HttpResponse]


@rules.predicate
def has_own_page(user: User, _about: object) -> bool:
    """Hold for whoever signed in as a person, to their own page."""
    return queries.account_of(user) is not None


rules.add_perm("portal.own", has_own_page)
rules.add_perm("portal.answer", is_with | leads_for_person)
rules.add_perm("portal.see_asked", is_staff_member)


def own_page(view: View) -> View:
    """Show a view to the person whose page it is: with them as its second argument, read as they may read.

    What they look at is kept as a look of their own, which nobody who works here reads.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        account = queries.account_of(request.user)
        if account is None:
            raise PermissionDenied
        by, day = request.user.get_username(), timezone.localdate()
        with queries.as_themselves(account.person_id, by=by, day=day, user=request.user.pk):
            with looking.watching() as seen:
                person = Person.objects.get(pk=account.person_id)
                speak(request, person)
                answer = view(request, person, *args, **kwargs)
            if 200 <= answer.status_code < 300 or answer.status_code in looking.SHOWN_AGAIN:
                with access.service(by=by, day=day):
                    looking.keep(seen, page=looking.name_of(request), by=by)
        return answer

    guarded.permission = "portal.own"  # type: ignore[attr-defined]
    # Where whoever is not signed in is sent.
    guarded.login_url = "portal:sign-in"  # type: ignore[attr-defined]
    return guarded


def speak(request: HttpRequest, person: Person) -> None:
    """Let the page be in the person's language, unless they chose one here."""
    request.person = person  # type: ignore[attr-defined]
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and person.language.startswith("cy"):
        translation.activate("cy")
