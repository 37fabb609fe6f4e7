"""My workload statement: what was allocated over a past period; mine to make, and nobody else's."""

import io
from datetime import date, timedelta

import pytest
from django.utils import timezone
from pypdf import PdfReader

from befriend.allocation.models import Relationship
from befriend.documents import actions
from befriend.workforce.models import Reduction, Told
from tests.larkfield import LONG_AGO

pytestmark = pytest.mark.django_db
PERIOD = {"first": "02/11/2026", "last": "15/11/2026"}


@pytest.fixture
def sam(staffed):
    """Return Sam, who was given Ivy by Noor on 9 November and has a reduction."""
    Reduction.objects.create(
        practitioner=staffed.sam, kind="union_facility_time", percent=10, from_date=LONG_AGO
    )
    Relationship.objects.create(
        person=staffed.person("Ivy Reed"), practitioner=staffed.sam, from_date=date(2026, 11, 9),
        decided_by=staffed.noor.ref,
    )  # fmt: skip
    return staffed.sam


def statement(client, practitioner, status=200, **asked):
    """Return the statement page as text."""
    answer = client.get(f"/practitioners/{practitioner.ref}/statement", {**PERIOD, **asked})
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def paper(client, practitioner, **asked):
    """Return the statement as a PDF."""
    answer = client.get(f"/practitioners/{practitioner.ref}/statement.pdf", {**PERIOD, **asked})
    assert answer["Content-Disposition"] == 'attachment; filename="workload-statement.pdf"'
    return PdfReader(io.BytesIO(answer.content))


def text(paper):
    """Return the words of a paper."""
    return " ".join(" ".join(page.extract_text() for page in paper.pages).split())


def test_every_day_stands_in_it_with_what_was_allocated_and_by_whom(sam, sign_in):
    page = statement(sign_in(sam), sam)

    assert "What was allocated, not how well it was done." in page
    assert "2 November 2026 to 8 November 2026" in page
    assert "9 November 2026 to 15 November 2026" in page
    assert "Kite, Noor" in page
    assert "Ivy Reed" not in page


def test_reductions_are_given_without_reasons_unless_i_tick_them(sam, sign_in):
    client = sign_in(sam)

    assert "Union facility time" not in statement(client, sam)
    assert "Reductions: " in statement(client, sam)
    assert "Union facility time (10%)" in statement(client, sam, reductions="on")
    assert "facility" not in text(paper(client, sam)).lower()
    assert "facility" in text(paper(client, sam, reductions="on")).lower()


def test_the_paper_is_tagged_and_says_its_language_and_title(sam, sign_in):
    made = paper(sign_in(sam), sam)

    assert made.metadata.title == "Workload statement - Befriend"
    assert made.trailer["/Root"]["/Lang"] == "en-gb"
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_nobody_else_may_make_it_on_these_pages(sam, staffed, sign_in):
    for somebody in (staffed.robin, staffed.noor, staffed.jo, staffed.wren, staffed.ash):
        client = sign_in(somebody)
        assert client.get(f"/practitioners/{sam.ref}/statement").status_code == 404
        assert client.get(f"/practitioners/{sam.ref}/statement.pdf", PERIOD).status_code == 404


def test_my_statement_leads_to_my_own(sam, sign_in):
    answer = sign_in(sam).get("/my-statement?first=2026-11-02&last=2026-11-15")

    assert answer.url == f"/practitioners/{sam.ref}/statement?first=2026-11-02&last=2026-11-15"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"first": "31/02/2026"}, "There is no such day."),
        ({"first": ""}, "Write a day, for example"),
        ({"last": "01/11/2026"}, "Write a day on or after the first."),
        ({"last": "01/11/2099"}, "a statement is about the past"),
        ({"first": "01/11/2020"}, "at most two years"),
    ],
)
def test_a_period_that_cannot_be_is_said_and_what_was_typed_is_kept(sam, sign_in, asked, words):
    page = statement(sign_in(sam), sam, 422, **asked)

    assert words in page
    assert ("15/11/2026" in page) or "last" in asked


def test_a_paper_of_no_period_leads_back_to_the_question(sam, sign_in):
    answer = sign_in(sam).get(f"/practitioners/{sam.ref}/statement.pdf")

    assert answer.status_code == 302


def test_when_somebody_else_makes_it_i_am_told_and_get_the_same(sam, staffed, sign_in):
    made = actions.make_statement(
        practitioner=sam, first=date(2026, 11, 2), until=date(2026, 11, 16), by=staffed.jo.ref,
        day=timezone.localdate(),
    )  # fmt: skip

    client = sign_in(sam)
    told = Told.objects.get(practitioner=sam)
    assert told.code == "statement_made"
    page = client.get("/told").content.decode()
    assert "/my-statement?first=2026-11-02&amp;last=2026-11-15" in page
    assert text(PdfReader(io.BytesIO(made))) == text(paper(client, sam))


def test_two_whole_years_can_be_asked(sam, sign_in):
    day = timezone.localdate()
    asked = {"first": str(day - timedelta(days=730)), "last": str(day)}

    assert "Load and limit, day by day" in statement(sign_in(sam), sam, **asked)
