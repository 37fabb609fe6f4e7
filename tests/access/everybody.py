"""Larkfield with a holder of every role, and one person each of them is with."""

from __future__ import annotations

from befriend.allocation.models import Handover, Relationship
from befriend.cli import access_table as table
from befriend.people.models import Person
from befriend.rules.values import Grade
from befriend.sentences.models import Case, CaseState, Report
from befriend.supervision.models import Goal, Step, SupervisionPlan
from befriend.workforce.models import Office, Practitioner, Unit
from tests.desk.staffed import Staffed
from tests.larkfield import LONG_AGO, MONDAY

POSTS = {
    table.DATA_PROTECTION: Office.Post.DATA_PROTECTION,
    table.INSPECTOR: Office.Post.INSPECTOR,
    table.COURT: Office.Post.COURT,
    table.VICTIM_LIAISON: Office.Post.VICTIM_LIAISON,
    table.ADMIN: Office.Post.ADMIN,
    table.RESEARCHER: Office.Post.RESEARCHER,
}


class Everybody(Staffed):
    """One practitioner for each role of the table; those of no unit's work are posted above it."""

    def __init__(self) -> None:
        super().__init__()
        self.crane = self.works("Crane, Yew", Grade.HEAD, unit=self.nation, holds="nation")
        self.by_role: dict[str, Practitioner] = {
            table.PRACTITIONER: self.sam,
            table.SENIOR: self.noor,
            table.HEAD: self.jo,
            table.REGION: self.fen,
            table.NATION: self.crane,
            table.REPRESENTATIVE: self.wren,
            table.OTHER_HEAD: self.ash,
        }
        for role, post in POSTS.items():
            who = self.works(f"Heron, {role}", Grade.SENIOR, unit=self.region)
            self.hold(f"office-{post}", self.pdu, post, who)
            self.by_role[role] = who

    def elsewhere_with(self, practitioner: Practitioner) -> Person:
        """Make a person of another unit, whom no office reaches but that of its head, with somebody."""
        person = self.person(f"Rowan {practitioner.ref}")
        Case.objects.filter(person=person).update(unit=self.far())
        Relationship.objects.create(person=person, practitioner=practitioner, from_date=LONG_AGO)
        return person

    def planned_with(self, person: Person) -> dict[str, object]:
        """Make a plan of a person, and hand them over; return what stands for each in an address."""
        plan = SupervisionPlan.objects.create(person=person, from_date=LONG_AGO, made_by="x")
        goal = Goal.objects.create(plan=plan, area="work", words="x", from_date=LONG_AGO, made_by="x")
        step = Step.objects.create(goal=goal, what="x", whose="person", from_date=LONG_AGO, made_by="x")
        held = Relationship.objects.create(
            person=person, practitioner=self.robin, from_date=LONG_AGO, until_date=LONG_AGO
        )
        handover = Handover.objects.create(kind="change", person=person, relationship=held, begun_on=LONG_AGO)
        return {"<int:goal>": goal.pk, "<int:step>": step.pk, "<int:handover>": handover.pk}

    def far(self) -> Unit:
        """Return a unit below nothing."""
        return Unit.objects.get_or_create(ref="far", name="Farland", kind=Unit.Kind.UNIT)[0]

    def due(self) -> Person:
        """Make a person of Larkfield on whom a report is due, with nobody."""
        person = self.person("Birch Teal")
        case = person.cases.get()
        assert CaseState.objects.filter(case=case).exists()
        Report.objects.create(case=case, kind=Report.Kind.STANDARD, due_on=MONDAY)
        return person
