"""Keeping the words of a form while it is written, and giving them back to whoever was signed out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from befriend.identity.permissions import needs

from . import actions, forms, queries
from .models import Draft
from .permissions import KEEP

# Says at the sign-in page until when something was kept: a time of day and nothing else.
KEPT_UNTIL = "kept_until"
HIGHEST = 2**31 - 1


@never_cache
@needs(KEEP)
@require_http_methods(["GET", "POST"])
def keep(request: HttpRequest) -> HttpResponse:
    """Keep what is typed; to GET, give a new token to a form that outlived a sign-in."""
    if request.method == "GET":
        return JsonResponse({"token": get_token(request)})
    slip = forms.read(request.POST.get("draft", ""), request.user.pk)
    if slip is None:
        return said(request, 403, _("This form was opened by somebody else, or is damaged. Open it again."))
    words = forms.typed(request.POST, slip.names)
    if forms.too_long(words):
        return said(request, 413, _("This is too long to be kept. Shorten it, or send it now."))
    try:
        draft = actions.keep(
            user=request.user,
            slip=slip,
            words=words,
            seen=seen(request),
            based_on=request.POST.get("based_on", "")[:80],
            at=timezone.now(),
            over="over" in request.POST,
        )
    except actions.OtherWordsError as other:
        return both(request, slip, words, other.draft)
    return kept(request, slip, draft)


def seen(request: HttpRequest) -> int:
    """Return the version of the draft that the form was last told."""
    text = request.POST.get("draft_version", "")
    return min(int(text), HIGHEST) if text.isascii() and text.isdigit() else 0


def kept(request: HttpRequest, slip: forms.Slip, draft: Draft | None) -> HttpResponse:
    """Say that it is kept, and until when."""
    if draft is None:
        if wants_data(request):
            return JsonResponse({"saved": "", "version": seen(request)})
        messages.error(request, _("There is nothing to keep yet."))
        return redirect(address(slip.form, slip.about))
    time = clock(draft)
    if wants_data(request):
        answer: HttpResponse = JsonResponse({"saved": time, "version": draft.version})
    else:
        messages.success(
            request,
            _("Saved at %(time)s. It is kept for you alone until %(day)s, then deleted.")
            % {"time": time, "day": date_format(draft.expires_on, "j F Y")},
        )
        answer = redirect(address(slip.form, slip.about))
    answer.set_cookie(
        KEPT_UNTIL,
        time,
        max_age=settings.SESSION_COOKIE_AGE,
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )
    return answer


def clock(draft: Draft) -> str:
    """Return the time at which a draft was saved: 10:42."""
    return date_format(timezone.localtime(draft.saved_at), "H:i")


def wants_data(request: HttpRequest) -> bool:
    """Say whether the script of the form asks, and not a person's browser."""
    return request.headers.get("Accept", "") == "application/json"


def said(request: HttpRequest, status: int, words: str) -> HttpResponse:
    """Say why something could not be kept."""
    if wants_data(request):
        return JsonResponse({"why": words}, status=status)
    shown = {"heading": _("This could not be saved"), "words": [words, _("Go back: it is still there.")]}
    return render(request, "drafts/said.jinja", shown, status=status)


def both(request: HttpRequest, slip: forms.Slip, words: dict[str, str], other: Draft) -> HttpResponse:
    """Show what two windows hold of one form, and let whoever wrote both choose."""
    if wants_data(request):
        why = _("You wrote something else in another window at %(time)s. Save for later to choose.")
        return JsonResponse({"why": why % {"time": clock(other)}}, status=409)
    shown = {**echoed(request, slip, words), "other": other, "page": address(slip.form, slip.about)}
    return render(request, "drafts/both.jinja", shown | {"draft_version": other.version}, status=409)


def echoed(request: HttpRequest, slip: forms.Slip, words: dict[str, str]) -> dict[str, Any]:
    """Return what a page needs to give the words of a form back."""
    return {
        "slip": slip,
        "typed": words,
        "based_on": request.POST.get("based_on", "")[:80],
        "draft_version": seen(request),
    }


def given_back(request: HttpRequest) -> HttpResponse | None:
    """Give back a form that was sent after its writer was signed out, or signed in anew; else None.

    The words go from the browser to the browser. Nothing is kept of somebody who is not signed in.
    """
    user = request.user.pk if request.user.is_authenticated else None
    if wants_data(request) and request.path == reverse("drafts:keep"):
        return JsonResponse({"why": _("You are signed out.")}, status=403 if user else 401)
    slip = forms.read(request.POST.get("draft", ""), user) if request.method == "POST" else None
    if slip is None:
        return None
    words = forms.typed(request.POST, slip.names)
    shown = {**echoed(request, slip, words), "page": address(slip.form, slip.about)}
    shown["kept_until"] = request.COOKIES.get(KEPT_UNTIL, "")
    answer = render(request, "drafts/given_back.jinja", shown, status=403 if user else 401)
    answer["Cache-Control"] = "no-store"
    return answer


class SignInFirst(LoginRequiredMiddleware):
    """Ask whoever is not signed in to sign in; a form they sent is given back, so that nothing is lost."""

    def handle_no_permission(self, request: HttpRequest, view: Callable[..., HttpResponse]) -> HttpResponse:
        """Give a form back, and send everybody else to sign in."""
        return given_back(request) or super().handle_no_permission(request, view)


@needs(KEEP)
@require_POST
def afresh(request: HttpRequest, draft: int) -> HttpResponse:
    """Let go of a draft of mine, and open its form empty."""
    mine = get_object_or_404(queries.begun(request.user, timezone.localdate()), pk=draft)
    page = address(mine.form, mine.about)
    actions.discard(draft=mine)
    return redirect(page)


def address(form: str, about: dict[str, Any]) -> str:
    """Return the address of a form."""
    return reverse(form, kwargs=about)
