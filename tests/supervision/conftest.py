"""Larkfield on a Monday at eight in the morning."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.desk.conftest import staffed

__all__ = ["staffed"]


@pytest.fixture
def now():
    """Return Monday at eight."""
    from befriend.supervision.queries import midnight
    from tests.larkfield import MONDAY

    return midnight(MONDAY) + timedelta(hours=8)


@pytest.fixture
def ivy(staffed):
    """Return Ivy, who is with Sam."""
    person = staffed.person("Ivy Reed")
    staffed.with_(person, staffed.sam)
    return person


@pytest.fixture
def booked(staffed, ivy, now):
    """Return what books an appointment of Ivy's with Sam, so many hours from now."""
    from befriend.supervision import actions
    from tests.larkfield import MONDAY

    def booked(hours=2.0, *, person=ivy, practitioner=staffed.sam, kind="office", minutes=30):
        return actions.book(
            person=person, practitioner=practitioner, kind=kind, starts_at=now + timedelta(hours=hours),
            minutes=minutes, where="1 Invented Way", by=staffed.sam.ref, day=MONDAY, at=now,
        )  # fmt: skip

    return booked


@pytest.fixture
def said(staffed, now):
    """Return what every action is told: by whom, on which day, at which moment."""
    from tests.larkfield import MONDAY

    return {"by": staffed.sam.ref, "day": MONDAY, "at": now}
