"""Erasing one person: their words are gone everywhere, the figures and the chain stand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection

from befriend.allocation.actions import RefusedError
from befriend.allocation.models import Relationship, Waiting
from befriend.audit import actions as audit
from befriend.audit import queries as trail
from befriend.audit.models import Line
from befriend.keeping import actions, queries
from befriend.keeping.actions.owning import as_owner
from befriend.keeping.models import Erasure
from befriend.people.models import Person, Statement
from befriend.sentences.models import Case, CaseState
from befriend.workforce.models import Incident
from tests.keeping.conftest import ENDED
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(staffed, office):
    """Return who decides, as which office and when."""
    return {"by": staffed.dee.ref, "office": office, "day": MONDAY}


def erase(erasure, **signed):
    """Carry an approval out as the command does."""
    with as_owner(by=signed["by"], office=signed["office"].ref, day=signed["day"]):
        return actions.erase(erasure=erasure, **signed)


def mentions(word):
    """Return every column of text or JSON of the whole database that has a word in it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.table_name, c.column_name FROM information_schema.columns c "
            "JOIN information_schema.tables t USING (table_schema, table_name) "
            "WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.data_type IN "
            "('text', 'character varying', 'character', 'json', 'jsonb', 'ARRAY')"
        )
        found = []
        for table, column in cursor.fetchall():
            query = f'SELECT count(*) FROM "{table}" WHERE "{column}"::text ILIKE %s'  # noqa: S608
            cursor.execute(query, [f"%{word}%"])
            if cursor.fetchone()[0]:
                found.append(f"{table}.{column}")
        return found


def leave_traces(person, staffed):
    """Let `person` be mentioned where no key leads: histories, incidents, audit, drafts, contexts."""
    person.patch = "by Yew Tamarisk's aunt"
    person.save()
    fact = Statement.objects.create(person=person, key="health", value="Secret-illness",
                               observed_on=date(2018, 3, 1), known_from=date(2018, 3, 1))  # fmt: skip
    Statement.objects.filter(pk=fact.pk).delete()
    Incident.objects.create(practitioner=staffed.sam, day=MONDAY, kind="threat", where="Room 2",
                            words="yew tamarisk's friend shouted.")  # fmt: skip
    audit.write(by=staffed.sam.ref, day=ENDED, did="allocated", what=person.ref, people=[person.pk])
    audit.looked(by=staffed.sam.ref, day=ENDED, people=[person.pk], page="person", why="Yew Tamarisk rang")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO pghistory_context (id, created_at, updated_at, metadata) "
            "VALUES (gen_random_uuid(), now(), now(), jsonb_build_object('url', %s::text))",
            [f"/people/{person.ref}"],
        )


def test_nothing_of_their_words_is_left_anywhere(staffed, yew, signed):
    ref, name = yew.ref, yew.chosen_name
    leave_traces(yew, staffed)
    assert len(mentions(name)) > 3
    assert len(mentions(ref)) > 3

    erase(actions.approve(person=yew, named=ref, **signed), **signed)

    for word in (name, ref, "Secret-illness", "Keeps bees"):
        assert mentions(word) == []


def test_the_chain_verifies_after_an_erasure(staffed, yew, signed):
    leave_traces(yew, staffed)
    audit.seal_all()
    assert trail.verify().faults == []

    erase(actions.approve(person=yew, named=yew.ref, **signed), **signed)
    audit.seal_all()

    assert trail.verify().faults == []


def test_others_whose_reference_begins_alike_are_left_alone(staffed, yew, signed):
    other = Person.objects.create(ref=f"{yew.ref}-2", chosen_name="Yew Tamarisk-Moss")

    erase(actions.approve(person=yew, named=yew.ref, **signed), **signed)

    other.refresh_from_db()
    assert (other.ref, other.chosen_name) == (f"{yew.ref}-2", "Yew Tamarisk-Moss")


def test_a_namesake_keeps_their_name_in_what_is_written_about_them(staffed, yew, signed):
    Person.objects.create(ref="P900", chosen_name=yew.chosen_name)
    told = Incident.objects.create(practitioner=staffed.sam, day=MONDAY, kind="threat", where="Room 2",
                                   words="Yew Tamarisk shouted.")  # fmt: skip

    erase(actions.approve(person=yew, named=yew.ref, **signed), **signed)

    told.refresh_from_db()
    assert told.words == "Yew Tamarisk shouted."


def test_counts_and_continuity_stand(staffed, yew, signed):
    before = (
        Person.objects.count(),
        Case.objects.count(),
        CaseState.objects.count(),
        Statement.objects.count(),
    )
    kept = Relationship.objects.get(person=yew)

    erase(actions.approve(person=yew, named=yew.ref, **signed), **signed)

    after = (
        Person.objects.count(),
        Case.objects.count(),
        CaseState.objects.count(),
        Statement.objects.count(),
    )
    same = Relationship.objects.get(pk=kept.pk)
    assert after == before
    assert (same.person_id, same.practitioner, same.from_date, same.until_date) == (
        yew.pk, staffed.sam, kept.from_date, kept.until_date,
    )  # fmt: skip


def test_a_tombstone_and_a_line_of_the_audit_stay(staffed, yew, signed, office):
    erasure = erase(actions.approve(person=yew, named=yew.ref, **signed), **signed)

    line = Line.objects.get(did=audit.ERASED)
    assert erasure.erased_on == MONDAY
    assert erasure.because[0]["code"] == "keep_period"
    assert erasure.counts["people.Person"] == 1
    assert (line.what, line.office) == ("retention.yaml", office.ref)
    assert "people_personevent" in {each["table"] for each in line.because}


def test_whoever_has_open_work_is_never_erased(staffed, signed):
    with pytest.raises(RefusedError, match="not due"):
        actions.approve(person=staffed.ali, named=staffed.ali.ref, **signed)


def test_a_case_that_opens_after_the_approval_stops_it(staffed, yew, signed):
    erasure = actions.approve(person=yew, named=yew.ref, **signed)
    Case.objects.create(ref="C900", person=yew, unit=staffed.pdu, order_type="licence", from_date=MONDAY)

    with pytest.raises(RefusedError, match="not due"):
        erase(erasure, **signed)

    assert Person.objects.get(pk=yew.pk).chosen_name == "Yew Tamarisk"


def test_a_wait_that_is_open_counts_as_open_work(staffed, yew):
    Waiting.objects.create(person=yew, unit=staffed.pdu, from_date=MONDAY, owner=staffed.offices["unit"])

    assert not queries.may_be_erased(yew, MONDAY)


def test_a_hold_withdraws_the_approval_and_stands_until_it_is_ended(staffed, yew, signed):
    erasure = actions.approve(person=yew, named=yew.ref, **signed)

    held = actions.hold(person=yew, kind="inquiry", because="An inquest is opened.", **signed)

    erasure.refresh_from_db()
    assert erasure.withdrawn_on == MONDAY
    with pytest.raises(RefusedError, match="not due"):
        actions.approve(person=yew, named=yew.ref, **signed)
    actions.end_hold(hold=held, because="It is closed.", **signed)
    assert actions.approve(person=yew, named=yew.ref, **signed).pk != erasure.pk


def test_whoever_approves_types_whom(yew, signed):
    with pytest.raises(RefusedError, match="not the reference"):
        actions.approve(person=yew, named="P001-9", **signed)


def test_nobody_is_approved_or_erased_twice(yew, signed):
    erasure = actions.approve(person=yew, named=yew.ref, **signed)
    with pytest.raises(RefusedError, match="erased already"):
        actions.approve(person=yew, named=yew.ref, **signed)

    erase(erasure, **signed)

    with pytest.raises(RefusedError, match="erased already"):
        erase(erasure, **signed)
    assert Erasure.objects.filter(erased_on=MONDAY).count() == 1


def test_the_list_names_whoever_is_due_and_nobody_else(staffed, yew, signed):
    late = staffed.person("Oak Late")
    Case.objects.filter(person=late).update(until_date=MONDAY - timedelta(days=30))

    assert [one.person for one in queries.due(staffed.pdu, MONDAY)] == [yew]

    actions.approve(person=yew, named=yew.ref, **signed)
    assert queries.due(staffed.pdu, MONDAY) == []


def test_another_unit_has_them_not_in_its_list(staffed, yew):
    assert queries.due(staffed.elsewhere, MONDAY) == []


def test_whoever_has_asked_for_their_record_is_not_erased_before_they_have_it(yew, signed):
    actions.begin(person=yew, **signed)

    assert not queries.may_be_erased(yew, MONDAY)
