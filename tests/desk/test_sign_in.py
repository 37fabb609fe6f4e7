"""Signing in as somebody invented, the first page of each, and the pages for what went wrong."""

import pytest
from django.test import Client

from befriend.audit.models import Line
from befriend.identity.models import Nature

pytestmark = pytest.mark.django_db


@pytest.fixture
def invented(staffed):
    """Return Larkfield in a database made for invented people."""
    Nature.objects.create(kind="invented")
    return staffed


def told(answer):
    """Return the words of a page."""
    return " ".join(answer.content.decode().split())


def test_everybody_invented_can_be_chosen_by_what_they_do(invented, client, on_monday):
    page = told(client.get("/sign-in"))

    for who in ("Lark, Jo", "Heron, Fen", "Kite, Noor", "Wren, Max", "Bunting, Sam", "Dunlin, Robin"):
        assert who in page
    assert "INVENTED" in page


def test_a_choice_signs_in_and_leaves_a_line_in_the_audit(invented, client, on_monday):
    answer = client.post("/sign-in", {"practitioner": invented.noor.ref}, follow=True)

    assert answer.request["PATH_INFO"] == "/units/unit/week"
    assert Line.objects.get(did="signed in as invented").by == invented.noor.ref
    invented.noor.refresh_from_db()
    assert not invented.noor.user.has_usable_password()


@pytest.mark.parametrize("kind", [None, "real"])
def test_where_people_are_real_there_is_no_such_page(staffed, client, kind):
    if kind:
        Nature.objects.create(kind=kind)

    assert client.get("/sign-in").status_code == 404
    assert client.post("/sign-in", {"practitioner": staffed.jo.ref}).status_code == 404
    assert "INVENTED" not in told(client.get("/"))


def test_a_choice_leads_where_they_were_going_but_never_elsewhere(invented, client, on_monday):
    said = {"practitioner": invented.jo.ref}

    inside = client.post("/sign-in", {**said, "next": "/units/unit/orders"})
    outside = client.post("/sign-in", {**said, "next": "https://example.org/"})

    assert inside.url == "/units/unit/orders"
    assert outside.url == "/"


@pytest.mark.parametrize(
    ("who", "first"),
    [("jo", "/units/unit/waiting"), ("noor", "/units/unit/week"), ("wren", "/told"), ("sam", "/today")],
)
def test_the_first_page_of_each(staffed, sign_in, on_monday, who, first):
    assert sign_in(getattr(staffed, who)).get("/").url == first


def test_whoever_is_not_signed_in_reads_what_this_is(client):
    assert "named owner" in told(client.get("/"))


def test_whoever_is_not_signed_in_is_asked_to_and_comes_back(client, staffed):
    answer = client.get("/units/unit/week")

    assert answer.url == "/accounts/login/?next=/units/unit/week"


def test_a_page_that_is_not_there_or_not_theirs_says_what_to_do(staffed, sign_in, on_monday):
    client = sign_in(staffed.sam)

    assert "There is no such page" in told(client.get("/no-such-page"))
    assert "You may not see this page" in told(client.get("/units/unit/week"))


@pytest.mark.parametrize(
    "address",
    [
        *("/units/%00/week", "/units/unit/people/%00/cover", "/people/%00", "/contacts/%00/move"),
        *("/people/%00/own-page", "/keeping/people/%00"),
    ],
)
def test_an_address_that_nobody_could_mean_is_not_found(staffed, sign_in, on_monday, address):
    assert sign_in(staffed.jo).get(address).status_code == 404


def test_a_form_without_its_token_changes_nothing_and_says_so(invented):
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/sign-in", {"practitioner": invented.jo.ref})

    assert answer.status_code == 403
    assert "Nothing was changed." in told(answer)


def test_a_fault_of_ours_is_told_in_the_frame_of_every_page(staffed, sign_in, monkeypatch, on_monday):
    def breaks(*_):
        raise RuntimeError

    monkeypatch.setattr("befriend.allocation.queries.week", breaks)
    client = sign_in(staffed.jo)
    client.raise_request_exception = False

    answer = client.get("/units/unit/week")

    assert answer.status_code == 500
    assert "not half saved" in told(answer)
