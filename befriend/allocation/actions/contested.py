"""Telling that somebody says something is not right: who works with them, who reviews, and who is late."""

from __future__ import annotations

from datetime import date

from befriend.audit import access
from befriend.people import queries as people
from befriend.people.models import Contest
from befriend.workforce import queries as workforce
from befriend.workforce.models import Office, Told

from . import answering, telling

RECEIVED, TO_REVIEW, LATE = "contest_received", "contest_to_review", "contest_late"


def tell_contested(*, contest: Contest, day: date) -> None:
    """Tell whoever answers for the person, and the head's office, which finds somebody independent."""
    person = contest.statement.person
    answering.tell_who_answers(person, day=day, code=RECEIVED, contest=contest.pk)
    answering.tell_head(person, day=day, code=TO_REVIEW, contest=contest.pk)


def climb_contests(*, day: date) -> int:
    """Tell of each contest whose day of answer has been, once: the head and data protection. Return how many.

    As the service: nobody reaches everybody.
    """
    with access.service(by="befriend", day=day):
        told = set(Told.objects.filter(code=LATE).values_list("values__contest", flat=True))
        late = [one for one in people.open_contests().filter(answer_by__lt=day) if one.pk not in told]
        for one in late:
            for office in owners(one, day):
                telling.tell_office(office, day=day, code=LATE, contest=one.pk)
    return len(late)


def owners(contest: Contest, day: date) -> list[Office]:
    """Return the offices that own a contest that is late: the head's and that of data protection."""
    head = answering.head_of(contest.statement.person, day)
    if head is None:
        return []
    protection = workforce.nearest_office(head.unit, Office.Post.DATA_PROTECTION, day)
    return [head, *([protection] if protection else [])]
