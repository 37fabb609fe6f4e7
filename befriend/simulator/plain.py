"""The same country in plain Python, person by person, asking the product's rules themselves.

Slow, and the measure of the compiled one: on the same country both count the same, to the last person. It
shares the start, the thresholds and luck; how a week goes, who may be given to whom, in which order and up to
which limit is written here a second time, and answered by `befriend.rules` for each person anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from befriend.policies import Book
from befriend.rules import capacity, eligibility, points, serving
from befriend.rules.values import Place, Standing, Work
from befriend.simulator import chance, laws
from befriend.simulator.chance import Purpose
from befriend.simulator.country import Country
from befriend.simulator.kinds import Kind, kinds, withdrawn_tier, work_of
from befriend.simulator.laws import CAREER_MONTHS, RESET
from befriend.simulator.parameters import Parameters
from befriend.simulator.shapes import HIGH, SERIAL, STAFF, Unit
from befriend.simulator.states import (
    GRADES,
    MEASURE,
    MEASURES,
    MOVED,
    NEVER,
    NEWLY_QUALIFIED,
    NOT_YET,
    OFFICER,
    ORDERS,
    PLACES,
    PSO,
    SHORT,
    SUPERVISED,
    TRAINEE,
    WAITS,
    State,
)


@dataclass
class Person:
    """Somebody supervised."""

    who: int
    kind: int
    state: State
    begun: int
    until: int
    ends: int
    withdraw: int
    since: int
    officer: Practitioner | None = None
    needs_none: bool = False
    moved: bool = False
    short: bool = False

    @property
    def waits(self) -> bool:
        """Say whether they lack a practitioner."""
        return self.officer is None and not self.needs_none


@dataclass
class Practitioner:
    """Somebody who supervises."""

    who: int
    grade: int
    begun: int
    course: int
    back: int
    people: list[Person] = field(default_factory=list)


class PlainUnit:
    """One unit, person by person."""

    def __init__(self, country: Country, number: int, book: Book, figures: Parameters) -> None:
        """Take a unit of a country as it is at the start."""
        unit, told = country.units[number], country.told
        self.number, self.unit, self.rules = number, unit, told.rules
        self.seed, self.book, self.figures, self.start = country.seed, book, figures, country.start
        self.kinds = kinds(figures, country.start)
        self.serial = int(unit.tally[SERIAL])
        self.staff, self.people = started(unit)
        self.joined = len(self.staff)
        self.measures = np.zeros((len(unit.measures), len(MEASURES)), np.int64)
        self.moves = np.zeros_like(unit.moves)

    def run(self) -> None:
        """Let every week pass."""
        for week in range(len(self.measures)):
            self.day = self.start + timedelta(weeks=week)
            self.week, self.law = week, laws.law(self.book, self.figures, self.day)
            self.weights = points.weights(self.book, self.day)
            self.arrive()
            self.work()
            self.join()
            self.allocate()
            self.live()
            self.count()

    def found(self, name: str, more: int = 1) -> None:
        """Count something of this week."""
        self.measures[self.week, MEASURE[name]] += more

    def luck(self, purpose: Purpose, who: int, week: int = 0) -> int:
        """Return the luck of somebody."""
        return chance.luck(*chance.key(self.seed, int(purpose), week), int(who))

    def picked(self, table: NDArray[Any], drawn: int) -> int:
        """Return what a table of thresholds gives."""
        return next(place for place, threshold in enumerate(table.tolist()) if drawn < threshold)

    def arrive(self) -> None:
        """Let new orders and new sentences of prison begin."""
        for kind, many in enumerate(self.unit.arrivals[self.week].tolist()):
            for _ in range(many):
                person = self.comes(kind)
                self.people.append(person)
                self.moves[self.week, State.GONE, person.state] += 1

    def comes(self, arrival: int) -> Person:
        """Return a new person."""
        who, self.serial, week = self.serial, self.serial + 1, self.week
        kind = self.picked(self.rules.kinds, self.luck(Purpose.PROFILE, who))
        drawn = self.luck(Purpose.LENGTH, who)
        person = Person(who, kind, State.GONE, week, NEVER, NEVER, NEVER, week)
        if arrival < len(ORDERS):
            until = week + 1 + self.picked(self.rules.orders[arrival], drawn)
            return self.begins(person, ORDERS[arrival], week, until, until)
        band = self.picked(self.rules.bands, drawn)
        inside, whole = self.rules.band_weeks[week, band].tolist()
        person.short, person.needs_none = bool(self.rules.band_short[band]), True
        if whole == NEVER:
            return self.begins(person, State.WITHOUT_END, week, NEVER, NEVER)
        self.begins(person, State.CUSTODY, week, week + inside, week + whole)
        self.hand_over(person, week)
        return person

    def begins(self, person: Person, state: State, week: int, until: int, ends: int) -> Person:
        """Let a state begin."""
        person.state, person.begun, person.until, person.ends = state, week, until, ends
        person.withdraw = NEVER
        keeps = laws.kept(self.kinds[person.kind], self.book, self.day)
        if state in RESET and until < NEVER and not keeps and self.reached(person):
            served, of = self.law.reset[state].tolist()
            person.withdraw = week + -(-max(until - week, 0) * served // of) if of else NEVER
        return person

    def reached(self, person: Person) -> bool:
        """Return whether Reset reaches somebody: of orders only some."""
        part = self.figures.number(self.day, "orders.activity") / 100
        return person.state not in ORDERS or self.luck(Purpose.ACTIVITY, person.who) < chance.threshold(part)

    def hand_over(self, person: Person, week: int) -> None:
        """Let somebody begin to need a practitioner some weeks before release."""
        if person.until - week <= int(self.figures.number(self.day, "custody.handover")):
            person.needs_none, person.since = False, week

    def work(self) -> None:
        """Let practitioners qualify, leave and fall sick; whom they leave wait again."""
        for one in list(self.staff):
            self.goes_on(one)
            if self.luck(Purpose.LEAVING, one.who, self.week) < self.law.leaving[one.grade]:
                self.staff.remove(one)
                self.found(("pso", "trainee", "newly_qualified", "officer")[one.grade] + "_left")
                for person in one.people:
                    person.officer, person.moved, person.since = None, True, self.week
            elif self.week >= one.back and self.falls_sick(one):
                spell = self.picked(self.rules.spells, self.luck(Purpose.SPELL, one.who, self.week))
                one.back = self.week + 1 + spell

    def falls_sick(self, one: Practitioner) -> bool:
        """Return whether somebody falls sick this week."""
        return self.luck(Purpose.SICKNESS, one.who, self.week) < self.law.scalars.sickness

    def goes_on(self, one: Practitioner) -> None:
        """Let a trainee qualify, or a newly qualified officer become one among the others."""
        new_weeks = int(self.figures.number(self.day, "staff.newly_qualified") * laws.MONTH)
        if one.grade == TRAINEE and self.week >= one.course:
            one.grade, one.begun = NEWLY_QUALIFIED, self.week
            self.found("qualified")
        elif one.grade == NEWLY_QUALIFIED and self.week - one.begun >= new_weeks:
            one.grade, one.begun = OFFICER, self.week

    def join(self) -> None:
        """Let PSOs and trainees join."""
        threshold, short, long = self.rules.course.tolist()
        for grade in (PSO, TRAINEE):
            for _ in range(int(self.unit.joiners[self.week, grade])):
                who = (self.number << 20) + self.joined
                course = long if self.luck(Purpose.COURSE, who) < threshold else short
                until = self.week + course if grade == TRAINEE else NEVER
                self.staff.append(Practitioner(who, grade, self.week, until, self.week))
                self.joined += 1
                self.found("pso_joined" if grade == PSO else "trainee_joined")

    def standing(self, one: Practitioner) -> Standing:
        """Return how somebody stands, as the rules want it."""
        month = min(max((self.week - one.begun) * 336 // 1461, 0), CAREER_MONTHS - 1)
        trained = month + 1 >= int(self.figures.number(self.day, "staff.modules_by"))
        every = frozenset(self.book.on(self.day, "eligibility.modules").value.values())
        found = laws.standing(GRADES[one.grade], month, self.book, self.day)
        if self.week < one.back:
            found = found._replace(available_points=0, limit_points=0, limit_people=0)
        return found._replace(
            points=sum(self.weight(person, self.week) for person in one.people),
            people=len(one.people),
            modules=every if trained else frozenset(),
        )

    def weight(self, person: Person, week: int) -> int:
        """Return the points of somebody in a week."""
        tier = self.kinds[person.kind].tier
        tier = withdrawn_tier(tier) if week >= person.withdraw else tier
        return points.case_points(self.weights, tier, Place(PLACES[person.state]))

    def told(self, person: Person) -> Work:
        """Return somebody's work, as the rules want it."""
        days = -(-int(self.book.on(self.day, "serving_order.just_released_days").value) // 7)
        just = person.state is State.LICENCE and self.week - person.begun < days
        kind: Kind = self.kinds[person.kind]
        weight = self.weight(person, self.week)
        return work_of(kind, weight, PLACES[person.state], just_released=just, moved_before=person.moved)

    def allocate(self) -> None:
        """Give whoever waits a practitioner, in the signed order."""
        order = serving.order(self.book, self.day)
        first = date(2000, 1, 3)

        def turn(person: Person) -> tuple[int, date, str]:
            since = first + timedelta(weeks=person.since)
            return serving.order_key(order, self.told(person), since, f"{person.who:010}")

        standings = [self.standing(one) for one in self.staff]
        for person in sorted((each for each in self.people if each.waits), key=turn):
            work = self.told(person)
            rooms = [(each.limit_points - each.points, -place) for place, each in enumerate(standings)
                     if self.may(each, work)]  # fmt: skip
            if not rooms:
                continue
            place = -max(rooms)[1]
            held = standings[place]
            standings[place] = held._replace(points=held.points + work.points, people=held.people + 1)
            person.officer = self.staff[place]
            person.officer.people.append(person)
            self.found("given")
            self.found("changed", int(person.moved))

    def may(self, standing: Standing, work: Work) -> bool:
        """Return whether somebody may be given to a practitioner, under the cap if it is kept."""
        if self.figures.on(self.day, "start.cap_enforced").value:
            return capacity.may_take(standing, work, self.book, self.day).allowed
        against = eligibility.reasons_against(standing.grade, standing.modules, work, self.book, self.day)
        return standing.available_points > 0 and not against

    def live(self) -> None:
        """Let the week pass for everybody."""
        for person in self.people:
            to = self.follows(person)
            if to is not person.state:
                self.moves[self.week, person.state, to] += 1
                self.changes(person, to)
            if person.state is State.CUSTODY and person.needs_none:
                self.hand_over(person, self.week + 1)
        self.people = [person for person in self.people if person.state is not State.GONE]

    def follows(self, person: Person) -> State:
        """Return the state after this week: by luck, then by time."""
        drawn = self.luck(Purpose.EVENT, person.who, self.week)
        first, either = self.law.hazards[person.state].tolist()
        ends, over = person.ends, self.week + 1 >= person.until
        if person.state in ORDERS:
            return State.CUSTODY if drawn < first else State.GONE if drawn < either or over else person.state
        if person.state is State.LICENCE and drawn < either:
            return State.FIXED_RECALL if drawn < first and ends < NEVER else State.STANDARD_RECALL
        if person.state in (State.WITHOUT_END, State.STANDARD_RECALL) and drawn < either:
            return State.LICENCE
        if not over:
            return person.state
        if person.state is State.CUSTODY or (person.state is State.FIXED_RECALL and self.week + 1 < ends):
            return State.LICENCE
        return State.GONE

    def changes(self, person: Person, to: State) -> None:
        """Let the next state begin with the next week."""
        start, until, ends = self.week + 1, person.ends, person.ends
        if to is State.GONE and person.officer:
            person.officer.people.remove(person)
        if to is State.CUSTODY:
            until, ends = (start + int(weeks) for weeks in self.rules.activated[self.week])
            person.short = True
        if to is State.FIXED_RECALL:
            until = min(ends, start + int(self.law.fixed_weeks[1 if person.short else 0]))
        self.begins(person, to, start, until, ends)
        if person.needs_none:
            person.needs_none, person.since = False, start

    def count(self) -> None:
        """Count how everybody stands when the week is over."""
        after = self.week + 1
        for person in self.people:
            withdrawn = after >= person.withdraw
            self.found(person.state.name.lower())
            if person.waits:
                self.found("waiting")
                self.found("weeks_waited", max(after - person.since, 0))
            if person.state in SUPERVISED:
                away = person.officer is None or self.week < person.officer.back
                self.found("contact_withdrawn", int(withdrawn))
                self.found("without_contact", int(withdrawn or away))
        line = int(self.book.on(self.day, "capacity.excessive_above").value)
        for one in self.staff:
            available = self.standing(one).available_points
            carried = sum(self.weight(person, after) for person in one.people)
            self.found(("pso", "trainee", "newly_qualified", "officer")[one.grade])
            self.found("sick", int(self.week < one.back))
            self.found("points", carried)
            self.found("available_points", available)
            self.found("over_the_line", int(capacity.over_line(carried, available, line)))


def started(unit: Unit) -> tuple[list[Practitioner], list[Person]]:
    """Return the practitioners and people of a unit at its start."""
    columns = (getattr(unit.officers, name) for name in ("who", "grade", "begun", "course", "back"))
    rows = zip(*(column[: unit.tally[STAFF]].tolist() for column in columns), strict=True)
    staff = [Practitioner(*row) for row in rows]
    people = []
    for place in range(int(unit.tally[HIGH])):
        column: dict[str, Any] = {
            name: int(getattr(unit.people, name)[place]) for name in unit.people._fields
        }
        one = column.pop("officer")
        marks, state = column.pop("marks"), State(column.pop("state"))
        column |= {"needs_none": one == NOT_YET, "moved": bool(marks & MOVED), "short": bool(marks & SHORT)}
        person = Person(state=state, **column)
        if one not in (WAITS, NOT_YET):
            person.officer = staff[one]
            staff[one].people.append(person)
        people.append(person)
    return staff, people


def run(country: Country, book: Book, figures: Parameters) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return measures and moves of a country lived through in plain Python."""
    units = [PlainUnit(country, number, book, figures) for number in range(len(country.units))]
    for unit in units:
        unit.run()
    return sum(unit.measures for unit in units), sum(unit.moves for unit in units)  # type: ignore[return-value]
