"""Larkfield with somebody in every post, and the means to sign in as each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.desk.staffed import Staffed


@pytest.fixture
def staffed(db: None) -> Staffed:
    """Return Larkfield with everybody who may knock at a page."""
    from tests.desk.staffed import Staffed

    return Staffed()


@pytest.fixture
def sign_in(client):
    """Return what signs the web client in as a practitioner."""
    from befriend.identity.models import User

    def sign_in(practitioner):
        if practitioner.user is None:
            practitioner.user = User.objects.create_user(username=f"user-{practitioner.ref}")
            practitioner.save()
        client.force_login(practitioner.user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def on_monday(monkeypatch):
    """Let it be the Monday that Larkfield's stories begin on."""
    from django.utils import timezone

    from tests.larkfield import MONDAY

    monkeypatch.setattr(timezone, "localdate", lambda *_: MONDAY)
    return MONDAY


@pytest.fixture
def plan(staffed, on_monday):
    """Return a plan that proposes somebody for Ali."""
    from befriend.allocation import actions

    return actions.make_plan(unit=staffed.pdu, by=staffed.noor.ref, day=on_monday)
