"""How often: uses counted for all processes together, under digests that tell of nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import Tally

NOWHERE = "0.0.0.0"  # noqa: S104  # Stands for an address that nobody told, and listens to nothing.
KEPT = timedelta(days=1)

# One statement, so that two processes never both read the same number.
COUNT = """
    INSERT INTO identity_tally (kind, who, began, times) VALUES (%s, %s, %s, 1)
    ON CONFLICT (kind, who, began) DO UPDATE SET times = identity_tally.times + 1
    RETURNING times
"""


def address_of(request: HttpRequest) -> str:
    """Return from which address a request comes.

    Behind a proxy it is what that proxy itself added: whatever stands before it, anybody may have
    written.
    """
    said = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        said = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or said
    try:
        return str(ip_address(said))
    except ValueError:
        return NOWHERE


def digest(what: str) -> str:
    """Return what is kept instead of a name or an address."""
    return salted_hmac("befriend.identity.limits", what, algorithm="sha256").hexdigest()


def count(*, kind: str, who: str, seconds: int) -> int:
    """Count one more use of `kind` by `who`, and return how many there were in these `seconds`."""
    now = timezone.now()
    began = window(now, seconds)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [kind, digest(who), began])
        times: int = cursor.fetchone()[0]
    if times == 1:
        Tally.objects.filter(began__lt=now - KEPT).delete()
    return times


def counted(*, kind: str, who: str, seconds: int) -> int:
    """Return how many uses of `kind` by `who` there were in these `seconds`; count none."""
    began = window(timezone.now(), seconds)
    found = Tally.objects.filter(kind=kind, who=digest(who), began=began)
    return found.values_list("times", flat=True).first() or 0


def window(now: datetime, seconds: int) -> datetime:
    """Return when the stretch of time began in which uses are counted."""
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, tz=UTC)
