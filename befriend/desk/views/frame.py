"""What stands around every page, and the pages that say what went wrong."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from befriend.desk import queries
from befriend.drafts.views import given_back
from befriend.identity import queries as identity
from befriend.portal.language import is_translated


def context(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame of a page needs: its mark, its menu and who is signed in."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    name = request.resolver_match.view_name if request.resolver_match else ""
    person = getattr(request, "person", None)
    if person is not None:
        # Their own page has a frame of its own (befriend.portal), and reads nothing of who works here.
        own = {"invented": identity.is_invented(), "places": [], "here": name, "page_name": name}
        return {**own, "signed_in": True, "who": person.chosen_name}
    return {
        "invented": identity.is_invented(),
        "places": queries.places(user, timezone.localdate()) if signed_in else [],
        "here": queries.BELONGS.get(name, name),
        "page_name": name,
        "signed_in": signed_in,
        "who": str(queries.practitioner_of(user) or user.get_username()) if signed_in else "",
    }


def problem(request: HttpRequest, status: int, heading: str, *words: str) -> HttpResponse:
    """Show what happened and what to do."""
    return render(request, "desk/problem.jinja", {"heading": heading, "words": words}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  (Django calls it by name)
    """Answer what cannot be understood."""
    return problem(
        request,
        400,
        _("Befriend could not read that"),
        _("What was sent is damaged or incomplete. Nothing was changed."),
        _("Go back and send it again."),
    )


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  (Django calls it by name)
    """Answer somebody who may not see a page."""
    return problem(
        request,
        403,
        _("You may not see this page"),
        _("What you see follows from the offices you hold and the people who are with you today."),
        _("If you need it for your work, ask the head of the unit. Nothing was lost or changed."),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  (Django calls it by name)
    """Answer an address where nothing is."""
    if is_translated(request.path) and queries.practitioner_of(request.user) is None:
        return render(request, "portal/not_found.jinja", status=404)
    return problem(
        request,
        404,
        _("There is no such page"),
        _("The address may be mistyped, or what was here has been replaced. Nothing was lost."),
        _("Use the menu above, or go back."),
    )


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  (Django calls it by name)
    """Answer a form without its token: too old, or from elsewhere. A form of ours is given back."""
    return given_back(request) or problem(
        request,
        403,
        _("This form is too old"),
        _("You signed in or out after it was opened, or your browser did not keep its cookie."),
        _("Nothing was changed. Go back, load the page again and send it once more."),
        _("What you typed is still in the form when you go back; copy it first to be sure."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours, with a number by which its log line is found.

    Asks the database for as little as it can: it may be the fault.
    """
    # Left on the request, from which befriend.log writes it.
    request.reference = secrets.token_hex(4)  # type: ignore[attr-defined]
    try:
        invented = identity.is_invented()
    except DatabaseError:
        invented = False
    words = [
        _("This is a fault of Befriend, not of yours. What was being saved was not half saved."),
        _(
            "Go back and try once more. If it happens again, tell whoever runs Befriend: "
            "the reference is %(number)s."
        )
        % {"number": request.reference},
    ]
    page = render_to_string(
        "desk/problem.jinja",
        {"heading": _("Something went wrong here"), "words": words, "invented": invented},
    )
    return HttpResponse(page, status=500)
