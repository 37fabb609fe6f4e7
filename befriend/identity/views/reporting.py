"""How to report a fault of security, in the form that machines look for (RFC 9116)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from befriend.identity.permissions import public

# Read again at least this often, so that nobody writes to where nobody is.
GOOD_FOR = timedelta(days=180)


@public
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Say whom to tell; nothing, where whoever runs this has not said."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    until = datetime.combine(timezone.localdate() + GOOD_FOR, time.min)
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%S}Z",
        "Preferred-Languages: en",
        f"Canonical: {request.build_absolute_uri(request.path)}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
