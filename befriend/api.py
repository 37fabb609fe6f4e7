"""The API for programs: who may ask, how large a question may be, and one form for every refusal."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser

from befriend import __doc__ as description
from befriend.allocation.api import router
from befriend.desk.views import frame
from befriend.identity.api import Token, TooManyTokensError
from befriend.policies.errors import PolicyError
from befriend.publication.api import router as rules

MOST_BYTES = 10_000
LONGEST_FIELD = 60


class SmallJson(Parser):
    """Reads a question in JSON, unless it is longer than any question needs to be."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return the question; raises ValueError, which becomes a 422."""
        if len(request.body) > MOST_BYTES:
            raise ValueError
        return json.loads(request.body)


api = NinjaAPI(
    title="Befriend",
    version="0.1",
    description=description,
    auth=Token(),
    parser=SmallJson(),
    docs_url=None,
    docs_decorator=login_not_required,
)
api.add_router("", router)
api.add_router("", rules)


def refused(request: HttpRequest, _error: Exception, *, status: int, code: str, text: str) -> HttpResponse:
    """Answer with one reason, in the form all refusals have."""
    reasons = [{"code": code, "values": {}, "text": str(text)}]
    answer = api.create_response(request, {"reasons": reasons}, status=status)
    if status == 401:
        answer["WWW-Authenticate"] = "Bearer"
    return answer


def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say of each field what is wrong with it, never what was sent."""
    reasons = [
        {
            "code": one["type"],
            "values": {"field": field(one["loc"])},
            "text": f"{field(one['loc'])}: {one['msg']}.",
        }
        for one in error.errors
    ]
    return api.create_response(request, {"reasons": reasons}, status=422)


def field(place: tuple[str | int, ...]) -> str:
    """Return the name of a field as the program knows it."""
    return ".".join(str(part) for part in place[1:] if part != "asked")[:LONGEST_FIELD] or str(place[0])


def unknown_then(request: HttpRequest, error: PolicyError) -> HttpResponse:
    """Say that the rules know nothing of the day that was asked about."""
    return refused(request, error, status=404, code="unknown_then", text=str(error))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address where nothing is: a program in its own form, a person with a page."""
    if request.path.startswith("/api/"):
        return refused(request, exception, status=404, code="not_found", text=NOTHING_HERE)
    return frame.not_found(request, exception)


def addresses() -> tuple[list[URLPattern], str, str]:
    """Return the addresses for urls.py. Signing in is for people; here the token decides."""
    patterns, app, namespace = api.urls
    for pattern in patterns:
        pattern.callback = login_not_required(pattern.callback)
    return patterns, app, namespace


NOTHING_HERE = _("There is nothing at this address.")
TOO_LONG = _("The question is not JSON, or it is longer than {most} bytes.").format(most=f"{MOST_BYTES:,}")
for kind, status, code, text in (
    (AuthenticationError, 401, "no_token", _("Give a token that has not expired: Authorization: Bearer.")),
    (TooManyTokensError, 429, "too_many", _("Too many wrong tokens came from here. Wait ten minutes.")),
    (PermissionDenied, 403, "not_yours", _("The user of this token may not do this for this unit.")),
    (Http404, 404, "unknown", _("There is nothing with this reference. Check it for a slip.")),
    (HttpError, 422, "not_json", TOO_LONG),
    (RequestDataTooBig, 422, "not_json", TOO_LONG),
):
    api.add_exception_handler(kind, partial(refused, status=status, code=code, text=text))
api.add_exception_handler(ValidationError, invalid)
api.add_exception_handler(PolicyError, unknown_then)
