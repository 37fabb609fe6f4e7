"""Loads kept by day: the compiled rule over arrays, the plain rule and SQL give one answer."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from befriend import demo
from befriend.allocation.actions.reckoning import reckon_loads
from befriend.allocation.models import Cover, Load, Relationship
from befriend.allocation.queries import everybody, load, statement
from befriend.imports import actions as imports
from befriend.rules.values import Place, Tier
from befriend.sentences.models import Case, Report
from befriend.workforce import queries as workforce
from befriend.workforce.models import Posting, Practitioner
from benchmarks import country_load
from tests.larkfield import LONG_AGO, MONDAY


def kept(day=MONDAY) -> dict[int, tuple[int, int]]:
    return {one.practitioner_id: (one.points, one.people) for one in Load.objects.filter(day=day)}


@pytest.fixture
def invented_unit(db, tmp_path: Path):
    demo.write(tmp_path, seed=3, monday=MONDAY)
    assert imports.load(tmp_path, day=MONDAY).done


def test_three_ways_to_reckon_the_invented_unit_give_one_answer(invented_unit):
    count = reckon_loads(day=MONDAY)

    by_rule_over_arrays = kept()
    assert count == len(by_rule_over_arrays)
    assert sum(people for _, people in by_rule_over_arrays.values()) > 1000
    for one in Practitioner.objects.all():
        day = statement(one, MONDAY, MONDAY + timedelta(days=1)).days[0]
        assert by_rule_over_arrays.get(one.pk, (0, 0)) == (day.points, day.people)
    Load.objects.all().delete()
    country_load.in_sql(MONDAY)
    assert kept() == by_rule_over_arrays


def test_reading_tables_side_by_side_is_the_same_as_joining_them(invented_unit):
    book = workforce.policies_in_force()
    # Everybody in custody is to be released that week, and many have reports due.
    cases = Case.objects.order_by("pk")
    cases.filter(pk__in=cases.filter(states__place=Place.CUSTODY)).update(release_on=MONDAY)
    for i, case in enumerate(cases[:40]):
        kind = ("standard", "fast", "oral", "parole")[i % 4]
        Report.objects.create(case=case, kind=kind, due_on=MONDAY + timedelta(days=i % 20))

    for released_by in (MONDAY - timedelta(days=1), MONDAY):
        side_by_side = everybody.carried(book, MONDAY, released_by)
        everyone = list(Practitioner.objects.values_list("pk", flat=True))
        joined = load.carried(book, MONDAY, released_by, everyone)

        assert len(joined.tier) == len(side_by_side.tier)
        assert by_practitioner(book, joined) == by_practitioner(book, side_by_side)


def by_practitioner(book, work):
    return load.by_practitioner(book, MONDAY, work)


def test_reckoning_a_day_again_mends_what_was_kept(larkfield, sam, ali):
    larkfield.fill(sam, 2)
    reckon_loads(day=MONDAY)
    first = kept()
    larkfield.with_(ali, sam)
    gone = larkfield.wren
    Posting.objects.filter(practitioner=gone).update(until_date=MONDAY)

    reckon_loads(day=MONDAY)
    reckon_loads(day=MONDAY)

    assert (first[sam.pk], kept()[sam.pk]) == ((126, 2), (189, 3))
    assert gone.pk in first
    assert gone.pk not in kept()


def test_other_days_stay_as_they_were(larkfield, sam, ali):
    reckon_loads(day=MONDAY)
    larkfield.with_(ali, sam)

    reckon_loads(day=MONDAY + timedelta(days=1))

    assert kept()[sam.pk] == (0, 0)
    assert kept(MONDAY + timedelta(days=1))[sam.pk] == (63, 1)


def test_covered_work_counts_to_whoever_covers_and_reports_to_whoever_writes_them(larkfield, sam):
    robin = larkfield.works("Dunlin, Robin", larkfield.grade.OFFICER)
    person = larkfield.person("Ali Alder", Tier.A3, Place.CUSTODY)
    relationship = larkfield.with_(person, sam)
    Report.objects.create(case=person.cases.get(), kind="standard", due_on=MONDAY)
    reckon_loads(day=MONDAY)
    alone = kept()

    Cover.objects.create(relationship=relationship, practitioner=robin, from_date=LONG_AGO)
    reckon_loads(day=MONDAY)

    assert alone[sam.pk] == (alone[sam.pk][0], 1)
    assert alone[sam.pk][0] > 75
    assert (kept()[sam.pk], kept()[robin.pk]) == ((0, 0), alone[sam.pk])


def test_with_nobody_anywhere_there_is_nothing_to_keep(db):
    assert reckon_loads(day=MONDAY) == 0
    assert not Relationship.objects.exists()
    assert kept() == {}
