"""Units and offices over time: who answered for what, on any day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from befriend.rules.values import Grade
from befriend.workforce import queries
from befriend.workforce.models import Office, OfficeHolding, UnitParent
from tests.larkfield import LONG_AGO, MONDAY


def test_a_unit_given_to_another_region_leaves_the_past_as_it_was(larkfield):
    moor = larkfield.unit("moor", "Moorland", larkfield.nation)
    UnitParent.objects.filter(unit=larkfield.pdu).update(until_date=MONDAY)
    UnitParent.objects.create(unit=larkfield.pdu, parent=moor, from_date=MONDAY)

    before = queries.above(larkfield.pdu, MONDAY - timedelta(days=1))
    after = queries.above(larkfield.pdu, MONDAY)

    assert [unit.name for unit in before] == ["Larkfield", "Heathland", "Invented Nation"]
    assert [unit.name for unit in after] == ["Larkfield", "Moorland", "Invented Nation"]
    assert larkfield.pdu.pk in queries.below(larkfield.region, MONDAY - timedelta(days=1))
    assert larkfield.pdu.pk not in queries.below(larkfield.region, MONDAY)


def test_a_unit_has_one_parent_at_a_time(larkfield):
    with pytest.raises(IntegrityError, match="a_unit_has_one_parent_at_a_time"), transaction.atomic():
        UnitParent.objects.create(unit=larkfield.pdu, parent=larkfield.nation, from_date=MONDAY)


def test_an_office_nobody_holds_passes_to_the_one_above_and_says_so(larkfield):
    OfficeHolding.objects.filter(office=larkfield.offices["unit"]).update(until_date=MONDAY)

    held = queries.answering(larkfield.offices["unit"], MONDAY - timedelta(days=1))
    passed = queries.answering(larkfield.offices["unit"], MONDAY)

    assert (held.held_by, held.passed_from) == (larkfield.jo, None)
    assert passed.office == larkfield.offices["region"]
    assert passed.held_by == larkfield.fen
    assert passed.passed_from == larkfield.offices["unit"]


def test_an_office_that_nobody_holds_up_to_the_top_is_answered_by_nobody(larkfield):
    OfficeHolding.objects.all().delete()

    assert queries.answering(larkfield.offices["unit"], MONDAY).held_by is None


def test_a_senior_office_left_empty_passes_to_the_head_of_the_same_unit(larkfield):
    senior = Office.objects.create(ref="senior", unit=larkfield.pdu, post=Office.Post.SENIOR)

    assert queries.answering(senior, MONDAY).office == larkfield.offices["unit"]


def test_an_office_is_held_by_one_at_a_time(larkfield):
    with pytest.raises(IntegrityError, match="one_person_holds_an_office"), transaction.atomic():
        OfficeHolding.objects.create(
            office=larkfield.offices["unit"], practitioner=larkfield.wren, from_date=LONG_AGO
        )


def test_who_works_where_follows_the_day(larkfield):
    kit = larkfield.works("Crake, Kit", Grade.OFFICER)
    kit.postings.update(until_date=MONDAY)

    assert kit in {one.practitioner for one in queries.postings(larkfield.region, MONDAY - timedelta(days=1))}
    assert kit not in {one.practitioner for one in queries.postings(larkfield.region, MONDAY)}
    assert queries.posting(kit, MONDAY) is None
