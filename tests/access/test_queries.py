"""How many questions each page asks the database: few, and no more for more people."""

from __future__ import annotations

import uuid
from contextlib import contextmanager

import pytest
from django.db import connection

from befriend.allocation import actions
from befriend.imports import actions as imports
from befriend.workforce.models import Practitioner, Unit
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db

# By page: at most so many, with those that the middleware asks (session, user, offices, access, looks).
MOST = {
    "caseload": ("/my-people", "o01", 38),
    "person": ("/people/{person}", "o01", 28),  # one asks for contests of what stands no longer
    "this week": ("/units/larkfield/week", "l01", 46),
    "waiting": ("/units/larkfield/waiting", "l03", 46),
    "told": ("/told", "l03", 27),
    "people": ("/units/larkfield/people", "l10", 23),
}


@contextmanager
def counted():
    """Collect what is asked of the database."""
    asked: list[str] = []

    def note(execute, sql, *rest):
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield asked


@pytest.fixture
def demo_unit(db, tmp_path, monkeypatch):
    """Return the invented unit with the plan of its week."""
    from django.utils import timezone

    from befriend import demo

    monkeypatch.setattr(timezone, "localdate", lambda *_: MONDAY)
    demo.write(tmp_path, seed=1, monday=MONDAY)
    assert imports.load(tmp_path, day=MONDAY, by="test").done
    unit = Unit.objects.get(kind=Unit.Kind.UNIT)
    actions.begin_day(unit=unit, day=MONDAY)
    actions.make_plan(unit=unit, by="test", day=MONDAY)
    return unit


@pytest.fixture
def asked(sign_in):
    """Return what counts the questions of a page, once whoever asks has been there before."""

    def asked(ref, address, said=None):
        client = sign_in(Practitioner.objects.get(ref=ref))
        client.get("/told")
        with counted() as questions:
            answer = client.post(address, said) if said else client.get(address)
        assert answer.status_code in (200, 302), answer.status_code
        return len(questions)

    return asked


def test_no_page_of_the_invented_unit_asks_more_than_it_may(demo_unit, asked):
    person = Practitioner.objects.get(ref="o01").relationships.filter(until_date=None).first().person
    found = {
        page: asked(ref, address.format(person=person.ref)) for page, (address, ref, _most) in MOST.items()
    }

    assert {page: n for page, n in found.items() if n > MOST[page][2]} == {}


def test_saving_asks_little(demo_unit, asked):
    incident = {"kind": "threat", "where": "Room 2", "words": "Shouted.", "once": uuid.uuid4().hex}
    mine = Practitioner.objects.get(pk=demo_unit.plans.get().allocations.first().practitioner_id)
    planned = mine.planned.first()
    objection = {"kind": "safety", "words": "I know the family.", "once": uuid.uuid4().hex}

    found = {
        "incident": asked("o01", "/incidents/new", incident),
        "objection": asked(mine.ref, f"/my-proposals/{planned.pk}/object", objection),
    }

    assert found["incident"] <= 43
    assert found["objection"] <= 40
    assert planned.objections.count() == 1


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("noor", "/units/unit/week"),
        ("jo", "/units/unit/waiting"),
        ("robin", "/my-people"),
        ("jo", "/told"),
    ],
)
def test_more_people_are_no_more_questions(everybody, sign_in, asked, who, address):
    def grown(people):
        everybody.fill(everybody.robin, people)
        for number in range(people):
            everybody.waits(everybody.person(f"Elm {number}"))

    ref = getattr(everybody, who).ref
    grown(2)
    few = asked(ref, address)

    grown(9)

    assert asked(ref, address) <= few
