"""The trail: data protection reads it by person or line, no manager does, and staff see who read theirs."""

from __future__ import annotations

from datetime import date

import pytest

from befriend.audit import actions, queries
from befriend.audit.models import Line
from befriend.rules.values import Grade
from befriend.workforce.models import Exclusion, Office
from tests.larkfield import LONG_AGO, MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def dee(staffed):
    """Return Dee, who is Larkfield's data protection."""
    dee = staffed.works("Plover, Dee", Grade.SENIOR)
    staffed.hold("data-protection", staffed.pdu, Office.Post.DATA_PROTECTION, dee)
    return dee


@pytest.fixture
def touched(staffed):
    """Return the line of what Sam did with Ali, whom Noor looked at too."""
    line = actions.write(
        by=staffed.sam.ref, day=MONDAY, did="allocated", what=staffed.ali.ref, people=[staffed.ali.pk]
    )
    actions.looked(by=staffed.noor.ref, day=MONDAY, people=[staffed.ali.pk], page="person")
    return line


def text(answer):
    return answer.content.decode()


def test_data_protection_reads_who_saw_and_did_what(staffed, dee, touched, sign_in):
    page = sign_in(dee).post("/trail", {"person": staffed.ali.ref})

    assert page.status_code == 200
    assert "Bunting, Sam" in text(page)
    assert "Kite, Noor" in text(page)
    assert f"allocated: {staffed.ali.ref}" in text(page)


def test_data_protection_reads_one_line_and_what_was_written_with_it(staffed, dee, touched, sign_in):
    page = text(sign_in(dee).post("/trail", {"line": touched.pk}))

    assert "Bunting, Sam" in page
    assert "Kite, Noor" not in page
    assert "insert in people_personevent" in page


def test_reading_a_trail_is_a_line_and_whoever_stands_in_it_sees_who_read(staffed, dee, touched, sign_in):
    sign_in(dee).post("/trail", {"person": staffed.ali.ref})

    read = Line.objects.get(did="read a trail")
    assert (read.by, read.people) == (dee.ref, [staffed.ali.pk])
    assert read.because == sorted([staffed.sam.ref, staffed.noor.ref])
    assert "Plover, Dee" in text(sign_in(staffed.sam).get("/my-trail"))
    assert "Plover, Dee" in text(sign_in(staffed.noor).get("/my-trail"))
    assert "Plover, Dee" not in text(sign_in(staffed.robin).get("/my-trail"))


@pytest.mark.parametrize("who", ["sam", "noor", "jo", "fen", "wren", "ash"])
def test_no_manager_and_nobody_else_reads_a_trail(who, staffed, dee, touched, sign_in):
    client = sign_in(getattr(staffed, who))

    assert client.get("/trail").status_code == 403
    for asked in ({"person": staffed.ali.ref}, {"line": touched.pk}):
        assert client.post("/trail", asked).status_code == 403
    assert not Line.objects.filter(did="read a trail").exists()


def test_no_row_of_what_others_did_is_there_for_a_manager_even_in_sql(staffed, dee):
    from django.db import connection

    from befriend.workforce.permissions import acting_for

    with connection.cursor() as cursor:
        # Of another transaction than this test's, whose own rows everybody in it sees.
        cursor.execute("ALTER TABLE audit_line DISABLE TRIGGER filled")
        cursor.execute(
            "INSERT INTO audit_line (at, day, by, office, did, what, because, xact)"
            " VALUES (now(), now(), 'W999', '', 'x', '', '[]', 1)"
        )
    seen = {}
    for name in ("unit", "senior-unit", "representative", "data-protection"):
        with acting_for(staffed.offices[name], MONDAY, "a test"):
            seen[name] = Line.objects.filter(by="W999").count()

    assert seen == {"unit": 0, "senior-unit": 0, "representative": 0, "data-protection": 1}


@pytest.mark.parametrize("asked", [{"person": "nobody"}, {"line": 99999999}, {"line": "x"}, {"person": ""}])
def test_what_is_not_there_shows_nothing(asked, staffed, dee, touched, sign_in):
    page = sign_in(dee).post("/trail", asked)

    assert page.status_code == 422
    assert not Line.objects.filter(did="read a trail").exists()


def test_whoever_is_excluded_from_a_record_reads_no_trail_of_it(staffed, dee, touched, sign_in):
    Exclusion.objects.create(
        practitioner=dee, person=staffed.ali, from_date=LONG_AGO, because="A relative.", decided_by="W1"
    )

    for asked in ({"person": staffed.ali.ref}, {"line": touched.pk}):
        assert sign_in(dee).post("/trail", asked).status_code == 422


def test_a_long_trail_goes_on(staffed, dee, sign_in):
    for number in range(60):
        actions.write(by="W1", day=MONDAY, did=f"step {number}.", what="", people=[staffed.ali.pk])
    first = text(sign_in(dee).post("/trail", {"person": staffed.ali.ref}))
    before = first.split('name="before" value="')[1].split('"')[0]

    second = text(sign_in(dee).post("/trail", {"person": staffed.ali.ref, "before": before}))

    assert "step 59." in first
    assert "step 5." not in first
    assert "step 5." in second


def test_the_person_sees_kinds_of_role_and_months_and_never_who(staffed):
    def look(role, page="person", day=MONDAY):
        from befriend.audit import access

        with access.acting(by="W1", day=day, role=role):
            actions.looked(by="W1", day=day, people=[staffed.ali.pk], page=page)

    for role in ("practitioner", "practitioner", "victim_liaison", "inspector", "court"):
        look(role)
    look("senior", page="week", day=date(2026, 10, 5))

    assert queries.people_see(staffed.ali.pk) == [
        (date(2026, 11, 1), "other", "work"),
        (date(2026, 11, 1), "practitioner", "supervision"),
        (date(2026, 10, 1), "senior", "work"),
    ]
