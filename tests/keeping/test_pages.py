"""The pages of data protection: what they do, what they refuse, and to whom they are not there."""

from __future__ import annotations

import io
import json

import pytest
from pypdf import PdfReader

from befriend.keeping import actions
from befriend.keeping.models import AccessRequest, Erasure, Hold, Passage
from befriend.rules.values import Grade
from befriend.workforce.models import Exclusion, Office, Restriction
from tests.larkfield import LONG_AGO, MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def dee(staffed, on_monday, sign_in):
    """Return the web client of Dee, who is data protection."""
    return sign_in(staffed.dee)


@pytest.fixture
def signed(staffed, office):
    """Return who decides, as which office and when."""
    return {"by": staffed.dee.ref, "office": office, "day": MONDAY}


def addresses(person, request, hold, erasure):
    """Return every address of keeping about one person."""
    return [
        f"/keeping/people/{person.ref}",
        f"/keeping/people/{person.ref}/hold",
        f"/keeping/people/{person.ref}/erase",
        f"/keeping/people/{person.ref}/record",
        f"/keeping/records/{request.pk}",
        f"/keeping/records/{request.pk}.pdf",
        f"/keeping/records/{request.pk}.json",
        f"/keeping/records/{request.pk}/give",
        f"/keeping/passages/{request.passages.first().pk}",
        f"/keeping/holds/{hold.pk}/end",
        f"/keeping/erasures/{erasure.pk}/withdraw",
    ]


@pytest.fixture
def everything(yew, signed):
    """Return every address about Yew, with something behind each."""
    erasure = actions.approve(person=yew, named=yew.ref, **signed)
    request = actions.begin(person=yew, **signed)
    hold = Hold.objects.create(person=yew, kind="review", because="R1", office=signed["office"],
                               decided_by="x", from_date=MONDAY, until_date=MONDAY)  # fmt: skip
    return addresses(yew, request, hold, erasure)


@pytest.mark.parametrize("who", ["sam", "noor", "jo", "wren", "ash", "tam"])
def test_for_anybody_else_there_is_nothing_there(who, staffed, everything, on_monday, sign_in):
    staffed.tam = staffed.works("Crane, Tam", Grade.SENIOR, unit=staffed.elsewhere)
    staffed.hold("dp-elsewhere", staffed.elsewhere, Office.Post.DATA_PROTECTION, staffed.tam)
    client = sign_in(getattr(staffed, who))

    assert {client.get(one).status_code for one in everything} == {404}
    assert {client.post(one).status_code for one in everything} == {404}


def test_a_restriction_does_not_keep_data_protection_from_its_duty(yew, staffed, everything, dee):
    Restriction.objects.create(person=yew, because="Known here", from_date=LONG_AGO, decided_by="x")

    assert dee.get(everything[0]).status_code == 200


def test_whoever_is_excluded_from_a_record_stays_so(yew, staffed, everything, dee):
    Exclusion.objects.create(person=yew, practitioner=staffed.dee, because="A cousin", from_date=LONG_AGO,
                             decided_by="x")  # fmt: skip

    assert {dee.get(one).status_code for one in everything} == {404}
    assert "Yew Tamarisk" not in dee.get("/keeping").content.decode()


def test_the_first_page_says_who_is_due(yew, dee):
    shown = dee.get("/keeping").content.decode()

    assert "Yew Tamarisk" in shown
    assert "Ali Alder" not in shown


def test_a_record_is_opened_by_exact_reference_sent_in_a_form(yew, dee):
    found = dee.post("/keeping/find", {"reference": f" {yew.ref} "})
    nobody = dee.post("/keeping/find", {"reference": "P9999"}, follow=True)

    assert found.url == f"/keeping/people/{yew.ref}"
    assert "Nobody with that reference" in nobody.content.decode()


def test_somebody_is_approved_by_typing_the_reference_and_the_approval_withdrawn(yew, dee):
    page = f"/keeping/people/{yew.ref}/erase"
    assert "not the reference" in dee.post(page, {"reference": "P1"}).content.decode()

    dee.post(page, {"reference": yew.ref})

    erasure = Erasure.objects.get(person=yew)
    dee.post(f"/keeping/erasures/{erasure.pk}/withdraw")
    erasure.refresh_from_db()
    assert erasure.withdrawn_on == MONDAY


def test_a_hold_is_made_and_ended_with_reasons(yew, dee):
    dee.post(f"/keeping/people/{yew.ref}/hold", {"kind": "inquiry", "because": "Inquest 7."})
    held = Hold.objects.get(person=yew)
    assert "for an inquiry or inquest" in dee.get(f"/keeping/people/{yew.ref}").content.decode()

    dee.post(f"/keeping/holds/{held.pk}/end", {"words": "Closed."})

    held.refresh_from_db()
    assert (held.until_date, held.ended_because) == (MONDAY, "Closed.")


def test_a_record_is_reviewed_and_given_as_page_paper_and_json(yew, dee):
    begun = dee.post(f"/keeping/people/{yew.ref}/record")
    assert "Keeps bees" in dee.get(begun.url).content.decode()
    passage = Passage.objects.get()
    refused = dee.post(
        f"/keeping/passages/{passage.pk}", {"decision": "withhold", "ground": "", "because": ""}
    )
    assert "ground and a reason" in refused.content.decode()
    dee.post(f"/keeping/passages/{passage.pk}",
             {"decision": "withhold", "ground": "other_person", "because": "Names Rowan."})  # fmt: skip

    dee.post(f"{begun.url}/give")

    page = dee.get(begun.url).content.decode()
    data = json.loads(dee.get(f"{begun.url}.json").content)
    paper = dee.get(f"{begun.url}.pdf")
    opened = PdfReader(io.BytesIO(paper.content))
    words = " ".join(" ".join(one.extract_text() for one in opened.pages).split())
    for each in (page, json.dumps(data), words):
        assert "bees" not in each
        assert "It tells of somebody else" in each
        assert "Yew Tamarisk" in each
    assert opened.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert yew.ref not in paper["Content-Disposition"]


def test_nothing_is_given_before_it_is_ready(yew, signed, dee):
    request = actions.begin(person=yew, **signed)

    assert dee.get(f"/keeping/records/{request.pk}.pdf").status_code == 404
    assert (
        "without a decision: 1"
        in dee.post(f"/keeping/records/{request.pk}/give", follow=True).content.decode()
    )
    assert AccessRequest.objects.get().given_on is None
