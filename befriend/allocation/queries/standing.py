"""How practitioners stand in a week: time, load, limits, orders, and what the rule then says."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from django.db import connection

from befriend.allocation.models import ExceedOrder, Relationship, SupervisorRequest
from befriend.people.models import Person
from befriend.policies import Book
from befriend.rows import Question
from befriend.rules import availability, capacity
from befriend.rules.availability import Available
from befriend.rules.capacity import Request
from befriend.rules.values import Decision, Grade, Standing
from befriend.rules.week import planned_from, planned_until, week_of
from befriend.workforce import queries as workforce
from befriend.workforce.models import Office, Posting, Practitioner, Unit

from . import load, time
from .work import works


class Desk(NamedTuple):
    """One practitioner in one week, with all that the standing follows from."""

    practitioner: Practitioner
    grade: Grade
    unit_id: int
    time: Available
    limit_people: int  # without any order
    standing: Standing
    order: ExceedOrder | None


def desks(
    book: Book, day: date, postings: Iterable[Posting], work: load.Carried | None = None
) -> dict[int, Desk]:
    """Return how each practitioner posted stands on `day`, by key. Five queries; `work` saves one."""
    posted = {one.practitioner_id: one for one in postings}
    practitioners = [one.practitioner for one in posted.values()]
    monday = week_of(day)
    minutes = time.available(book, monday, practitioners)
    if work is None:
        work = load.carried(book, day, planned_until(day), posted.keys())
    held = load.by_practitioner(book, day, work)
    returning = load.returning(book, day, planned_until(day), posted.keys())
    modules = completed_modules(posted.keys(), day)
    orders = orders_on(posted.keys(), day)
    return {
        key: desk(
            book,
            day,
            one,
            minutes[key],
            held.get(key, load.Held(0, 0)),
            returning.get(key, load.Held(0, 0)),
            modules.get(key, frozenset()),
            orders.get(key),
        )
        for key, one in posted.items()
    }


ORDERS = Question(
    """
    SELECT {x}, {o}, {u} FROM allocation_exceedorder x
    JOIN workforce_office o ON o.id = x.office_id
    JOIN workforce_unit u ON u.id = o.unit_id
    WHERE x.practitioner_id = ANY(%(practitioners)s) AND {on[x]}
    """,
    x=ExceedOrder,
    o=Office,
    u=Unit,
)


def orders_on(practitioners: Collection[int], day: date) -> dict[int, ExceedOrder]:
    """Return the orders to exceed the cap that stand on `day`, by practitioner key. One query."""
    found: dict[int, ExceedOrder] = {}
    for order, office, unit in ORDERS.ask(practitioners=list(practitioners), day=day):
        order.office = workforce.with_unit(office, unit)
        found[order.practitioner_id] = order
    return found


def desk(
    book: Book,
    day: date,
    posting: Posting,
    minutes: Available,
    held: load.Held,
    returning: load.Held,
    modules: frozenset[str],
    order: ExceedOrder | None,
) -> Desk:
    """Put together how one practitioner stands on `day`."""
    grade, started = Grade(posting.grade), posting.practitioner.programme_started
    month = 0
    if grade is Grade.TRAINEE and started:
        month = availability.programme_month(started, day)
    limits = capacity.limits(grade, minutes.minutes, month, book, day)
    standing = Standing(
        grade=grade,
        available_points=limits.available_points,
        limit_points=limits.limit_points,
        limit_people=max(limits.limit_people, order.people if order else 0),
        points=held.points,
        people=held.people,
        programme_month=month,
        modules=modules,
        ordered_points=order.points if order else 0,
        returning_points=returning.points,
        returning_people=returning.people,
    )
    return Desk(posting.practitioner, grade, posting.unit_id, minutes, limits.limit_people, standing, order)


def desks_of_unit(book: Book, unit: Unit, day: date) -> dict[int, Desk]:
    """Return how every practitioner of `unit` and below stands on `day`, by key, by name."""
    return desks(book, day, workforce.posted(unit, day))


def desk_of(book: Book, practitioner: Practitioner, day: date) -> Desk | None:
    """Return how one practitioner stands on `day`; None where they have no posting then."""
    posting = workforce.posting(practitioner, day)
    return desks(book, day, [posting])[practitioner.pk] if posting else None


COMPLETED = Question(
    """
    SELECT t.practitioner_id, t.module FROM workforce_training t
    WHERE t.practitioner_id = ANY(%(practitioners)s) AND t.completed_on <= %(day)s
    """
)


def completed_modules(practitioners: Collection[int], day: date) -> dict[int, frozenset[str]]:
    """Return the training modules completed by `day`, by practitioner key."""
    found: dict[int, set[str]] = {}
    for key, module in COMPLETED.ask(practitioners=list(practitioners), day=day):
        found.setdefault(key, set()).add(module)
    return {key: frozenset(modules) for key, modules in found.items()}


class Bars(NamedTuple):
    """What stands between people and practitioners: conflicts, and requests granted."""

    conflicts: frozenset[tuple[int, int]]  # (person, practitioner)
    requests: dict[int, list[SupervisorRequest]]  # by person

    def conflict(self, person: int, practitioner: int) -> bool:
        """Return whether there is a conflict between the two."""
        return (person, practitioner) in self.conflicts

    def request(self, person: int, practitioner: Practitioner) -> Request | None:
        """Return the kind of granted request that `practitioner` does not meet, if any."""
        for request in self.requests.get(person, ()):
            if not meets(request, practitioner):
                return request.kind
        return None


def meets(request: SupervisorRequest, practitioner: Practitioner) -> bool:
    """Return whether giving the person to `practitioner` keeps a granted request."""
    if request.kind == SupervisorRequest.Kind.WOMAN_OFFICER:
        return practitioner.woman_officer is True
    same = request.practitioner_id == practitioner.pk
    return same if request.kind == SupervisorRequest.Kind.FOR else not same


def bars(people: Collection[int], day: date) -> Bars:
    """Return the conflicts and granted requests of these people. Two queries.

    Whoever may not see a person may not supervise them either; here that is a conflict like any other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT person, practitioner FROM befriend_barred(%s, %s)", [list(people), day])
        conflicts = frozenset(cursor.fetchall())
    requests: dict[int, list[SupervisorRequest]] = {}
    for request in SupervisorRequest.objects.filter(
        granted=True, person_id__in=people, made_on__lte=day
    ).order_by("made_on", "pk"):
        requests.setdefault(request.person_id, []).append(request)
    return Bars(conflicts, requests)


def may_take(person: Person, practitioner: Practitioner, day: date) -> Decision:
    """Return whether the rules let `practitioner` take `person` in the week planned on `day`."""
    book = workforce.policies_in_force()
    now = planned_from(day)
    found = desk_of(book, practitioner, now)
    between = bars([person.pk], now)
    standing = found.standing if found else no_standing()
    return capacity.may_take(
        standing,
        works(book, now, [person.pk])[person.pk],
        book,
        now,
        conflict=between.conflict(person.pk, practitioner.pk),
        request=between.request(person.pk, practitioner),
    )


def no_standing() -> Standing:
    """Return how somebody stands who works in no unit: full."""
    return Standing(Grade.HEAD, 0, 0, 0, 0, 0, 0, frozenset())


def previous(people: Collection[int], day: date) -> dict[int, set[int]]:
    """Return the practitioners each person had before and may have again, by person."""
    found: dict[int, set[int]] = {}
    past = Relationship.objects.filter(person_id__in=people, until_date__lte=day, may_resume=True)
    for person, practitioner in past.values_list("person_id", "practitioner_id"):
        found.setdefault(person, set()).add(practitioner)
    return found
