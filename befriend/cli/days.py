"""What a new day asks, done once in every delivery unit."""

from __future__ import annotations

import logging
from datetime import date

from befriend.cli import asking

log = logging.getLogger(__name__)


def begin_everywhere(day: date) -> int:
    """Do what `day` asks in every delivery unit, keep everybody's load of it, and count the units."""
    from befriend.allocation import actions
    from befriend.allocation.actions.reckoning import reckon_loads
    from befriend.workforce.models import Unit

    units = Unit.objects.filter(kind=Unit.Kind.UNIT).order_by("ref")
    for unit in units:
        actions.begin_day(unit=unit, day=day)
    reckon_loads(day=day)
    return len(units)


def begin_if_new(begun: date | None) -> date | None:
    """Begin today unless it was `begun`; a failure is logged, tried again, and stops nothing."""
    from django.db import connection

    today = asking.day_or_today(None)
    if today == begun:
        return begun
    try:
        begin_everywhere(today)
    except Exception:
        log.exception("The day could not be begun; it will be tried again.")
        return begun
    finally:
        connection.close()
    return today
