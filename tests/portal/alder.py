"""Ali Alder, who has a page of their own, and Birch Teal, whom that page must never show."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from befriend.allocation.models import Relationship, WhyChanged
from befriend.identity.models import User
from befriend.people.models import Person, Source, Statement
from befriend.portal import queries
from befriend.portal.models import Account, Message, Wish
from befriend.supervision.models import Contact, Goal, Note, Step, SupervisionPlan
from befriend.workforce.models import Conflict, Exclusion, Incident
from tests.desk.staffed import Staffed
from tests.larkfield import LONG_AGO, MONDAY


class Alder:
    """Ali with Sam, and with Robin before who may see them no more; Birch beside them with the same."""

    def __init__(self) -> None:
        self.unit = unit = Staffed()
        self.person = unit.person("Ali Alder")
        self.other = unit.person("Birch Teal")
        self.user = User.objects.create_user(username="green-river-1234")
        Account.objects.create(person=self.person, user=self.user, made_on=LONG_AGO)
        other = User.objects.create_user(username="blue-lake-4321")
        Account.objects.create(person=self.other, user=other, made_on=LONG_AGO)
        for each in (self.person, self.other):
            self.lives(each)
        Exclusion.objects.create(
            person=self.person, practitioner=unit.robin, because="Kin.", from_date=MONDAY, decided_by="x"
        )
        Conflict.objects.create(person=self.person, practitioner=unit.robin, from_date=MONDAY)
        Incident.objects.create(
            practitioner=unit.robin, person=self.person, day=LONG_AGO, kind="threat", where="x", words="x"
        )

    def lives(self, person: Person) -> None:
        """Give somebody an officer and one before, an appointment, a plan, statements and messages."""
        unit, now = self.unit, timezone.now()
        earlier = LONG_AGO + timedelta(days=90)
        Relationship.objects.create(
            person=person, practitioner=unit.robin, from_date=LONG_AGO, until_date=earlier,
            why_changed=WhyChanged.HANDED_BACK, may_resume=False, decided_by=unit.noor.ref,
        )  # fmt: skip
        Relationship.objects.create(person=person, practitioner=unit.sam, from_date=earlier)
        begins = now + timedelta(days=2, hours=person.pk % 7)
        Contact.objects.create(
            person=person, practitioner=unit.sam if person == self.person else unit.jo, kind="office",
            starts_at=begins, ends_at=begins + timedelta(minutes=30), where="1 Invented Way", made_at=now,
            made_by=unit.sam.ref,
        )  # fmt: skip
        Note.objects.create(person=person, kind="note", text="Two dogs.", written_by="x", written_at=now)
        plan = SupervisionPlan.objects.create(person=person, from_date=LONG_AGO, made_by="x")
        goal = Goal.objects.create(
            plan=plan, area="housing", words="A door that locks.", from_date=LONG_AGO, made_by="x"
        )
        Step.objects.create(
            goal=goal, what="Ring the council.", whose="person", from_date=LONG_AGO, made_by="x"
        )
        self.stated(person, "housing.where_now", "1 Invented Way")
        Message.objects.create(person=person, side="person", text="Hello.", written_at=now)
        Wish.objects.create(person=person, written_at=now, expires_on=MONDAY + timedelta(days=28))

    def stated(self, person: Person, key: str, value: str, **source: str) -> Statement:
        """State something about somebody, told by themselves unless `source` says otherwise."""
        made = Statement.objects.create(
            person=person, key=key, value=value, how_known="told", observed_on=LONG_AGO, known_from=LONG_AGO,
            recorded_by=self.unit.sam.ref,
        )  # fmt: skip
        if source.get("kind") != "none":
            Source.objects.create(statement=made, **{"kind": "person", "shown": "shown", **source})
        return made

    def themselves(self, day=MONDAY):
        """Return the context in which Ali looks at their own page."""
        return queries.as_themselves(self.person, by=self.person.ref, day=day, user=self.user.pk)
