"""What a practitioner does on their own pages, from one end to the other."""

from datetime import timedelta

import pytest
from django.utils import timezone

from befriend.allocation import actions
from befriend.allocation.models import Objection, PlannedAllocation
from befriend.identity.models import Nature
from befriend.rules.values import Place, Tier
from befriend.workforce.models import Incident
from tests.desk.staffed import Staffed
from tests.journeys.conftest import no_sideways_scrolling

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def staffed(transactional_db):
    """Return Larkfield, invented: Ivy is with Sam, and the plan of the week proposes Ali."""
    Nature.objects.create(kind=Nature.Kind.INVENTED)
    staffed = Staffed()
    day = timezone.localdate()
    ivy = staffed.person("Ivy Reed", Tier.B2, Place.CUSTODY, release_on=day + timedelta(days=9))
    staffed.with_(ivy, staffed.sam)
    staffed.wait.from_date = day
    staffed.wait.save()
    actions.make_plan(unit=staffed.pdu, by=staffed.noor.ref, day=day)
    return staffed


@pytest.fixture
def open_as(page, is_accessible):
    """Return what signs somebody in and opens a page that anybody can use."""

    def open_as(practitioner, address):
        page.goto("/sign-in")
        page.get_by_role("button", name=practitioner.name).first.click()
        page.goto(address)
        page.get_by_role("heading", level=1).wait_for()
        is_accessible(page)
        assert no_sideways_scrolling(page)
        return page

    return open_as


def test_a_practitioner_reads_their_own_pages(staffed, open_as):
    ivy = staffed.sam.relationships.get().person
    for address in ("/my-people", "/my-proposals", "/my-workload", "/my-statement", "/told"):
        open_as(staffed.sam, address)
    open_as(staffed.sam, f"/people/{ivy.ref}")
    open_as(staffed.sam, f"/people/{ivy.ref}/requests")


def test_a_practitioner_objects_to_a_proposal(staffed, open_as, is_accessible):
    planned = PlannedAllocation.objects.select_related("practitioner").get()
    page = open_as(planned.practitioner, "/my-proposals")

    page.get_by_role("link", name="Object").click()
    page.get_by_role("button", name="Object").click()
    page.get_by_role("alert").wait_for()
    is_accessible(page)
    page.get_by_label("A conflict between this person and me").check()
    page.get_by_label("In your words").fill("We are neighbours.")
    page.get_by_role("button", name="Object").click()

    page.get_by_text("Not answered yet").wait_for()
    is_accessible(page)
    assert Objection.objects.get().words == "We are neighbours."


def test_an_incident_is_told_and_read_by_the_representative(staffed, open_as, is_accessible):
    page = open_as(staffed.sam, "/incidents/new")
    page.get_by_label("A threat").check()
    page.get_by_label("Where?").fill("Room 2")
    page.get_by_label("What happened, in your words").fill("Shouted and stood up.")
    page.get_by_label("Was it with somebody you supervise?").select_option(label="Ivy Reed")
    page.get_by_label("A warning for whoever sees this person next").fill("Two people should go.")
    page.get_by_role("button", name="Tell the representative").click()
    page.get_by_text("Two people should go.").wait_for()
    is_accessible(page)

    page = open_as(staffed.wren, f"/incidents/{Incident.objects.get().pk}")

    assert "Shouted and stood up." in page.content()
    assert "Ivy" not in page.content()


def test_a_statement_is_shown_and_kept(staffed, open_as, is_accessible):
    page = open_as(staffed.sam, "/my-statement")
    day = timezone.localdate()
    page.get_by_label("First day").fill(f"{day - timedelta(days=40):%d/%m/%Y}")
    page.get_by_label("Last day").fill(f"{day:%d/%m/%Y}")
    page.get_by_role("button", name="Show it").click()
    page.get_by_text("Load and limit, day by day").wait_for()
    is_accessible(page)
    assert no_sideways_scrolling(page)

    with page.expect_download() as kept:
        page.get_by_role("link", name="The same as a PDF").click()

    assert kept.value.suggested_filename == "workload-statement.pdf"
