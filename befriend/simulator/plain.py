"""The same country in plain Python, person by person, asking the product's rules themselves.

Slow, and the measure of the compiled one: on the same country both count the same, to the last person. It
shares the start, the thresholds and luck; how a week goes, who may be given to whom, in which order and up to
which limit is written here a second time, and answered by `befriend.rules` for each person anew.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from numpy.typing import NDArray

from befriend.policies import Book
from befriend.rules import capacity, eligibility, serving
from befriend.rules.values import Standing, Work
from befriend.simulator import feedback, laws
from befriend.simulator.chance import Purpose
from befriend.simulator.countries import start_of
from befriend.simulator.country import Country
from befriend.simulator.draws import RISKS
from befriend.simulator.hazards import MONTH
from befriend.simulator.kinds import Kind, work_of
from befriend.simulator.laws import RESET
from befriend.simulator.leaving_out import LeftOut
from befriend.simulator.parameters import Parameters
from befriend.simulator.plain_people import Person, Practitioner
from befriend.simulator.plain_unit import GRADE_NAMES, WHOLE, PlainUnit, own
from befriend.simulator.shapes import MINUTES
from befriend.simulator.states import (
    LOAD_LINES,
    NEVER,
    NEWLY_QUALIFIED,
    NO_BAND,
    OFFICER,
    ORDERS,
    PAST,
    PLACES,
    PSO,
    SHORT,
    SUPERVISED,
    TRAINEE,
    State,
)


class Living(PlainUnit):
    """A unit that lives through its weeks."""

    def run(self) -> None:
        """Let every week pass."""
        for week in range(len(self.measures)):
            self.day = self.start + timedelta(weeks=week)
            self.week = week
            self.turn()
            self.sides = self.rule_sides()
            self.law = self.sides[0].law
            self.reset_everybody()
            self.give_back()
            self.arrive()
            self.work()
            self.join()
            self.parts = self.shared_time()
            self.allocate()
            self.feel()
            self.live()
            self.count()

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
        kind = self.picked(self.rules["kinds"], self.luck(Purpose.PROFILE, who))
        drawn = self.luck(Purpose.LENGTH, who)
        person = Person(who, kind, State.GONE, week, NEVER, NEVER, week)
        if arrival < len(ORDERS):
            return self.order_comes(person, arrival, drawn)
        told, (_, _, rules, law, _) = arrival > len(ORDERS), self.of(person)
        band = self.picked(law.released if told else law.bands, drawn)
        short = not told and bool(rules["band_year"][band])
        if short and self.lucky(Purpose.INSTEAD, person, "custody.suspended_instead"):
            return self.order_comes(person, 1, self.luck(Purpose.ORDER, who))
        inside, whole = rules["band_weeks"][week + PAST, band].tolist()
        person.term, person.followed = int(rules["band_term"][band]), bool(rules["band_marks"][band])
        person.band = band
        if told:
            return self.begins(person, State.LICENCE, week, week + whole - inside, week + whole - inside)
        person.needs_none = True
        if whole == NEVER:
            return self.begins(person, State.WITHOUT_END, week, NEVER, NEVER)
        self.begins(person, State.CUSTODY, week, week + inside, week + whole)
        self.hand_over(person, week)
        return person

    def order_comes(self, person: Person, order: int, drawn: int) -> Person:
        """Let an order begin."""
        until = self.week + 1 + self.picked(self.of(person).rules["orders"][order], drawn)
        return self.begins(person, ORDERS[order], self.week, until, until)

    def begins(self, person: Person, state: State, week: int, until: int, ends: int) -> Person:
        """Let a state begin."""
        if state is State.LICENCE and person.released is None:
            person.released = week
        person.state, person.begun, person.until, person.ends = state, week, until, ends
        person.withdraw = self.withdrawn_from(person)
        return person

    def give_back(self) -> None:
        """Let everybody wait when the cap comes to be kept, where nobody is inherited."""
        before = self.law_before.scalars.anew if self.week else 0
        self.law_before = self.law
        if self.law.scalars.anew and not before:
            for one in self.staff:
                for person in one.people:
                    person.officer, person.since = None, self.week
                one.people = []

    def reset_everybody(self) -> None:
        """Reckon for everybody from when contact is withdrawn, under the law of this week."""
        for person in self.people:
            person.withdraw = self.withdrawn_from(person)

    def withdrawn_from(self, person: Person) -> int:
        """Return from which week contact with somebody is withdrawn."""
        keeps = laws.kept(self.kinds[person.kind], self.of(person).book, self.day)
        if person.state not in RESET or person.until >= NEVER or keeps or person.kept:
            return NEVER
        served, of = self.of(person, under=RESET[person.state]).law.reset[person.state].tolist()
        if person.out and of:
            return person.begun
        if not self.reached(person):
            return NEVER
        return person.begun + -(-max(person.until - person.begun, 0) * served // of) if of else NEVER

    def reached(self, person: Person) -> bool:
        """Return whether Reset reaches somebody: of orders only some."""
        return person.state not in ORDERS or self.lucky(Purpose.ACTIVITY, person, "orders.activity")

    def hand_over(self, person: Person, week: int) -> None:
        """Let somebody begin to need a practitioner some weeks before release."""
        if person.until - week <= self.of(person).law.scalars.handover:
            person.needs_none, person.since = False, week

    def work(self) -> None:
        """Let practitioners qualify, leave and fall sick; whom they leave wait again."""
        for one in list(self.staff):
            self.goes_on(one)
            felt = (one.strain or 0) // int(self.number_of("feedback.felt_weeks"))
            leaves = self.of_grade(one).law.leaving[one.grade] * self.law.leaving_at[felt] // WHOLE
            falls_sick = self.law.scalars.sickness * self.law.sick_at[felt] // WHOLE
            if self.luck(Purpose.LEAVING, one.who, self.week) < leaves:
                self.staff.remove(one)
                self.found(GRADE_NAMES[one.grade] + "_left")
                for person in one.people:
                    person.officer, person.moved, person.since = None, True, self.week
            elif self.week >= one.back and self.luck(Purpose.SICKNESS, one.who, self.week) < falls_sick:
                spell = self.picked(self.rules["spells"], self.luck(Purpose.SPELL, one.who, self.week))
                one.back = self.week + 1 + spell

    def goes_on(self, one: Practitioner) -> None:
        """Let a trainee qualify, or a newly qualified officer become one among the others."""
        new_weeks = int(self.number_of("staff.newly_qualified") * MONTH)
        if one.grade == TRAINEE and self.week >= one.course:
            one.grade, one.begun = NEWLY_QUALIFIED, self.week
            self.found("qualified")
        elif one.grade == NEWLY_QUALIFIED and self.week - one.begun >= new_weeks:
            one.grade, one.begun = OFFICER, self.week

    def join(self) -> None:
        """Let PSOs and trainees join."""
        threshold, short, long = self.rules["course"].tolist()
        for grade in (PSO, TRAINEE):
            for _ in range(int(self.unit.joiners[self.week, grade])):
                who = (self.number << 20) + self.joined
                course = long if self.luck(Purpose.COURSE, who) < threshold else short
                until = self.week + course if grade == TRAINEE else NEVER
                self.staff.append(Practitioner(who, grade, self.week, until, self.week))
                self.joined += 1
                self.found(GRADE_NAMES[grade] + "_joined")

    def told_work(self, person: Person) -> Work:
        """Return somebody's work, as the rules want it."""
        days = -(-int(self.book.on(self.day, "serving_order.just_released_days").value) // 7)
        just = person.state is State.LICENCE and self.week - person.begun < days
        kind: Kind = self.kinds[person.kind]
        weight = self.weight(person, self.week)
        return work_of(kind, weight, PLACES[person.state], just_released=just, moved_before=person.moved)

    def allocate(self) -> None:
        """Give whoever waits a practitioner, in the signed order."""
        orders = {id(side): serving.order(side.book, self.day) for side in self.sides}
        first = date(2000, 1, 3)

        def turn(person: Person) -> tuple[int, date, str]:
            since = first + timedelta(weeks=person.since)
            order = orders[id(self.of(person))]
            return serving.order_key(order, self.told_work(person), since, f"{person.who:010}")

        standings = [self.standing(one) for one in self.staff]
        for person in sorted((each for each in self.people if each.waits), key=turn):
            work = self.told_work(person)
            rooms = [(each.limit_points - each.points, -place) for place, each in enumerate(standings)
                     if self.may(each, person, work)]  # fmt: skip
            if not rooms:
                self.refused(standings, person, work)
                continue
            place = -max(rooms)[1]
            held = standings[place]
            standings[place] = held._replace(points=held.points + work.points, people=held.people + 1)
            person.officer = self.staff[place]
            person.officer.people.append(person)
            self.found("given")
            self.found("changed", int(person.moved))

    def refused(self, standings: list[Standing], person: Person, work: Work) -> None:
        """Count somebody who found nobody, by what stood against it."""
        may = [each for each in standings
               if each.available_points > 0 and not self.against(each, person, work)]  # fmt: skip
        with_a_head = [each for each in may if each.people < each.limit_people]
        name = "points_over_the_cap" if with_a_head else "points_over_heads" if may else "points_nobody_may"
        self.found("waiting_points", work.points)
        self.found(name, work.points)

    def may(self, standing: Standing, person: Person, work: Work) -> bool:
        """Return whether somebody may be given to a practitioner, under the cap if it is kept."""
        if self.figures.on(self.day, "start.cap_enforced").value:
            book = self.of(person, grade=standing.grade.code).book
            return capacity.may_take(standing, work, book, self.day).allowed
        return standing.available_points > 0 and not self.against(standing, person, work)

    def against(self, standing: Standing, person: Person, work: Work) -> object:
        """Return what makes somebody not eligible for some work."""
        book = self.of(person, grade=standing.grade.code).book
        return eligibility.reasons_against(standing.grade, standing.modules, work, book, self.day)

    def feel(self) -> None:
        """Let everybody feel their load; who is away has none."""
        for one in self.staff:
            standing, one.load = self.standing(one), None
            if standing.available_points:
                one.load = min(standing.points * 100 // standing.available_points, feedback.MOST_LOAD)
                weeks = int(self.number_of("feedback.felt_weeks"))
                strain = one.load * weeks if one.strain is None else one.strain
                one.strain = strain + one.load - strain // weeks

    def factor(self, person: Person) -> int:
        """Return by what the chances of somebody of recall or breach are multiplied, in 1,024ths."""
        found, one, law = self.percent(person, "feedback.waiting"), person.officer, self.of(person).law
        if self.week >= person.withdraw:
            found = self.percent(person, "feedback.withdrawn")
        elif one is not None and one.load is not None:
            found = int(self.law.factor_at[int(one.grade in (TRAINEE, NEWLY_QUALIFIED)), one.load])
        if person.moved and self.week - person.since < law.scalars.moved_weeks:
            found = found * self.percent(person, "feedback.moved") // WHOLE
        on_licence = self.week - person.begun if person.state is State.LICENCE else NEVER
        if on_licence < law.scalars.soon_weeks:
            found = found * law.scalars.soon // WHOLE
        return found

    def live(self) -> None:
        """Let the week pass for everybody."""
        for person in self.people:
            to = self.follows(person, self.factor(person))
            if to is not person.state:
                self.moves[self.week, person.state, to] += 1
                self.changes(person, to)
            if person.state is State.CUSTODY and person.needs_none:
                self.hand_over(person, self.week + 1)
        self.people = [person for person in self.people if person.state is not State.GONE]

    def follows(self, person: Person, factor: int) -> State:
        """Return the state after this week: by luck, then by time."""
        drawn, state = self.luck(Purpose.EVENT, person.who, self.week), person.state
        first, either = self.of(person).law.hazards[state, person.term].tolist()
        over = self.week + 1 >= self.due(person)
        if state in ORDERS:
            second, first = either - first, first * factor // WHOLE
            return State.CUSTODY if drawn < first else State.GONE if drawn < first + second or over else state
        if state is State.LICENCE and drawn < either * factor // WHOLE:
            fixed = drawn < first * factor // WHOLE and person.ends < NEVER
            return State.FIXED_RECALL if fixed else State.STANDARD_RECALL
        if state in (State.WITHOUT_END, State.STANDARD_RECALL) and drawn < either:
            return State.LICENCE if drawn < first else State.CUSTODY
        if state is State.POST_SENTENCE and drawn < either:
            return State.GONE
        return self.time_is_up(person) if over else state

    def due(self, person: Person) -> int:
        """Return the first week after somebody's state, if luck does not end it."""
        told = self.of(person).law.scalars
        if person.state is State.CUSTODY:
            early = int(self.rules["early"][self.week])
            if self.lucky(Purpose.EARLY, person, "custody.early_share"):
                weeks, part = told.early, told.early_part
                early += weeks + int(self.luck(Purpose.EARLY_WEEK, person.who) < part)
            return max(person.until - early, min(person.until, person.begun + 1))
        if person.state is State.POST_SENTENCE and not told.follows:
            return self.week + 1
        return person.until

    def time_is_up(self, person: Person) -> State:
        """Return where somebody goes when the time of their state is up."""
        after, follows = self.week + 1, self.of(person).law.scalars.follows
        if person.state is State.CUSTODY:
            return State.GONE if self.rules["fed"][self.week] else State.LICENCE
        if person.state is State.FIXED_RECALL and after < person.ends:
            return State.LICENCE
        if person.state is State.LICENCE and person.followed and person.released is not None:
            return State.POST_SENTENCE if follows and after < person.released + follows else State.GONE
        return State.GONE

    def changes(self, person: Person, to: State) -> None:
        """Let the next state begin with the next week."""
        start, until, ends = self.week + 1, person.ends, person.ends
        _, _, rules, law, _ = self.of(person)
        person.out = person.kept = False
        if to is State.GONE and person.officer:
            person.officer.people.remove(person)
        if to is State.CUSTODY:
            until, ends = (start + int(weeks) for weeks in rules["activated"][self.week])
            person.term, person.followed, person.released, person.band = SHORT, True, None, NO_BAND
        if to is State.FIXED_RECALL:
            until = min(ends, start + int(law.fixed_weeks[1 if person.term == SHORT else 0]))
        if to is State.POST_SENTENCE and person.released is not None:
            until = ends = person.released + law.scalars.follows
        if person.needs_none and to is not State.GONE:
            person.needs_none, person.since = False, start
        self.begins(person, to, start, until, ends)

    def count(self) -> None:
        """Count how everybody stands when the week is over."""
        after = self.week + 1
        for person in self.people:
            withdrawn = after >= person.withdraw
            high = RISKS.index(self.kinds[person.kind].risk) > 1
            self.found(person.state.name.lower())
            if person.waits:
                self.found("waiting")
                self.found("weeks_waited", max(after - person.since, 0))
                self.found(f"waiting_{self.kinds[person.kind].risk.code}")
            if person.state in SUPERVISED:
                away = person.officer is None or self.week < person.officer.back
                self.found("contact_withdrawn", int(withdrawn))
                self.found("without_contact", int(withdrawn or away))
                self.found("high_risk_without_contact", int(high and (withdrawn or away)))
                self.found("on_check_in", int(self.online(person) and not withdrawn))
        for one in self.staff:
            seen = [each for each in one.people if each.state in SUPERVISED and after < each.withdraw]
            carried = one.reports + sum(self.weight(person, after) for person in one.people)
            self.count_one(one, carried, len(seen))

    def count_one(self, one: Practitioner, carried: int, seen: int) -> None:
        """Count somebody who supervises, with what they carry and how many they see after the week."""
        available, sick = self.standing(one).available_points, self.week < one.back
        line = int(self.book.on(self.day, "capacity.excessive_above").value)
        self.found(GRADE_NAMES[one.grade])
        self.found("points", carried)
        self.found("available_points", available)
        self.found("over_the_line", int(capacity.over_line(carried, available, line)))
        if available:
            self.found(load_band(carried, available))
        self.found("sick", int(sick))
        if not sick:
            minutes = int(self.of_grade(one).law.limits[one.grade, self.month(one), MINUTES])
            recording = self.law.scalars.recording * seen
            self.found("goodwill_points", max(carried - available, 0))
            minutes = own(one, minutes * self.parts[one.grade] // WHOLE)
            self.found("contact_minutes", max(minutes - recording, 0))


def load_band(carried: int, available: int) -> str:
    """Return what the band of a load is called."""
    for line in LOAD_LINES:
        if carried * 100 <= line * available:
            return f"load_to_{line}"
    return f"load_over_{LOAD_LINES[-1]}"


def run(
    country: Country, book: Book, figures: Parameters, left: LeftOut | None = None,
    base: tuple[Book, Parameters] | None = None,
) -> tuple[NDArray[Any], NDArray[Any]]:  # fmt: skip
    """Return measures and moves of a country lived through in plain Python; `base`: as it was made with."""
    _, figures = start_of(country.name, figures)
    before = (base[0], start_of(country.name, base[1])[1]) if base else (book, figures)
    if left:
        left = left._replace(figures=start_of(country.name, left.figures)[1])
    units = [Living(country, number, book, figures, left, before) for number in range(len(country.units))]
    for unit in units:
        unit.run()
    return sum(unit.measures for unit in units), sum(unit.moves for unit in units)  # type: ignore[return-value]
