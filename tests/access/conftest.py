"""Somebody in every role, and the means to sign in as each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from tests.access.everybody import Everybody


@pytest.fixture
def everybody(db: None) -> Everybody:
    """Return Larkfield with a holder of every role."""
    from tests.access.everybody import Everybody

    return Everybody()


@pytest.fixture
def plan_of_the_week(everybody):
    """Return the plan of this week, which proposes somebody for Ali."""
    from django.utils import timezone

    from befriend.allocation import actions

    return actions.make_plan(unit=everybody.pdu, by=everybody.noor.ref, day=timezone.localdate())


@pytest.fixture
def sign_in():
    """Return what makes a web client signed in as a practitioner."""
    from befriend.identity.models import User

    def sign_in(practitioner):
        if practitioner.user is None:
            practitioner.user = User.objects.create_user(username=f"user-{practitioner.ref}")
            practitioner.save()
        client = Client()
        client.force_login(practitioner.user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
