"""Restricted records on the pages: decided, opened in an emergency, and never found by who is excluded."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from befriend.allocation.models import Relationship, Waiting
from befriend.audit.models import Line
from befriend.drafts.models import Draft
from befriend.rules.values import Grade
from befriend.workforce.models import BrokenGlass, Exclusion, Office, Reader, Restriction, Told
from tests.larkfield import LONG_AGO

pytestmark = pytest.mark.django_db
WHY = "Brought to hospital; their medication must be known now."
SAYS_NOTHING = ("exclu", "restrict")


@pytest.fixture
def dee(staffed):
    """Return Dee, who is Larkfield's data protection."""
    dee = staffed.works("Plover, Dee", Grade.SENIOR)
    staffed.hold("data-protection", staffed.pdu, Office.Post.DATA_PROTECTION, dee)
    return dee


@pytest.fixture
def ivy(staffed):
    """Return Ivy, whom Sam supervises."""
    ivy = staffed.person("Ivy Reed")
    staffed.with_(ivy, staffed.sam)
    return ivy


def exclude(practitioner, person):
    """Exclude somebody from a record, without a page."""
    return Exclusion.objects.create(
        practitioner=practitioner, person=person, because="Kin.", from_date=LONG_AGO, decided_by="x"
    )


def restrict(person, *readers):
    """Restrict a record, without a page."""
    made = Restriction.objects.create(
        person=person, because="Known to the press.", from_date=LONG_AGO, decided_by="x"
    )
    Reader.objects.bulk_create(Reader(restriction=made, practitioner=one) for one in readers)
    return made


def text(answer):
    return " ".join(answer.content.decode().split())


def said(**words):
    return {"once": "a", "elsewhere": "", "because": WHY, "until_date": "", **words}


def test_heads_and_data_protection_see_who_may_see_it_and_why(staffed, dee, ivy, sign_in):
    exclude(staffed.robin, ivy)
    restrict(ivy, staffed.jo)

    for address, who in ((f"/people/{ivy.ref}", staffed.jo), (f"/people/{ivy.ref}/access", dee)):
        page = text(sign_in(who).get(address))
        for words in (
            "Who may see",
            "Dunlin, Robin",
            "Kin.",
            "Lark, Jo",
            "Known to the press.",
            "1 January 2024",
        ):
            assert words in page


def test_whoever_does_not_decide_reads_nothing_of_it(staffed, dee, ivy, sign_in):
    exclude(staffed.robin, ivy)

    page = text(sign_in(staffed.sam).get(f"/people/{ivy.ref}"))

    assert "Robin" not in page
    assert "Who may see this record" not in page
    for who in (staffed.sam, staffed.noor, staffed.wren, staffed.ash):
        assert sign_in(who).get(f"/people/{ivy.ref}/access").status_code == 404


def test_a_head_who_is_no_reader_does_not_decide_and_data_protection_does(staffed, dee, ivy, sign_in):
    restrict(ivy, staffed.noor)

    assert sign_in(staffed.jo).get(f"/people/{ivy.ref}/access").status_code == 404
    assert sign_in(dee).get(f"/people/{ivy.ref}/access").status_code == 200


def test_whoever_is_excluded_decides_nothing_whatever_their_office(staffed, dee, ivy, sign_in):
    exclude(dee, ivy)
    exclude(staffed.jo, ivy)

    for who in (dee, staffed.jo):
        for page in ("", "/exclude", "/restrict"):
            assert sign_in(who).get(f"/people/{ivy.ref}/access{page}").status_code == 404


def test_excluding_the_supervisor_lets_the_person_wait_and_gives_nothing_away(staffed, dee, ivy, sign_in):
    answer = sign_in(dee).post(f"/people/{ivy.ref}/access/exclude", said(practitioner=staffed.sam.ref))

    assert answer.status_code == 302
    assert Exclusion.objects.get().because == WHY
    assert Waiting.objects.filter(person=ivy, owner=staffed.offices["unit"], until_date=None).exists()
    page = text(sign_in(staffed.noor).get(f"/people/{ivy.ref}"))
    assert "Why it changed: Given back to the unit" in page
    assert WHY not in page
    sam = sign_in(staffed.sam)
    assert "Ivy" not in text(sam.get("/my-people"))
    assert sam.get(f"/people/{ivy.ref}").content == sam.get("/people/P999").content


def test_a_practitioner_elsewhere_is_excluded_by_reference(staffed, dee, ivy, sign_in):
    client = sign_in(dee)

    wrong = client.post(f"/people/{ivy.ref}/access/exclude", said(practitioner="", elsewhere="W999"))
    both = client.post(
        f"/people/{ivy.ref}/access/exclude", said(practitioner=staffed.sam.ref, elsewhere=staffed.ash.ref)
    )
    neither = client.post(f"/people/{ivy.ref}/access/exclude", said(practitioner=""))
    right = client.post(f"/people/{ivy.ref}/access/exclude", said(practitioner="", elsewhere=staffed.ash.ref))

    assert [one.status_code for one in (wrong, both, neither, right)] == [422, 422, 422, 302]
    assert Exclusion.objects.get().practitioner == staffed.ash


def test_an_exclusion_ends_on_its_page(staffed, dee, ivy, sign_in):
    made = exclude(staffed.robin, ivy)
    client, address = sign_in(dee), f"/people/{ivy.ref}/access/exclusions/{made.pk}"
    mark = text(client.get(address)).split('name="based_on" value="')[1].split('"')[0]

    answer = client.post(address, {"words": "They moved apart.", "once": "a", "based_on": mark})

    assert answer.status_code == 302
    made.refresh_from_db()
    assert made.until_date == timezone.localdate()


def test_a_head_restricts_a_record_to_others_and_loses_sight_of_it(staffed, dee, ivy, sign_in):
    client = sign_in(staffed.jo)

    answer = client.post(
        f"/people/{ivy.ref}/access/restrict", said(first=staffed.noor.ref, second=staffed.robin.ref, third="")
    )

    assert (answer.status_code, answer.url) == (302, "/told")
    assert Reader.objects.count() == 2
    assert client.get(f"/people/{ivy.ref}").status_code == 404
    assert sign_in(staffed.noor).get(f"/people/{ivy.ref}").status_code == 200
    # Whoever supervises them always sees them.
    assert sign_in(staffed.sam).get(f"/people/{ivy.ref}").status_code == 200


def test_a_restriction_without_somebody_who_decides_is_not_offered(staffed, dee, ivy, sign_in):
    answer = sign_in(dee).post(
        f"/people/{ivy.ref}/access/restrict", said(first=staffed.sam.ref, second="", third="")
    )

    assert answer.status_code == 422
    assert not Restriction.objects.exists()


def test_readers_are_added_and_a_restriction_ends_on_its_page(staffed, dee, ivy, sign_in):
    made, client = restrict(ivy, staffed.noor), sign_in(dee)

    added = client.post(f"/people/{ivy.ref}/access/readers", said(practitioner=staffed.robin.ref))
    address = f"/people/{ivy.ref}/access/restriction"
    mark = text(client.get(address)).split('name="based_on" value="')[1].split('"')[0]
    ended = client.post(address, {"words": "It is over.", "once": "b", "based_on": mark})

    assert (added.status_code, ended.status_code) == (302, 302)
    assert made.readers.count() == 2
    made.refresh_from_db()
    assert made.until_date == timezone.localdate()
    assert client.get(address).status_code == 404


def opening(client, ref, because=WHY, once="a"):
    """Try to open a record on the page."""
    return client.post("/open-record", {"reference": ref, "because": because, "once": once})


def test_the_page_says_who_will_be_told_before_anything_is_typed(staffed, dee, sign_in):
    page = text(sign_in(staffed.robin).get("/open-record"))

    assert "data protection officer of Larkfield" in page
    assert "60 minutes" in page
    assert not Line.objects.filter(people__len__gt=0).exists()


def test_a_restricted_record_opens_for_an_hour_and_no_longer(staffed, dee, ivy, sign_in):
    restrict(ivy, staffed.noor)
    client = sign_in(staffed.robin)
    assert client.get(f"/people/{ivy.ref}").status_code == 404

    answer = opening(client, ivy.ref)

    assert (answer.status_code, answer.url) == (302, f"/people/{ivy.ref}")
    assert client.get(f"/people/{ivy.ref}").status_code == 200
    assert "Ivy Reed" in text(client.get("/open-record"))
    glass = BrokenGlass.objects.get()
    glass.from_at -= timedelta(minutes=61)
    glass.until_at -= timedelta(minutes=61)
    glass.save()
    assert client.get(f"/people/{ivy.ref}").status_code == 404
    assert "Ivy Reed" not in text(client.get("/open-record"))


def test_an_open_record_is_read_and_not_written_in(staffed, dee, ivy, sign_in):
    client = sign_in(staffed.ash)
    opening(client, ivy.ref)

    assert client.get(f"/people/{ivy.ref}").status_code == 200
    assert client.get(f"/people/{ivy.ref}/requests").status_code == 404


def test_what_is_not_closed_is_not_opened(staffed, dee, ivy, sign_in):
    answer = opening(sign_in(staffed.noor), ivy.ref)

    assert answer.status_code == 302
    assert not BrokenGlass.objects.exists()
    assert not Told.objects.exists()


def test_a_double_click_opens_once(staffed, dee, ivy, sign_in):
    client = sign_in(staffed.ash)

    answers = [opening(client, ivy.ref) for _ in range(2)]

    assert [one.status_code for one in answers] == [302, 302]
    assert BrokenGlass.objects.count() == 1
    assert not Draft.objects.exclude(words={}).exists()


def alike(answer, ref):
    """Return an answer without what differs from one showing of a form to the next."""
    form = answer.content.decode().replace(ref, "REF")
    return "\n".join(
        line
        for line in form.splitlines()
        if not any(mark in line for mark in ("csrf", "once", "draft", "nonce"))
    )


def test_excluded_and_unknown_are_answered_alike(staffed, dee, ivy, sign_in):
    exclude(staffed.noor, ivy)
    client = sign_in(staffed.noor)

    closed = opening(client, ivy.ref, once="a")
    Draft.objects.all().delete()
    unknown = opening(client, "P999", once="b")

    assert closed.status_code == unknown.status_code == 422
    assert "There is no record with this reference that can be opened" in text(closed)
    assert alike(closed, ivy.ref) == alike(unknown, "P999")
    assert Told.objects.filter(code="record_not_opened").count() == 2
    lines = Line.objects.filter(by=staffed.noor.ref)
    assert {(one.did, one.what, tuple(one.people)) for one in lines} == {
        ("tried to open a closed record", "a closed record", ())
    }
    assert WHY in text(closed)


def test_who_tries_too_often_waits(staffed, dee, ivy, sign_in):
    client = sign_in(staffed.ash)
    for number in range(5):
        opening(client, "P999", once=str(number))

    answer = opening(client, ivy.ref, once="last")

    assert answer.status_code == 429
    assert "as often as you may" in text(answer)
    assert not BrokenGlass.objects.exists()


def test_a_few_letters_are_no_reason(staffed, dee, ivy, sign_in):
    assert opening(sign_in(staffed.ash), ivy.ref, because="urgent").status_code == 422
    assert not Line.objects.filter(by=staffed.ash.ref).exists()


def test_data_protection_reads_every_opening_and_every_attempt(staffed, dee, ivy, sign_in):
    client = sign_in(staffed.ash)
    opening(client, ivy.ref)
    opening(sign_in(staffed.robin), "P998", because="I mistyped something, I believe, sorry.", once="b")

    reading = sign_in(dee)
    page, told = text(reading.get("/openings")), text(reading.get("/told"))

    for words in ("Rook, Ash", ivy.ref, WHY, "P998", "I mistyped something"):
        assert words in page
    assert "Rook, Ash opened a closed record" in told
    assert "nothing was opened" in told
    for who in (staffed.ash, staffed.jo, staffed.noor, staffed.sam):
        assert sign_in(who).get("/openings").status_code == 403


def test_data_protection_reads_no_opening_of_whom_they_are_excluded_from(staffed, dee, ivy, sign_in):
    opening(sign_in(staffed.ash), ivy.ref)
    exclude(dee, ivy)

    page = text(sign_in(dee).get("/openings"))

    assert ivy.ref not in page
    assert WHY not in page


@pytest.mark.parametrize("post", [Office.Post.INSPECTOR, Office.Post.RESEARCHER])
def test_who_only_inspects_or_researches_opens_nothing(post, staffed, sign_in):
    somebody = staffed.works("Stilt, Kim", Grade.SENIOR)
    staffed.hold("post", staffed.pdu, post, somebody)

    assert sign_in(somebody).get("/open-record").status_code == 403


def pages_of(staffed, person):
    """Return every address where somebody of Larkfield could meet a person."""
    unit = f"/units/{staffed.pdu.ref}"
    lists = ("week", "waiting", "overload", "requests", "releases", "week/away", "week/span", "notices")
    own = ("/my-people", "/my-proposals", "/my-workload", "/told", "/begun", "/openings", "/open-record")
    at = f"{unit}/people/{person.ref}"
    about = (f"/people/{person.ref}", f"{at}/practitioner", f"{at}/cover", f"{at}/hand-back")
    return [f"{unit}/{name}" for name in lists], list(own), list(about)


def test_an_excluded_senior_meets_them_nowhere(staffed, dee, plan, sign_in):
    exclude(staffed.noor, staffed.ali)
    client = sign_in(staffed.noor)
    lists, own, about = pages_of(staffed, staffed.ali)

    for address in (*lists, *own):
        page = text(client.get(address)).lower()
        assert "ali alder" not in page, address
        assert staffed.ali.ref.lower() not in page, address
        # The page for emergencies says to everybody what it lifts.
        assert address == "/open-record" or not any(word in page for word in SAYS_NOTHING), address
    for address in about:
        there = client.get(address)
        nowhere = client.get(address.replace(staffed.ali.ref, "P999"))
        assert there.status_code == nowhere.status_code == 404
        assert there.content == nowhere.content


def test_the_week_counts_whom_it_does_not_show(staffed, plan, sign_in):
    exclude(staffed.noor, staffed.ali)

    page = text(sign_in(staffed.noor).get(f"/units/{staffed.pdu.ref}/week"))

    assert "1 more proposal is for somebody whose record you may not see" in page
    assert "1 person is waiting for an officer or for cover." in page


def test_an_exclusion_counts_as_no_more_than_a_conflict_where_somebody_is_chosen(staffed, sign_in):
    exclude(staffed.sam, staffed.ali)

    page = text(sign_in(staffed.noor).get(f"/units/{staffed.pdu.ref}/people/{staffed.ali.ref}/practitioner"))

    assert "conflict" in page
    assert not any(words in page.lower() for words in SAYS_NOTHING)


def test_nobody_is_lost_between_an_exclusion_and_the_next_plan(staffed, dee, ivy, sign_in):
    sign_in(dee).post(f"/people/{ivy.ref}/access/exclude", said(practitioner=staffed.sam.ref))

    assert not Relationship.objects.filter(person=ivy, until_date=None).exists()
    assert "Ivy Reed" in text(sign_in(staffed.noor).get(f"/units/{staffed.pdu.ref}/waiting"))
