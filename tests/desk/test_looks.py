"""Every look at a person is kept: on every page that names somebody, and on none that does not."""

from __future__ import annotations

from itertools import product

import pytest
from django.test import Client

from befriend.allocation import actions
from befriend.allocation.models import CapacityNotice, PlannedAllocation, Relationship
from befriend.audit.looking import Looks
from befriend.audit.models import Line
from befriend.people.models import Person
from tests.access import test_table as addresses
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db
WHO = ("sam", "noor", "jo", "wren", "ash")


@pytest.fixture
def busy(staffed, on_monday):
    """Return Larkfield where everything that a page may show of somebody has happened."""
    for number in range(3):
        staffed.with_(staffed.person(f"Ivy Reed {number}"), staffed.sam)
    staffed.waits(staffed.person("Fir Sedge"))
    for each, name in enumerate(("Oak Lynch", "Yew Carr", "Ash Dene")):
        person = staffed.person(name)
        if each:
            staffed.with_(person, staffed.robin)
        actions.ask(person=person, kind="woman_officer", practitioner=None, by="x", day=on_monday)
    staffed.plan = actions.make_plan(unit=staffed.pdu, by=staffed.noor.ref, day=on_monday)
    staffed.told, _ = CapacityNotice.objects.get_or_create(
        plan=staffed.plan,
        office=staffed.offices["unit"],
        defaults={"day": on_monday, "counts": {"people": 1}},
    )
    return staffed


def named_in(text: str) -> dict[int, str]:
    """Return the people whose name or reference stands in an answer."""
    people = Person.objects.values_list("pk", "chosen_name", "ref")
    return {key: name for key, name, ref in people if name in text or f">{ref}<" in text}


def pages(busy) -> list[str]:
    """Return every address, about somebody and something that is there."""
    planned = PlannedAllocation.objects.first()
    held = Relationship.objects.first()
    parts = {
        "<str:ref>": busy.pdu.ref,
        "<path:ref>": busy.pdu.ref,
        "<str:person>": busy.ali.ref,
        "<str:practitioner>": busy.sam.ref,
        "<str:case>": held.person.cases.get().ref,
        "<int:incident>": busy.incident().pk,
        "<int:notice>": busy.told.pk,
        "<int:waiting>": busy.wait.pk,
        "<int:planned>": planned.pk,
    }
    return [addresses.filled(address, parts) for address in addresses.table.addresses()]


def test_whoever_stands_on_a_page_was_looked_at(busy, sign_in):
    forgotten, shown = {}, set()
    for who, address in product(WHO, pages(busy)):
        before = getattr(Line.objects.order_by("-pk").first(), "pk", 0)
        answer = sign_in(getattr(busy, who)).get(address)
        if answer.status_code != 200 or answer.streaming:
            continue
        named = named_in(answer.content.decode(errors="replace"))
        lines = Line.objects.filter(pk__gt=before, kind="looked")
        looked = {key for people in lines.values_list("people", flat=True) for key in people}
        shown |= {address} if looked else set()
        if unseen := {name for key, name in named.items() if key not in looked}:
            forgotten[who, address] = unseen

    assert forgotten == {}
    assert len(shown) > 9


def test_a_look_says_as_what_and_at_which_page_and_no_address(busy, sign_in):
    sign_in(busy.noor).get(f"/people/{busy.ali.ref}")

    line = Line.objects.get(kind="looked")
    assert (line.by, line.role, line.page) == (busy.noor.ref, "senior", "person")
    assert line.people == [busy.ali.pk]
    assert busy.ali.ref not in f"{line.what}{line.page}{line.because}{line.why}"
    assert line.account == busy.noor.user.pk


def test_who_is_refused_saw_nobody(busy, sign_in):
    sign_in(busy.ash).get(f"/people/{busy.ali.ref}")
    Client().get(f"/people/{busy.ali.ref}")

    assert not Line.objects.filter(kind="looked").exists()


def test_a_paper_is_a_look(busy, sign_in):
    sign_in(busy.jo).get(f"/slips/{busy.wait.pk}.pdf")

    assert Line.objects.get(kind="looked").people == [busy.ali.pk]


def test_the_answer_to_a_program_is_a_look(busy):
    from befriend.identity.actions import make_token
    from befriend.identity.models import User

    busy.jo.user = User.objects.create_user(username="jo")
    busy.jo.save()
    token = make_token(user=busy.jo.user, days=9, by="x", day=MONDAY)

    answer = Client().get(f"/api/units/{busy.pdu.ref}/week", headers={"Authorization": f"Bearer {token}"})

    assert answer.status_code == 200
    line = Line.objects.get(kind="looked")
    assert line.by == busy.jo.ref
    assert busy.ali.pk in line.people


def test_a_form_that_is_refused_shows_somebody_again(busy, sign_in):
    answer = sign_in(busy.noor).post(f"/people/{busy.ali.ref}/requests", {"kind": "nonsense"})

    assert answer.status_code == 422
    assert Line.objects.get(kind="looked").people == [busy.ali.pk]


def test_one_page_of_many_people_is_one_line(busy, sign_in):
    sign_in(busy.sam).get("/my-people")

    assert len(Line.objects.get(kind="looked").people) == 3


def test_a_page_that_reads_round_the_model_would_be_found(busy, rf):
    """What the walk over all pages stands on: names read as plain values leave no look, and it sees that."""
    from django.http import HttpResponse

    def sly(_request):
        return HttpResponse(", ".join(Person.objects.values_list("chosen_name", flat=True)))

    request = rf.get("/")
    request.user = busy.sam.user
    request.resolver_match = None
    answer = Looks(sly)(request)

    assert named_in(answer.content.decode())
    assert not Line.objects.filter(kind="looked").exists()
