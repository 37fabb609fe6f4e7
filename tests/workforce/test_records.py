"""Who may see a record: exclusions, restrictions and readers, and opening a closed record for an hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from befriend.allocation import actions as allocation
from befriend.allocation.models import Cover, PlannedAllocation, Relationship, Waiting
from befriend.audit.models import Line
from befriend.rules.values import Grade, WaitingFor
from befriend.workforce import actions
from befriend.workforce.models import BrokenGlass, Exclusion, Office, OfficeHolding, Restriction, Told, Unit
from tests.larkfield import LONG_AGO, MONDAY

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
WHY = "They are related by marriage, as Sam told us."


@pytest.fixture
def unit(larkfield):
    """Return Larkfield with Dee, its data protection, and Noor, its senior."""
    for name, ref, post, grade in (
        ("dee", "data-protection", Office.Post.DATA_PROTECTION, Grade.SENIOR),
        ("noor", "senior", Office.Post.SENIOR, Grade.SENIOR),
    ):
        somebody = larkfield.works(name.title(), grade)
        office = Office.objects.create(ref=ref, unit=larkfield.pdu, post=post)
        OfficeHolding.objects.create(office=office, practitioner=somebody, from_date=LONG_AGO)
        larkfield.offices[post.value] = office
        setattr(larkfield, name, somebody)
    return larkfield


@pytest.fixture
def signed(unit):
    """Return who decides: Dee, as data protection, on Monday."""
    return {"by": unit.dee.ref, "office": unit.offices["data_protection"], "day": MONDAY}


def decided(unit, signed, **more):
    """Return what every decision of workforce asks for."""
    return {"unit": unit.pdu, "because": WHY} | signed | more


def test_an_exclusion_is_kept_with_its_reason_and_a_line(unit, sam, ali, signed):
    made = actions.exclude(person=ali, practitioner=sam, **decided(unit, signed))

    assert (made.because, made.from_date, made.decided_by) == (WHY, MONDAY, unit.dee.ref)
    line = Line.objects.get(did="excluded from a record")
    assert (line.what, line.people, line.office, line.why) == (ali.ref, [ali.pk], "data-protection", WHY)


@pytest.mark.parametrize(
    ("who", "office"),
    [("jo", "unit"), ("fen", "region"), ("dee", "data_protection")],
)
def test_data_protection_and_heads_of_the_unit_or_above_decide(who, office, unit, sam, ali):
    by = {"by": getattr(unit, who).ref, "office": unit.offices[office], "day": MONDAY}

    assert actions.exclude(person=ali, practitioner=sam, **decided(unit, by))


@pytest.mark.parametrize(
    ("who", "office"),
    [("noor", "senior"), ("wren", "representative"), ("jo", "data_protection"), ("dee", "unit")],
)
def test_no_other_office_decides_and_nobody_as_an_office_they_do_not_hold(who, office, unit, sam, ali):
    by = {"by": getattr(unit, who).ref, "office": unit.offices[office], "day": MONDAY}

    with pytest.raises(actions.RefusedError, match="not for this office"):
        actions.exclude(person=ali, practitioner=sam, **decided(unit, by))
    assert not Exclusion.objects.exists()


def test_an_office_of_another_unit_does_not_decide(unit, sam, ali, signed):
    elsewhere = Unit.objects.create(ref="thornwick", name="Thornwick", kind=Unit.Kind.UNIT)

    with pytest.raises(actions.RefusedError, match="not for this office"):
        actions.exclude(person=ali, practitioner=sam, **{**decided(unit, signed), "unit": elsewhere})


def test_nobody_decides_about_themselves(unit, sam, ali, signed):
    with pytest.raises(actions.RefusedError, match="about themselves"):
        actions.exclude(person=ali, practitioner=unit.dee, **decided(unit, signed))
    made = actions.restrict(person=ali, readers=[unit.jo], **decided(unit, signed))
    with pytest.raises(actions.RefusedError, match="about themselves"):
        actions.add_reader(restriction=made, practitioner=unit.dee, **decided(unit, signed))


@pytest.mark.parametrize(
    ("said", "words"), [({"because": " "}, "few words"), ({"until_date": MONDAY}, "ends?")]
)
def test_a_decision_says_why_and_ends_after_it_begins(said, words, unit, sam, ali, signed):
    for decide in (
        lambda: actions.exclude(person=ali, practitioner=sam, **decided(unit, signed, **said)),
        lambda: actions.restrict(person=ali, readers=[unit.jo], **decided(unit, signed, **said)),
    ):
        with pytest.raises(actions.RefusedError, match=words):
            decide()


def test_an_exclusion_stands_once_and_ends_once(unit, sam, ali, signed):
    made = actions.exclude(person=ali, practitioner=sam, **decided(unit, signed))
    with pytest.raises(actions.RefusedError, match="already"):
        actions.exclude(person=ali, practitioner=sam, **decided(unit, signed))

    actions.end_exclusion(exclusion=made, **decided(unit, signed))

    made.refresh_from_db()
    assert made.until_date == MONDAY
    with pytest.raises(actions.RefusedError, match="ended already"):
        actions.end_exclusion(exclusion=made, **decided(unit, signed))


def test_a_restriction_names_a_reader_who_can_decide(unit, sam, ali, signed):
    with pytest.raises(actions.RefusedError, match="at least one"):
        actions.restrict(person=ali, readers=[], **decided(unit, signed))
    with pytest.raises(actions.RefusedError, match="nobody could decide"):
        actions.restrict(person=ali, readers=[sam, unit.wren], **decided(unit, signed))
    assert not Restriction.objects.exists()

    made = actions.restrict(person=ali, readers=[sam, unit.noor], **decided(unit, signed))

    assert set(made.readers.values_list("practitioner__ref", flat=True)) == {sam.ref, unit.noor.ref}
    with pytest.raises(actions.RefusedError, match="restricted already"):
        actions.restrict(person=ali, readers=[unit.jo], **decided(unit, signed))


def test_no_exclusion_takes_the_last_who_could_decide(unit, ali, signed):
    actions.restrict(person=ali, readers=[unit.noor], **decided(unit, signed))

    with pytest.raises(actions.RefusedError, match="nobody could decide"):
        actions.exclude(person=ali, practitioner=unit.noor, **decided(unit, signed))
    assert not Exclusion.objects.exists()


def test_whoever_may_see_nothing_is_made_no_reader(unit, sam, ali, signed):
    actions.exclude(person=ali, practitioner=sam, **decided(unit, signed))

    with pytest.raises(actions.RefusedError, match="may not see this record"):
        actions.restrict(person=ali, readers=[sam, unit.jo], **decided(unit, signed))
    made = actions.restrict(person=ali, readers=[unit.jo], **decided(unit, signed))
    with pytest.raises(actions.RefusedError, match="may not see this record"):
        actions.add_reader(restriction=made, practitioner=sam, **decided(unit, signed))


def test_readers_are_added_once_until_the_restriction_ends(unit, sam, ali, signed):
    made = actions.restrict(person=ali, readers=[unit.jo], **decided(unit, signed))
    actions.add_reader(restriction=made, practitioner=sam, **decided(unit, signed))
    with pytest.raises(actions.RefusedError, match="already"):
        actions.add_reader(restriction=made, practitioner=sam, **decided(unit, signed))

    actions.end_restriction(restriction=made, **decided(unit, signed))

    with pytest.raises(actions.RefusedError, match="ended already"):
        actions.add_reader(restriction=made, practitioner=unit.wren, **decided(unit, signed))


def test_whom_an_excluded_practitioner_supervised_waits_and_it_is_owned(unit, sam, ali, signed):
    Waiting.objects.all().delete()
    unit.with_(ali, sam)

    allocation.exclude(person=ali, practitioner=sam, because=WHY, **signed)

    held = Relationship.objects.get()
    assert (held.until_date, held.why_changed) == (MONDAY, "handed_back")
    waiting = Waiting.objects.get(until_date=None)
    assert (waiting.person, waiting.from_date, waiting.owner) == (ali, MONDAY, unit.offices["unit"])


def test_whom_an_excluded_practitioner_covers_waits_for_cover(unit, sam, ali, signed):
    held = unit.with_(ali, unit.noor)
    Cover.objects.create(relationship=held, practitioner=sam, from_date=LONG_AGO)

    allocation.exclude(person=ali, practitioner=sam, because=WHY, **signed)

    assert Cover.objects.get().until_date == MONDAY
    assert Waiting.objects.filter(person=ali, waiting_for=WaitingFor.COVER, until_date=None).exists()
    assert Relationship.objects.get().until_date is None


def test_what_a_plan_proposed_is_withdrawn_and_the_person_goes_on_waiting(unit, sam, ali, signed):
    allocation.make_plan(unit=unit.pdu, by=unit.noor.ref, day=MONDAY)
    planned = PlannedAllocation.objects.get(person=ali)

    allocation.exclude(person=ali, practitioner=planned.practitioner, because=WHY, **signed)

    planned.refresh_from_db()
    assert planned.state == PlannedAllocation.State.WITHDRAWN
    assert Waiting.objects.filter(person=ali, until_date=None).exists()


def test_a_relationship_that_begins_later_ends_and_its_person_waits_from_then(unit, sam, ali, signed):
    Waiting.objects.all().delete()
    begins = MONDAY + timedelta(days=7)
    Relationship.objects.create(person=ali, practitioner=sam, from_date=begins)

    allocation.exclude(person=ali, practitioner=sam, because=WHY, **signed)

    held = Relationship.objects.get()
    assert held.until_date == held.from_date == begins
    assert Waiting.objects.get().from_date == begins


def test_a_refused_exclusion_moves_nobody(unit, sam, ali, signed):
    Waiting.objects.all().delete()
    unit.with_(ali, sam)

    with pytest.raises(actions.RefusedError):
        allocation.exclude(person=ali, practitioner=sam, because=" ", **signed)

    assert Relationship.objects.get().until_date is None
    assert not Waiting.objects.exists()


def opened(practitioner, ref, at=NOON, because="Brought to hospital; needs their medication known."):
    """Try to open a record."""
    return allocation.open_record(
        ref=ref, practitioner=practitioner, because=because, at=at, day=date(2026, 11, 23)
    )


def test_a_record_opens_for_one_hour_and_data_protection_is_told(unit, sam, ali):
    found = opened(sam, ali.ref)

    assert found.glass == BrokenGlass.objects.get()
    assert found.glass.until_at - found.glass.from_at == timedelta(hours=1)
    told = Told.objects.get(code="record_opened")
    assert (told.office, told.values) == (unit.offices["data_protection"], {"glass": found.glass.pk})
    line = Line.objects.get(did="opened a closed record")
    assert (line.people, line.because, line.why) == ([ali.pk], [ali.ref], found.glass.because)


def test_a_restriction_is_lifted_and_an_exclusion_never(unit, sam, ali, signed):
    actions.restrict(person=ali, readers=[unit.jo], **decided(unit, signed))
    assert opened(sam, ali.ref).glass

    actions.exclude(person=ali, practitioner=sam, **decided(unit, signed))
    assert opened(sam, ali.ref).glass is None


def test_an_excluded_record_and_none_leave_the_same_behind(unit, sam, ali, signed):
    actions.exclude(person=ali, practitioner=sam, **decided(unit, signed))
    left = []
    for ref in (ali.ref, "P999"):
        with CaptureQueriesContext(connection) as asked:
            found = opened(sam, ref)
        line, told = Line.objects.get(pk=found.line.pk), Told.objects.order_by("-pk")[0]
        assert line.because == [ref]
        assert told.values == {"attempt": line.pk}
        said = (line.did, line.what, line.people, line.why, line.page, line.office, told.code, told.office)
        left.append((found.glass, found.stopped, len(asked), *said))

    assert left[0] == left[1]
    assert not Line.objects.filter(kind="looked").exists()


def test_who_tries_too_often_is_stopped_for_an_hour(unit, sam, ali):
    for _ in range(5):
        assert opened(sam, "P999", at=datetime.now(UTC)).glass is None

    stopped = opened(sam, ali.ref, at=datetime.now(UTC))

    assert stopped.stopped
    assert not BrokenGlass.objects.exists()
    assert Line.objects.filter(did="tried too often to open").count() == 1
    assert opened(sam, ali.ref, at=datetime.now(UTC) + timedelta(minutes=61)).glass


def test_a_record_is_not_opened_without_a_reason_of_some_length(unit, sam, ali):
    with pytest.raises(actions.RefusedError, match="few words"):
        opened(sam, ali.ref, because="x " * 10)


def test_nobody_is_told_of_themselves_nor_whoever_is_excluded(unit, sam, ali):
    by_jo = {"by": unit.jo.ref, "office": unit.offices["unit"], "day": MONDAY}
    actions.exclude(person=ali, practitioner=unit.dee, **decided(unit, by_jo))

    opened(sam, ali.ref)
    opened(unit.dee, "P999")

    assert Told.objects.get(code="record_opened").office == unit.offices["unit"]
    assert Told.objects.get(code="record_not_opened").office == unit.offices["unit"]
