"""What could not be delivered is shown to the office above, which tries again or notes it; to nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from befriend.audit.models import Line
from befriend.outbox import actions, queries
from befriend.outbox.models import Message, Pulse

pytestmark = pytest.mark.django_db
State = Message.State


def page_of(client):
    """Return what was told as text."""
    return " ".join(client.get("/told").content.decode().split())


@pytest.fixture
def given_up(mails, staffed):
    """Return three messages to Sam that were given up."""
    for plan in range(3):
        actions.write(staffed.sam, day=timezone.localdate(), code="plan_names_you", values={"plan": plan})
    for one in Message.objects.all():
        actions.send(one.pk)
    assert set(Message.objects.values_list("state", flat=True)) == {State.GIVEN_UP}
    return Message.objects.all()


def address(message, what):
    return f"/told/undelivered/{message.pk}/{what}"


def test_the_head_is_shown_it_and_sees_it_in_the_menu(given_up, staffed, sign_in):
    page = page_of(sign_in(staffed.jo))

    assert "3 messages to Bunting, Sam could not be delivered; they are told inside Befriend." in page
    assert "They have no e-mail address in Befriend." in page
    assert "Told to you (3 not delivered)" in page


def test_whoever_it_was_for_is_told_so_and_others_are_not(given_up, staffed, sign_in):
    assert "3 messages to you could not be delivered" in page_of(sign_in(staffed.sam))
    for other in (staffed.robin, staffed.noor, staffed.ash, staffed.wren, staffed.fen):
        page = page_of(sign_in(other))
        assert "could not be delivered" not in page
        assert "not delivered)" not in page


def test_it_is_tried_again(given_up, staffed, sign_in, mails, reached):
    client = sign_in(staffed.jo)
    reached(staffed.sam)

    assert client.post(address(given_up[0], "again")).status_code == 302

    assert {one.state for one in Message.objects.all()} == {State.WAITING}
    for one in Message.objects.all():
        actions.send(one.pk)
    assert {one.state for one in Message.objects.all()} == {State.SENT}
    assert len(mails.taken) == 3
    assert Line.objects.filter(by=staffed.jo.ref, did="had a message tried again").count() == 1
    assert "could not be delivered" not in page_of(client)


def test_they_were_told_by_other_means_once(given_up, staffed, sign_in):
    client = sign_in(staffed.jo)

    for _ in range(2):
        assert client.post(address(given_up[0], "told")).status_code == 302

    assert {one.state for one in Message.objects.all()} == {State.TOLD}
    assert Line.objects.filter(by=staffed.jo.ref, did="told by other means").count() == 1
    assert not ProcrastinateJob.objects.filter(args__message="x").exists()


@pytest.mark.parametrize("what", ["again", "told"])
@pytest.mark.parametrize("who", ["sam", "robin", "noor", "ash", "wren", "fen"])
def test_nobody_else_decides(given_up, staffed, sign_in, who, what):
    client = sign_in(getattr(staffed, who))

    assert client.post(address(given_up[0], what)).status_code == 404
    assert {one.state for one in Message.objects.all()} == {State.GIVEN_UP}
    assert client.get(address(given_up[0], what)).status_code == 405


def test_a_representative_s_is_shown_to_data_protection_and_to_no_manager(mails, staffed, sign_in):
    officer = staffed.works("Owl, Dale", staffed.grade.SENIOR, unit=staffed.nation)
    staffed.hold("dp", staffed.nation, "data_protection", officer)
    actions.write(
        staffed.offices["representative"], day=timezone.localdate(), code="incident", values={"incident": 1}
    )
    actions.send(Message.objects.get().pk)

    assert "1 message to the office of the health and safety representative of Larkfield" in page_of(
        sign_in(officer)
    )
    for manager in (staffed.jo, staffed.noor, staffed.fen):
        assert "could not be delivered" not in page_of(sign_in(manager))


def test_what_nobody_can_know_says_so(mails, staffed, reached, sign_in):
    reached(staffed.sam, "lost-answer@example.org")
    actions.write(staffed.sam, day=timezone.localdate(), code="plan_names_you", values={"plan": 1})
    actions.send(Message.objects.get().pk)

    page = page_of(sign_in(staffed.jo))

    assert "1 message to Bunting, Sam may have been delivered, or not: nobody can know." in page
    assert "so that nobody gets it twice" in page


def test_a_silent_worker_is_shown_while_messages_wait(mails, staffed, sign_in):
    actions.write(staffed.sam, day=timezone.localdate(), code="plan_names_you", values={"plan": 1})
    client = sign_in(staffed.jo)

    assert "1 message waits and none is being sent. The worker has never been seen." in page_of(client)
    actions.beat()
    assert "none is being sent" not in page_of(client)
    Pulse.objects.update(at=timezone.now() - timedelta(minutes=6))
    assert "The worker was last seen on" in page_of(client)
    assert "none is being sent" not in page_of(sign_in(staffed.ash))
    Message.objects.all().update(state=State.TOLD)
    assert "none is being sent" not in page_of(sign_in(staffed.jo))


def test_the_worker_shows_that_it_lives():
    assert queries.worker_seen() is None
    actions.beat()
    first = queries.worker_seen()
    actions.beat()

    assert first <= queries.worker_seen() <= timezone.now()
    assert Pulse.objects.count() == 1


def test_where_no_mail_is_set_up_that_is_said(settings, staffed, sign_in):
    settings.BEFRIEND_MAILS = False

    assert "No e-mail is set up here" in page_of(sign_in(staffed.sam))
