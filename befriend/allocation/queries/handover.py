"""Handovers: the one page made from the record, what is still missing, and which are open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Model, Q, QuerySet, prefetch_related_objects

from befriend import periods
from befriend.allocation.models import Acknowledgement, Cover, Handover, Relationship, SupervisorRequest
from befriend.people.models import Person
from befriend.people.queries import Standing, standing
from befriend.policies import vocabulary
from befriend.rows import Question
from befriend.sentences.models import Case, Report
from befriend.supervision import queries as supervision
from befriend.supervision.models import Contact, Note
from befriend.supervision.queries import StepSeen
from befriend.workforce import queries as workforce
from befriend.workforce.models import Incident, Practitioner, Unit

from .booked import to_book_anew
from .standing import bars
from .warnings import LiveWarning, live_warnings

STORY = "story"
# What becomes of a meeting that is still to come, or took place.
STANDS = ("", Contact.Outcome.ATTENDED, Contact.Outcome.LATE, Contact.Outcome.TALKED)


class WarningSeen(NamedTuple):
    """A live warning, and that the receiver acknowledged it, if they did."""

    warning: LiveWarning
    acknowledged: Acknowledgement | None
    # It came after the handover had begun.
    is_new: bool


class HandoverPage(NamedTuple):
    """What whoever takes somebody over reads first. The short form has no story, steps or reports."""

    handover: Handover
    age_days: int
    story: list[Standing]
    warnings: list[WarningSeen]
    promised: list[Note]
    mattered: list[Note]
    next_steps: list[StepSeen]
    appointment: Contact | None
    reports: list[Report]
    # The meeting of three that stands or took place, and whether one is offered.
    meeting: Contact | None
    may_meet: bool
    # Booked with somebody who works with them no longer.
    anew: list[Contact]

    @property
    def unacknowledged(self) -> int:
        """Return how many live warnings the receiver has not acknowledged."""
        return sum(1 for one in self.warnings if one.acknowledged is None)


class OpenHandover(NamedTuple):
    """A handover that is not complete, its age, and what it waits for."""

    handover: Handover
    age_days: int
    unacknowledged: int

    @property
    def is_told(self) -> bool:
        """Return whether the person was told, or why they could not be."""
        return bool(self.handover.told)


def handover_page(handover: Handover, day: date, at: datetime) -> HandoverPage:
    """Return the page of a handover on `day`; `at` is from when the next appointment counts.

    About fifteen queries, ten for the short form.
    """
    person, short = handover.person, handover.is_short
    return HandoverPage(
        handover=handover,
        age_days=age(handover, day),
        story=[] if short else story(person, day),
        warnings=warnings_of(handover, day),
        promised=supervision.promises(person),
        mattered=[] if short else supervision.mattered(person),
        next_steps=[] if short else supervision.next_steps(person, day),
        appointment=supervision.next_appointment(person, at),
        reports=[] if short else reports_due(person, day),
        meeting=meeting_of(handover),
        may_meet=may_meet(handover, day),
        anew=to_book_anew(person, day, at),
    )


def story(person: Person, day: date) -> list[Standing]:
    """Return the story in the person's words and what matters to them, in the order of the vocabulary."""
    keys = [one.name for one in vocabulary.load().keys if one.area == STORY or one.kind == "matters"]
    found = standing(person, day, keys)
    return [one for key in keys for one in found.get(key, [])]


def warnings_of(handover: Handover, day: date) -> list[WarningSeen]:
    """Return the live warnings about whoever is handed over, those that came meanwhile too."""
    live = live_warnings([handover.person_id], day).get(handover.person_id, [])
    by_row = acknowledged(handover.acknowledgements.all())
    return [WarningSeen(one, by_row.get((one.kind, one.key)), one.since > handover.begun_on) for one in live]


def acknowledged(rows: Iterable[Acknowledgement]) -> dict[tuple[str, int], Acknowledgement]:
    """Return acknowledgements by the kind and key of the warning."""
    return {
        ("stated", one.statement_id) if one.statement_id else ("incident", one.incident_id or 0): one
        for one in rows
    }


def reports_due(person: Person, day: date) -> list[Report]:
    """Return the reports that are to be done on `person`, the soonest first."""
    found = Report.objects.filter(periods.on(day, "case__"), case__person=person, done_on=None)
    return list(found.order_by("due_on", "pk"))


def may_meet(handover: Handover, day: date) -> bool:
    """Say whether a meeting of three is offered: both work here, and nothing stands between them.

    Why it is not is never said: harm, a complaint, a conflict and a closed record all look the same.
    """
    before = handover.relationship
    if not before.may_resume or handover.to_id is None or meeting_of(handover) is not None:
        return False
    if stands_between(handover.person_id, before.practitioner_id, day):
        return False
    return workforce.posting(before.practitioner, day) is not None


def stands_between(person: int, practitioner: int, day: date) -> bool:
    """Say whether something stands between the two (keys): a conflict, a request that was granted, or harm.

    However somebody came to be with another practitioner: harm is known by its incident too.
    """
    between = bars([person], day)
    asked_not = (
        one.kind == SupervisorRequest.Kind.NOT and one.practitioner_id == practitioner
        for one in between.requests.get(person, ())
    )
    if between.conflict(person, practitioner) or any(asked_not):
        return True
    return Incident.objects.filter(person_id=person, practitioner_id=practitioner, day__lte=day).exists()


def meeting_of(handover: Handover) -> Contact | None:
    """Return the meeting of three that stands, or took place, wherever it was moved to."""
    found = handover.meeting if handover.meeting_id else None
    while found is not None and found.outcome == Contact.Outcome.MOVED:
        found = Contact.objects.filter(instead_of=found).first()
    return found if found is not None and found.outcome in STANDS else None


def age(handover: Handover, day: date) -> int:
    """Return for how many days a handover has been open."""
    return (day - handover.begun_on).days


def standing_open(day: date) -> QuerySet[Handover]:
    """Return the handovers open on `day`; one for a cover that has run out is not."""
    runs = Q(cover__isnull=True) | Q(cover__until_date__isnull=True) | Q(cover__until_date__gt=day)
    return (
        Handover.objects.filter(runs, closed_on=None)
        .select_related("person", "relationship__practitioner", "to", "cover")
        .order_by("begun_on", "pk")
    )


# As `standing_open`, for the pages that are opened all day.
OPEN = """
    SELECT {h}, {e}, {r}, {p}, {t}, {c} FROM allocation_handover h
    JOIN people_person e ON e.id = h.person_id
    JOIN allocation_relationship r ON r.id = h.relationship_id
    JOIN workforce_practitioner p ON p.id = r.practitioner_id
    LEFT JOIN workforce_practitioner t ON t.id = h.to_id
    LEFT JOIN allocation_cover c ON c.id = h.cover_id
    WHERE h.closed_on IS NULL AND (c.id IS NULL OR c.until_date IS NULL OR c.until_date > %(day)s)
"""
READ: dict[str, type[Model]] = {
    "h": Handover, "e": Person, "r": Relationship, "p": Practitioner, "t": Practitioner, "c": Cover,
}  # fmt: skip
OPEN_OF = Question(
    OPEN + "AND h.person_id = %(person)s AND h.kind = %(kind)s ORDER BY h.begun_on, h.id LIMIT 1", **READ
)
OPEN_TO = Question(OPEN + "AND h.to_id = %(to)s ORDER BY h.begun_on, h.id", **READ)


def whole(rows: Iterable[tuple[Any, ...]]) -> list[Handover]:
    """Return the handovers of these rows, each with all that was read beside it."""
    found = []
    for handover, person, relationship, before, receiver, cover in rows:
        relationship.person, relationship.practitioner = person, before
        handover.person, handover.relationship = person, relationship
        handover.to, handover.cover = receiver, cover
        found.append(handover)
    return found


def open_of(person: Person, day: date, kind: str = Handover.Kind.CHANGE) -> Handover | None:
    """Return the handover of `person` that is open, if there is one. One query."""
    found = whole(OPEN_OF.ask(person=person.pk, day=day, kind=str(kind)))
    return found[0] if found else None


def handovers_of(person: Person) -> list[Handover]:
    """Return every handover of `person`, the newest first. One query."""
    found = Handover.objects.filter(person=person).select_related("relationship__practitioner", "to")
    return list(found.order_by("-begun_on", "-pk"))


def to_receive(practitioner: Practitioner, day: date) -> list[OpenHandover]:
    """Return the open handovers to `practitioner`, the oldest first. Four queries."""
    return with_age(whole(OPEN_TO.ask(to=practitioner.pk, day=day)), day)


def of_unit(unit: Unit, day: date) -> list[OpenHandover]:
    """Return the open handovers of people with a case in `unit` or below, the oldest first."""
    cases = Case.objects.filter(periods.on(day), unit_id__in=workforce.below(unit, day))
    return with_age(standing_open(day).filter(person_id__in=cases.values("person_id")), day)


def with_age(found: Iterable[Handover], day: date) -> list[OpenHandover]:
    """Return handovers with their age and how many warnings each still waits for. At most four queries."""
    rows = list(found)
    if not rows:
        return []
    prefetch_related_objects(rows, "acknowledgements")
    live = live_warnings([one.person_id for one in rows], day)
    return [OpenHandover(one, age(one, day), waiting(one, live.get(one.person_id, []))) for one in rows]


def waiting(handover: Handover, live: list[LiveWarning]) -> int:
    """Return how many of these warnings the receiver has not acknowledged."""
    known = acknowledged(handover.acknowledgements.all())
    return sum(1 for one in live if (one.kind, one.key) not in known)


def last_relationship(person: Person, day: date) -> Relationship | None:
    """Return who supervises `person` on `day`, or did last. One query."""
    begun = Relationship.objects.filter(person=person, from_date__lte=day)
    return begun.select_related("practitioner").order_by("-from_date", "-pk").first()
