"""What the page of a person shows first: their story, what matters, what stands, and what comes next."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from befriend.allocation.queries import booked
from befriend.allocation.queries.person import PersonPage
from befriend.people import queries as people
from befriend.people.models import Person
from befriend.people.queries import Standing
from befriend.policies import vocabulary
from befriend.supervision import queries as supervision
from befriend.supervision.models import Contact, Note

OWN_WORDS = "story.own_words"
LATELY = 5


class Story(NamedTuple):
    """One person as of a day. What is only of today (what comes next) is empty as of a day that has been."""

    day: date
    own_words: list[Standing]
    matters: list[Standing]
    strengths: list[Standing]
    needs: list[Standing]
    adjustments: list[Standing]
    warnings: list[Standing]
    risks: list[Standing]
    count: int  # of all that stands
    next: Contact | None
    promises: list[Note]
    mattered: list[Note]
    plan: supervision.PlanSeen | None
    lately: list[supervision.Entry]  # what was, and nothing that is still to come


def story(person: Person, day: date, now: datetime | None) -> Story:
    """Return what stood about `person` on `day`; `now` is the moment, where that day is today.

    So many questions, however much there is: one for all statements, three for what was lately, four for the
    plan, and one each for what comes next, what was promised and what mattered.
    """
    book = people.standing(person, day)
    kinds: dict[str, list[Standing]] = {}
    for key in vocabulary.load().keys:
        kinds.setdefault(key.kind, []).extend(book.get(key.name, []))
    own = book.get(OWN_WORDS, [])
    until = now or supervision.midnight(day + timedelta(days=1))
    return Story(
        day=day,
        own_words=own,
        matters=[one for one in kinds["matters"] if one not in own],
        strengths=kinds["strength"],
        needs=kinds["need"],
        adjustments=kinds["adjustment"],
        warnings=kinds["warning"],
        risks=kinds["risk"],
        count=sum(len(found) for found in book.values()),
        next=supervision.next_appointment(person, now) if now else None,
        promises=supervision.promises(person) if now else [],
        mattered=supervision.mattered(person, most=3) if now else [],
        plan=supervision.plan_of(person, day),
        lately=supervision.lately(person, until, LATELY, as_of=None if now else day),
    )


def to_book_anew(told: Story, found: PersonPage, now: datetime | None) -> list[Contact]:
    """Return what is booked with somebody who is not with the person now.

    Asked only where what comes next is with neither their officer nor whoever covers: at most one query.
    """
    with_them = {one.practitioner_id for one in (found.current, found.cover) if one}
    if now is None or told.next is None or told.next.practitioner_id in with_them:
        return []
    return booked.to_book_anew(found.person, told.day, now)
