"""When somebody is to be seen face to face, by tier; nothing but being seen satisfies it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from befriend.policies import Book
from befriend.rules.values import Coded, Reason, reason


class Manner(Coded):
    """How a contact was had."""

    OFFICE = 1
    HOME_VISIT = 2
    THREE_WAY = 3
    TELEPHONE = 4
    VIDEO = 5
    CHECK_IN = 6
    OTHER = 7


# Here and not in a policy: no value that somebody could change makes an online check-in a meeting.
FACE_TO_FACE = frozenset({Manner.OFFICE, Manner.HOME_VISIT, Manner.THREE_WAY})


class Contact(NamedTuple):
    """One contact that took place."""

    day: date
    manner: Manner


class Supervised(NamedTuple):
    """Whom to see: tier by one model or the other, and from when until when (None: no end, not known)."""

    since: date
    until: date | None
    level: str | None  # A to D, of the protect axis
    one_axis: str | None  # A to G
    withdrawn_from: date | None  # contact withdrawn by a policy


class Duty(NamedTuple):
    """How often, when they were last seen, by when again, and how often that was not kept since."""

    every_days: int
    last_seen: date | None
    due_by: date | None  # None: no duty any more
    owed: int  # whole spaces without being seen since
    seen: int
    other_contacts: int
    reasons: tuple[Reason, ...]


class Between(NamedTuple):
    """No answer without the tier: the days between which it would be due."""

    missing: tuple[str, ...]
    every_days: tuple[int, int]
    earliest: date
    latest: date


def duty(person: Supervised, contacts: tuple[Contact, ...], book: Book, day: date) -> Duty | Between:
    """Return by when somebody is to be seen face to face as of `day`, or the range without a tier."""
    past = [each for each in contacts if person.since <= each.day <= day]
    seen = sorted(each.day for each in past if each.manner in FACE_TO_FACE)
    spaces = days_between(person, book, day)
    last = seen[-1] if seen else None
    first = working_days_after(person.since, int(book.on(day, "contact_standards.first_contact").value))
    if len(spaces) > 1:
        low, high = min(spaces), max(spaces)
        due = [last + timedelta(days=each) for each in (low, high)] if last else [first, first]
        return Between(("tier",), (low, high), due[0], due[1])
    (every,) = spaces
    due_by = last + timedelta(days=every) if last else first
    over = ends(person)
    ended = over is not None and due_by >= over
    until = min(day, over - timedelta(days=1)) if over else day
    return Duty(
        every_days=every,
        last_seen=last,
        due_by=None if ended else due_by,
        owed=owed(due_by.toordinal(), until.toordinal(), every),
        seen=len(seen),
        other_contacts=len(past) - len(seen),
        reasons=tuple(whys(person, past, due_by, every, ended=ended)),
    )


def days_between(person: Supervised, book: Book, day: date) -> tuple[int, ...]:
    """Return the days of the person's tier, or of every tier where it is not known."""
    if person.one_axis is not None:
        return (int(book.on(day, "contact_standards.single_axis_days").value[person.one_axis]),)
    by_level = book.on(day, "contact_standards.every_days").value
    if person.level is not None:
        return (int(by_level[person.level]),)
    return tuple(sorted({int(each) for each in by_level.values()}))


def ends(person: Supervised) -> date | None:
    """Return the first day without the duty, or None."""
    days = [each for each in (person.until, person.withdrawn_from) if each is not None]
    return min(days, default=None)


def owed(due_by: int, until: int, every: int) -> int:
    """Return how many spaces have gone by without being seen (days as ordinals): 0 on the day it is due."""
    return 0 if until <= due_by else 1 + (until - due_by - 1) // every


def working_days_after(day: date, count: int) -> date:
    """Return the day so many Mondays to Fridays after `day`."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def whys(person: Supervised, past: list[Contact], due_by: date, every: int, *, ended: bool) -> list[Reason]:
    """Return why: what was kept, what does not count, and what withdrew the contact."""
    found = [reason("seen_by", days=every, until=str(due_by))]
    if any(each.manner is Manner.CHECK_IN for each in past):
        found.append(reason("check_in_is_not_seeing"))
    if ended and person.withdrawn_from is not None and person.withdrawn_from == ends(person):
        found.insert(0, reason("contact_was_withdrawn", since=str(person.withdrawn_from)))
    elif ended:
        found.insert(0, reason("supervision_ends_before", until=str(person.until)))
    return found
