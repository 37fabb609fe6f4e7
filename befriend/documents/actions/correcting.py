"""Telling of a correction: everybody who was given a paper in which something wrong stood."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from befriend.audit import actions as audit
from befriend.documents import queries
from befriend.documents.models import Delivery, Recipient, Telling
from befriend.outbox import actions as outbox
from befriend.people.actions import refuse
from befriend.people.models import Contest
from befriend.workforce.models import Told

CODE = "paper_corrected"


@transaction.atomic
def tell_of_correction(
    *, contest: Contest, deliveries: Iterable[Delivery], confirmed: bool, by: str, day: date
) -> list[Telling]:
    """Put in line that the holders of `deliveries` are told of a correction; each once, once confirmed.

    Whoever sits here is told by a message and finds the correction in Befriend; everybody else gets a
    letter, which is posted by somebody who then says so. No victim is written to: what a victim should
    know goes to the office of victim liaison, which decides whether and how. Raises RefusedError.
    """
    contest = Contest.objects.select_for_update(of=("self",)).select_related("statement").get(pk=contest.pk)
    if contest.decision not in (Contest.Decision.CORRECTED, Contest.Decision.REMOVED):
        raise refuse("nothing_was_corrected")
    if not confirmed:
        raise refuse("correction_not_confirmed")
    open_still = {one.pk: one for one in queries.to_be_told(contest)}
    chosen = [open_still[one.pk] for one in deliveries if one.pk in open_still]
    made = [telling(contest, one, by, day) for one in chosen]
    if made:
        people = [contest.statement.person_id]
        audit.write(by=by, day=day, did="told of a correction", what=f"contest {contest.ref}", people=people)
    return made


def telling(contest: Contest, delivery: Delivery, by: str, day: date) -> Telling:
    """Put in line that one holder of a copy is told."""
    recipient = delivery.recipient
    made = Telling(contest=contest, delivery=delivery, queued_on=day, queued_by=by, means=means_of(recipient))
    if recipient.office:
        said = {"contest": contest.pk}
        outbox.write(recipient.office, day=day, code=CODE, values=said)
        Told.objects.create(office=recipient.office, day=day, code=CODE, values=said)
        made.sent_on, made.sent_by = day, by
    made.save()
    return made


def means_of(recipient: Recipient) -> str:
    """Return how a recipient is told: by a message where they sit here, else by post."""
    return Telling.Means.MESSAGE if recipient.is_inside else Telling.Means.POST


@transaction.atomic
def posted(*, telling: Telling, by: str, day: date) -> Telling:
    """Say that the letter to a recipient was posted. Befriend posts nothing itself."""
    found = Telling.objects.select_for_update(of=("self",)).get(pk=telling.pk)
    if not found.is_to_be_posted:
        raise refuse("letter_was_posted")
    found.sent_on, found.sent_by = day, by
    found.save(update_fields=["sent_on", "sent_by"])
    noted("posted a correction", found, by, day)
    return found


@transaction.atomic
def confirm(*, telling: Telling, by: str, day: date) -> Telling:
    """Say that a recipient has said they know of the correction."""
    found = Telling.objects.select_for_update(of=("self",)).get(pk=telling.pk)
    if found.sent_on is None:
        raise refuse("correction_not_sent")
    if found.confirmed_on is None:
        found.confirmed_on, found.confirmed_by = day, by
        found.save(update_fields=["confirmed_on", "confirmed_by"])
        noted("heard that a correction arrived", found, by, day)
    return found


def noted(did: str, telling: Telling, by: str, day: date) -> None:
    """Write the line of the audit."""
    contest = Contest.objects.select_related("statement").get(pk=telling.contest_id)
    people = [contest.statement.person_id]
    audit.write(by=by, day=day, did=did, what=f"contest {contest.ref}", people=people)
