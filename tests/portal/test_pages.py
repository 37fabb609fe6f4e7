"""What a person reads and asks on their own page, and what whoever works with them sees of it."""

from __future__ import annotations

import html
import io
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from befriend.allocation.models import DutyRota, Relationship
from befriend.audit.models import Line
from befriend.people.models import Contest, Statement
from befriend.portal import actions
from befriend.portal.models import Message, Wish
from befriend.workforce.models import Told

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
PAGES = ("", "/officer", "/plan", "/record", "/receipts", "/messages", "/see-someone", "/way-in")
PAGES += ("/reminders", "/sheet")


@pytest.fixture
def mine(ali):
    """Return Ali's own browser."""
    client = Client()
    client.force_login(ali.user, backend=BACKEND)
    return client


@pytest.fixture
def staff():
    """Return what makes the browser of somebody who works here."""
    from befriend.identity.models import User

    def staff(practitioner):
        if practitioner.user is None:
            practitioner.user = User.objects.create_user(username=f"user-{practitioner.ref}")
            practitioner.save()
        client = Client()
        client.force_login(practitioner.user, backend=BACKEND)
        return client

    return staff


def shown(answer) -> dict[str, str]:
    """Return what a page for practitioners showed, as its forms say it."""
    page = answer.content.decode()
    return {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("last", "wish")}


def told(answer) -> str:
    """Return a page as it reads."""
    return html.unescape(answer.content.decode())


def test_each_page_shows_ali_and_nobody_else(ali, mine):
    for page in PAGES:
        answer = mine.get(f"/my{page}")
        assert answer.status_code == 200, page
        assert b"Birch" not in answer.content, page
    first = told(mine.get("/my"))
    assert "Hello Ali Alder" in first
    assert "With Bunting, Sam" in first
    assert "1 Invented Way" in first
    assert "Ring the council." in first
    assert "What if I cannot come?" in first


def test_a_change_of_officer_is_told_with_its_kind_and_nothing_private(ali, mine):
    page = " ".join(told(mine.get("/my/officer")).split())

    assert "From Dunlin, Robin to Bunting, Sam. We shared out the work in a new way." in page
    for word in ("Kin.", "conflict", "handed", "Noor", ali.unit.noor.ref):
        assert word not in page


def test_what_is_written_says_who_said_it_since_when_and_how_to_contest_it(ali, mine):
    ali.stated(ali.person, "housing.before", "Heath House", kind="agency", shown="gist", gist="A landlord.")
    ali.stated(ali.person, "housing.since", "2024-01-01", kind="family", shown="withheld", words="Aunt Elm")
    ali.stated(ali.person, "offending.allegation", "A window.", kind="police")
    Statement.objects.filter(key="offending.allegation").update(evidence="allegation")

    page = " ".join(told(mine.get("/my/record")).split())

    assert "You said this. Written since 1 January 2024." in page
    assert "Heath House" in page
    assert "It comes from: A landlord." in page
    assert "Somebody says so. No court has found it. It comes from the police." in page
    assert "Aunt Elm" not in page
    assert page.count("This is not right") == 3


def test_to_say_that_something_is_not_right_gives_a_receipt_and_a_mark(ali, mine):
    stated = Statement.objects.get(person=ali.person, key="housing.where_now")
    address = f"/my/record/{stated.ref}/not-right"
    assert "Who will read this?" in told(mine.get(address))

    answer = mine.post(address, {"once": uuid.uuid4(), "words": "I moved."}, follow=True)

    kept = Contest.objects.get(statement=stated)
    assert (kept.way, kept.words, kept.receipt_by) == ("page", "I moved.", ali.person.ref)
    assert "You get an answer by" in told(answer)
    assert "You say this is not right" in told(mine.get("/my/record"))
    assert Line.objects.filter(did="received a contest", role="person", account=ali.user.pk).exists()
    assert mine.post(address, {"once": uuid.uuid4(), "words": "Still."}).status_code == 409


@pytest.mark.parametrize("whose", ["other", "withheld", "nobody"])
def test_what_one_may_not_read_one_cannot_contest(ali, mine, whose):
    ref = {
        "other": Statement.objects.get(person=ali.other, key="housing.where_now").ref,
        "withheld": ali.stated(ali.person, "housing.before", "x", kind="family", shown="withheld").ref,
        "nobody": uuid.uuid4(),
    }[whose]

    assert mine.get(f"/my/record/{ref}/not-right").status_code == 404
    assert mine.post(f"/my/record/{ref}/not-right", {"words": "x", "once": uuid.uuid4()}).status_code == 404
    assert not Contest.objects.exists()


def test_what_was_typed_survives_a_refusal(ali, mine):
    stated = Statement.objects.get(person=ali.person, key="housing.where_now")
    long = "x" * 2001

    answer = mine.post(f"/my/record/{stated.ref}/not-right", {"once": uuid.uuid4(), "words": long})

    assert answer.status_code == 422
    assert long in told(answer)
    assert "This is too long." in told(answer)


def test_a_message_is_told_to_the_officer_answered_and_kept_once(ali, mine, staff):
    once = uuid.uuid4()
    for _twice in range(2):
        assert mine.post("/my/messages", {"once": once, "words": "Can I come at ten?"}).status_code == 302

    assert Message.objects.filter(person=ali.person, text="Can I come at ten?").count() == 1
    assert Told.objects.filter(practitioner=ali.unit.sam, code="person_wrote").count() == 1
    sam = staff(ali.unit.sam)
    assert "Somebody wrote to you from their own page." in told(sam.get("/told"))
    assert "Ali Alder" in told(sam.get("/asked"))
    page = f"/people/{ali.person.ref}/own-page"
    assert "Can I come at ten?" in told(sam.get(page))
    said = {"once": uuid.uuid4(), "words": "Yes.", **shown(sam.get(page))}
    assert sam.post(page, said).status_code == 302
    assert "Yes." in told(mine.get("/my/messages"))
    assert "Seen on" in told(mine.get("/my/messages"))


def test_to_want_to_see_someone_asks_for_nothing_and_is_kept_once(ali, mine):
    Wish.objects.all().delete()
    for _twice in range(2):
        assert mine.post("/my/see-someone", {"once": uuid.uuid4()}).status_code == 302

    assert Wish.objects.filter(person=ali.person).count() == 1
    assert Told.objects.filter(code="person_wants_to_see").get().practitioner == ali.unit.sam
    assert "We have passed it on." in told(mine.get("/my/see-someone"))


def test_where_nobody_supervises_the_duty_officer_is_told_and_sees_it(ali, mine, staff):
    Wish.objects.all().delete()
    Relationship.objects.filter(person=ali.person, until_date=None).update(until_date=timezone.localdate())
    DutyRota.objects.create(
        unit=ali.unit.pdu, day=timezone.localdate(), practitioner=ali.unit.robin, minutes=60
    )
    # Robin is excluded from Ali's record: being told of nobody, they are shown nobody.
    from befriend.workforce.models import Exclusion

    Exclusion.objects.all().delete()

    mine.post("/my/see-someone", {"once": uuid.uuid4()})

    assert Told.objects.get(code="person_wants_to_see").practitioner == ali.unit.robin
    assert "Ali Alder" in told(staff(ali.unit.robin).get("/asked"))


def test_where_nobody_is_on_duty_the_head_is_told(ali, mine):
    Wish.objects.all().delete()
    Relationship.objects.filter(person=ali.person, until_date=None).update(until_date=timezone.localdate())

    mine.post("/my/see-someone", {"once": uuid.uuid4()})

    assert Told.objects.get(code="person_wants_to_see").office == ali.unit.offices["unit"]


def test_a_wish_is_shown_as_a_request_until_it_is_seen_and_then_forgotten(ali, mine, staff):
    sam = staff(ali.unit.sam)
    page = f"/people/{ali.person.ref}/own-page"
    assert "It is a request and no statement" in told(sam.get(page))
    assert not Statement.objects.filter(value__icontains="see someone").exists()

    sam.post(f"{page}/seen", shown(sam.get(page)))

    assert "It is a request and no statement" not in told(sam.get(page))
    gone = Wish.objects.get(person=ali.person)
    assert actions.forget(day=gone.expires_on - timedelta(days=1)) == 0
    assert actions.forget(day=gone.expires_on) == 2  # Birch's too
    assert not Wish.objects.exists()


def test_what_a_person_asked_stands_where_the_day_begins_until_it_is_seen(ali, mine, staff):
    mine.post("/my/messages", {"once": uuid.uuid4(), "words": "Can I come at ten?"})
    sam, page = staff(ali.unit.sam), f"/people/{ali.person.ref}/own-page"

    today = told(sam.get("/today"))

    assert "wants to see someone" in today
    assert "wrote 2 messages" in today
    # That they asked stands there; what they wrote stands on its page alone.
    assert "Can I come at ten?" not in today
    assert f'href="{page}"' in today
    sam.post(f"{page}/seen", shown(sam.get(page)))
    assert f'href="{page}"' not in told(sam.get("/today"))
    assert f'href="{page}"' not in told(staff(ali.unit.robin).get("/today"))


def test_the_way_to_their_own_page_is_on_the_page_of_the_person_for_who_may_answer(ali, staff):
    page = f'href="/people/{ali.person.ref}/own-page"'

    assert page in told(staff(ali.unit.sam).get(f"/people/{ali.person.ref}"))
    wren = staff(ali.unit.wren).get(f"/people/{ali.person.ref}")
    assert page not in told(wren)


def test_an_excluded_practitioner_reads_nothing_of_it(ali, staff):
    robin = staff(ali.unit.robin)

    assert robin.get(f"/people/{ali.person.ref}/own-page").status_code == 404
    assert "Ali Alder" not in told(robin.get("/asked"))


def test_nobody_who_works_here_opens_a_persons_page_and_a_person_opens_nothing_of_theirs(ali, mine, staff):
    for page in PAGES:
        assert staff(ali.unit.sam).get(f"/my{page}").status_code == 403
    for page in (
        "/today",
        "/told",
        "/asked",
        f"/people/{ali.person.ref}",
        f"/people/{ali.other.ref}/own-page",
    ):
        assert mine.get(page).status_code in (403, 404), page
    assert mine.get("/").url == "/my"


def test_each_look_is_kept_as_the_persons_own(ali, mine):
    mine.get("/my/record")

    line = Line.objects.get(page="portal:record")
    assert (line.kind, line.role, line.account, line.people) == (
        "looked", "person", ali.user.pk, [ali.person.pk]
    )  # fmt: skip


def test_the_trail_that_data_protection_reads_has_none_of_it(ali, mine):
    from befriend.audit import access, queries

    mine.get("/my/record")

    with access.acting(by="dee", day=timezone.localdate(), posts=["data_protection"]):
        assert [
            line.page for line in queries.of_person(ali.person.pk) if line.page.startswith("portal")
        ] == []


def test_a_sheet_is_the_same_whoever_prints_it_and_is_tagged(ali, mine, staff):
    ali.stated(ali.person, "warnings.visit", "Two dogs.")
    own = mine.get("/my/sheet")
    theirs = staff(ali.unit.sam).get(f"/people/{ali.person.ref}/own-page/sheet")

    texts = set()
    for answer in (own, theirs):
        paper = PdfReader(io.BytesIO(answer.content))
        assert "pdfuaid:part" in paper.xmp_metadata.stream.get_data().decode()
        assert "/StructTreeRoot" in paper.trailer["/Root"]
        texts.add(" ".join(page.extract_text() for page in paper.pages))
    (text,) = texts
    assert "1 Invented Way" in text
    assert "Receipt: keep this part" in text
    assert "Two dogs." not in text
    assert Line.objects.filter(page="portal:sheet-of-person", by=ali.unit.sam.ref, kind="looked").exists()
