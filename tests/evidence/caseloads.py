"""A unit in the database of which a caseload is read: eight hold people, people everywhere, some waiting."""

from __future__ import annotations

from datetime import timedelta

from befriend.allocation.models import Relationship
from befriend.rules.values import Grade, Place, Risk, Tier
from befriend.sentences.models import Case, CaseState
from befriend.workforce.models import Absence, Practitioner
from tests.larkfield import MONDAY, Larkfield

WEEK = timedelta(weeks=1)
TIERS = (Tier.A1, Tier.B3, Tier.C2, Tier.C3, Tier.D2, Tier.UNTIERED, Tier.C2S, Tier.D3S)
PLACES = (Place.COMMUNITY, Place.LICENCE, Place.CUSTODY)


class Caseload:
    """Larkfield with people, and what was made there."""

    def __init__(self, larkfield: Larkfield) -> None:
        """Let eight practitioners of every grade hold forty people, and seven wait."""
        self.larkfield = larkfield
        self.staff = [
            larkfield.works("Dunlin, Robin", Grade.PSO),
            larkfield.works("Plover, Ash", Grade.PSO, minutes=1110),
            larkfield.works("Crake, Kit", Grade.TRAINEE, programme_started=MONDAY - 30 * WEEK),
            larkfield.works("Teal, Ari", Grade.NEWLY_QUALIFIED, qualified_on=MONDAY - 20 * WEEK),
            larkfield.works("Bunting, Sam", Grade.OFFICER),
            larkfield.works("Siskin, Lou", Grade.OFFICER, minutes=1776),
            larkfield.works("Whimbrel, Jay", Grade.OFFICER),
            larkfield.works("Godwit, Lin", Grade.OFFICER),
        ]
        Absence.objects.create(practitioner=self.staff[6], from_date=MONDAY - WEEK,
                               until_date=MONDAY + 3 * WEEK)  # fmt: skip
        self.people = [self.person(number) for number in range(47)]
        for number, person in enumerate(self.people):
            if number < 40:
                larkfield.with_(person, self.staff[number % 8])
            else:
                larkfield.waits(person, days=7 * (number - 38))

    def person(self, number: int):
        """Let somebody be there; numbers decide of what tier, where, and since when."""
        place, tier = PLACES[number % 3], TIERS[number % 8]
        if not tier.supervised:
            place = Place.COMMUNITY if number % 2 else Place.LICENCE
        person = self.larkfield.person(
            f"Elm {number}", tier, place, list(Risk)[number % 5], mappa=number % 7 == 0,
            domestic_abuse=number % 4 == 0,
        )  # fmt: skip
        order = {Place.COMMUNITY: "community_order", Place.LICENCE: "licence", Place.CUSTODY: "custodial"}
        began = MONDAY - (10 + number) * WEEK
        Case.objects.filter(person=person).update(
            order_type=order[place], from_date=began,
            until_date=MONDAY + (5 + number) * WEEK if number % 5 == 0 else None,
        )  # fmt: skip
        CaseState.objects.filter(case__person=person).update(from_date=began)
        return person

    def restricted(self, number: int) -> None:
        """Let nobody but their practitioner see one of the people."""
        from befriend.workforce.models import Restriction

        Restriction.objects.create(person=self.people[number], because="A relation works here.",
                                   from_date=MONDAY - WEEK, decided_by="W001")  # fmt: skip


def holder(one: object) -> Practitioner | None:
    """Return who holds somebody."""
    held = Relationship.objects.filter(person=one).first()
    return held.practitioner if held else None
