"""The pages of contact: today, two clicks to close, the calendar, booking, notes, the timeline, search."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from befriend.allocation.models import Relationship
from befriend.audit.models import Line
from befriend.desk.views.today import load_of
from befriend.supervision import actions
from befriend.supervision.models import Contact, Note, NoTime, SafetyCall
from befriend.supervision.queries import midnight

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    """Return today."""
    return timezone.localdate()


@pytest.fixture
def ivy(staffed):
    """Return Ivy, who is with Sam."""
    person = staffed.person("Ivy Reed")
    staffed.with_(person, staffed.sam)
    return person


@pytest.fixture
def booked(staffed, ivy, day):
    """Return what makes an appointment of Ivy's with Sam at an hour of today."""

    def booked(hour=10, *, days=0, kind="office", person=ivy):
        begins = midnight(day + timedelta(days=days)) + timedelta(hours=hour)
        return Contact.objects.create(
            person=person, practitioner=staffed.sam, kind=kind, starts_at=begins, where="Room 2",
            ends_at=begins + timedelta(minutes=30), made_by=staffed.sam.ref, made_at=begins,
        )  # fmt: skip

    return booked


def text(answer):
    """Return a page as text, which must be there."""
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def promise(person, words, staffed, day):
    """Promise somebody something, as Sam."""
    return actions.write(
        person=person, kind="promised", promised_by="practitioner", text=words, by=staffed.sam.ref, day=day,
        at=timezone.now(),
    )  # fmt: skip


def test_today_says_whom_i_see_and_what_i_promised_them(staffed, ivy, booked, day, sign_in):
    booked()
    other = staffed.person("Elm Oak")
    staffed.with_(other, staffed.sam)
    promise(ivy, "Ring the hostel.", staffed, day)
    promise(other, "Find the form.", staffed, day)

    page = text(sign_in(staffed.sam).get("/today"))

    assert "10:00" in page
    assert "Ivy Reed" in page
    assert page.index("Ring the hostel.") < page.index("Promised to others") < page.index("Find the form.")


def test_nobody_elses_day_is_there(staffed, booked, sign_in):
    booked()

    assert "Ivy Reed" not in text(sign_in(staffed.robin).get("/today"))


def test_what_was_not_closed_before_is_there_until_it_is(staffed, booked, sign_in):
    old = booked(days=-3)
    client = sign_in(staffed.sam)
    assert "Not closed yet" in text(client.get("/today"))

    client.post(f"/contacts/{old.ref}/talked", {"once": "a"})

    assert "Not closed yet" not in text(client.get("/today"))
    old.refresh_from_db()
    assert old.outcome == "talked"


def test_an_attended_appointment_is_closed_with_its_note_in_two_clicks(staffed, ivy, booked, sign_in):
    made = booked(0)
    client = sign_in(staffed.sam)
    first = f"/contacts/{made.ref}/outcome?came=attended"
    assert first in text(client.get("/today"))
    assert 'value="attended" checked' in text(client.get(first))

    answer = client.post(first, {
        "outcome": "attended", "note": "Starts at the yard on Monday.", "mattered": "Sees the children.",
        "promised": "Ring the yard.", "once": "a",
    }, follow=True)  # fmt: skip

    assert "Kept: Came." in text(answer)
    made.refresh_from_db()
    assert made.outcome == "attended"
    assert set(made.notes.values_list("kind", "text")) == {
        ("note", "Starts at the yard on Monday."),
        ("mattered", "Sees the children."),
        ("promised", "Ring the yard."),
    }


def test_there_is_time_yet_for_what_is_to_come(staffed, booked, sign_in):
    made = booked(days=5)

    sign_in(staffed.sam).post(f"/contacts/{made.ref}/no-time", {"once": "a"})

    made.refresh_from_db()
    assert made.is_planned
    assert not NoTime.objects.exists()


def test_no_time_is_one_tap_that_keeps_the_load_and_whose_gap_it_is(staffed, booked, sign_in):
    made = booked(0)
    staffed.fill(staffed.sam, 20)
    client = sign_in(staffed.sam)

    for _ in range(2):  # a double click
        client.post(f"/contacts/{made.ref}/no-time", {"once": "a"})

    kept = NoTime.objects.get()
    assert kept.office == staffed.offices["unit"]
    assert kept.points > 0
    assert kept.available_points > 0
    assert kept.percent == pytest.approx(100 * kept.points / kept.available_points, abs=1)
    made.refresh_from_db()
    assert not made.is_failure


def test_no_time_said_later_keeps_the_load_of_the_day_it_was_for(staffed, ivy, booked, day, sign_in):
    made = booked(days=-7)
    staffed.fill(staffed.sam, 20)
    Relationship.objects.exclude(person=ivy).update(from_date=day - timedelta(days=3))

    sign_in(staffed.sam).post(f"/contacts/{made.ref}/no-time", {"once": "a"})

    kept = NoTime.objects.get()
    assert (kept.day, kept.office) == (day - timedelta(days=7), staffed.offices["unit"])
    assert kept.points < load_of(staffed.sam, day)["points"]


def test_an_appointment_is_booked_and_a_clash_names_the_time_only(staffed, ivy, day, sign_in):
    tomorrow = day + timedelta(days=1)
    said = {
        "kind": "office", "day": f"{tomorrow:%d/%m/%Y}", "time": "2.30pm", "minutes": "45", "where": "",
        "practitioner": staffed.sam.ref,
    }  # fmt: skip
    client = sign_in(staffed.sam)
    answer = client.post(f"/people/{ivy.ref}/appointments/new", {**said, "once": "a"}, follow=True)
    assert "14:30" in text(answer)
    other = staffed.person("Elm Oak")
    staffed.with_(other, staffed.sam)

    clash = client.post(f"/people/{other.ref}/appointments/new", {**said, "once": "b"})

    assert clash.status_code == 409
    page = clash.content.decode()
    assert "another appointment between 14:30 and 15:15" in page
    assert "Ivy Reed" not in page
    made = Contact.objects.get()
    assert timezone.localtime(made.starts_at).replace(tzinfo=None) == datetime(
        tomorrow.year, tomorrow.month, tomorrow.day, 14, 30
    )


@pytest.mark.parametrize(
    ("field", "words", "sentence"),
    [
        ("time", "half past", "There is no such time."),
        ("time", "", "Write a time"),
        ("day", "31/02/2027", "There is no such day."),
        ("minutes", "-5", "Write 0 or more."),
        ("minutes", "9999", "between 1 and 480 minutes"),
        ("kind", "seance", "That can no longer be chosen."),
        ("practitioner", "W999", "That can no longer be chosen."),
    ],
)
def test_what_cannot_be_read_is_told_and_changes_nothing(staffed, ivy, day, sign_in, field, words, sentence):
    said = {
        "kind": "office", "day": f"{day + timedelta(days=1):%d/%m/%Y}", "time": "10:00", "minutes": "30",
        "practitioner": staffed.sam.ref,
    }  # fmt: skip

    answer = sign_in(staffed.sam).post(f"/people/{ivy.ref}/appointments/new", {**said, field: words})

    assert answer.status_code in (409, 422)
    assert sentence in answer.content.decode()
    assert not Contact.objects.exists()


def test_an_appointment_is_moved_and_the_old_time_stays_as_moved(staffed, ivy, booked, day, sign_in):
    made = booked(days=2)
    client = sign_in(staffed.sam)
    page = text(client.get(f"/contacts/{made.ref}/move"))
    assert "10:00" in page
    said = {
        "kind": "video", "day": f"{day + timedelta(days=3):%d/%m/%Y}", "time": "11:00", "minutes": "30",
        "side": "service", "once": "a",
    }  # fmt: skip

    client.post(f"/contacts/{made.ref}/move", said | {"based_on": mark_in(page)})

    assert Contact.objects.get(pk=made.pk).outcome == "moved"
    shown = text(client.get(f"/people/{ivy.ref}/timeline"))
    assert "Moved by the service" in shown
    assert "counts against nobody" in shown


def mark_in(page):
    """Return the mark of what a form was made from."""
    return page.split('name="based_on" value="', 1)[1].split('"', 1)[0]


def test_what_was_closed_meanwhile_is_not_cancelled(staffed, booked, sign_in):
    made = booked(0)
    client = sign_in(staffed.sam)
    page = text(client.get(f"/contacts/{made.ref}/cancel"))
    client.post(f"/contacts/{made.ref}/talked", {"once": "a"})

    answer = client.post(
        f"/contacts/{made.ref}/cancel", {"side": "service", "once": "b", "based_on": mark_in(page)}
    )

    assert answer.status_code == 409
    assert Contact.objects.get().outcome == "talked"


def test_the_calendar_of_a_week_and_of_a_day(staffed, booked, day, sign_in):
    booked()
    client = sign_in(staffed.sam)

    assert "Ivy Reed" in text(client.get("/my-calendar"))
    assert "Ivy Reed" in text(client.get(f"/my-calendar?view=day&day={day.isoformat()}"))
    later = day + timedelta(days=7)
    assert "Ivy Reed" not in text(client.get(f"/my-calendar?day={later.isoformat()}"))
    for nonsense in ("day=yesterday", "day=0001-01-01", "view=year", "day=9999-12-31", "day=2026-02-31"):
        assert text(client.get(f"/my-calendar?{nonsense}"))


def test_a_note_is_written_corrected_and_both_stand(staffed, ivy, sign_in):
    client = sign_in(staffed.sam)
    client.post(f"/people/{ivy.ref}/notes/new", {"kind": "note", "text": "Works nights.", "once": "a"})
    note = Note.objects.get()

    client.post(f"/notes/{note.pk}/replace", {"words": "Works days.", "once": "b", "based_on": str(note.pk)})

    page = text(client.get(f"/people/{ivy.ref}/timeline"))
    assert "<s>Works nights.</s>" in page
    assert "Works days." in page


def test_a_promise_is_written_and_kept(staffed, ivy, day, sign_in):
    client = sign_in(staffed.sam)
    said = {"kind": "practitioner", "text": "Ring the hostel.", "promised_for": f"{day:%d/%m/%Y}"}
    client.post(f"/people/{ivy.ref}/notes/new", {**said, "once": "a"})
    assert "Ring the hostel." in text(client.get("/today"))

    client.post(f"/notes/{Note.objects.get().pk}/done", {"once": "b", "back": "today"})

    assert "Ring the hostel." not in text(client.get("/today"))
    assert Note.objects.get().done_on == day


def test_only_a_promise_has_a_day(staffed, ivy, day, sign_in):
    said = {"kind": "note", "text": "x", "promised_for": f"{day:%d/%m/%Y}"}

    answer = sign_in(staffed.sam).post(f"/people/{ivy.ref}/notes/new", said)

    assert answer.status_code == 422
    assert "Only a promise has a day." in answer.content.decode()


def test_somebody_who_rang_is_kept_with_a_note(staffed, ivy, day, sign_in):
    client = sign_in(staffed.sam)
    said = {"kind": "telephone", "day": f"{day - timedelta(days=1):%d/%m/%Y}", "time": "09:00"}

    client.post(f"/people/{ivy.ref}/contacts/new", {**said, "minutes": "5", "note": "Is ill.", "once": "a"})

    made = Contact.objects.get()
    assert (made.outcome, made.notes.get().text) == ("attended", "Is ill.")


def test_a_timeline_is_paged_and_filtered_by_its_address(staffed, ivy, booked, sign_in):
    for days in range(1, 31):
        made = booked(days=-days)
        Contact.objects.filter(pk=made.pk).update(
            outcome="missed" if days % 10 == 0 else "attended", outcome_at=made.starts_at
        )
    client = sign_in(staffed.sam)
    first = text(client.get(f"/people/{ivy.ref}/timeline"))
    older = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"', 1)[0].replace("&amp;", "&")

    assert first.count("told__item") == 25
    assert text(client.get(f"/people/{ivy.ref}/timeline{older}")).count("told__item") == 5
    assert text(client.get(f"/people/{ivy.ref}/timeline?what=missed")).count("told__item") == 3
    for nonsense in ("?after=x&read=1", "?after=2026-01-01&read=1", "?after=2026-13-99T00:00&read=9999999"):
        assert text(client.get(f"/people/{ivy.ref}/timeline{nonsense}"))
    assert client.get(f"/people/{ivy.ref}/timeline?first=nonsense").status_code == 422
    for name in ("first", "last", "as_of"):
        answer = client.get(f"/people/{ivy.ref}/timeline?{name}=31/12/9999")
        assert (answer.status_code, "There is no such day" in answer.content.decode()) == (422, True)
        assert client.get(f"/people/{ivy.ref}/timeline?{name}=01/01/0001").status_code == 200


def test_an_inspector_of_nothing_finds_no_timeline(staffed, ivy, sign_in):
    client = sign_in(staffed.ash)

    assert client.get(f"/people/{ivy.ref}/timeline").status_code == 404
    assert client.post(f"/people/{ivy.ref}/notes/new", {"kind": "note", "text": "x"}).status_code == 404


def test_whoever_is_found_was_looked_at_and_no_name_stands_in_an_address(staffed, ivy, sign_in, day):
    beyond = staffed.person("Ivor Reedman")
    promise(ivy, "Ring the hostel.", staffed, day)
    client = sign_in(staffed.sam)

    page = text(client.post("/search", {"words": "Ivy Read"}))
    line = Line.objects.filter(kind="looked").latest("pk")

    assert "Ivy Reed" in page
    assert beyond.chosen_name not in page
    assert (line.page, line.people) == ("search", [ivy.pk])
    assert "Ring the hostel." in text(client.post("/search", {"words": "hostel"}))
    assert client.post("/search", {"words": ""}).status_code == 422
    assert "Ivy Reed" not in text(client.get("/search?words=Ivy"))


def test_a_visit_is_begun_and_answered(staffed, booked, sign_in):
    visit = booked(0, kind="home_visit")
    client = sign_in(staffed.sam)
    client.post(f"/contacts/{visit.ref}/set-out", {"once": "a"})
    call = SafetyCall.objects.get()
    assert "I am back and safe" in text(client.get("/today"))

    client.post(f"/safety/{call.pk}/answer", {"once": "b"})

    call.refresh_from_db()
    assert call.answered_by == staffed.sam.ref
    assert "I am back and safe" not in text(client.get("/today"))


def test_an_overdue_visit_is_on_the_seniors_pages_with_who_is_next(staffed, booked, sign_in, day):
    from befriend.allocation import queries as allocation
    from befriend.audit import access

    visit = booked(0, kind="home_visit")
    now = timezone.now()
    call = actions.start_call(contact=visit, by=staffed.sam.ref, day=day, at=now)
    with access.service(by="x", day=day):
        actions.raise_alarms(
            on_duty=allocation.on_duty, by="x", day=day, at=call.due_at + timedelta(minutes=1)
        )
    client = sign_in(staffed.noor)

    for address in ("/units/unit/week", "/units/unit/waiting", "/safety", "/today"):
        page = text(client.get(address))
        assert "Bunting, Sam is overdue from a home visit" in page
        assert "Room 2" in page
        assert "Lark, Jo" in page  # who is told next
    assert "overdue" in text(client.get("/told"))
    client.post(f"/safety/{call.pk}/answer", {"once": "a"})
    assert "is overdue from" not in text(client.get("/safety"))


def test_whoever_was_told_nothing_answers_no_call(staffed, booked, sign_in, day):
    visit = booked(0, kind="home_visit")
    call = actions.start_call(contact=visit, by=staffed.sam.ref, day=day, at=timezone.now())

    answer = sign_in(staffed.robin).post(f"/safety/{call.pk}/answer", {"once": "a"})

    assert answer.status_code == 404
    call.refresh_from_db()
    assert call.answered_at is None
