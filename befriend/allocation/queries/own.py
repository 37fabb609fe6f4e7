"""What one practitioner sees of their own work: their people, what is proposed to them, their load."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from befriend import periods
from befriend.allocation.models import (
    Cover,
    ExceedOrder,
    InheritedOverload,
    Objection,
    Plan,
    PlannedAllocation,
    Relationship,
)
from befriend.people.models import Person, Statement
from befriend.people.queries import stood_on
from befriend.policies import Value
from befriend.rows import Question
from befriend.rules import capacity, contact_time, hours
from befriend.rules.contact_time import ContactTime
from befriend.rules.values import Grade, Place
from befriend.rules.week import planned_from
from befriend.sentences.models import Case
from befriend.workforce import queries as workforce
from befriend.workforce.models import Incident, Practitioner

from .reasons import in_words
from .standing import Desk, desk_of
from .week import reports_of
from .work import works

VISIT_WARNING = "warnings.visit"
# What a load, a limit, and the minutes a person, stand on.
LOAD = ["published_default", "in_force", "reports", "report_days"]
LIMITS = ["nominal_points", "full_week_minutes", "weighted_cap", "head_cap"]
CONTACT = ["meetings", "recording", "report", "report_weeks"]


class Release(NamedTuple):
    """A release to come: its case, the days of notice it was given, and the objection to it."""

    case: Case
    notice_days: int | None  # None: nobody has said when notice was given
    objection: Objection | None


class WithMe(NamedTuple):
    """One person whose work is mine, or was before somebody covered it."""

    person: Person
    since: date
    place: Place
    points: int
    minutes: int  # of a week, what the points are
    next_known: tuple[str, date] | None  # "release" or "report", and its day
    covered_by: Practitioner | None
    covering_for: Practitioner | None
    warnings: list[str]


class MyPeople(NamedTuple):
    """Everybody whom one practitioner supervises or covers on a day."""

    day: date
    mine: list[WithMe]
    covering: list[WithMe]
    releases: list[Release]
    proposed: int
    desk: Desk | None
    contact: ContactTime | None

    @property
    def warned(self) -> list[WithMe]:
        """Return those with something to know before a visit."""
        return [one for one in (*self.mine, *self.covering) if one.warnings]


def my_people(practitioner: Practitioner, day: date) -> MyPeople:
    """Return whom `practitioner` supervises and covers. About fifteen queries, however many."""
    book, now = workforce.policies_in_force(), planned_from(day)
    own = with_practitioner(practitioner, day)
    [(stands_in, is_covered, proposed)] = AROUND.ask(
        practitioner=practitioner.pk,
        own=[one.pk for one in own],
        day=day,
        proposed=PlannedAllocation.State.PROPOSED.value,
        replaced=Plan.State.REPLACED.value,
    )
    covers = covers_by(practitioner, day) if stands_in else []
    keys = [one.person_id for one in own] + [one.relationship.person_id for one in covers]
    covered = covered_by(own, day) if is_covered else {}
    work, warned = works(book, now, keys), warnings(keys, day)
    freed = releases(practitioner, keys, day)
    coming = next_known(keys, freed, day)
    # The work is that of a licence from the week of the release; the person is where they are.
    inside = {one.case.person_id for one in freed if one.case.release_on != day}

    def row(person: Person, since: date, by: Practitioner | None, whose: Practitioner | None) -> WithMe:
        its = work[person.pk]
        return WithMe(
            person=person, since=since, points=its.points,
            place=Place.CUSTODY if person.pk in inside else its.place,
            minutes=hours.minutes_of(its.points, book, now), next_known=coming.get(person.pk),
            covered_by=by, covering_for=whose, warnings=warned.get(person.pk, []),
        )  # fmt: skip

    desk = desk_of(book, practitioner, now)
    return MyPeople(
        day=day,
        mine=[row(one.person, one.from_date, covered.get(one.pk), None) for one in own],
        covering=[row(c.relationship.person, c.from_date, None, c.relationship.practitioner) for c in covers],
        releases=freed,
        proposed=proposed,
        desk=desk,
        contact=contact(practitioner, desk, now),
    )


# Most stand in for nobody, and nobody stands in for them: asked with what is proposed to them.
AROUND = Question(
    """
    SELECT EXISTS (SELECT FROM allocation_cover c WHERE c.practitioner_id = %(practitioner)s AND {on[c]}),
           EXISTS (SELECT FROM allocation_cover c WHERE c.relationship_id = ANY(%(own)s) AND {on[c]}),
           (SELECT count(*) FROM allocation_plannedallocation a JOIN allocation_plan q ON q.id = a.plan_id
            WHERE a.practitioner_id = %(practitioner)s AND a.state = %(proposed)s AND q.state <> %(replaced)s)
    """
)


def covers_by(practitioner: Practitioner, day: date) -> list[Cover]:
    """Return where `practitioner` stands in on `day`, by the name of the person. One query."""
    return list(
        Cover.objects.filter(periods.on(day), practitioner=practitioner)
        .select_related("relationship__person", "relationship__practitioner")
        .order_by("relationship__person__chosen_name", "relationship__person__ref")
    )


def covered_by(own: Collection[Relationship], day: date) -> dict[int, Practitioner]:
    """Return who stands in on `day`, by the key of the relationship. One query."""
    covers = Cover.objects.filter(periods.on(day), relationship__in=own).select_related("practitioner")
    return {one.relationship_id: one.practitioner for one in covers}


WITH_PRACTITIONER = Question(
    """
    SELECT {r}, {p} FROM allocation_relationship r JOIN people_person p ON p.id = r.person_id
    WHERE r.practitioner_id = %(practitioner)s AND {on[r]} ORDER BY p.chosen_name, p.ref
    """,
    r=Relationship,
    p=Person,
)


def with_practitioner(practitioner: Practitioner, day: date) -> list[Relationship]:
    """Return whom `practitioner` supervises on `day`, by name. One query."""
    found: list[Relationship] = []
    for one, person in WITH_PRACTITIONER.ask(practitioner=practitioner.pk, day=day):
        one.person = person
        found.append(one)
    return found


# There is nothing to know of most people, and so no more to be asked.
ANY_WARNED = Question(
    """
    SELECT EXISTS (SELECT FROM people_fact f WHERE f.key = %(key)s AND f.person_id = ANY(%(people)s))
        OR EXISTS (SELECT FROM workforce_incident i WHERE i.warning <> '' AND i.person_id = ANY(%(people)s))
    """
)


def warnings(people: Collection[int], day: date) -> dict[int, list[str]]:
    """Return what to know before a visit, by person: what is stated and stands, and what incidents left."""
    found: dict[int, list[str]] = {}
    [(any_warned,)] = ANY_WARNED.ask(people=list(people), key=VISIT_WARNING)
    if not any_warned:
        return found
    stated = Statement.objects.filter(stood_on(day), key=VISIT_WARNING, person_id__in=people, awaits="")
    for one in stated.order_by("-observed_on", "-known_from", "-pk"):
        found.setdefault(one.person_id, []).append(one.value)
    incidents = Incident.objects.filter(person_id__in=people, day__lte=day).exclude(warning="")
    for person, words in incidents.order_by("-day", "-pk").values_list("person_id", "warning"):
        if words not in found.setdefault(person, []):
            found[person].append(words)
    return found


DUE = Question(
    """
    SELECT k.person_id, o.due_on FROM sentences_case k JOIN sentences_report o ON o.case_id = k.id
    WHERE k.person_id = ANY(%(people)s) AND {on[k]} AND o.due_on >= %(day)s AND o.done_on IS NULL
    """
)


def next_known(people: Collection[int], freed: Iterable[Release], day: date) -> dict[int, tuple[str, date]]:
    """Return what comes next for each person, if anything is known: one of the releases or a report due."""
    coming = [(one.case.release_on, "release", one.case.person_id) for one in freed if one.case.release_on]
    coming += [(on, "report", person) for person, on in DUE.ask(people=list(people), day=day)]
    found: dict[int, tuple[str, date]] = {}
    for on, what, person in sorted(coming):
        found.setdefault(person, (what, on))
    return found


RELEASES = Question(
    """
    SELECT {k}, {p} FROM sentences_case k JOIN people_person p ON p.id = k.person_id
    WHERE k.person_id = ANY(%(people)s) AND {on[k]} AND k.release_on >= %(day)s
    ORDER BY k.release_on, p.chosen_name
    """,
    k=Case,
    p=Person,
)


def releases(practitioner: Practitioner, people: Collection[int], day: date) -> list[Release]:
    """Return the releases to come of these people, soonest first, with what was objected."""
    cases = []
    for case, person in RELEASES.ask(people=list(people), day=day):
        case.person = person
        cases.append(case)
    if not cases:
        return []
    objected = {
        one.case_id: one
        for one in Objection.objects.filter(practitioner=practitioner, case__in=cases).order_by("pk")
    }
    return [Release(case, notice_days(case), objected.get(case.pk)) for case in cases]


def notice_days(case: Case) -> int | None:
    """Return the days between notice and release, or None where no notice is recorded."""
    if case.release_on is None or case.release_notice_on is None:
        return None
    return (case.release_on - case.release_notice_on).days


def contact(practitioner: Practitioner, desk: Desk | None, day: date) -> ContactTime | None:
    """Return the minutes a person a week that are left, or None where there is nobody."""
    if desk is None:
        return None
    book = workforce.policies_in_force()
    reports = reports_of(book, [practitioner.pk], day)
    answer = contact_time.minutes_a_person(desk.time.minutes, desk.standing.people, reports, book, day)
    return answer if isinstance(answer, ContactTime) else None


def proposed_to(practitioner: Practitioner) -> QuerySet[PlannedAllocation]:
    """Return what plans in force propose to `practitioner`, decided or not, newest plan first."""
    return (
        PlannedAllocation.objects.filter(practitioner=practitioner)
        .exclude(plan__state=Plan.State.REPLACED)
        .select_related("person", "plan__unit")
        .prefetch_related("objections")
        .order_by("-plan__week_start", "person__chosen_name", "person__ref")
    )


class ProposedToMe(NamedTuple):
    """One proposal that names me: why me, who else there was, what I said, and the answer."""

    planned: PlannedAllocation
    reasons: list[str]
    others: list[tuple[Practitioner, int]]  # with their room in points that day
    objection: Objection | None


def proposals_to(practitioner: Practitioner, week_start: date) -> list[ProposedToMe]:
    """Return the proposals of this week's plans, and of later ones, that name `practitioner`."""
    rows = list(proposed_to(practitioner).filter(plan__week_start__gte=week_start))
    refs = {choice["practitioner"] for one in rows for choice in one.choices_then}
    names = {one.ref: one for one in Practitioner.objects.filter(ref__in=refs)}
    return [
        ProposedToMe(
            planned=one,
            reasons=[in_words(kept) for kept in one.reasons],
            others=others(one, names),
            objection=next(iter(one.objections.all()), None),
        )
        for one in rows
    ]


def others(planned: PlannedAllocation, names: dict[str, Practitioner]) -> list[tuple[Practitioner, int]]:
    """Return the other choices there were, in the order in which the plan preferred them."""
    return [
        (names[choice["practitioner"]], choice["room"])
        for choice in planned.choices_then
        if choice["practitioner"] in names and names[choice["practitioner"]].pk != planned.practitioner_id
    ]


class MyWorkload(NamedTuple):
    """Every component of one practitioner's load in the week planned on a day."""

    day: date
    week_of: date
    desk: Desk
    people: list[WithMe]
    room: int
    percent: int | None
    contact: ContactTime | None
    minutes_needed: int
    orders: list[ExceedOrder]
    overload: InheritedOverload | None
    answers_for: workforce.Answering | None  # who answers for the overload
    load_policies: list[Value]  # what the points of the people stand on
    policies: list[Value]  # what the limit stands on
    contact_policies: list[Value]  # what the minutes a person stand on


def my_workload(practitioner: Practitioner, day: date) -> MyWorkload | None:
    """Return the load of `practitioner`, or None for somebody who works in no unit."""
    book, now = workforce.policies_in_force(), planned_from(day)
    found = my_people(practitioner, day)
    if found.desk is None:
        return None
    standing = found.desk.standing
    limits = [*LIMITS, "trainee_heads"] if standing.grade is Grade.TRAINEE else LIMITS
    overload = (
        InheritedOverload.objects.filter(periods.on(day), practitioner=practitioner)
        .select_related("owner__unit")
        .first()
    )
    return MyWorkload(
        day=day,
        week_of=now,
        desk=found.desk,
        people=[*(one for one in found.mine if one.covered_by is None), *found.covering],
        room=capacity.room(standing),
        percent=capacity.percent(standing.points, standing.available_points),
        contact=found.contact,
        minutes_needed=hours.minutes_of(standing.points, book, now),
        orders=orders_of(practitioner, day),
        overload=overload,
        answers_for=workforce.answering(overload.owner, day) if overload else None,
        load_policies=[book.on(now, f"case_points.{key}") for key in LOAD],
        policies=[book.on(now, f"capacity.{key}") for key in limits],
        contact_policies=[book.on(now, f"contact_time.{key}") for key in CONTACT],
    )


def orders_of(practitioner: Practitioner, day: date) -> list[ExceedOrder]:
    """Return the orders to exceed the cap that stand or will, and those never disagreed with."""
    return list(
        practitioner.exceed_orders.filter(until_date__gt=day)
        .select_related("office__unit", "given_by")
        .order_by("-from_date")
    )


OWN_PEOPLE = Question(
    """
    SELECT {p} FROM people_person p WHERE p.id IN (
        SELECT r.person_id FROM allocation_relationship r
        WHERE r.practitioner_id = %(practitioner)s AND {on[r]}
        UNION
        SELECT r.person_id FROM allocation_cover c JOIN allocation_relationship r ON r.id = c.relationship_id
        WHERE c.practitioner_id = %(practitioner)s AND {on[c]})
    ORDER BY p.chosen_name, p.ref
    """,
    p=Person,
)


def own_people(practitioner: Practitioner, day: date) -> list[Person]:
    """Return whom `practitioner` supervises or covers on `day`, by name. One query.

    A union: of a query with an OR the database would look at everybody, and at who may see them.
    """
    return [person for (person,) in OWN_PEOPLE.ask(practitioner=practitioner.pk, day=day)]
