"""Writing the audit: one line for one thing somebody did."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .models import Line


def write(
    *, by: str, day: date, did: str, what: str, office: str = "", because: Iterable[object] = ()
) -> Line:
    """Keep a line that `by`, acting as `office`, did something to `what` (references only)."""
    return Line.objects.create(by=by, office=office, day=day, did=did, what=what, because=list(because))
