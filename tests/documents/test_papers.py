"""Papers: tagged, in a language, with a title, and with nobody's name where none belongs."""

import io
from datetime import date, timedelta

import pytest
from django.utils import timezone
from pypdf import PdfReader

from befriend.allocation.models import CapacityNotice, DutyRota, Plan, PlannedWaiting
from befriend.documents import papers, queries
from befriend.identity.models import Nature
from befriend.workforce.models import OfficeHolding
from tests.desk.staffed import Staffed
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def staffed(db):
    return Staffed()


@pytest.fixture
def notice(staffed):
    """Return the notice that Larkfield's office gets because Ali waits."""
    plan = Plan.objects.create(
        unit=staffed.pdu, week_start=MONDAY, day=MONDAY, made_by="x", serving_order_since=date(2018, 1, 1),
        safe=False, value=0, bound=0, method="exact",
    )  # fmt: skip
    PlannedWaiting.objects.create(
        plan=plan, person=staffed.ali, points=63, first_order=True, rank=1, reason={"code": "all_full"}
    )
    counts = {"people": 12, "first_order": 2, "reason:all_full": 11, "reason:no_cover": 1}
    return CapacityNotice.objects.create(plan=plan, office=staffed.offices["unit"], day=MONDAY, counts=counts)


def read(paper):
    """Return a PDF opened, and its words."""
    opened = PdfReader(io.BytesIO(paper))
    return opened, " ".join(" ".join(page.extract_text() for page in opened.pages).split())


def is_tagged(opened, title):
    """Assert what every paper has."""
    root = opened.trailer["/Root"]
    assert opened.metadata.title == f"{title} - Befriend"
    assert root["/Lang"] == "en-gb"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root


def test_a_notice_holds_counts_and_reasons_and_nobody_on_probation(staffed, notice):
    opened, text = read(papers.notice_pdf(queries.notice_paper(notice)))

    is_tagged(opened, "Notice of no safe capacity")
    assert "12 people are waiting" in text
    assert "All trained for this are at the cap 11" in text
    assert "7 December 2026 to the office of the head of Heathland" in text
    assert "21 December 2026 to the office of the head of Invented Nation" in text
    assert "Parliamentary answer 172934" in text
    for name in ("Ali", "Alder", staffed.ali.ref):
        assert name not in text


def test_a_notice_to_an_office_nobody_holds_says_who_answers(staffed, notice):
    OfficeHolding.objects.filter(office=notice.office).delete()

    _, text = read(papers.notice_pdf(queries.notice_paper(notice)))

    assert "Heron, Fen (who answers for it while nobody holds it)" in text


def test_a_notice_that_climbed_says_from_when(staffed, notice):
    climbed = CapacityNotice.objects.create(
        plan=notice.plan, office=staffed.offices["region"], climbs_from=notice,
        day=MONDAY + timedelta(days=14), counts=notice.counts,
    )  # fmt: skip

    _, text = read(papers.notice_pdf(queries.notice_paper(climbed)))

    assert "First sent on 23 November 2026" in text


def test_an_answered_notice_says_what_was_given(staffed, notice):
    notice.gave, notice.answer, notice.answered_on = "nothing", "There is nobody to lend.", MONDAY

    _, text = read(papers.notice_pdf(queries.notice_paper(notice)))

    assert "Given: Nothing. There is nobody to lend." in text


def test_only_those_of_the_unit_and_above_get_a_notice(staffed, notice, sign_in):
    answer = sign_in(staffed.jo).get(f"/notices/{notice.pk}.pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="notice-of-no-safe-capacity.pdf"'
    assert answer["Content-Type"] == "application/pdf"

    assert sign_in(staffed.fen).get(f"/notices/{notice.pk}.pdf").status_code == 200
    for somebody in (staffed.sam, staffed.ash):
        assert sign_in(somebody).get(f"/notices/{notice.pk}.pdf").status_code == 404


def test_a_slip_says_whom_to_ring_today_in_both_languages(staffed):
    DutyRota.objects.create(unit=staffed.pdu, day=MONDAY, practitioner=staffed.robin, minutes=60)

    opened, text = read(papers.slip_pdf(queries.slip(staffed.wait, MONDAY)))

    is_tagged(opened, "Whom to ring")
    assert len(opened.pages) == 1
    assert "Today: ring the office in Larkfield and ask for Dunlin, Robin" in text
    assert "Heddiw: ffoniwch" in text
    assert "it does not count against you" in text
    assert "Drafft" in text
    assert "probation" not in text.lower()


def test_a_slip_made_at_a_weekend_says_whom_to_ring_on_monday(staffed):
    DutyRota.objects.create(unit=staffed.pdu, day=MONDAY, practitioner=staffed.robin, minutes=60)

    _, text = read(papers.slip_pdf(queries.slip(staffed.wait, MONDAY - timedelta(days=1))))

    assert "On Monday: ring the office in Larkfield and ask for Dunlin, Robin" in text
    assert "Ddydd Llun: ffoniwch" in text


def test_without_a_duty_officer_a_slip_names_who_answers(staffed):
    _, text = read(papers.slip_pdf(queries.slip(staffed.wait, timezone.localdate())))

    assert "ask for Lark, Jo" in text


def test_only_those_who_may_see_the_person_get_the_slip(staffed, sign_in):
    answer = sign_in(staffed.noor).get(f"/slips/{staffed.wait.pk}.pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="whom-to-ring.pdf"'

    for somebody in (staffed.sam, staffed.wren, staffed.ash):
        assert sign_in(somebody).get(f"/slips/{staffed.wait.pk}.pdf").status_code == 404


def test_papers_of_an_invented_database_say_so(staffed):
    Nature.objects.create(kind=Nature.Kind.INVENTED)

    _, text = read(papers.slip_pdf(queries.slip(staffed.wait, timezone.localdate())))

    assert "INVENTED" in text


def test_a_paper_fetches_nothing():
    with pytest.raises(papers.OutsideError):
        papers.refuse("file:///etc/passwd")
