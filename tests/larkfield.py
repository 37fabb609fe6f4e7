"""Larkfield, a small delivery unit: Jo heads it, Sam, Kit and Robin work there, Ali waits."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from befriend.allocation.models import Relationship, Waiting
from befriend.people.models import Person
from befriend.rules.values import Grade, Place, Risk, Tier
from befriend.sentences.models import Case, CaseState
from befriend.workforce.models import (
    Office,
    OfficeHolding,
    Posting,
    Practitioner,
    Unit,
    UnitParent,
)

MONDAY = date(2026, 11, 23)
LONG_AGO = date(2024, 1, 1)
FULL_WEEK = 2220


class Larkfield:
    """Makes the rows of a unit, with the least a test has to say."""

    grade = Grade

    def __init__(self) -> None:
        self.numbers = count(1)
        self.nation = self.unit("nation", "Invented Nation", None)
        self.region = self.unit("region", "Heathland", self.nation)
        self.pdu = self.unit("unit", "Larkfield", self.region)
        self.offices: dict[str, Office] = {}
        for unit in (self.nation, self.region, self.pdu):
            self.offices[unit.kind] = Office.objects.create(
                ref=f"head-{unit.ref}", unit=unit, post=Office.Post.HEAD
            )
        self.offices["representative"] = Office.objects.create(
            ref="representative", unit=self.pdu, post=Office.Post.REPRESENTATIVE
        )
        self.jo = self.works("Lark, Jo", Grade.HEAD, holds="unit")
        self.fen = self.works("Heron, Fen", Grade.HEAD, holds="region", unit=self.region)
        self.wren = self.works("Wren, Max", Grade.SENIOR, holds="representative")

    def unit(self, kind: str, name: str, parent: Unit | None) -> Unit:
        """Make a unit below `parent`."""
        made = Unit.objects.create(ref=kind, name=name, kind=kind)
        if parent:
            UnitParent.objects.create(unit=made, parent=parent, from_date=LONG_AGO)
        return made

    def works(
        self,
        name: str,
        grade: Grade,
        *,
        holds: str = "",
        unit: Unit | None = None,
        minutes: int = FULL_WEEK,
        **fields: Any,
    ) -> Practitioner:
        """Make somebody who works here."""
        made = Practitioner.objects.create(
            ref=f"W{next(self.numbers):03}", name=name, patches=["north"], **fields
        )
        Posting.objects.create(
            practitioner=made,
            unit=unit or self.pdu,
            grade=grade,
            weekly_minutes=minutes,
            from_date=LONG_AGO,
        )
        if holds:
            OfficeHolding.objects.create(office=self.offices[holds], practitioner=made, from_date=LONG_AGO)
        return made

    def person(
        self,
        name: str,
        tier: Tier = Tier.C2,
        place: Place = Place.COMMUNITY,
        risk: Risk = Risk.MEDIUM,
        **marks: Any,
    ) -> Person:
        """Make a person with an open case; `release_on` may be among the marks."""
        number = next(self.numbers)
        made = Person.objects.create(ref=f"P{number:03}", chosen_name=name, patch="north")
        release = {key: marks.pop(key) for key in ("release_on", "release_notice_on") if key in marks}
        case = Case.objects.create(
            ref=f"C{number:03}",
            person=made,
            unit=self.pdu,
            order_type=Case.OrderType.COMMUNITY_ORDER,
            from_date=LONG_AGO,
            **release,
        )
        CaseState.objects.create(case=case, tier=tier, place=place, risk=risk, from_date=LONG_AGO, **marks)
        return made

    def with_(self, person: Person, practitioner: Practitioner) -> Relationship:
        """Let `practitioner` supervise `person`."""
        return Relationship.objects.create(person=person, practitioner=practitioner, from_date=LONG_AGO)

    def waits(self, person: Person, days: int = 7) -> Waiting:
        """Let `person` wait for an officer, owned by the head's office."""
        return Waiting.objects.create(
            person=person,
            unit=self.pdu,
            from_date=MONDAY - timedelta(days=days),
            owner=self.offices["unit"],
        )

    def fill(self, practitioner: Practitioner, people: int, tier: Tier = Tier.C2) -> None:
        """Give `practitioner` so many people of one tier in the community."""
        for i in range(people):
            self.with_(self.person(f"Elm {i}", tier), practitioner)
