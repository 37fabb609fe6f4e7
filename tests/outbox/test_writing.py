"""A message and its job are written with what they follow from, or not at all; once, and without people."""

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from befriend.allocation.actions import telling
from befriend.outbox import actions
from befriend.outbox.models import Message
from befriend.workforce.models import Told
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db


def written():
    """Return how many messages, jobs and things told there are."""
    return Message.objects.count(), ProcrastinateJob.objects.count(), Told.objects.count()


def test_what_is_told_is_told_with_a_message_and_a_job(mails, staffed):
    telling.tell_practitioner(staffed.sam, day=MONDAY, code="plan_names_you", plan=7)

    message = Message.objects.get()
    assert written() == (1, 1, 1)
    assert (message.practitioner, message.state) == (staffed.sam, Message.State.WAITING)
    assert message.owner == staffed.offices["unit"]
    assert ProcrastinateJob.objects.get().args == {"message": str(message.pk)}


def test_what_is_taken_back_leaves_neither(mails, staffed):
    with transaction.atomic():
        telling.tell_office(staffed.offices["unit"], day=MONDAY, code="plan_not_safe", plan=7)
        assert written() == (1, 1, 1)
        transaction.set_rollback(bool("back"))

    assert written() == (0, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_nobody_else_sees_either_before_the_end(mails, staffed):
    other = connection.copy()
    seen = []

    def look():
        with other.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM outbox_message")
            messages = cursor.fetchone()[0]
            cursor.execute("SELECT count(*) FROM procrastinate_jobs")
            seen.append((messages, cursor.fetchone()[0]))

    try:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
        with transaction.atomic():
            actions.write(staffed.sam, day=MONDAY, code="plan_names_you", values={"plan": 7})
            look()
        look()
    finally:
        other.close()
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs CASCADE")

    assert seen == [(0, 0), (1, 1)]


def test_the_same_is_never_written_twice(mails, staffed):
    for _ in range(2):
        actions.write(staffed.sam, day=MONDAY, code="plan_names_you", values={"plan": 7, "a": "b"})
        actions.write(staffed.sam, day=MONDAY, code="plan_names_you", values={"a": "b", "plan": 7})
    actions.write(staffed.robin, day=MONDAY, code="plan_names_you", values={"plan": 7, "a": "b"})

    assert sorted(Message.objects.values_list("practitioner__name", flat=True)) == [
        staffed.sam.name,
        staffed.robin.name,
    ]


def test_many_are_written_in_as_many_queries_as_one(mails, staffed, django_assert_max_num_queries):
    many = [staffed.works(f"Finch {n}", staffed.grade.OFFICER) for n in range(20)]

    with django_assert_max_num_queries(9):
        telling.tell_practitioners(many, day=MONDAY, code="plan_names_you", plan=7)

    assert written() == (20, 20, 20)


def test_without_mail_what_is_told_stays_inside(settings, staffed):
    settings.BEFRIEND_MAILS = False

    telling.tell_practitioner(staffed.sam, day=MONDAY, code="plan_names_you", plan=7)

    assert written() == (0, 0, 1)


def test_every_job_holds_ids_and_nothing_else():
    # A new task is added here when somebody has seen to it that its arguments name nobody.
    known = {"befriend.outbox.send": {"message": "uuid"}}

    registered = {task.name: task for task in app.tasks.values()}

    assert {name for name in registered if "procrastinate" not in name} == set(known)
    for name, arguments in known.items():
        code = registered[name].func.__code__
        assert set(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]) == set(arguments)


class TestWhoIsShown:
    """Who is shown what could not be delivered: the office above, and for no manager what is for none."""

    def owner(self, to):
        Message.objects.all().delete()
        actions.write(to, day=MONDAY, code="anything", values={})
        return Message.objects.get().owner

    def test_a_practitioner_is_their_head_s(self, mails, staffed):
        assert self.owner(staffed.sam) == staffed.offices["unit"]

    def test_a_head_is_the_head_s_above(self, mails, staffed):
        assert self.owner(staffed.jo) == staffed.offices["region"]
        assert self.owner(staffed.offices["unit"]) == staffed.offices["region"]

    def test_a_senior_s_office_is_the_head_s(self, mails, staffed):
        assert self.owner(staffed.offices["senior-unit"]) == staffed.offices["unit"]

    def test_a_representative_s_is_no_manager_s_below_the_top(self, mails, staffed):
        officer = staffed.works("Owl, Dale", staffed.grade.SENIOR, unit=staffed.nation)
        office = staffed.hold("dp", staffed.nation, "data_protection", officer)

        assert self.owner(staffed.offices["representative"]) == office

    def test_nobody_is_lost_where_no_office_is_held(self, mails, staffed):
        assert self.owner(staffed.fen) is not None
