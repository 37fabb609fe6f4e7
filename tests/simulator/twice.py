"""One unit twice: in the database of the live service, and in the made-up country."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from befriend.allocation.models import Relationship
from befriend.allocation.queries.setting import Setting, decisions, name, setting, wanting
from befriend.allocation.queries.standing import Desk
from befriend.people.models import Person
from befriend.rules.values import Decision, Grade, Place
from befriend.simulator.kinds import Kind
from befriend.simulator.states import GRADES, MOVED, OFFICER, TRAINEE, WAITS, State
from befriend.workforce.models import Absence, Posting, Practitioner, Training
from tests.larkfield import LONG_AGO, MONDAY, Larkfield
from tests.simulator.handmade import Handmade
from tests.simulator.small import BOOK

WEEK = timedelta(weeks=1)
MARKS = {"none": {}, "domestic_abuse": {"domestic_abuse": True}, "safeguarding": {"safeguarding": True},
         "mappa": {"mappa": 1}}  # fmt: skip
STATE_OF = {Place.COMMUNITY: State.COMMUNITY_ORDER, Place.LICENCE: State.LICENCE,
            Place.CUSTODY: State.CUSTODY}  # fmt: skip
EVERY_MODULE = frozenset(BOOK.on(MONDAY, "eligibility.modules").value.values())


class One(NamedTuple):
    """A person: in the database, and by place in the made-up unit."""

    person: Person
    place: int
    kind: int


class Twice:
    """Makes practitioners and people on both sides at once; MONDAY is the first week of the country."""

    def __init__(self, larkfield: Larkfield) -> None:
        """Begin with nobody but the heads, who take nobody and are not in the made-up country."""
        self.larkfield, self.made = larkfield, Handmade(MONDAY)
        self.staff: list[Practitioner] = []

    def works(self, words: str, grade: int, weeks: int, *, modules: bool = False, away: bool = False) -> int:
        """Let somebody work, so many weeks into their grade; return their place."""
        since = MONDAY - weeks * WEEK
        dates = {Grade.TRAINEE: {"programme_started": since}, Grade.NEWLY_QUALIFIED: {"qualified_on": since}}
        made = self.larkfield.works(words, GRADES[grade], **dates.get(GRADES[grade], {}))
        if GRADES[grade] is Grade.PSO:
            Posting.objects.filter(practitioner=made).update(from_date=since)
        for module in EVERY_MODULE if modules else ():
            Training.objects.create(practitioner=made, module=module, completed_on=since)
        if away:
            Absence.objects.create(practitioner=made, from_date=LONG_AGO)
        self.staff.append(made)
        return self.made.works(grade, -weeks, away=away)

    def person(
        self, kind: int, place: Place = Place.COMMUNITY, *, officer: int | None = None, waited: int = 1,
        released: int = 10, moved: bool = False,
    ) -> One:  # fmt: skip
        """Let a person be there, with the practitioner in a place, or waiting for so many weeks."""
        like: Kind = self.made.kinds[kind]
        release = {"release_on": MONDAY - released * WEEK} if place is Place.LICENCE else {}
        words = f"Elm {len(self.made.people)}"
        person = self.larkfield.person(words, like.tier, place, like.risk, **MARKS[like.mark], **release)
        if moved:
            before = MONDAY - 30 * WEEK
            Relationship.objects.create(person=person, practitioner=self.larkfield.jo, from_date=LONG_AGO,
                                        until_date=before, why_changed="workload")  # fmt: skip
        if officer is None:
            self.larkfield.waits(person, days=7 * waited)
        else:
            self.larkfield.with_(person, self.staff[officer])
        place_of = self.made.person(
            kind, STATE_OF[place], officer=WAITS if officer is None else officer, begun=-released,
            since=-waited, marks=MOVED if moved else 0,
        )  # fmt: skip
        return One(person, place_of, kind)

    def desk(self, given: Setting, place: int) -> Desk:
        """Return how somebody stands in the live service."""
        return given.desks[self.staff[place].pk]

    def asked(self) -> Setting:
        """Return what the live service makes its plan from, as things stand."""
        return setting(BOOK, self.larkfield.pdu, MONDAY, MONDAY, wanting(BOOK, self.larkfield.pdu, MONDAY))

    def verdicts(self, given: Setting) -> dict[int, list[Decision]]:
        """Return what the live service says of each person who waits (by key) and each practitioner."""
        every = {one.person.pk: decisions(given, one) for one in given.wanting}
        return {person: [of[one.pk] for one in self.staff] for person, of in every.items()}


def everybody(twice: Twice) -> None:
    """Let practitioners of every grade work, at the start of their careers and far into them."""
    twice.works("Dunlin, Robin", 0, 150)
    twice.works("Plover, Ash", 0, 4)
    twice.works("Crake, Kit", TRAINEE, 9)
    twice.works("Rail, Bo", TRAINEE, 48, modules=True)
    twice.works("Teal, Ari", 2, 20, modules=True)
    twice.works("Bunting, Sam", OFFICER, 150, modules=True)
    twice.works("Siskin, Lou", OFFICER, 4)
    twice.works("Whimbrel, Jay", OFFICER, 150, modules=True, away=True)


__all__ = ["One", "Twice", "everybody", "name"]
