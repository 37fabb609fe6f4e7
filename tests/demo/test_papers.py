"""The invented unit: one person's referral of a home needs few answers and few pages."""

from __future__ import annotations

import pytest
from django.utils import timezone

from befriend import demo
from befriend.allocation.models import Relationship
from befriend.demo import papers, statements
from befriend.documents import queries
from befriend.documents.papers import register
from befriend.imports import actions as imports
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db
# Beside these the person says whether they agree.
MOST = 9


def test_a_referral_of_somebody_invented_needs_few_answers(db, tmp_path):
    demo.write(tmp_path, seed=1, monday=MONDAY)
    assert imports.load(tmp_path, day=MONDAY, by="test").done
    statements.add(MONDAY)

    papers.add(MONDAY)

    held = Relationship.objects.filter(until_date=None, practitioner__ref="o01")
    person = held.order_by("person__ref").first().person
    referral = register.load()["housing_referral"]
    found = queries.known(person, referral, MONDAY, timezone.now())
    assert 0 < len(found.open) <= MOST
    assert found.filled >= 70
