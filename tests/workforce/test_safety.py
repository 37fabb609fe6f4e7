"""What practitioners do about their own safety: kept, told, and a line about whoever it concerns."""

from __future__ import annotations

import pytest

from befriend.audit.models import Line
from befriend.workforce import actions
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db
SAID = {"kind": "threat", "where": "Mill Side", "words": "Shouted.", "day": MONDAY}


def test_the_line_of_an_incident_is_about_the_person(sam, ali):
    made = actions.record_incident(practitioner=sam, person=ali, **SAID)

    line = Line.objects.get(did="recorded an incident")
    assert (line.what, line.people) == (f"incident {made.pk}", [ali.pk])


def test_the_line_of_an_incident_with_nobody_named_is_about_nobody(sam):
    actions.record_incident(practitioner=sam, **SAID)

    assert Line.objects.get(did="recorded an incident").people == []
