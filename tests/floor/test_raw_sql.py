"""Raw SQL in the name of whoever asks: what is closed to them is in no table, whatever they type."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from befriend import roles
from befriend.allocation import actions as allocation
from befriend.allocation import queries
from befriend.allocation.models import (
    Plan,
    PlannedAllocation,
    Relationship,
    Waiting,
)
from befriend.audit import access
from befriend.people.models import Person
from befriend.rules.values import Grade, Tier
from befriend.workforce import actions as workforce
from befriend.workforce.models import (
    BrokenGlass,
    Exclusion,
    Restriction,
)
from befriend.workforce.permissions import acting_as
from tests.floor.ivy import TABLES, WHERE, Ivy, as_app
from tests.larkfield import LONG_AGO, MONDAY

pytestmark = pytest.mark.django_db

# Who decides about access reads these; others never, however far they reach.
OF_DECIDERS = {"workforce_exclusion", "workforce_restriction", "workforce_reader", "workforce_brokenglass"}
WORK = {table for table in TABLES if table.removesuffix("event") not in OF_DECIDERS}


def sees(ivy: Ivy) -> set[str]:
    """Return the tables in which a row of hers can be read."""
    found = set()
    with connection.cursor() as cursor:
        for table in TABLES:
            name = table.removesuffix("event")
            query = f"SELECT count(*) FROM {table} WHERE {WHERE[name]}"  # noqa: S608  # Names of our own.
            cursor.execute(query, ivy.keys)
            if cursor.fetchone()[0]:
                found.add(table)
    return found


def test_she_has_a_row_in_every_table(ivy):
    assert sees(ivy) == set(TABLES)


def test_the_senior_of_her_unit_reads_her_work_and_nothing_of_who_may_see_it(ivy):
    with as_app(ivy.unit.noor):
        assert sees(ivy) == WORK


def test_the_head_of_her_unit_reads_who_may_see_it_too(ivy):
    with as_app(ivy.unit.jo):
        assert sees(ivy) == set(TABLES) - {"workforce_brokenglass", "workforce_brokenglassevent"}


@pytest.mark.parametrize("who", ["noor", "jo", "fen", "dee", "sam"])
def test_whoever_is_excluded_reads_nothing_of_her_whatever_their_office(who, ivy):
    somebody = getattr(ivy.unit, who)
    ivy.exclude(somebody)

    with as_app(somebody):
        # Data protection alone reads that records were opened, and no page shows them those of hers.
        assert sees(ivy) - {"workforce_brokenglass", "workforce_brokenglassevent"} == set()


def test_an_exclusion_holds_for_who_is_with_her_and_who_opened_it(ivy):
    ivy.unit.with_(Person.objects.get(ref=ivy.unit.ali.ref), ivy.unit.sam)
    Relationship.objects.filter(person=ivy.person).update(until_date=LONG_AGO)
    ivy.unit.with_(ivy.person, ivy.unit.sam)
    now = timezone.now()
    BrokenGlass.objects.create(
        person=ivy.person,
        practitioner=ivy.unit.sam,
        because="x",
        from_at=now,
        until_at=now + timedelta(hours=1),
    )
    ivy.exclude(ivy.unit.sam)

    with as_app(ivy.unit.sam):
        # What one opened oneself one may know; it names nobody.
        assert sees(ivy) == {"workforce_brokenglass", "workforce_brokenglassevent"}
        assert list(Person.objects.values_list("ref", flat=True)) == [ivy.unit.ali.ref]


@pytest.mark.parametrize("who", ["noor", "fen", "sam"])
def test_a_restricted_record_is_read_by_its_readers_alone(who, ivy):
    ivy.restricted_to(ivy.unit.jo)

    with as_app(getattr(ivy.unit, who)):
        assert sees(ivy) == set()
    with as_app(ivy.unit.jo):
        assert sees(ivy) >= WORK


def test_whoever_is_with_her_reads_a_restricted_record(ivy):
    ivy.restricted_to(ivy.unit.jo)
    Relationship.objects.filter(person=ivy.person).update(until_date=LONG_AGO)
    ivy.unit.with_(ivy.person, ivy.unit.sam)

    with as_app(ivy.unit.sam):
        assert sees(ivy) == WORK


@pytest.mark.parametrize("who", ["noor", "ash"])
def test_a_broken_glass_lifts_a_restriction_and_the_bounds_of_units_for_an_hour(who, ivy):
    ivy.restricted_to(ivy.unit.jo)
    somebody = getattr(ivy.unit, who)
    Relationship.objects.filter(person=ivy.person).update(until_date=LONG_AGO)

    found = allocation.open_record(
        ref=ivy.person.ref, practitioner=somebody, because="Brought to hospital, unconscious.",
        at=timezone.now() - timedelta(minutes=59), day=MONDAY,
    )  # fmt: skip

    own = {"workforce_brokenglass", "workforce_brokenglassevent"}
    with as_app(somebody):
        assert sees(ivy) - own == WORK
    BrokenGlass.objects.filter(pk=found.glass.pk).update(
        from_at=timezone.now() - timedelta(minutes=61), until_at=timezone.now() - timedelta(minutes=1)
    )
    with as_app(somebody):
        assert sees(ivy) - own == set()


@pytest.mark.parametrize("who", ["ash", "robin"])
def test_who_has_nothing_to_do_with_her_reads_nothing(who, ivy):
    with as_app(getattr(ivy.unit, who)):
        assert sees(ivy) == set()


def test_without_a_context_and_for_nobody_there_is_nobody(ivy):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {roles.APP}")
        assert sees(ivy) == set()
        cursor.execute("RESET ROLE")
    with acting_as(AnonymousUser(), MONDAY):
        assert sees(ivy) == set()
        assert not Person.objects.exists()


def refused(sql: str, keys: dict[str, int]) -> bool:
    """Say whether the database refuses a statement, or does nothing by it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, keys)
            return cursor.rowcount == 0
    except ProgrammingError as error:
        return "row-level security" in str(error)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE people_person SET chosen_name = 'x' WHERE id = %(person)s",
        "DELETE FROM people_fact WHERE person_id = %(person)s",
        "INSERT INTO people_fact (person_id, key, value, observed_on, known_from)"
        " VALUES (%(person)s, 'x', 'x', '2026-01-01', '2026-01-01')",
        "UPDATE sentences_case SET unit_id = unit_id WHERE id = %(case)s",
        "UPDATE allocation_relationship SET until_date = NULL WHERE id = %(relationship)s",
        "INSERT INTO allocation_relationship (person_id, practitioner_id, from_date, may_resume, why_changed,"
        " decided_by) SELECT %(person)s, id, '2026-11-30', true, '', '' FROM workforce_practitioner LIMIT 1",
        "DELETE FROM workforce_exclusion WHERE person_id = %(person)s",
        "UPDATE workforce_restriction SET until_date = '2026-01-02'",
        "INSERT INTO workforce_reader (restriction_id, practitioner_id)"
        " SELECT %(restriction)s, id FROM workforce_practitioner ORDER BY id DESC LIMIT 1",
        "UPDATE allocation_plannedallocation SET state = 'accepted' WHERE person_id = %(person)s",
    ],
)
def test_rows_about_whom_one_may_not_see_are_not_written(sql, ivy):
    ivy.exclude(ivy.unit.noor)

    with as_app(ivy.unit.noor):
        assert refused(sql, ivy.keys)


def test_a_cap_counts_whom_the_senior_may_not_see(ivy):
    """Points and people both: the ones who are excluded from view are work all the same."""
    unit = ivy.unit
    kit = unit.works("Knot, Kit", Grade.OFFICER)
    unit.fill(kit, 40, Tier.A3)
    for held in Relationship.objects.filter(practitioner=kit)[:38]:
        Exclusion.objects.create(
            person=held.person, practitioner=unit.noor, because="x", from_date=LONG_AGO, decided_by="x"
        )

    with as_app(unit.noor):
        assert Relationship.objects.filter(practitioner=kit).count() == 2
        with pytest.raises(allocation.RefusedError) as refusal:
            allocation.allocate(person=unit.ali, practitioner=kit, by=unit.noor.ref, day=MONDAY)
    assert refusal.value.reasons[0].code == "weighted_cap"
    assert not Relationship.objects.filter(person=unit.ali).exists()


def test_a_limit_of_people_counts_whom_the_senior_may_not_see(ivy):
    unit = ivy.unit
    kit = unit.works("Knot, Kit", Grade.OFFICER)
    unit.fill(kit, 60, Tier.D0)
    for held in Relationship.objects.filter(practitioner=kit):
        Exclusion.objects.create(
            person=held.person, practitioner=unit.noor, because="x", from_date=LONG_AGO, decided_by="x"
        )

    with as_app(unit.noor), pytest.raises(allocation.RefusedError) as refusal:
        allocation.allocate(person=unit.ali, practitioner=kit, by=unit.noor.ref, day=MONDAY)

    assert "head_cap" in {one.code for one in refusal.value.reasons}


def test_the_week_shows_the_same_load_to_whoever_looks(ivy):
    unit = ivy.unit
    unit.fill(unit.sam, 5)
    for held in Relationship.objects.filter(practitioner=unit.sam)[:4]:
        Exclusion.objects.create(
            person=held.person, practitioner=unit.noor, because="x", from_date=LONG_AGO, decided_by="x"
        )
    loads = []
    for who in (unit.noor, unit.jo):
        with as_app(who):
            week = queries.week(unit.pdu, MONDAY)
            loads.append([(str(one), week.work_points) for one in week.practitioners])

    assert loads[0] == loads[1]


def test_an_exclusion_is_a_conflict_to_the_planner_and_never_said(ivy):
    unit = ivy.unit
    for somebody in (unit.sam, unit.robin, unit.wren, unit.noor, unit.jo):
        ivy.exclude(somebody)
    workforce_before = Exclusion.objects.count()

    with as_app(unit.fen):
        allocation.make_plan(unit=unit.pdu, by=unit.fen.ref, day=MONDAY)
        said = str(queries.as_json(queries.week(unit.pdu, MONDAY))).lower()
        decision = queries.may_take(ivy.person, unit.sam, MONDAY)

    assert workforce_before == Exclusion.objects.count()
    assert [one.code for one in decision.reasons] == ["conflict"]
    plan = Plan.objects.order_by("-pk")[0]
    named = set(plan.allocations.filter(person=ivy.person).values_list("practitioner", flat=True))
    assert not named & {one.pk for one in (unit.sam, unit.robin, unit.wren, unit.noor, unit.jo)}
    kept = str([*plan.allocations.values("reasons", "choices_then"), *plan.waiting.values()]).lower()
    for words in (said, kept, str(decision).lower()):
        assert "exclu" not in words
        assert "restrict" not in words


def test_a_plan_made_by_hand_leaves_out_nobody_whom_the_senior_may_not_see(ivy):
    unit = ivy.unit
    ivy.exclude(unit.noor)

    with as_app(unit.noor):
        plan = allocation.make_plan(unit=unit.pdu, by=unit.noor.ref, day=MONDAY)
        assert not PlannedAllocation.objects.filter(plan=plan, person=ivy.person).exists()

    served = plan.allocations.filter(person__in=[ivy.person, unit.ali])
    left = plan.waiting.filter(person__in=[ivy.person, unit.ali])
    assert served.count() + left.count() == 2
    with as_app(unit.noor):
        allocation.accept_all(plan=plan, by=unit.noor.ref, day=MONDAY)
    assert not plan.allocations.filter(state=PlannedAllocation.State.PROPOSED).exists()
    for one in served:
        assert Relationship.objects.filter(person=one.person, until_date=None).exists()
        assert not Waiting.objects.filter(person=one.person, until_date=None).exists()


def test_who_restricts_a_record_sees_it_no_more_at_once(ivy):
    unit = ivy.unit
    Restriction.objects.all().update(until_date=LONG_AGO)
    with as_app(unit.jo):
        workforce.restrict(
            person=ivy.person, readers=[unit.noor], because="Known to the press.", unit=unit.pdu,
            by=unit.jo.ref, office=unit.offices["unit"], day=MONDAY,
        )  # fmt: skip
        assert access.current().service is False
        assert sees(ivy) == set()
