"""Sending one message: what the mail server does, what is kept of it, and what is tried again."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from befriend.outbox import actions, mail
from befriend.outbox.actions import sending
from befriend.outbox.mail import End, Outcome
from befriend.outbox.models import Message
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db
State, Problem = Message.State, Message.Problem


def message_to(practitioner, code="plan_names_you"):
    """Write a message and return it."""
    actions.write(practitioner, day=MONDAY, code=code, values={"plan": 7, "by": practitioner.ref})
    return Message.objects.get(practitioner=practitioner, code=code)


def sent(message):
    """Send a message and return it as it then is."""
    actions.send(message.pk)
    message.refresh_from_db()
    return message


def test_a_message_is_sent_and_says_nothing(mails, staffed, reached):
    message = sent(message_to(reached(staffed.sam)))

    letter = mails.taken[0]
    assert (message.state, message.attempts) == (State.SENT, 1)
    assert letter.to == f"{staffed.sam.ref.lower()}@example.org"
    assert letter.message_id == f"<{message.pk}@example.org>"
    assert "You have something to read in Befriend" in letter.text
    assert "https://befriend.example.org" in letter.text
    for word in ("robation", "Bunting", "Ali", staffed.ali.ref, "plan"):
        assert word not in letter.text


def test_what_was_sent_is_not_sent_again(mails, staffed, reached):
    message = message_to(reached(staffed.sam))

    for _ in range(3):
        sent(message)

    assert len(mails.taken) == 1


@pytest.mark.parametrize(
    ("address", "state", "problem"),
    [
        ("never@example.org", State.GIVEN_UP, Problem.REFUSED),
        ("refused-text@example.org", State.GIVEN_UP, Problem.REFUSED),
        ("later@example.org", State.FAILED, Problem.NOT_NOW),
        ("silent@example.org", State.FAILED, Problem.TIMED_OUT),
        ("lost-answer@example.org", State.UNCERTAIN, Problem.UNREACHABLE),
        ("sam\nbcc: other@example.org", State.GIVEN_UP, Problem.UNUSABLE_ADDRESS),
        ("zoë@example.org", State.GIVEN_UP, Problem.UNUSABLE_ADDRESS),
        ("", State.GIVEN_UP, Problem.NO_ADDRESS),
    ],
)
def test_what_is_in_the_way_is_kept_by_its_kind(mails, staffed, reached, address, state, problem, caplog):
    message = sent(message_to(reached(staffed.sam, address)))

    assert (message.state, message.last_problem) == (state, problem)
    assert not address or address.split("@")[0] not in caplog.text
    assert "@" not in caplog.text


def test_one_that_is_refused_is_in_nobody_else_s_way(mails, staffed, reached):
    messages = [message_to(reached(staffed.sam, "never@example.org")), message_to(reached(staffed.robin))]

    assert [sent(one).state for one in messages] == [State.GIVEN_UP, State.SENT]


def test_a_server_that_is_not_there_is_tried_again_later(settings, mails, staffed, reached):
    settings.EMAIL_PORT = 1
    before = timezone.now()

    message = sent(message_to(reached(staffed.sam)))

    assert (message.state, message.last_problem) == (State.FAILED, Problem.UNREACHABLE)
    assert timedelta(seconds=50) < message.next_try_at - before < timedelta(minutes=2)


def test_the_pauses_grow_and_then_it_is_given_up(mails, staffed, reached):
    message = message_to(reached(staffed.sam, "later@example.org"))
    pauses = []

    while sent(message).state == State.FAILED:
        pauses.append(message.next_try_at - timezone.now())
        sent(message)  # Before its time nothing happens.
        Message.objects.filter(pk=message.pk).update(next_try_at=timezone.now())

    assert pauses == sorted(pauses)
    assert (message.state, message.attempts, len(pauses)) == (State.GIVEN_UP, 8, 7)
    assert mails.taken == []


def test_what_failed_is_sent_when_the_server_takes_it(mails, staffed, reached):
    message = sent(message_to(reached(staffed.sam, "later@example.org")))
    staffed.sam.user.email = "sam@example.org"
    staffed.sam.user.save()
    Message.objects.filter(pk=message.pk).update(next_try_at=timezone.now())

    assert sent(message).state == State.SENT


def test_an_office_is_sent_word_by_whoever_holds_it(mails, staffed, reached):
    reached(staffed.wren)
    actions.write(staffed.offices["representative"], day=MONDAY, code="incident", values={"incident": 1})

    message = sent(Message.objects.get())

    assert message.state == State.SENT
    assert mails.taken[0].to == f"{staffed.wren.ref.lower()}@example.org"


def test_a_vacant_representative_s_office_passes_to_no_manager(mails, staffed, reached):
    reached(staffed.jo)
    staffed.offices["representative"].holdings.all().delete()
    actions.write(staffed.offices["representative"], day=MONDAY, code="incident", values={"incident": 1})

    message = sent(Message.objects.get())

    assert (message.state, message.last_problem) == (State.GIVEN_UP, Problem.NOBODY_HOLDS)
    assert mails.taken == []


class TestAfterAWorkerDied:
    """What a message says of how far it got decides what may be done."""

    def left(self, message, *, handed_over):
        now = timezone.now()
        Message.objects.filter(pk=message.pk).update(
            state=State.SENDING, attempts=1, started_at=now, handed_over_at=now if handed_over else None
        )

    def test_before_the_text_it_is_sent_again_at_once(self, mails, staffed, reached):
        message = message_to(reached(staffed.sam))
        self.left(message, handed_over=False)

        assert sent(message).state == State.SENT
        assert len(mails.taken) == 1
        assert message.attempts == 2

    def test_after_it_nobody_can_know_so_it_is_shown(self, mails, staffed, reached):
        message = message_to(reached(staffed.sam))
        self.left(message, handed_over=True)

        assert sent(message).state == State.UNCERTAIN
        assert sent(message).state == State.UNCERTAIN
        assert message.last_problem == Problem.WORKER_ENDED
        assert mails.taken == []

    def test_a_message_that_ends_every_worker_is_given_up(self, mails, staffed, reached, monkeypatch):
        message = message_to(reached(staffed.sam))
        monkeypatch.setattr(mail, "hand_over", lambda *_, **__: 1 / 0)

        for _ in range(8):
            with pytest.raises(ZeroDivisionError):
                sent(message)

        sent(message)
        assert (message.state, message.attempts) == (State.GIVEN_UP, 8)

    def test_the_sweep_gives_what_was_left_a_job(self, mails, staffed, reached):
        from procrastinate.contrib.django.models import ProcrastinateJob

        message = message_to(reached(staffed.sam))
        self.left(message, handed_over=False)
        assert actions.sweep() == 0  # It has a job to come.
        with sending.connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")

        assert actions.sweep() == 1
        assert actions.sweep() == 0
        assert ProcrastinateJob.objects.count() == 1

    def test_a_worker_that_was_overtaken_hands_nothing_over(self, mails, staffed, reached):
        message = message_to(reached(staffed.sam))
        claimed, _letter = sending.claim(message.pk)
        Message.objects.filter(pk=message.pk).update(state=State.FAILED)

        with pytest.raises(sending.OvertakenError):
            sending.note_handing_over(claimed)

    def test_a_late_answer_ends_the_uncertainty(self, mails, staffed, reached):
        message = message_to(reached(staffed.sam))
        claimed, _letter = sending.claim(message.pk)
        sending.note_handing_over(claimed)
        sending.settle_abandoned(message.pk)

        sending.settle(claimed, Outcome(End.ACCEPTED))

        message.refresh_from_db()
        assert message.state == State.SENT


def test_after_a_restore_nothing_is_sent_by_itself(mails, staffed, reached):
    message = message_to(reached(staffed.sam))

    assert actions.after_a_restore(by="befriend restore", day=MONDAY) == 1

    assert sent(message).state == State.UNCERTAIN
    assert mails.taken == []


def test_a_text_is_written_so_that_a_dot_does_not_end_it():
    text = mail.written(mail.Letter("sam@example.org", "<1@example.org>", "S", ".\n..two\n", "en-gb"))

    assert b"\r\n..\r\n...two\r\n" in text
    assert text.endswith(b"\r\n.\r\n")


def test_what_the_server_said_is_kept_though_the_database_was_away(monkeypatch):
    closed, answers = [], iter([OperationalError, InterfaceError, None])
    monkeypatch.setattr(sending, "INSIST", (0, 0, 0))
    monkeypatch.setattr(sending, "connection", SimpleNamespace(close=lambda: closed.append("closed")))

    def keep():
        if wrong := next(answers):
            raise wrong

    sending.insist(keep)

    assert closed == ["closed", "closed"]
