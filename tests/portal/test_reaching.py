"""What a person asks or contests reaches somebody who is there, and what became of it is told them truly."""

from __future__ import annotations

import io
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from pypdf import PdfReader

from befriend.allocation.actions import contested
from befriend.audit.models import Line
from befriend.people import actions as people
from befriend.people.models import Contest, Source, Statement
from befriend.policies import vocabulary
from befriend.portal import actions
from befriend.portal.models import Message, Wish
from befriend.workforce.models import Absence, Office, Told
from tests.portal.test_pages import mine, shown, staff, told

pytestmark = pytest.mark.django_db
__all__ = ["mine", "staff"]
DAY = timedelta(days=1)


@pytest.fixture
def nothing_asked(ali):
    """Take away what was asked before."""
    Message.objects.all().delete()
    Wish.objects.all().delete()


@pytest.fixture
def away(ali, nothing_asked):
    """Let Sam, Ali's officer, be away, with nobody who covers."""
    today = timezone.localdate()
    Absence.objects.create(practitioner=ali.unit.sam, from_date=today - DAY, until_date=today + 60 * DAY)


def own_page(ali) -> str:
    """Return the address of what practitioners see of Ali's own page."""
    return f"/people/{ali.person.ref}/own-page"


def text(answer) -> str:
    """Return the words of a paper."""
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split()
    )


# Somebody who is there


def test_where_the_officer_is_away_and_nobody_covers_the_head_is_told_and_can_answer(ali, mine, staff, away):
    mine.post("/my/messages", {"once": uuid.uuid4(), "words": "Help."})
    mine.post("/my/see-someone", {"once": uuid.uuid4()})

    assert {(one.office, one.code) for one in Told.objects.all()} == {
        (ali.unit.offices["unit"], "person_wrote"), (ali.unit.offices["unit"], "person_wants_to_see")
    }  # fmt: skip
    head = staff(ali.unit.jo)
    assert "Ali Alder" in told(head.get("/asked"))
    assert "Help." in told(head.get(own_page(ali)))


def test_a_person_is_told_that_their_officer_is_away_and_who_reads_what_they_write(ali, mine, away):
    assert "They are away now." in told(mine.get("/my"))
    assert "Bunting, Sam is away now. Their boss reads it." in told(mine.get("/my/messages"))
    assert "Bunting, Sam is away now, so their boss is told." in told(mine.get("/my/see-someone"))


def test_an_officer_who_is_there_is_told_and_the_head_sees_nothing_yet(ali, mine, staff, nothing_asked):
    mine.post("/my/see-someone", {"once": uuid.uuid4()})

    assert [one.practitioner for one in Told.objects.all()] == [ali.unit.sam]
    assert "Ali Alder" not in told(staff(ali.unit.jo).get("/asked"))
    assert "away" not in told(mine.get("/my"))


def test_what_nobody_has_seen_climbs_to_the_head_once_and_is_seen_there(ali, mine, staff, nothing_asked):
    mine.post("/my/see-someone", {"once": uuid.uuid4()})
    mine.post("/my/messages", {"once": uuid.uuid4(), "words": "Help."})
    Told.objects.all().delete()
    today = timezone.localdate()

    assert actions.climb(day=today + 3 * DAY) == 0
    assert actions.climb(day=today + 4 * DAY) == 2
    assert actions.climb(day=today + 5 * DAY) == 0

    assert {one.office for one in Told.objects.all()} == {ali.unit.offices["unit"]}
    Wish.objects.update(written_at=timezone.now() - 4 * DAY)
    assert "Ali Alder" in told(staff(ali.unit.jo).get("/asked"))


# What is contested


def contest(ali, mine) -> Contest:
    """Let Ali contest on their page where they live."""
    stated = Statement.objects.get(person=ali.person, key="housing.where_now")
    mine.post(f"/my/record/{stated.ref}/not-right", {"once": uuid.uuid4(), "words": "I moved."})
    return Contest.objects.get()


def test_a_contest_is_told_to_the_officer_and_to_the_head_and_stands_where_they_look(ali, mine, staff):
    made = contest(ali, mine)

    assert {(one.code, one.practitioner or one.office) for one in Told.objects.all()} == {
        ("contest_received", ali.unit.sam), ("contest_to_review", ali.unit.offices["unit"])
    }  # fmt: skip
    sam = staff(ali.unit.sam)
    for page in ("/today", f"/people/{ali.person.ref}"):
        assert f'href="/contests/{made.ref}"' in told(sam.get(page)), page
    assert "something written about them is not right" in told(sam.get("/told"))
    assert "needs a decision" in told(staff(ali.unit.jo).get("/told"))


def test_a_contest_that_is_late_is_owned_by_the_head_and_data_protection_once(ali, mine, staff):
    made = contest(ali, mine)
    dee = ali.unit.works("Finch, Dee", ali.unit.grade.OFFICER)
    office = ali.unit.hold("dp", ali.unit.region, Office.Post.DATA_PROTECTION, dee)
    Told.objects.all().delete()

    assert contested.climb_contests(day=made.answer_by) == 0
    assert contested.climb_contests(day=made.answer_by + DAY) == 1
    assert contested.climb_contests(day=made.answer_by + 2 * DAY) == 0

    offices = {one.office for one in Told.objects.filter(code="contest_late")}
    assert ali.unit.offices["unit"] in offices
    assert {one.post for one in offices} == {"head", "data_protection"}
    assert office.post == "data_protection"
    assert "the day by which they were to be answered has been" in told(staff(ali.unit.jo).get("/told"))


def test_a_receipt_stays_whatever_becomes_of_what_it_is_about(ali, mine):
    made = contest(ali, mine)
    Source.objects.filter(statement=made.statement).update(shown="withheld")
    risk = ali.stated(ali.person, "risks.to_known", "They hit someone.")
    people.contest(
        statement=risk, way="paper", words="I never did.", by=ali.unit.sam.ref, day=timezone.localdate()
    )

    page = told(mine.get("/my/receipts"))

    assert "I moved." in page
    assert "1 Invented Way" not in page
    assert "I never did." in page
    assert "It is about a risk." in page
    assert "They hit someone." not in page
    assert "I never did." in text(mine.get("/my/sheet"))


def test_a_receipt_says_what_it_is_about_in_words_and_not_in_codes(ali, mine):
    stated = ali.stated(ali.person, "housing.kind_now", "own")
    mine.post(f"/my/record/{stated.ref}/not-right", {"once": uuid.uuid4(), "words": "No."})

    page = told(mine.get("/my/receipts"))

    words = vocabulary.load().key("housing.kind_now").choices.in_language("en")["own"]
    assert words != "own"
    assert f"It says: {words}" in page


# What became of it


def test_a_wish_that_was_seen_is_said_to_be_seen_and_can_be_told_again(ali, mine, staff, nothing_asked):
    mine.post("/my/see-someone", {"once": uuid.uuid4()})
    sam = staff(ali.unit.sam)
    answer = sam.post(f"{own_page(ali)}/seen", shown(sam.get(own_page(ali))), follow=True)
    assert "Their page says so." in told(answer)

    page = told(mine.get("/my/see-someone"))

    assert "You told us on" in page
    assert "Seen on" in page
    assert "Yes, tell them" in page
    mine.post("/my/see-someone", {"once": uuid.uuid4()})
    assert "We have passed it on." in told(mine.get("/my/see-someone"))


def test_that_a_wish_was_seen_leaves_no_line_that_outlives_it(ali, mine, staff, nothing_asked):
    mine.post("/my/see-someone", {"once": uuid.uuid4()})
    sam = staff(ali.unit.sam)
    before = Line.objects.exclude(kind="looked").count()

    sam.post(f"{own_page(ali)}/seen", shown(sam.get(own_page(ali))))

    assert Wish.objects.get().seen_by == ali.unit.sam.ref
    assert Line.objects.exclude(kind="looked").count() == before


@pytest.mark.parametrize("how", ["", "/seen"])
def test_what_came_after_the_page_was_opened_stays_unseen(ali, mine, staff, nothing_asked, how):
    mine.post("/my/messages", {"once": uuid.uuid4(), "words": "Hello."})
    sam = staff(ali.unit.sam)
    said = {"once": uuid.uuid4(), "words": "Hello too.", **shown(sam.get(own_page(ali)))}
    mine.post("/my/messages", {"once": uuid.uuid4(), "words": "I am in danger."})
    mine.post("/my/see-someone", {"once": uuid.uuid4()})

    sam.post(f"{own_page(ali)}{how}", said)

    assert Message.objects.get(text="Hello.").seen_on is not None
    assert Message.objects.get(text="I am in danger.").seen_on is None
    assert Wish.objects.get().seen_on is None
    assert "Ali Alder" in told(sam.get("/asked"))


def test_an_answer_stands_under_the_name_of_who_wrote_it(ali, mine, staff, nothing_asked):
    staff(ali.unit.noor).post(own_page(ali), {"once": uuid.uuid4(), "words": "From the senior."})

    assert "Kite, Noor wrote:" in told(mine.get("/my/messages"))


# On paper


def test_a_paper_is_in_the_language_of_whom_it_is_for_whoever_prints_it(ali, mine, staff):
    ali.person.language = "cy"
    ali.person.save()
    sam = staff(ali.unit.sam)

    theirs, own = text(sam.get(f"{own_page(ali)}/sheet")), text(mine.get("/my/sheet"))

    assert theirs == own
    assert "My page" not in theirs
    assert "Your own page" not in text(sam.post(f"{own_page(ali)}/invitation"))


def test_what_is_not_right_is_named_on_paper_by_what_never_changes(ali, mine):
    stated = Statement.objects.get(person=ali.person, key="housing.where_now")
    name = f"{stated.ref.hex[:4]}-{stated.ref.hex[4:8]}".upper()
    assert f"{name}. " in text(mine.get("/my/sheet"))

    ali.stated(ali.person, "housing.before", "Heath House")

    later = text(mine.get("/my/sheet"))
    assert f"{name}. " in later
    assert "Printed on" in later


def test_a_form_that_was_forged_is_refused_in_plain_words(ali, mine):
    answer = mine.post("/my/messages", {"once": "zz", "words": "Hello."})

    assert answer.status_code == 422
    assert "Something went wrong. Please send it again." in told(answer)
    assert "UUID" not in told(answer)


def test_a_page_that_is_not_there_says_so_in_their_own_frame_and_language(ali, mine, staff):
    answer = mine.get("/my/nothing-here")
    assert answer.status_code == 404
    assert "This page is not here" in told(answer)
    assert "My load" not in told(answer)
    assert "I want to see someone" in told(answer)

    mine.cookies["django_language"] = "cy"

    assert "Nid yw'r dudalen hon yma" in told(mine.get("/my/nothing-here"))
    assert "Go to the first page" in told(staff(ali.unit.sam).get("/nothing-here"))


def test_receipts_answers_and_absences_are_of_oneself_alone(ali, mine):
    theirs = Statement.objects.get(person=ali.other, key="housing.where_now")
    by = ali.unit.sam.ref
    people.contest(statement=theirs, way="paper", words="Not mine.", by=by, day=timezone.localdate())
    asked = ("befriend_my_contests()", "befriend_my_answers()", "befriend_my_absent()")
    Message.objects.create(
        person=ali.other, side="practitioner", text="Hello.", written_by=by, written_at=timezone.now()
    )

    assert "Not mine." not in told(mine.get("/my/receipts"))
    with ali.themselves(timezone.localdate()), connection.cursor() as cursor:
        for function in asked:
            cursor.execute(f"SELECT count(*) FROM {function}")  # noqa: S608  (names of our own)
            assert cursor.fetchone() == (0,), function
