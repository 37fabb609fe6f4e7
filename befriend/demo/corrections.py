"""A stale line that was copied twelve times, into three papers: contested on paper, and not decided yet.

So that somebody who tries Befriend can follow a correction to all who were given it. Nobody in it is real.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from befriend import periods
from befriend.allocation.models import Relationship
from befriend.audit import access
from befriend.documents import actions as documents
from befriend.documents import queries
from befriend.documents.models import Delivery, Paper
from befriend.documents.papers import register
from befriend.people import actions
from befriend.people.models import Statement

# As whom one can sign in, so that the person is within reach; the first of theirs has the referral.
OFFICER = "o01"
EDITIONS = 12
# Days from one edition to the next, and since the last of them, the papers, and the contest.
EACH, SINCE, MADE, CONTESTED = 30, 40, 25, 2
WORDS = "Said by somebody on the wing to have made threats in the kitchen"
NOT_RIGHT = "I was not in the kitchen that day. I was at the dentist, and there is a slip of it."
# Each paper that used it, and the kinds of recipient who were given it.
PAPERS = {
    "licence_condition_request": ("prison",),
    "recategorisation_paper": ("prison",),
    "parole_report": ("parole_board", "prison"),
}


def add(day: date) -> None:
    """Write it all about somebody of the officer's; nothing where they have too few people."""
    with access.service(by="befriend", day=day):
        held = chosen(day)
        if held is None:
            return
        last = carried_on(held, day)
        for kind, given in PAPERS.items():
            made(held, kind, given, day - timedelta(days=MADE))
        actions.contest(
            statement=last, way="paper", words=NOT_RIGHT, by=held.practitioner.ref,
            day=day - timedelta(days=CONTESTED),
        )  # fmt: skip


def chosen(day: date) -> Relationship | None:
    """Return whom it is about: in custody or after it if there is such a one, and not the first of all."""
    held = Relationship.objects.filter(periods.on(day), practitioner__ref=OFFICER)
    found = list(held.select_related("person", "practitioner").order_by("person__ref"))[1:]
    inside = {"custodial", "licence"}
    sentenced = [one for one in found if inside & set(one.person.cases.values_list("order_type", flat=True))]
    return next(iter(sentenced or found), None)


def carried_on(held: Relationship, day: date) -> Statement:
    """State the line, and carry it on from assessment to assessment; return the last."""
    last: Statement | None = None
    for number in range(EDITIONS):
        then = day - timedelta(days=SINCE + EACH * (EDITIONS - 1 - number))
        last = actions.state(
            person=held.person, key="offending.allegation", value=f"{WORDS} (review {number + 1}).",
            how_known="carried", source_kind="agency", evidence="allegation", observed_on=then,
            by=held.practitioner.ref, day=then, replaces=last,
        )  # fmt: skip
    if last is None:
        raise AssertionError  # There is at least one edition.
    return last


def made(held: Relationship, kind: str, given: tuple[str, ...], day: date) -> Paper:
    """Make a paper as it would have been made on a day, and give the copies of some kinds of recipient."""
    template = register.load()[kind]
    to = {one.kind: one for one in queries.recipients(template, held.person, day) if one.kind in given}
    by = held.practitioner.ref
    paper = documents.make(
        person=held.person, kind=kind, recipients=list(to.values()), agreed=Paper.Agreed.TOLD, by=by, day=day,
        at=timezone.make_aware(datetime.combine(day, time(10))),
    )  # fmt: skip
    for copy in Delivery.objects.filter(paper=paper, recipient__kind__in=given):
        documents.give(delivery=copy, means="post", given_on=day, by=by, day=day)
    return paper
