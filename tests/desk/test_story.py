"""The page of a person: their story first, what stands with its source, and as of any day that has been."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from befriend.allocation.models import Relationship
from befriend.people import actions
from befriend.supervision import actions as supervision
from befriend.supervision.models import Contact, Note
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def ivy(staffed, on_monday):
    """Return Ivy, who is with Sam."""
    ivy = staffed.person("Ivy Reed")
    staffed.with_(ivy, staffed.sam)
    return ivy


@pytest.fixture
def say(ivy, staffed):
    """Return what states something about Ivy."""

    def say(key, value, *, day=MONDAY, **said):
        known = {"how_known": "told", "source_kind": "person", "observed_on": day}
        known["by"] = staffed.sam.ref
        return actions.state(person=ivy, key=key, value=value, day=day, **(known | said))

    return say


def read(client, person, on=None, status=200):
    """Return the page of a person as text."""
    answer = client.get(f"/people/{person.ref}", {"on": on} if on else {})
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def test_the_story_comes_first_and_both_sides_stand_on_the_page(ivy, staffed, say, sign_in):
    say("story.own_words", "I grew up with my nan.")
    say("story.matters_most", "Seeing my daughter.")
    say("strengths.good_at", "Mending bicycles.")
    say("needs.home", "A room of her own.")
    say("risks.to_staff", "Shouted at the desk once.", how_known="seen", source_kind="practitioner")
    say("warnings.meeting", "Two people see her, since May.")

    page = read(sign_in(staffed.sam), ivy)

    order = [
        page.index(words)
        for words in (
            "I grew up with my nan.", "Seeing my daughter.", "What comes next", "Mending bicycles.",
            "A room of her own.", "Two people see her, since May.", "Shouted at the desk once.",
            "Who supervises them",
        )
    ]  # fmt: skip
    assert order == sorted(order)


def test_what_is_not_there_is_said_honestly(ivy, staffed, sign_in):
    page = read(sign_in(staffed.sam), ivy)

    for words in (
        "Their story is not written down yet.", "No appointment is booked.", "There is no plan yet.",
        "No warning stands.", "does not say that nobody is at risk",
    ):  # fmt: skip
        assert words in page


def test_every_line_opens_its_source(ivy, staffed, say, sign_in):
    made = [say("story.matters_most", "The dog."), say("needs.home", "A room.")]

    page = read(sign_in(staffed.sam), ivy)

    assert all(f"/statements/{each.ref}" in page for each in made)


def test_what_is_old_or_contested_says_so_in_words(ivy, staffed, say, sign_in):
    made = say("warnings.meeting", "Two people see her.", day=MONDAY - 200 * DAY, evidence="allegation")
    actions.contest(statement=made, way="spoken", words="Never.", by="W77", day=MONDAY)

    page = read(sign_in(staffed.sam), ivy)

    for words in (
        "They say this is not right", "Last known 200 days ago", "an allegation, found by no court",
    ):  # fmt: skip
        assert words in page


def test_as_of_a_day_that_has_been_stands_what_was_known_then(ivy, staffed, say, sign_in):
    say("story.own_words", "The old story.", day=MONDAY - 30 * DAY)
    say("story.own_words", "The new story.", day=MONDAY - 3 * DAY)
    client = sign_in(staffed.sam)

    then, now = read(client, ivy, on=(MONDAY - 5 * DAY).isoformat()), read(client, ivy)

    assert "The old story." in then
    assert "The new story." not in then
    assert "As it was known on 18 November 2026." in then
    assert "The new story." in now
    assert "The old story." not in now


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2026-11-24", "still to come"),
        ("31/02/2026", "no such day"),
        ("x" * 300, "no such day"),
        ("0", "no such"),
    ],
)
def test_a_day_that_cannot_be_shown_is_answered_in_words(ivy, staffed, sign_in, on, words):
    assert words in read(sign_in(staffed.sam), ivy, on=on, status=422)


def test_a_source_that_is_withheld_is_read_by_few(ivy, staffed, say, sign_in):
    say("risks.to_known", "Rang at night.", source_kind="family", source_words="Her brother rang us.")

    mine, seniors = read(sign_in(staffed.sam), ivy), read(sign_in(staffed.noor), ivy)

    assert "Her brother rang us." in mine
    assert "Rang at night." in seniors
    assert "brother" not in seniors
    assert "family" not in seniors
    assert "Source withheld" in seniors


def test_what_comes_next_and_what_was_promised_stand_there(ivy, staffed, sign_in):
    from django.utils import timezone

    now = timezone.now()
    Contact.objects.create(
        person=ivy, practitioner=staffed.sam, kind="office", made_at=now, starts_at=now + DAY,
        ends_at=now + DAY + timedelta(minutes=30),
    )  # fmt: skip
    Note.objects.create(
        person=ivy, kind="promised", promised_by="practitioner", text="Ring the landlord.", written_at=now
    )

    page = read(sign_in(staffed.sam), ivy)

    assert "with Bunting, Sam" in page
    assert "Ring the landlord." in page


def test_the_plan_stands_in_their_words_with_whose_each_step_is(ivy, staffed, sign_in):
    by = {"by": staffed.sam.ref, "day": MONDAY}
    goal = supervision.add_goal(person=ivy, area="housing", words="My own front door.", **by)
    supervision.add_step(goal=goal, what="Ring the council.", whose="person", **by)
    supervision.add_step(goal=goal, what="Write a reference.", whose="practitioner", **by)

    page = read(sign_in(staffed.sam), ivy)

    for words in ("My own front door.", "Theirs: Ring the council.", "Ours: Write a reference."):
        assert words in page
    then = read(sign_in(staffed.sam), ivy, on="2026-11-20")
    assert "My own front door." not in then
    assert "Nothing of this was written down by that day." in then


def count(client, person, django_assert_max_num_queries, most):
    """Read a page within so many questions."""
    with django_assert_max_num_queries(most) as asked:
        read(client, person)
    return len(asked)


def test_a_page_asks_no_more_of_a_long_story_than_of_a_short_one(
    ivy, staffed, say, sign_in, django_assert_max_num_queries
):
    client = sign_in(staffed.sam)
    say("story.own_words", "Short.")
    read(client, ivy)
    short = count(client, ivy, django_assert_max_num_queries, 60)
    for n in range(30):
        say("story.matters_most", f"Thing number {n}.")
        say("warnings.meeting", f"Do this {n}.", source_kind="agency")

    assert count(client, ivy, django_assert_max_num_queries, 60) == short


def test_lately_shows_what_was_and_nothing_that_is_still_to_come(ivy, staffed, sign_in):
    now = timezone.now()

    def contact(begins, **fields):
        Contact.objects.create(
            person=ivy, practitioner=staffed.sam, starts_at=begins, ends_at=begins + timedelta(minutes=30),
            made_by="x", made_at=now - 3 * DAY, **fields,
        )  # fmt: skip

    contact(now - DAY, kind="office", outcome="missed", outcome_by="x", outcome_at=now - DAY)
    for week in range(1, 7):
        contact(now + 7 * week * DAY, kind="video")

    page = read(sign_in(staffed.sam), ivy)

    lately = page[page.index('id="lately"') :]
    lately = lately[: lately.index("</section>")]
    assert "Did not come" in lately
    assert "ideo" not in lately


def test_an_appointment_with_somebody_who_is_with_them_no_longer_is_flagged(ivy, staffed, sign_in):
    begins = timezone.now() + 2 * DAY
    Contact.objects.create(
        person=ivy, practitioner=staffed.jo, kind="office", starts_at=begins, ends_at=begins + DAY / 48,
        made_by="x", made_at=timezone.now(),
    )  # fmt: skip
    client = sign_in(staffed.sam)
    assert "Book anew" not in read(client, ivy)

    Relationship.objects.create(
        person=ivy, practitioner=staffed.jo, from_date=MONDAY - 4000 * DAY, until_date=MONDAY - 3999 * DAY
    )

    page = read(client, ivy)
    assert "Book anew" in page
    assert f"is booked with {staffed.jo.name}, who is not with them now." in page
