"""Whether they are reminded is the person's own to say, on their own page; and what is sent follows it."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from befriend.allocation import actions as allocation
from befriend.allocation.actions import reminding
from befriend.allocation.models import Relationship
from befriend.audit.models import Line
from befriend.outbox.models import Message
from befriend.people.models import ContactDetail
from befriend.supervision import actions
from befriend.supervision.models import Contact
from befriend.workforce.models import Exclusion
from tests.outbox.conftest import mails, post_office
from tests.portal.test_pages import mine, staff, told
from tests.supervision.test_reminders import NUMBER, notify

pytestmark = pytest.mark.django_db
__all__ = ["mails", "mine", "notify", "post_office", "staff"]
PAGE = "/my/reminders"


def said(ali):
    """Return what every action of Ali's officer is told."""
    return {"by": ali.unit.sam.ref, "day": timezone.localdate(), "at": timezone.now()}


@pytest.fixture
def number(ali, notify):
    """Let Ali and Birch be reminded by text message; return Ali's number."""
    today = timezone.localdate()
    for person, address in ((ali.other, "07700900999"), (ali.person, NUMBER)):
        kept = actions.keep_detail(
            person=person, channel="sms", address=address, agreed_on=today, **said(ali)
        )
    return kept


def say(mine, wanted, channel="sms"):
    """Send what a button of the page sends."""
    return mine.post(PAGE, {"once": uuid.uuid4(), "channel": channel, "wanted": wanted}, follow=True)


def book(ali, practitioner, days=5):
    """Book an appointment with Ali, days from now at ten."""
    starts = timezone.localtime().replace(hour=10, minute=0) + timedelta(days=days)
    return actions.book(
        person=ali.person, practitioner=practitioner, kind="office", starts_at=starts, minutes=30, **said(ali)
    )


def waiting(ali):
    """Return the appointments of Ali's of which a reminder waits to go."""
    return {
        one.values["contact"] for one in Message.objects.filter(detail__person=ali.person, state="waiting")
    }


def test_the_page_tells_so_much_of_the_number_that_they_know_it_and_nobody_elses(ali, mine, number):
    page = told(mine.get(PAGE))

    assert "By text message to ...123" in page
    assert "You get reminders here." in page
    assert NUMBER not in page
    assert "999" not in page.split("By text message", 1)[1].split("</section>")[0]
    assert f'href="{PAGE}"' in told(mine.get("/my"))


def test_who_says_no_gets_none_and_who_says_yes_again_is_reminded_of_what_is_to_come(ali, mine, number):
    booked = Contact.objects.get(person=ali.person)
    assert waiting(ali) == {booked.ref}

    assert "You will get no more reminders there." in told(say(mine, "no"))

    assert waiting(ali) == set()
    assert "You get no reminders here. You said no." in told(mine.get(PAGE))
    line = Line.objects.get(did="opted out of reminders")
    assert (line.by, line.role) == (ali.person.ref, "person")
    assert say(mine, "no").status_code == 200
    assert Line.objects.filter(did="opted out of reminders").count() == 1

    assert "You will get reminders there again." in told(say(mine, "yes"))

    assert waiting(ali) == {booked.ref}


def test_after_a_hand_back_and_a_booking_anew_who_said_no_is_still_not_reminded(ali, mine, number):
    say(mine, "no")
    held = Relationship.objects.get(person=ali.person, until_date=None)
    today = timezone.localdate()
    allocation.hand_back(relationship=held, by=ali.unit.noor.ref, day=today, why="workload")
    Relationship.objects.create(person=ali.person, practitioner=ali.unit.jo, from_date=today)

    made = book(ali, ali.unit.jo)

    assert not Message.objects.filter(detail__person=ali.person, values__contact=made.ref).exists()
    assert waiting(ali) == set()
    say(mine, "yes")
    assert made.ref in waiting(ali)


def excluded(ali):
    """Exclude Ali's officer from them."""
    Exclusion.objects.create(
        person=ali.person, practitioner=ali.unit.sam, because="Kin.", from_date=timezone.localdate(),
        decided_by="x",
    )  # fmt: skip


def harmed(ali):
    """Part Ali and their officer because of harm."""
    held = Relationship.objects.get(person=ali.person, until_date=None)
    by = {"by": ali.unit.noor.ref, "day": timezone.localdate()}
    allocation.hand_back(relationship=held, why="workload", may_resume=False, **by)


@pytest.mark.parametrize("apart", [excluded, harmed])
@pytest.mark.parametrize("where", ["page", "desk", "new number"])
def test_who_wants_them_again_is_not_reminded_of_who_they_are_parted_from(
    ali, mine, number, staff, apart, where
):
    say(mine, "no")
    made = book(ali, ali.unit.jo)
    apart(ali)

    noor, by = staff(ali.unit.noor), f"/details/{number.pk}"
    if where == "page":
        say(mine, "yes")
    elif where == "desk":
        assert noor.post(f"{by}/opt-in", {"once": uuid.uuid4()}).status_code == 302
    else:
        ContactDetail.objects.update(opted_out_on=None)
        today = timezone.localdate()
        reminding.keep_detail(
            person=ali.person, channel="sms", address="07700900456", agreed_on=today, **said(ali)
        )

    assert waiting(ali) == {made.ref}


def test_one_way_is_not_the_other(ali, mine, number, mails):
    actions.keep_detail(
        person=ali.person, channel="email", address="ali@example.org", agreed_on=timezone.localdate(),
        **said(ali),
    )  # fmt: skip

    say(mine, "no", "email")

    assert "By email to al...@example.org" in told(mine.get(PAGE))
    wanted = {one.channel: one.is_wanted for one in ContactDetail.objects.filter(person=ali.person)}
    assert wanted == {"sms": True, "email": False}


def test_where_nothing_is_kept_the_page_says_so_and_a_button_of_before_is_refused(ali, mine, notify):
    assert "You get no reminders." in told(mine.get(PAGE))

    answer = say(mine, "yes")

    assert answer.status_code == 409
    assert "We have no number or address of yours there any more." in told(answer)
    assert not ContactDetail.objects.exists()


@pytest.mark.parametrize("wrong", [{"wanted": "perhaps"}, {"channel": "dove"}, {"wanted": ""}])
def test_what_no_button_sends_changes_nothing(ali, mine, number, wrong):
    form = {"once": uuid.uuid4(), "channel": "sms", "wanted": "no", **wrong}

    answer = mine.post(PAGE, form)

    assert answer.status_code == 422
    assert "Something went wrong." in told(answer)
    number.refresh_from_db()
    assert number.is_wanted
