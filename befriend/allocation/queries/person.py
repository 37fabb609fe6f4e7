"""One person as staff see them first: who supervises them, who did before, and what they asked."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from befriend import periods
from befriend.allocation.models import Cover, Relationship, SupervisorRequest, Waiting
from befriend.people.models import Person
from befriend.rows import Question
from befriend.rules.week import planned_from
from befriend.sentences.models import Case
from befriend.workforce import queries as workforce
from befriend.workforce.models import Practitioner, Unit

from .own import warnings
from .reasons import in_words
from .week import on_duty, on_whose_unit


class StandingWait(NamedTuple):
    """What a person waits for, why, whose that is, and who answers for them today."""

    waiting: Waiting
    words: str
    owner: workforce.Answering
    duty: Practitioner | None


class PersonPage(NamedTuple):
    """A person and who is with them. Nothing about what a court decided."""

    person: Person
    unit: Unit | None
    current: Relationship | None
    cover: Cover | None
    waits: list[StandingWait]
    before: list[Relationship]  # newest first
    requests: list[SupervisorRequest]  # newest first
    warnings: list[str]


# Most people wait for nothing, asked for nothing and are with nobody else: one question instead of three.
BESIDE = Question(
    """
    SELECT EXISTS (SELECT FROM allocation_cover c WHERE c.relationship_id = %(current)s AND {on[c]}),
           EXISTS (SELECT FROM allocation_waiting w WHERE w.person_id = %(person)s),
           EXISTS (SELECT FROM allocation_supervisorrequest q WHERE q.person_id = %(person)s)
    """
)


def person_page(person: Person, day: date) -> PersonPage:
    """Return what the page of `person` shows on `day`."""
    history = history_of(person, day)
    current = next((one for one in history if one.until_date is None or one.until_date > day), None)
    [(covered, waits, asked)] = BESIDE.ask(person=person.pk, current=current.pk if current else None, day=day)
    return PersonPage(
        person=person,
        unit=on_whose_unit(person, day),
        current=current,
        cover=cover_of(current, day) if current and covered else None,
        waits=[standing(one, day) for one in waits_of(person, day)] if waits else [],
        before=[one for one in history if one != current],
        requests=requests_of(person) if asked else [],
        warnings=warnings([person.pk], day).get(person.pk, []),
    )


HISTORY = Question(
    """
    SELECT {r}, {p} FROM allocation_relationship r
    JOIN workforce_practitioner p ON p.id = r.practitioner_id
    WHERE r.person_id = %(person)s AND r.from_date <= %(day)s ORDER BY r.from_date DESC, r.id DESC
    """,
    r=Relationship,
    p=Practitioner,
)


def history_of(person: Person, day: date) -> list[Relationship]:
    """Return who supervises `person` on `day` and who did before, newest first."""
    found: list[Relationship] = []
    for relationship, practitioner in HISTORY.ask(person=person.pk, day=day):
        relationship.practitioner = practitioner
        found.append(relationship)
    return found


def cover_of(relationship: Relationship, day: date) -> Cover | None:
    """Return who stands in on `day`, with the practitioner."""
    covers = Cover.objects.filter(periods.on(day), relationship=relationship)
    return covers.select_related("practitioner").first()


def requests_of(person: Person) -> list[SupervisorRequest]:
    """Return what `person` asked about who supervises them, newest first."""
    return list(person.requests.select_related("practitioner").order_by("-made_on", "-pk"))


def waits_of(person: Person, day: date) -> list[Waiting]:
    """Return what `person` waits for on `day`, or in the week planned on it."""
    rows = Waiting.objects.filter(periods.on(day) | periods.on(planned_from(day)), person=person)
    return list(rows.select_related("unit", "owner__unit", "person").order_by("waiting_for"))


def standing(waiting: Waiting, day: date) -> StandingWait:
    """Put together why somebody waits and who answers meanwhile."""
    owner = workforce.answering(waiting.owner, day)
    return StandingWait(
        waiting=waiting,
        words=in_words({"code": waiting.limit_code, "values": waiting.limit_values}),
        owner=owner,
        duty=on_duty(waiting.unit, day) or owner.held_by,
    )


def who_may_be_asked_for(person: Person, day: date) -> list[Practitioner]:
    """Return the practitioners of the unit of `person`, whom they may ask for or not to have."""
    unit = on_whose_unit(person, day)
    return [one.practitioner for one in workforce.postings(unit, day)] if unit else []


def unit_of_record(person: Person, day: date) -> Unit | None:
    """Return the unit that has the case of `person` on `day`, or had the last one."""
    last = Case.objects.filter(person=person).select_related("unit").order_by("-from_date", "-pk")
    found = last.first()
    return on_whose_unit(person, day) or (found.unit if found else None)
