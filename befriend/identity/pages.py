"""Pages that say what happened and what to do, where sign-in or a limit stands in the way."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from befriend.audit import access
from befriend.audit import actions as audit

from . import limits
from .models import User

LOCKED_OUT = "sign-in"


def told(request: HttpRequest, status: int, heading: str, *words: str) -> HttpResponse:
    """Show what happened and what to do."""
    return render(request, "desk/problem.jinja", {"heading": heading, "words": words}, status=status)


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """Answer whoever asks too often: a program in the form of the API, a person with a page."""
    heading = _("Too many requests")
    words = ngettext(
        "More came in %(n)s minute than anybody needs. Nothing was changed by this one.",
        "More came in %(n)s minutes than anybody needs. Nothing was changed by this one.",
        seconds // 60,
    ) % {"n": seconds // 60}
    if request.path.startswith("/api/"):
        reasons = [{"code": "too_many", "values": {"seconds": seconds}, "text": words}]
        answer: HttpResponse = JsonResponse({"reasons": reasons}, status=429)
    else:
        answer = told(request, 429, heading, words, _("Wait a little, go back and send it once more."))
    answer["Retry-After"] = str(seconds)
    return answer


def in_the_open() -> HttpResponse:
    """Answer a program that did not ask by https, so that whoever wrote it learns of it."""
    words = _("Ask by https. This token was sent in the open: take it back and make another.")
    reasons = [{"code": "not_https", "values": {}, "text": words}]
    return JsonResponse({"reasons": reasons}, status=403)


def locked_out(
    request: HttpRequest, _answer: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Answer who has tried too many passwords; the first time, leave a line in the audit."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    name = str((credentials or {}).get("username", ""))
    who = f"{name} {limits.address_of(request)}"
    if limits.count(kind=LOCKED_OUT, who=who, seconds=minutes * 60) == 1:
        user = User.objects.filter(username=name).only("pk").first()
        day = timezone.localdate()
        with access.service(by="sign-in", day=day):
            what = f"user {user.pk}" if user else "a name that nobody has"
            audit.write(by="sign-in", day=day, did="locked out after wrong passwords", what=what)
    words = ngettext(
        "Wait %(n)s minute, then try again. Whoever runs Befriend can let you in sooner.",
        "Wait %(n)s minutes, then try again. Whoever runs Befriend can let you in sooner.",
        minutes,
    )
    answer = told(
        request,
        429,
        _("Too many wrong passwords"),
        _("For this name no password is tried from here for a while. The account is safe; nothing was lost."),
        words % {"n": minutes},
        _("If it was not you who tried, tell whoever runs Befriend."),
    )
    answer["Retry-After"] = str(minutes * 60)
    return answer


def name_kept(_request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Return what axes keeps of a user name: a digest."""
    return limits.digest(str((credentials or {}).get("username", "")))


def said_of_a_guess(*_: object) -> str:
    """Return what axes may write to the log of somebody who guesses: nothing about them."""
    return "somebody"
