"""Loads kept by day: the compiled rule over arrays, the plain rule and SQL give one answer."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from django.db import DataError, connection, transaction
from django.utils import timezone

from befriend import demo
from befriend.allocation.actions.reckoning import reckon_changed_loads, reckon_loads
from befriend.allocation.models import Cover, Load, Relationship
from befriend.allocation.queries import everybody, load, statement
from befriend.imports import actions as imports
from befriend.rules.values import Place, Tier
from befriend.sentences.models import Case, CaseState, Report
from befriend.workforce import queries as workforce
from befriend.workforce.models import Posting, Practitioner
from benchmarks import country_load
from tests.larkfield import LONG_AGO, MONDAY

HISTORIES = (
    "allocation_relationshipevent", "allocation_coverevent", "sentences_caseevent",
    "sentences_casestateevent", "sentences_reportevent", "workforce_postingevent",
)  # fmt: skip


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
    with connection.cursor() as cursor:
        country_load.in_sql(MONDAY, cursor)
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


def test_what_is_reckoned_after_a_change_is_what_the_night_would_reckon(invented_unit, larkfield, sam, ali):
    day, robin = timezone.localdate(), larkfield.works("Dunlin, Robin", larkfield.grade.OFFICER)
    kit = larkfield.works("Kestrel, Kit", larkfield.grade.OFFICER)
    history_began(day - timedelta(days=3))
    reckon_loads(day=day)
    night = kept(day)

    held = larkfield.with_(ali, sam)
    covered = larkfield.with_(larkfield.person("Rowan Reed", Tier.A3), sam)
    Cover.objects.create(relationship=covered, practitioner=robin, from_date=LONG_AGO)
    Report.objects.create(case=ali.cases.get(), kind="standard", due_on=day)
    Relationship.objects.filter(pk=held.pk).update(practitioner=kit)
    moved = CaseState.objects.exclude(case__person=ali).filter(tier=Tier.A3).first()
    CaseState.objects.filter(pk=moved.pk).update(tier=Tier.D0)
    count = reckon_changed_loads(day=day)
    after_the_changes = kept(day)
    Load.objects.filter(day=day).delete()
    reckon_loads(day=day)

    assert after_the_changes == kept(day)
    assert after_the_changes != night
    assert 3 <= count < len(night)


def test_what_is_as_it_was_is_not_written_again(larkfield, sam, ali):
    larkfield.fill(sam, 2)
    reckon_loads(day=MONDAY)
    first = written()
    larkfield.with_(ali, sam)

    reckon_loads(day=MONDAY)

    assert {key for key, at in written().items() if at != first.get(key)} == {sam.pk}


def test_of_whoever_is_gone_nothing_is_kept_and_of_others_nothing_changes(larkfield, sam):
    robin = larkfield.works("Dunlin, Robin", larkfield.grade.OFFICER)
    larkfield.fill(sam, 2)
    reckon_loads(day=MONDAY)
    Posting.objects.update(until_date=MONDAY)

    assert reckon_loads(day=MONDAY, practitioners=[larkfield.wren.pk, sam.pk]) == 1
    assert larkfield.wren.pk not in kept()
    assert kept()[sam.pk] == (126, 2)
    assert kept()[robin.pk] == (0, 0)


def written() -> dict[int, str]:
    """Return where each row stands in the table: a row that is written anew stands elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT practitioner_id, ctid::text FROM allocation_load")
        return dict(cursor.fetchall())


def history_began(day) -> None:
    """Let all that is kept of changes so far be of that day."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in HISTORIES:
            cursor.execute(f"UPDATE {table} SET pgh_created_at = %s", [day])  # noqa: S608  (names of our own)
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.mark.parametrize("far", [1, 10_000])
def test_values_are_found_by_keys_that_lie_close_or_far_apart(far):
    keys, values = np.array([5, 3, 9]) * far, np.array([50, 30, 90])
    answer = everybody.found(keys, values, np.array([3, 4, 9, 5, 0, 11]) * far)

    assert answer.tolist() == [30, 0, 90, 50, 0, 0]
    assert everybody.found(keys[:0], values[:0], keys).tolist() == [0, 0, 0]


def test_a_key_too_large_for_its_half_is_refused_and_never_another(db):
    for pair in (("1", str(1 << 31)), (str(1 << 31), "1")):
        with pytest.raises(DataError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT {everybody.pairs(*pair)}")


def test_with_nobody_anywhere_there_is_nothing_to_keep(db):
    assert reckon_loads(day=MONDAY) == 0
    assert not Relationship.objects.exists()
    assert kept() == {}
