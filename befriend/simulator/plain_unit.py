"""What is known of one unit of the plain country: luck, weights, and how practitioners stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from befriend.policies import Book
from befriend.rules import points, reach
from befriend.rules.values import Place, Standing
from befriend.simulator import chance, feedback, laws
from befriend.simulator.chance import Purpose
from befriend.simulator.country import Country
from befriend.simulator.kinds import kinds, withdrawn_tier
from befriend.simulator.laws import CAREER_MONTHS
from befriend.simulator.leaving_out import LeftOut, facts
from befriend.simulator.parameters import Parameters
from befriend.simulator.plain_people import Person, Practitioner, started
from befriend.simulator.shapes import FULL
from befriend.simulator.states import (
    GRADES,
    MEASURE,
    MEASURES,
    NO_BAND,
    OFFICER,
    PAST,
    PLACES,
    SUPERVISED,
    TRAINEE,
    State,
)

GRADE_NAMES = ("pso", "trainee", "newly_qualified", "officer")
WHOLE = feedback.ONE


class Side(NamedTuple):
    """What holds for somebody in a week: with a proposal, or without it for whom it leaves out."""

    book: Book
    figures: Parameters
    rules: Mapping[str, NDArray[Any]]
    law: laws.Law
    weights: points.Weights


class PlainUnit:
    """One unit, person by person, as it stands."""

    day: date  # of this week
    law: laws.Law
    law_before: laws.Law
    sides: list[Side]
    parts: list[int]  # what is left of the time of each grade, in 1,024ths

    def __init__(
        self, country: Country, number: int, book: Book, figures: Parameters, left: LeftOut | None,
        before: tuple[Book, Parameters],
    ) -> None:  # fmt: skip
        """Take a unit of a country as it is at the start; `before`: what holds up to its week `first`."""
        self.left, self.as_it_was, self.told_before = left, before, country.before or country.told
        self.first, self.stays, self.tried = country.first, country.stays, (book, figures, country.told, left)
        unit, told = country.units[number], country.told
        self.number, self.unit, self.told = number, unit, told
        self.rules = {name: told.rules[name][0] for name in told.rules.dtype.names or ()}
        self.seed, self.book, self.figures, self.start = country.seed, book, figures, country.start
        self.kinds = kinds(figures, country.start)
        self.serial = int(unit.tally["serial"][0])
        self.staff, self.people = started(unit)
        self.joined = len(self.staff)
        self.measures = np.zeros((len(unit.measures), len(MEASURES)), np.int64)
        self.moves = np.zeros_like(unit.moves)
        self.week = 0

    def turn(self) -> None:
        """Live as before up to the week from which what is tried holds, and under that from then on."""
        if self.week == 0 and self.first:
            (self.book, self.figures), self.told, self.left = self.as_it_was, self.told_before, None
        if self.week == self.first > 0:
            self.book, self.figures, self.told, self.left = self.tried
            if self.stays:
                self.stay_anew()

    def stay_anew(self) -> None:
        """Let who is inside already stay as long as what is tried says."""
        self.sides = self.rule_sides()
        for person in self.people:
            if person.state is State.CUSTODY and person.band < NO_BAND:
                weeks = self.of(person).rules["band_weeks"][person.begun + PAST, person.band]
                person.until, person.ends = (person.begun + int(each) for each in weeks)

    def rule_sides(self) -> list[Side]:
        """Return what holds this week: of everybody, and of whoever is left out."""
        given = [(self.book, self.figures)] + ([(self.left.book, self.left.figures)] if self.left else [])
        return [
            Side(book, figures,
                 {name: self.told.rules[name][place] for name in self.told.rules.dtype.names or ()},
                 laws.law(book, figures, self.day), points.weights(book, self.day))
            for place, (book, figures) in enumerate(given)
        ]  # fmt: skip

    def side(self, given: Mapping[str, Any]) -> Side:
        """Return what holds for who or what is told so; the rule of whom a proposal reaches is asked."""
        codes = self.left.exclusions if self.left else ()
        return self.sides[int(any(reach.kept_out(code, given) for code in codes))]

    def of(self, person: Person, **more: str) -> Side:
        """Return what holds for a person."""
        return self.side(facts(self.kinds[person.kind]) | more)

    def of_grade(self, one: Practitioner) -> Side:
        """Return what holds for a practitioner."""
        return self.side({"grade": GRADES[one.grade].code})

    def found(self, name: str, more: int = 1) -> None:
        """Count something of this week."""
        self.measures[self.week, MEASURE[name]] += more

    def number_of(self, key: str, *names: str) -> Any:
        """Return a parameter of this week."""
        return self.figures.number(self.day, key, *names)

    def luck(self, purpose: Purpose, who: int, week: int = 0) -> int:
        """Return the luck of somebody."""
        return chance.luck(*chance.key(self.seed, int(purpose), week), int(who))

    def lucky(self, purpose: Purpose, person: Person, key: str) -> bool:
        """Return whether somebody is among so many in a hundred."""
        share = self.of(person).figures.number(self.day, key) / 100
        return self.luck(purpose, person.who) < chance.threshold(share)

    def picked(self, table: NDArray[Any], drawn: int) -> int:
        """Return what a table of thresholds gives."""
        return next(place for place, threshold in enumerate(table.tolist()) if drawn < threshold)

    def shared_time(self) -> list[int]:
        """Return the part of its time that each grade has, in 1,024ths."""
        free = WHOLE - int(self.number_of("staff.other_duties") * WHOLE / 100)
        carried, available = self.before("points"), self.before("available_points")
        if available and carried * 100 > int(self.number_of("staff.relief_above")) * available:
            free += self.law.scalars.relief * WHOLE // available
        trainees, officers = (sum(one.grade == grade for one in self.staff) for grade in (TRAINEE, OFFICER))
        parts = [free] * len(GRADES)
        if officers:
            taken = int(self.number_of("staff.mentoring") * WHOLE / 100) * trainees // officers
            least = int(self.number_of("staff.least_time") * WHOLE / 100)
            parts[OFFICER] = max(free - taken, least)
        return parts

    def before(self, name: str) -> int:
        """Return what was counted in the week before; nothing before the first."""
        return int(self.measures[self.week - 1, MEASURE[name]]) if self.week else 0

    def month(self, one: Practitioner) -> int:
        """Return the month of somebody's career in their grade."""
        return min(max((self.week - one.begun) * 336 // 1461, 0), CAREER_MONTHS - 1)

    def standing(self, one: Practitioner) -> Standing:
        """Return how somebody stands, as the rules want it."""
        trained = self.month(one) + 1 >= int(self.number_of("staff.modules_by"))
        every = frozenset(self.book.on(self.day, "eligibility.modules").value.values())
        side = self.of_grade(one)
        found = laws.standing(GRADES[one.grade], self.month(one), side.book, side.figures, self.day)
        part = self.parts[one.grade]
        found = found._replace(available_points=own(one, found.available_points * part // WHOLE),
                               limit_points=own(one, found.limit_points * part // WHOLE),
                               limit_people=heads(one, found.limit_people))  # fmt: skip
        if self.week < one.back:
            found = found._replace(available_points=0, limit_points=0, limit_people=0)
        return found._replace(
            points=one.reports + sum(self.weight(person, self.week) for person in one.people),
            people=len(one.people),
            modules=every if trained else frozenset(),
        )

    def weight(self, person: Person, week: int) -> int:
        """Return the points of somebody in a week."""
        tier, side = self.kinds[person.kind].tier, self.of(person)
        if week >= person.withdraw:
            return points.case_points(side.weights, withdrawn_tier(tier), Place(PLACES[person.state]))
        seen = points.case_points(side.weights, tier, Place(PLACES[person.state]))
        part = side.figures.number(self.day, "supervision.check_in_points") / 100
        return round(seen * part) if self.online(person) else seen

    def online(self, person: Person) -> bool:
        """Return whether somebody reports online."""
        permitted = laws.may_check_in(self.kinds[person.kind], self.of(person).book, self.day)
        chosen = self.lucky(Purpose.CHECKS, person, "supervision.check_ins")
        return person.state in SUPERVISED and permitted and chosen

    def percent(self, person: Person, key: str) -> int:
        """Return a factor of feedback, in 1,024ths; one where there is none."""
        return feedback.times(self.of(person).figures, self.day, key)


def own(one: Practitioner, much: int) -> int:
    """Return what somebody has who may work less than a full week, of what a full week has."""
    return much * (FULL + one.time) // FULL


def heads(one: Practitioner, many: int) -> int:
    """Return how many people somebody may have who may work less than a full week; never more than it."""
    return many * (FULL + min(one.time, 0)) // FULL
