"""What the published tool's twin reckoned at once, in its own form: never called by the live service.

As `published`, it is here only to be held against published cases. It reckons in decimals.

Source: github.com/ministryofjustice/hmpps-workload.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import NamedTuple

TUESDAY, WEDNESDAY = 1, 2
USUAL, LATER = time(18, 30), time(19, 30)
PLACES = Decimal("1e-15")


class Done(NamedTuple):
    """Reports written or contacts made, of one kind; by others, they are taken off."""

    kind: str
    times: Decimal
    by_others: bool = False


def points_2022(done: Iterable[Done], weights: Mapping[str, Decimal]) -> Decimal:
    """Return the points of reports and contacts; a kind without a weight has none."""
    each = (one.times * weights.get(one.kind, Decimal(0)) * (-1 if one.by_others else 1) for one in done)
    return sum(each, Decimal(0))


def available_points_2022(points: Decimal, full_week: Decimal, available: Decimal) -> int:
    """Return the points somebody has time for, cut to a whole number; 0 without hours."""
    if available <= 0 or full_week == 0:
        return 0
    with localcontext(prec=50):
        return int(points * (available / full_week).quantize(PLACES, ROUND_HALF_UP))


def period_2022(now: datetime) -> tuple[datetime, datetime]:
    """Return the period a moment falls in: a day from half past six in the evening.

    On Wednesdays it ends an hour later. The tool forgets that hour on Thursday until the evening,
    and so does this.
    """
    evening, later = datetime.combine(now, USUAL), datetime.combine(now, LATER)
    day = timedelta(days=1)
    if now.weekday() == WEDNESDAY:
        return (later, evening + day) if now > later else (evening - day, later)
    if now <= evening:
        return evening - day, evening
    return evening, (later if now.weekday() == TUESDAY else evening) + day
