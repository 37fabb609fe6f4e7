"""Larkfield with somebody in every post, and another unit beside it."""

from __future__ import annotations

from befriend.allocation.models import CapacityNotice, Plan
from befriend.rules.values import Grade
from befriend.workforce.models import Incident, Office, OfficeHolding, Practitioner
from tests.larkfield import LONG_AGO, MONDAY, Larkfield


class Staffed(Larkfield):
    """Jo heads, Noor is senior, Max represents; Sam and Robin work; Ali waits; Ash heads elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.noor = self.works("Kite, Noor", Grade.SENIOR)
        self.hold("senior-unit", self.pdu, Office.Post.SENIOR, self.noor)
        self.elsewhere = self.other_unit()
        self.ash = self.works("Rook, Ash", Grade.HEAD, unit=self.elsewhere)
        self.hold("head-elsewhere", self.elsewhere, Office.Post.HEAD, self.ash)
        self.sam = self.works("Bunting, Sam", Grade.OFFICER)
        self.robin = self.works("Dunlin, Robin", Grade.PSO)
        self.ali = self.person("Ali Alder")
        self.wait = self.waits(self.ali)

    def other_unit(self):
        """Make a unit beside Larkfield, in the same region."""
        from befriend.workforce.models import Unit, UnitParent

        made = Unit.objects.create(ref="elsewhere", name="Thornwick", kind=Unit.Kind.UNIT)
        UnitParent.objects.create(unit=made, parent=self.region, from_date=LONG_AGO)
        return made

    def hold(self, ref: str, unit, post: str, practitioner: Practitioner) -> Office:
        """Make an office, held by `practitioner`."""
        office = Office.objects.create(ref=ref, unit=unit, post=post)
        OfficeHolding.objects.create(office=office, practitioner=practitioner, from_date=LONG_AGO)
        self.offices[ref] = office
        return office

    def incident(self) -> Incident:
        """Make an incident that Sam told of."""
        return Incident.objects.create(
            practitioner=self.sam, day=MONDAY, kind="threat", where="Room 2", words="Shouted."
        )

    def notice(self) -> CapacityNotice:
        """Make the notice that the head of Larkfield got because twelve people wait."""
        plan = Plan.objects.create(
            unit=self.pdu, week_start=MONDAY, day=MONDAY, made_by="x", serving_order_since=LONG_AGO,
            safe=False, value=0, bound=0, method="exact",
        )  # fmt: skip
        counts = {"people": 12, "first_order": 2, "reason:all_full": 11, "reason:no_cover": 1}
        return CapacityNotice.objects.create(
            plan=plan, office=self.offices["unit"], day=MONDAY, counts=counts
        )
