"""Telling that somebody says something is not right: who works with them, who reviews, and who is late."""

from __future__ import annotations

from datetime import date

from befriend.allocation.queries import contested as queries
from befriend.audit import access
from befriend.people import queries as people
from befriend.people.models import Contest
from befriend.workforce import queries as workforce
from befriend.workforce.models import Office, Told

from . import answering, telling

RECEIVED, TO_REVIEW, LATE, CLIMBED = (
    "contest_received", "contest_to_review", "contest_late", "contest_climbed",
)  # fmt: skip


def tell_contested(*, contest: Contest, day: date) -> None:
    """Tell whoever answers for the person, and the head's office, which finds somebody independent."""
    person = contest.statement.person
    answering.tell_who_answers(person, day=day, code=RECEIVED, contest=contest.pk)
    answering.tell_head(person, day=day, code=TO_REVIEW, contest=contest.pk)


def climb_contests(*, day: date) -> int:
    """Tell of each contest whose day of answer has been whoever owns it, once; return how many were told of.

    The head and data protection first, then region and nation, until it is decided. As the service: nobody
    reaches everybody.
    """
    with access.service(by="befriend", day=day):
        told = set(Told.objects.filter(code__in=(LATE, CLIMBED)).values_list("values__contest", "office_id"))
        climbed = [tell_owners(one, told, day) for one in people.open_contests().filter(answer_by__lt=day)]
    return sum(climbed)


def tell_owners(contest: Contest, told: set[tuple[int, int | None]], day: date) -> bool:
    """Tell those who own a late contest and were not `told` of it; return whether there was anybody."""
    owners = [one.office for one in queries.owners(contest, day)]
    if not owners:
        return False
    protection = workforce.nearest_office(owners[0].unit, Office.Post.DATA_PROTECTION, day)
    codes = dict.fromkeys(owners[1:], CLIMBED)
    codes |= dict.fromkeys(filter(None, (owners[0], protection)), LATE)
    new = {one: code for one, code in codes.items() if (contest.pk, one.pk) not in told}
    for office, code in new.items():
        telling.tell_office(office, day=day, code=code, contest=contest.pk)
    return bool(new)
