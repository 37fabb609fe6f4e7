"""The API asked by a machine: a few hundred questions it made up from our own description of the API."""

from __future__ import annotations

import pytest
import schemathesis
from django.core import signals
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode

from befriend.identity import actions as identity
from befriend.identity.models import User
from befriend.wsgi import application
from tests.larkfield import MONDAY

FEW = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def description(db):
    """Return our own description, asked of the application itself."""
    # The whole test is one transaction, which a request would end by closing its connection.
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/openapi.json", application)
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def headers(monkeypatch, larkfield):
    monkeypatch.setattr(timezone, "localdate", lambda *_: MONDAY)
    larkfield.jo.user = User.objects.create(username="jo")
    larkfield.jo.save()
    token = identity.make_token(user=larkfield.jo.user, days=1, by="test", day=MONDAY)
    return {"Authorization": f"Bearer {token}", "Host": "localhost"}


@pytest.mark.parametrize("mode", GenerationMode)
def test_every_allocation_asked_for_gets_an_answer_we_announced(
    description, headers, larkfield, sam, ali, mode
):
    seen = set()

    @FEW
    @given(description["/api/allocations"]["POST"].as_strategy(generation_mode=mode))
    def ask(case):
        if mode is GenerationMode.POSITIVE and len(case.body["person"]) % 2:
            # References that lead somewhere, so that more is met than the unknown.
            case.body = {**case.body, "person": ali.ref, "practitioner": sam.ref}
        seen.add(case.call_and_validate(headers=headers).status_code)

    ask()
    assert seen >= ({201, 404, 409} if mode is GenerationMode.POSITIVE else {422})


@pytest.mark.parametrize("mode", GenerationMode)
def test_every_week_asked_for_gets_an_answer_we_announced(description, headers, larkfield, ali, mode):
    seen = set()

    @FEW
    @given(description["/api/units/{ref}/week"]["GET"].as_strategy(generation_mode=mode))
    def ask(case):
        if mode is GenerationMode.POSITIVE and len(case.path_parameters["ref"]) % 2:
            case.path_parameters["ref"] = larkfield.pdu.ref
        seen.add(case.call_and_validate(headers=headers).status_code)

    ask()
    assert seen >= ({200, 404} if mode is GenerationMode.POSITIVE else {422})
