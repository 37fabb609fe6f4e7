"""How pages read: what comes first, where a sentence ends, and nothing said of nothing."""

from datetime import timedelta

import pytest

from befriend.allocation import actions
from befriend.allocation.models import InheritedOverload
from befriend.rules.values import Tier

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(staffed, on_monday, sign_in):
    """Return what reads a page of the unit as its senior."""
    noor = sign_in(staffed.noor)
    return lambda name: " ".join(noor.get(f"/units/unit/{name}").content.decode().split())


@pytest.fixture
def overloaded(staffed, on_monday):
    """Let Sam and Robin carry too many points, but not too many people."""
    for practitioner in (staffed.sam, staffed.robin):
        staffed.fill(practitioner, 40, Tier.B2)
    actions.note_inherited_overload(unit=staffed.pdu, day=on_monday - timedelta(days=7))


def test_who_waits_comes_before_who_works(read):
    page = read("week")

    assert page.index('id="waiting"') < page.index('id="practitioners"')


def test_a_sentence_ends_before_the_next_begins(staffed, overloaded, read):
    InheritedOverload.objects.filter(practitioner=staffed.robin).update(cause="tier")

    assert "1 practitioner. Risen over the cap since: 1 practitioner. The oldest" in read("week")


def test_a_limit_that_holds_is_not_named_as_exceeded(overloaded, read):
    page = read("overload")

    assert "Over the limit by" in page
    assert " people, brought in" not in page
