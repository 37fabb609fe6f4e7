"""What somebody copied from the paper form opens what is meant: within reach only, and every look is kept."""

from __future__ import annotations

import uuid

import pytest
from django.utils import timezone

from befriend.audit.models import Line
from befriend.people.models import Statement
from tests.portal.test_pages import mine, staff, told
from tests.portal.test_reaching import text

pytestmark = pytest.mark.django_db
__all__ = ["mine", "staff"]


def short(ali) -> str:
    """Return under what the address of Ali stands on their sheet."""
    stated = Statement.objects.get(person=ali.person, key="housing.where_now")
    return f"{stated.ref.hex[:4]}-{stated.ref.hex[4:8]}".upper()


@pytest.mark.parametrize("copied", ["{}", " {} ", "lower", "no hyphen", "look alike"])
def test_what_was_copied_from_the_sheet_opens_what_is_meant(ali, mine, staff, copied):
    printed = short(ali)
    assert printed in text(mine.get("/my/sheet"))
    words = {
        "lower": printed.lower(), "no hyphen": printed.replace("-", " "),
        "look alike": printed.replace("0", "O").replace("1", "l"),
    }.get(copied, copied.format(printed))  # fmt: skip
    sam = staff(ali.unit.sam)

    answer = sam.post("/search", {"words": words}, follow=True)

    stated = Statement.objects.get(person=ali.person, key="housing.where_now")
    assert answer.redirect_chain == [(f"/statements/{stated.ref}", 302)]
    assert printed in told(answer)
    line = Line.objects.filter(kind="looked", by=ali.unit.sam.ref).latest("pk")
    assert (line.page, line.people) == ("stated-one", [ali.person.pk])


def test_what_stands_no_longer_is_found_too_since_a_sheet_may_be_old(ali, staff):
    stated = Statement.objects.get(person=ali.person, key="housing.where_now")
    Statement.objects.filter(pk=stated.pk).update(stood_until=timezone.localdate())

    answer = staff(ali.unit.sam).post("/search", {"words": short(ali)}, follow=True)

    assert "It stands no longer" in told(answer)


def test_nobody_finds_by_it_what_they_do_not_reach(ali, staff):
    # Robin is excluded from Ali; Ash heads a unit elsewhere.
    for who in (ali.unit.robin, ali.unit.ash):
        answer = staff(who).post("/search", {"words": short(ali)})

        assert answer.status_code == 200
        assert "1 Invented Way" not in told(answer)
        assert "/statements/" not in told(answer)


def test_two_that_begin_alike_are_both_shown_within_reach_and_looked_at(ali, staff):
    stated = Statement.objects.get(person=ali.person, key="housing.where_now")
    other = Statement.objects.get(person=ali.other, key="housing.where_now")
    alike = uuid.UUID(stated.ref.hex[:8] + other.ref.hex[8:])
    Statement.objects.filter(pk=other.pk).update(ref=alike)

    answer = staff(ali.unit.noor).post("/search", {"words": short(ali)})

    for one in (stated.ref, alike):
        assert f"/statements/{one}" in told(answer)
    line = Line.objects.filter(kind="looked", by=ali.unit.noor.ref).latest("pk")
    assert sorted(line.people) == sorted([ali.person.pk, ali.other.pk])
