"""A stale line, copied twelve times, is contested on paper, corrected, and followed to all who hold it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from befriend.documents import actions as documents
from befriend.documents.models import Telling
from befriend.identity.models import Nature
from befriend.people import actions
from befriend.people.models import Contest
from tests.desk.staffed import Staffed
from tests.documents.test_making import copies, made
from tests.journeys.conftest import no_sideways_scrolling

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
EDITIONS = 12
WORDS = "Said by somebody on the wing to have made threats in the kitchen"
RIGHT = "Nobody was threatened: the prison has no such entry."
GIVEN = {
    "licence_condition_request": ("prison",),
    "recategorisation_paper": ("prison",),
    "parole_report": ("parole_board", "prison"),
}
TITLES = ("Request for a licence condition", "Paper for a recategorisation", "Parole report")


@pytest.fixture
def staffed(transactional_db):
    """Return Larkfield, invented, where an allegation about Ivy was carried on once a month for a year."""
    Nature.objects.create(kind=Nature.Kind.INVENTED)
    staffed = Staffed()
    staffed.ivy = staffed.person("Ivy Reed")
    staffed.with_(staffed.ivy, staffed.sam)
    today, last = timezone.localdate(), None
    for number in range(EDITIONS):
        day = today - timedelta(days=30 * (EDITIONS - number) + 10)
        last = actions.state(
            person=staffed.ivy, key="offending.allegation", value=f"{WORDS}, {number}.", how_known="carried",
            source_kind="agency", evidence="allegation", observed_on=day, by=staffed.sam.ref, day=day,
            replaces=last,
        )  # fmt: skip
    staffed.stated = last
    day = today - timedelta(days=20)
    for kind, recipients in GIVEN.items():
        paper = made(staffed.ivy, kind, *recipients, day=day, agreed="told")
        for to, copy in copies(paper).items():
            if to in recipients:
                documents.give(delivery=copy, means="post", given_on=day, by=staffed.sam.ref, day=day)
    return staffed


@pytest.fixture
def seen(is_accessible):
    """Return what waits for a page and sees that anybody can use it."""

    def seen(page):
        page.get_by_role("heading", level=1).wait_for()
        is_accessible(page)
        assert no_sideways_scrolling(page)

    return seen


def sign_in(page, practitioner):
    """Sign somebody in."""
    page.goto("/sign-in")
    page.get_by_role("button", name=practitioner.name).first.click()


def test_a_correction_reaches_every_paper_and_recipient_and_the_past_stays(staffed, page, seen):
    sign_in(page, staffed.sam)
    page.goto(f"/statements/{staffed.stated.ref}/contest")
    page.get_by_label("What is not right").fill("I was not in the kitchen.")
    page.get_by_label("On paper").check()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("It is received.").wait_for()
    contest = Contest.objects.get()

    # Until it is decided everything is listed, nothing is lifted and nobody is told.
    page.goto(f"/contests/{contest.ref}/correction")
    page.get_by_text("It is not decided yet.").wait_for()
    seen(page)
    assert not page.get_by_role("button", name="Tell whoever was given it").count()

    sign_in(page, staffed.noor)
    page.goto(f"/contests/{contest.ref}/decide")
    page.get_by_label("It is corrected: what is right is below").check()
    page.get_by_label("Why?", exact=True).fill("The prison has no such entry.")
    page.get_by_label("What is right, if it is corrected?").fill(RIGHT)
    page.get_by_role("button", name="Decide").click()
    page.get_by_text(f"Now it says: {RIGHT}").wait_for()

    page.get_by_role("link", name="Papers that used it, and who is told").click()
    page.get_by_text(f"It stands in the record {EDITIONS} times").wait_for()
    seen(page)
    listed = page.get_by_role("region", name="Papers in which it stood").get_by_role("rowheader")
    assert listed.count() == len(GIVEN)
    page.get_by_role("button", name="Tell whoever was given it").click()
    seen(page)
    page.get_by_label("Yes").check()
    page.get_by_role("button", name="Confirm").click()
    page.get_by_text("It is in line.").wait_for()
    seen(page)
    assert Telling.objects.count() == sum(map(len, GIVEN.values()))
    assert page.get_by_text("To be sent by post: nobody has said yet that it was.").count() == 4

    today = timezone.localdate()
    page.goto(f"/people/{staffed.ivy.ref}/statements")
    assert not page.get_by_text(WORDS).count()
    page.goto(f"/people/{staffed.ivy.ref}/statements?on={today - timedelta(days=30)}")
    page.get_by_text(WORDS).first.wait_for()
    seen(page)
    assert not page.get_by_text(RIGHT).count()
