"""Handing over: begun by a change or by hand, complete when the receiver knows and the person was told."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from befriend import periods
from befriend.allocation.models import Acknowledgement, Cover, Handover, Relationship, WhyChanged
from befriend.allocation.queries import handover as queries
from befriend.allocation.queries.warnings import STATED
from befriend.audit import actions as audit
from befriend.people.models import Person
from befriend.supervision import actions as supervision
from befriend.supervision.models import Contact
from befriend.workforce.models import Practitioner

from .refused import refuse

Kind, Closed = Handover.Kind, Handover.Closed


@transaction.atomic
def hand_over(*, relationship: Relationship, by: str, office: str = "", day: date) -> Handover:
    """Begin a handover by hand, from the practitioner of `relationship`.

    Before a change that is to come there is no receiver yet; after one that had no handover, it is
    whoever supervises now.
    """
    person = Person.objects.select_for_update().get(pk=relationship.person_id)
    if Handover.objects.filter(person=person, kind=Kind.CHANGE, closed_on=None).exists():
        raise refuse("handover_is_open")
    now = Relationship.objects.filter(periods.on(day), person=person).first()
    made = begin(relationship, day=day, by=by)
    if now is not None and now.practitioner_id != relationship.practitioner_id:
        made.to_id, made.answers_from = now.practitioner_id, now.from_date
        made.save(update_fields=["to", "answers_from"])
    say("began a handover", made, by=by, office=office, day=day)
    return made


def begin(relationship: Relationship, *, day: date, by: str = "") -> Handover:
    """Begin a handover from the practitioner of `relationship`."""
    return Handover.objects.create(
        kind=Kind.CHANGE, person_id=relationship.person_id, relationship=relationship, begun_on=day,
        begun_by=by,
    )  # fmt: skip


def begin_at_end(relationship: Relationship, *, day: date, why: str) -> None:
    """Begin the handover that the end of a relationship is, unless it ends because everything did.

    One that was begun by hand goes on. One to whoever parts now is passed on: a new one begins, and
    whatever was not acknowledged is asked of the next.
    """
    standing = Handover.objects.filter(
        person_id=relationship.person_id, kind=Kind.CHANGE, closed_on=None
    ).first()
    if why == WhyChanged.ENDED:
        if standing is not None:
            close(standing, Closed.OVER, day)
        return
    if standing is not None and standing.relationship_id == relationship.pk:
        return
    if standing is not None:
        close(standing, Closed.PASSED_ON, day)
    begin(relationship, day=day)


def receive(relationship: Relationship, *, day: date) -> None:
    """Let whoever supervises from `day` on be the receiver of the handover that is open, or begin it."""
    person = relationship.person_id
    standing = Handover.objects.filter(person_id=person, kind=Kind.CHANGE, closed_on=None).first()
    if standing is None:
        before = Relationship.objects.filter(person_id=person, until_date__lte=day).exclude(
            pk=relationship.pk
        )
        last = before.order_by("-until_date", "-pk").first()
        if last is None or last.practitioner_id == relationship.practitioner_id:
            return
        standing = begin(last, day=day)
    elif standing.relationship.practitioner_id == relationship.practitioner_id:
        close(standing, Closed.OVER, day)
        return
    if standing.to_id != relationship.practitioner_id:
        # Whatever they were told before was not with whom they are now; that they were is history.
        standing.told, standing.told_on, standing.told_by, standing.told_words = "", None, "", ""
    standing.to_id, standing.answers_from = relationship.practitioner_id, day
    standing.save(update_fields=["to", "answers_from", "told", "told_on", "told_by", "told_words"])


def begin_cover(cover: Cover, *, day: date) -> Handover:
    """Begin the short handover of a cover; one that was open before is over."""
    relationship = cover.relationship
    standing = Handover.objects.filter(person_id=relationship.person_id, kind=Kind.COVER, closed_on=None)
    for one in standing:
        close(one, Closed.OVER, day)
    return Handover.objects.create(
        kind=Kind.COVER, person_id=relationship.person_id, relationship=relationship, cover=cover,
        to=cover.practitioner, answers_from=cover.from_date, begun_on=day,
    )  # fmt: skip


def end_cover(cover: Cover, *, day: date) -> None:
    """End the short handover of a cover that ends."""
    for one in Handover.objects.filter(cover=cover, closed_on=None):
        close(one, Closed.OVER, day)


@transaction.atomic
def acknowledge(
    *, handover: Handover, kind: str, key: int, practitioner: Practitioner, day: date
) -> Acknowledgement:
    """Keep that the receiver took note of one live warning. Said twice, the first day stands."""
    handover = still_open(handover)
    if handover.to_id != practitioner.pk:
        raise refuse("handover_is_anothers")
    live = {(one.warning.kind, one.warning.key) for one in queries.warnings_of(handover, day)}
    if (kind, key) not in live:
        raise refuse("warning_is_over")
    about = {"statement_id": key} if kind == STATED else {"incident_id": key}
    made, is_new = Acknowledgement.objects.get_or_create(
        handover=handover, **about, defaults={"by": practitioner.ref, "on": day}
    )
    if is_new:
        say("acknowledged a warning", handover, by=practitioner.ref, office="", day=day)
        settle(handover, day)
    return made


@transaction.atomic
def tell_person(
    *,
    handover: Handover,
    how: str,
    on: date,
    told_by: str,
    words: str = "",
    by: str,
    office: str = "",
    day: date,
) -> Handover:
    """Keep how and when the person was told, and by whom; or, with words, why they could not be."""
    handover = still_open(handover)
    if how == Handover.Told.NOT_TOLD and not words.strip():
        raise refuse("words_needed")
    if on > day:
        raise refuse("told_later")
    handover.told, handover.told_on, handover.told_by = how, on, told_by
    handover.told_words = words.strip()
    handover.save(update_fields=["told", "told_on", "told_by", "told_words"])
    say("kept that somebody was told", handover, by=by, office=office, day=day)
    settle(handover, day)
    return handover


@transaction.atomic
def meet(
    *,
    handover: Handover,
    starts_at: datetime,
    minutes: int,
    where: str,
    by: str,
    office: str = "",
    day: date,
    at: datetime,
) -> Contact:
    """Book the meeting of three, with the receiver, where one is offered."""
    handover = still_open(handover)
    if handover.to is None or not queries.may_meet(handover, day):
        raise refuse("no_meeting_of_three")
    made = supervision.book(
        person=handover.person, practitioner=handover.to, kind=Contact.Kind.THREE_WAY,
        starts_at=starts_at, minutes=minutes, where=where, by=by, office=office, day=day, at=at,
    )  # fmt: skip
    handover.meeting = made
    handover.save(update_fields=["meeting"])
    return made


def settle(handover: Handover, day: date) -> None:
    """Close a handover once every live warning is acknowledged and the person was told, or why not."""
    if not handover.told or handover.to_id is None:
        return
    if any(one.acknowledged is None for one in queries.warnings_of(handover, day)):
        return
    close(handover, Closed.COMPLETE, day)


def settle_all(people: Collection[int], *, day: date) -> None:
    """Close what waits for nothing any more: the last warning of which nobody took note may have ended."""
    waiting = Handover.objects.select_for_update(of=("self",)).filter(
        person_id__in=people, closed_on=None, to__isnull=False
    )
    for one in waiting.exclude(told=""):
        settle(one, day)


def still_open(handover: Handover) -> Handover:
    """Return a handover that is open, locked; else raise RefusedError."""
    found = Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    if found.closed_on is not None:
        raise refuse("handover_is_closed")
    return found


def close(handover: Handover, how: str, day: date) -> None:
    """Close a handover."""
    handover.closed, handover.closed_on = how, max(day, handover.begun_on)
    handover.save(update_fields=["closed", "closed_on"])


def say(did: str, handover: Handover, *, by: str, office: str, day: date) -> None:
    """Write the line of the audit."""
    what = f"handover {handover.pk}"
    audit.write(by=by, office=office, day=day, did=did, what=what, people=[handover.person_id])
