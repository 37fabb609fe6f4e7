"""What one practitioner was given, carried and was ordered to carry, day by day, in the past."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Q

from befriend import periods
from befriend.allocation.models import Cover, ExceedOrder, InheritedOverload, Relationship
from befriend.audit import access
from befriend.people.models import Person
from befriend.policies import Book
from befriend.rules import availability, capacity, points
from befriend.rules.availability import Available
from befriend.rules.points import Weights
from befriend.rules.values import Grade, Place, Report, Tier
from befriend.sentences.models import CaseState
from befriend.sentences.models import Report as ReportDue
from befriend.workforce import queries as workforce
from befriend.workforce.models import Posting, Practitioner

from . import time

DAY = timedelta(days=1)


class StatementDay(NamedTuple):
    """Load and limit of one day; `percent` is null when nothing was available that week."""

    day: date
    points: int
    people: int
    available_points: int
    limit_points: int
    limit_people: int
    percent: int | None


class Given(NamedTuple):
    """Somebody given to the practitioner on a day: how, by whose decision, and their points then."""

    day: date
    person: str
    how: str  # supervision | cover
    decided_by: str
    points: int


class Statement(NamedTuple):
    """A practitioner's own record of a period: [first, until)."""

    practitioner: Practitioner
    first: date
    until: date
    days: list[StatementDay]
    given: list[Given]
    orders: list[ExceedOrder]
    overloads: list[InheritedOverload]
    weeks: dict[date, Available]
    excessive: bool


class Span(NamedTuple):
    """A person carried over a half-open period."""

    person: int
    start: date
    end: date | None

    def holds(self, day: date) -> bool:
        """Return whether the period holds `day`."""
        return self.start <= day and (self.end is None or day < self.end)


class Record(NamedTuple):
    """What the loads of a period follow from."""

    spans: list[Span]
    away: dict[int, list[Span]]  # periods a relationship was covered by another, by person
    states: dict[int, list[CaseState]]  # by person
    reports: dict[int, list[ReportDue]]  # by person


def statement(practitioner: Practitioner, first: date, until: date) -> Statement:
    """Return the statement of `practitioner` over [first, until). About fifteen queries."""
    book = workforce.policies_in_force()
    days = [first + DAY * i for i in range((until - first).days)]
    mondays = sorted({day - DAY * day.weekday() for day in days})
    weeks = time.weeks(book, mondays, practitioner)
    postings = list(practitioner.postings.filter(periods.touching(first, until)).order_by("from_date"))
    # A true count of what somebody carried holds those, too, whom they or whoever asks may not see now.
    with access.service(by="", day=first):
        kept, received = record(practitioner, first, until), rows_given(practitioner, first, until)
    shown = visible(person for _, person, _, _ in received)
    by_day = [day_of(book, day, practitioner, postings, weeks, kept) for day in days]
    return Statement(
        practitioner=practitioner,
        first=first,
        until=until,
        days=by_day,
        given=given_to(book, received, shown, kept),
        orders=list(of_period(practitioner.exceed_orders, first, until).select_related("office__unit")),
        overloads=list(of_period(practitioner.overloads, first, until).select_related("owner__unit")),
        weeks=weeks,
        excessive=excessive(book, by_day),
    )


def of_period(rows, first: date, until: date):  # type: ignore[no-untyped-def]  # any manager
    """Return the rows that touch the period, oldest first."""
    return rows.filter(periods.touching(first, until)).order_by("from_date", "pk")


def record(practitioner: Practitioner, first: date, until: date) -> Record:
    """Read whom the practitioner carried, and the states and reports of their cases."""
    own = Relationship.objects.filter(periods.touching(first, until), practitioner=practitioner)
    covers = Cover.objects.filter(periods.touching(first, until)).select_related("relationship")
    given = covers.filter(practitioner=practitioner)
    spans = [Span(one.person_id, one.from_date, one.until_date) for one in own]
    spans += [Span(one.relationship.person_id, one.from_date, one.until_date) for one in given]
    away: dict[int, list[Span]] = {}
    for one in covers.filter(relationship__practitioner=practitioner):
        span = Span(one.relationship.person_id, one.from_date, one.until_date)
        away.setdefault(span.person, []).append(span)
    people = {span.person for span in spans}
    return Record(spans, away, states_of(people, first, until), reports_of(people, first))


def states_of(people: Iterable[int], first: date, until: date) -> dict[int, list[CaseState]]:
    """Return the states of these people's cases that touch the period, by person."""
    found: dict[int, list[CaseState]] = {}
    states = CaseState.objects.filter(
        periods.touching(first, until), case__person_id__in=list(people)
    ).select_related("case")
    for state in states:
        found.setdefault(state.case.person_id, []).append(state)
    return found


def reports_of(people: Iterable[int], first: date) -> dict[int, list[ReportDue]]:
    """Return these people's reports not done by `first`, by person."""
    found: dict[int, list[ReportDue]] = {}
    reports = ReportDue.objects.filter(
        Q(done_on__isnull=True) | Q(done_on__gt=first), case__person_id__in=list(people)
    ).select_related("case")
    for report in reports:
        found.setdefault(report.case.person_id, []).append(report)
    return found


def day_of(
    book: Book,
    day: date,
    practitioner: Practitioner,
    postings: list[Posting],
    weeks: dict[date, Available],
    kept: Record,
) -> StatementDay:
    """Return load and limits of one day, by the rules in force that day."""
    weights = points.weights(book, day)
    window = timedelta(days=int(book.on(day, "case_points.report_days").value))
    people = {span.person for span in kept.spans if span.holds(day) and carried(kept, span, day)}
    load = sum(points_of(kept, person, day, weights, window) for person in people)
    posting = next((one for one in postings if Span(0, one.from_date, one.until_date).holds(day)), None)
    grade = Grade(posting.grade) if posting else Grade.HEAD
    started = practitioner.programme_started
    month = availability.programme_month(started, day) if grade is Grade.TRAINEE and started else 0
    limits = capacity.limits(grade, weeks[day - DAY * day.weekday()].minutes, month, book, day)
    return StatementDay(
        day=day,
        points=load,
        people=len(people),
        available_points=limits.available_points,
        limit_points=limits.limit_points,
        limit_people=limits.limit_people,
        percent=capacity.percent(load, limits.available_points),
    )


def carried(kept: Record, span: Span, day: date) -> bool:
    """Return whether no colleague covered that person on that day."""
    return not any(one.holds(day) for one in kept.away.get(span.person, ()))


def points_of(kept: Record, person: int, day: date, weights: Weights, window: timedelta) -> int:
    """Return the points of one person on one day, reports due included."""
    tier, place = Tier.UNTIERED, Place.COMMUNITY
    for state in kept.states.get(person, ()):
        if Span(person, state.from_date, state.until_date).holds(day):
            tier, place = Tier(state.tier), place_on(state, day)
    reports = sum(
        points.report_points(weights, Report.from_code(one.kind))
        for one in kept.reports.get(person, ())
        if one.due_on < day + window and (one.done_on is None or one.done_on > day)
    )
    return points.case_points(weights, tier, place) + reports


def place_on(state: CaseState, day: date) -> Place:
    """Return where the person was that day: out of custody from the day of release."""
    place, release = Place(state.place), state.case.release_on
    if place is Place.CUSTODY and release is not None and release <= day:
        return Place.LICENCE
    return place


Received = list[tuple[date, Person, str, str]]


def rows_given(practitioner: Practitioner, first: date, until: date) -> Received:
    """Return the days in the period on which the practitioner was given whom, how, and by whom."""
    window = {"practitioner": practitioner, "from_date__gte": first, "from_date__lt": until}
    own = Relationship.objects.filter(**window).select_related("person")
    covers = Cover.objects.filter(**window).select_related("relationship__person")
    rows = [(one.from_date, one.person, "supervision", one.decided_by) for one in own]
    rows += [(one.from_date, one.relationship.person, "cover", one.decided_by) for one in covers]
    return sorted(rows, key=lambda row: (row[0], row[1].ref))


def visible(people: Iterable[Person]) -> set[int]:
    """Return the keys of those of these people whom whoever asks may see."""
    return set(Person.objects.filter(pk__in={one.pk for one in people}).values_list("pk", flat=True))


def given_to(book: Book, received: Received, shown: set[int], kept: Record) -> list[Given]:
    """Return whom the practitioner was given, day by day, and by whom; closed records without reference."""
    return [
        Given(
            day,
            person.ref if person.pk in shown else "-",
            how,
            decided_by,
            points_of(
                kept,
                person.pk,
                day,
                points.weights(book, day),
                timedelta(days=int(book.on(day, "case_points.report_days").value)),
            ),
        )
        for day, person, how, decided_by in received
    ]


def excessive(book: Book, days: list[StatementDay]) -> bool:
    """Return whether any run of weeks in the period was excessive by the rule of its last day."""
    fridays = [one for one in days if one.day.weekday() == 4]
    weeks = [(one.points, one.available_points) for one in fridays]
    return any(capacity.excessive(weeks[: i + 1], book, fridays[i].day) for i in range(len(weeks)))
