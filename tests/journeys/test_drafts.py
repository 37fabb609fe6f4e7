"""What is typed outlives the page, the session, the connection and the server."""

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from befriend.allocation import actions
from befriend.drafts.models import Draft
from befriend.identity.models import Nature
from befriend.workforce.models import Incident
from tests.desk.staffed import Staffed
from tests.journeys.conftest import SIZES, no_sideways_scrolling

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

BEFRIEND = str(Path(sys.executable).parent / "befriend")
INCIDENT = "/incidents/new"
WORDS = "Shouted and stood up."
LABEL = "What happened, in your words"
WITHIN = 10_000  # milliseconds: kept within ten seconds of typing
SECONDS = 600


@pytest.fixture
def staffed(transactional_db):
    """Return Larkfield, invented, with a plan of this week."""
    Nature.objects.create(kind=Nature.Kind.INVENTED)
    staffed = Staffed()
    day = timezone.localdate()
    staffed.wait.from_date = day
    staffed.wait.save()
    actions.make_plan(unit=staffed.pdu, by=staffed.noor.ref, day=day)
    return staffed


def sign_in(page, practitioner, address):
    """Sign in as somebody invented, and open a page."""
    page.goto("/sign-in")
    page.get_by_role("button", name=practitioner.name).first.click()
    page.get_by_role("link", name="Sign out").wait_for()
    page.goto(address)


def saved(page):
    """Wait until the page says that it is saved."""
    expect(page.locator("#draft-status")).to_have_text(re.compile(r"^Saved at \d\d:\d\d\.$"), timeout=WITHIN)


def test_a_page_that_dies_loses_nothing(staffed, page, is_accessible):
    sign_in(page, staffed.sam, INCIDENT)
    page.get_by_label("A threat").check()
    page.get_by_label(LABEL).press_sequentially(WORDS)
    saved(page)
    is_accessible(page)
    context = page.context
    page.close()  # without a word to its script

    page = context.new_page()
    page.goto("/told")
    page.get_by_role("link", name="1 form you began and did not finish").click()
    is_accessible(page)
    assert no_sideways_scrolling(page)
    page.get_by_role("link", name="Tell of an incident").last.click()

    expect(page.get_by_label(LABEL)).to_have_value(WORDS)
    expect(page.get_by_label("A threat")).to_be_checked()
    page.get_by_text("You began this on").wait_for()
    is_accessible(page)
    assert no_sideways_scrolling(page)

    page.get_by_label("Where?").fill("Room 2")
    page.get_by_role("button", name="Tell the representative").click()
    page.get_by_text("The representative has been told.").wait_for()
    assert Incident.objects.get().words == WORDS
    assert Draft.objects.get().words == {}


def test_typing_on_and_on_is_kept_meanwhile(staffed, page):
    sign_in(page, staffed.sam, INCIDENT)
    began = time.monotonic()
    while time.monotonic() - began < WITHIN / 1000:
        page.get_by_label(LABEL).press_sequentially("on and on ")
        page.wait_for_timeout(500)

    assert Draft.objects.get().words["words"].startswith("on and on")
    while Draft.objects.get().words["words"] != page.get_by_label(LABEL).input_value():
        page.wait_for_timeout(200)  # so that no save is on its way when the test ends


def test_leaving_at_once_is_soon_enough(staffed, page):
    sign_in(page, staffed.sam, INCIDENT)
    page.get_by_label(LABEL).fill(WORDS)
    page.goto("/told")
    page.get_by_role("link", name="1 form you began and did not finish").or_(
        page.get_by_role("heading", level=1)
    ).first.wait_for()
    page.goto(INCIDENT)

    expect(page.get_by_label(LABEL)).to_have_value(WORDS)


def test_a_lost_connection_is_said_and_made_good(staffed, page, is_accessible):
    sign_in(page, staffed.sam, INCIDENT)
    page.route("**/drafts/keep", lambda route: route.abort())
    page.get_by_label(LABEL).fill(WORDS)

    page.get_by_text("The connection is lost.").wait_for()
    is_accessible(page)
    assert no_sideways_scrolling(page)
    expect(page.get_by_label(LABEL)).to_have_value(WORDS)
    assert not Draft.objects.exists()

    page.unroute("**/drafts/keep")
    saved(page)
    assert Draft.objects.get().words["words"] == WORDS


def test_signed_out_while_typing_and_in_again_in_another_window(staffed, page):
    sign_in(page, staffed.sam, INCIDENT)
    page.context.clear_cookies(name="sessionid")
    page.get_by_label(LABEL).fill(WORDS)
    page.get_by_text("You are signed out.").wait_for()

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in another window").click()
    opened.value.goto("/sign-in")
    opened.value.get_by_role("button", name=staffed.sam.name).first.click()
    opened.value.get_by_role("link", name="Sign out").wait_for()

    saved(page)
    page.get_by_label("A threat").check()
    page.get_by_label("Where?").fill("Room 2")
    page.get_by_role("button", name="Tell the representative").click()
    page.get_by_text("The representative has been told.").wait_for()
    assert Incident.objects.get().words == WORDS


@pytest.fixture
def plain(request, browser, live_server):
    """Open pages in a browser that runs no script."""
    context = browser.new_context(
        base_url=live_server.url, viewport=SIZES["phone"], java_script_enabled=False
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_without_a_script_a_button_keeps_it(staffed, plain):
    sign_in(plain, staffed.sam, INCIDENT)
    plain.get_by_label(LABEL).fill(WORDS)
    plain.get_by_role("button", name="Save for later").click()

    plain.get_by_text("It is kept for you alone until").wait_for()
    expect(plain.get_by_label(LABEL)).to_have_value(WORDS)


def test_without_a_script_a_form_sent_too_late_is_given_back(staffed, plain):
    sign_in(plain, staffed.sam, INCIDENT)
    plain.get_by_label(LABEL).fill(WORDS)
    plain.context.clear_cookies(name="sessionid")
    plain.get_by_role("button", name="Tell the representative").click()
    plain.get_by_text("You were signed out before you sent the form.").wait_for()
    assert not Draft.objects.exists()

    with plain.context.expect_page() as opened:
        plain.get_by_role("link", name="Sign in (in a new window)").click()
    opened.value.goto("/sign-in")
    opened.value.get_by_role("button", name=staffed.sam.name).first.click()
    opened.value.get_by_role("link", name="Sign out").wait_for()
    # The token on this page is older than the sign-in, so the words are given back once more.
    plain.get_by_role("button", name="Keep what I typed").click()
    plain.get_by_role("button", name="Keep what I typed").click()

    expect(plain.get_by_label(LABEL)).to_have_value(WORDS)
    assert Draft.objects.get().words["words"] == WORDS


def test_two_versions_stand_side_by_side(staffed, page, is_accessible):
    objection = actions.object_to_plan(
        planned=staffed.pdu.plans.get().allocations.get(),
        practitioner=staffed.pdu.plans.get().allocations.get().practitioner,
        kind="safety",
        words="Not safe.",
        day=timezone.localdate(),
    )
    sign_in(page, staffed.noor, f"/units/unit/objections/{objection.pk}")
    page.get_by_label("Your answer").fill("Two go together.")
    actions.answer_objection(
        objection=objection, answer="Another room.", by=staffed.jo.ref, day=timezone.localdate()
    )
    page.get_by_role("button", name="Send the answer").click()

    page.get_by_role("heading", name="What is there now").wait_for()
    page.get_by_text("Another room.").first.wait_for()
    expect(page.get_by_label("Your answer")).to_have_value("Two go together.")
    is_accessible(page)
    assert no_sideways_scrolling(page)


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def serve(port: int) -> subprocess.Popen[bytes]:
    """Start the service in a group of its own, and wait until it answers."""
    process = subprocess.Popen(
        [BEFRIEND, "serve", f"--port={port}", "--workers=1"],
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=SECONDS)
        except urllib.error.HTTPError:
            break
        except OSError:
            time.sleep(0.3)
        else:
            break
    return process


def killed(process: subprocess.Popen[bytes]) -> None:
    """Kill the service and whatever it started, but PostgreSQL, outright, as a failing machine does."""
    whole = psutil.Process(process.pid)
    for each in (*whole.children(recursive=True), whole):
        if each.is_running() and each.name() != "postgres":
            each.kill()
    process.wait(SECONDS)


@pytest.mark.django_db(transaction=False)
def test_a_server_killed_outright_loses_nothing(made_home, browser):
    port = free_port()
    subprocess.run([BEFRIEND, "week"], check=False, capture_output=True, timeout=SECONDS)
    process = serve(port)
    context = browser.new_context(base_url=f"http://127.0.0.1:{port}", viewport=SIZES["desktop"])
    context.set_default_timeout(30_000)
    try:
        page = context.new_page()
        page.goto("/sign-in")
        page.locator(".ways-in button").last.click()
        page.get_by_role("link", name="Sign out").wait_for()
        page.goto(INCIDENT)
        page.get_by_label(LABEL).fill(WORDS)
        saved(page)
        killed(process)
        page.get_by_label(LABEL).fill(f"{WORDS} And more.")
        page.get_by_text("The connection is lost.").wait_for()

        process = serve(port)
        saved(page)
        page.goto(INCIDENT)
        expect(page.get_by_label(LABEL)).to_have_value(f"{WORDS} And more.")
    finally:
        context.close()
        killed(process)
