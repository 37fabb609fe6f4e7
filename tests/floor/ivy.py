"""Ivy, who has a row in every table that leads to a person."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.utils import timezone

from befriend.allocation.models import (
    Acknowledgement,
    Cover,
    Handover,
    Objection,
    Plan,
    PlannedAllocation,
    PlannedWaiting,
    Relationship,
    SupervisorRequest,
)
from befriend.identity.models import User
from befriend.outbox.models import Message
from befriend.people.models import Confirmation, ContactDetail, Contest, Source, Statement
from befriend.rules.values import Grade
from befriend.sentences.models import Case, Report
from befriend.supervision.models import (
    Agreement,
    Contact,
    Goal,
    Note,
    NoTime,
    SafetyAlarm,
    SafetyCall,
    Step,
    SupervisionPlan,
)
from befriend.workforce.models import BrokenGlass, Conflict, Exclusion, Incident, Reader, Restriction
from befriend.workforce.permissions import acting_as
from tests.desk.staffed import Staffed
from tests.larkfield import LONG_AGO, MONDAY

# Every table with a row of hers, and SQL that finds it. The histories are beside them.
WHERE = {
    "people_person": "id = %(person)s",
    "people_fact": "person_id = %(person)s",
    "people_source": "statement_id = %(statement)s",
    "people_confirmation": "statement_id = %(statement)s",
    "people_contest": "statement_id = %(statement)s",
    "people_contactdetail": "person_id = %(person)s",
    "outbox_message": "detail_id = %(detail)s",
    "sentences_case": "person_id = %(person)s",
    "sentences_casestate": "case_id = %(case)s",
    "sentences_report": "case_id = %(case)s",
    "workforce_conflict": "person_id = %(person)s",
    "workforce_incident": "person_id = %(person)s",
    "workforce_exclusion": "person_id = %(person)s",
    "workforce_restriction": "person_id = %(person)s",
    "workforce_reader": "restriction_id = %(restriction)s",
    "workforce_brokenglass": "person_id = %(person)s",
    "allocation_relationship": "person_id = %(person)s",
    "allocation_cover": "relationship_id = %(relationship)s",
    "allocation_waiting": "person_id = %(person)s",
    "allocation_supervisorrequest": "person_id = %(person)s",
    "allocation_plannedallocation": "person_id = %(person)s",
    "allocation_plannedwaiting": "person_id = %(person)s",
    "allocation_objection": "planned_id = %(planned)s",
    "allocation_handover": "person_id = %(person)s",
    "allocation_acknowledgement": "handover_id = %(handover)s",
    "supervision_contact": "person_id = %(person)s",
    "supervision_notime": "contact_id = %(contact)s",
    "supervision_note": "person_id = %(person)s",
    "supervision_supervisionplan": "person_id = %(person)s",
    "supervision_agreement": "plan_id = %(supervision_plan)s",
    "supervision_goal": "plan_id = %(supervision_plan)s",
    "supervision_step": "goal_id = %(goal)s",
    "supervision_safetycall": "contact_id = %(contact)s",
    "supervision_safetyalarm": "call_id = %(call)s",
}
# A message is what becomes of it; its attempts are in itself.
WITHOUT_HISTORY = {"outbox_message"}
TABLES = [*WHERE, *(f"{table}event" for table in WHERE if table not in WITHOUT_HISTORY)]


class Ivy:
    """Ivy, who has a row in every table there is, and the keys of her rows."""

    def __init__(self, unit: Staffed) -> None:
        self.unit = unit
        other = unit.works("Grebe, Al", Grade.OFFICER)
        ivy = self.person = unit.person("Ivy Reed")
        case = Case.objects.get(person=ivy)
        stated = Statement.objects.create(
            person=ivy, key="warnings.visit", value="Two dogs.", observed_on=LONG_AGO, known_from=LONG_AGO
        )
        Source.objects.create(statement=stated, kind="agency", shown="shown", words="A neighbour.")
        Confirmation.objects.create(statement=stated, day=MONDAY, how_known="seen", by="x")
        Contest.objects.create(
            statement=stated, way="paper", words="One dog.", received_on=LONG_AGO, receipt_by="x",
            answer_by=MONDAY,
        )  # fmt: skip
        detail = ContactDetail.objects.create(
            person=ivy, channel="sms", address="07700 900000", agreed_on=LONG_AGO, kept_by="x"
        )
        Message.objects.create(
            id=uuid.uuid4(), detail=detail, channel="sms", code="appointment", day=LONG_AGO,
            written_at=timezone.now(), state="given_up", owner=unit.offices["unit"],
        )  # fmt: skip
        Report.objects.create(case=case, kind=Report.Kind.STANDARD, due_on=MONDAY)
        Conflict.objects.create(person=ivy, practitioner=other, from_date=LONG_AGO)
        Incident.objects.create(
            practitioner=other, person=ivy, day=LONG_AGO, kind="threat", where="x", words="x"
        )
        Exclusion.objects.create(
            person=ivy, practitioner=other, because="Kin.", from_date=LONG_AGO, decided_by="x"
        )
        held = Relationship.objects.create(
            person=ivy, practitioner=unit.ash, from_date=LONG_AGO, until_date=MONDAY
        )
        Cover.objects.create(
            relationship=held,
            practitioner=unit.fen,
            from_date=LONG_AGO,
            until_date=MONDAY - timedelta(days=9),
        )
        unit.waits(ivy)
        SupervisorRequest.objects.create(person=ivy, kind="not", practitioner=other, made_on=LONG_AGO)
        planned = self.planned()
        Objection.objects.create(planned=planned, practitioner=other, kind="safety", words="x", day=LONG_AGO)
        past = timezone.now() - timedelta(days=9)
        BrokenGlass.objects.create(
            person=ivy, practitioner=other, because="x", from_at=past, until_at=past + timedelta(hours=1)
        )
        self.restriction = Restriction.objects.create(
            person=ivy, because="Press.", from_date=LONG_AGO, until_date=LONG_AGO, decided_by="x"
        )
        Reader.objects.create(restriction=self.restriction, practitioner=unit.jo)
        self.keys = {
            "person": ivy.pk, "statement": stated.pk, "detail": detail.pk, "case": case.pk,
            "restriction": self.restriction.pk,
            "relationship": held.pk, "planned": planned.pk, **self.visited(unit.ash),
            **self.planned_with(),
            "handover": self.handed_over(held, stated).pk,
        }  # fmt: skip

    def planned(self) -> PlannedAllocation:
        """Make an old plan that proposed her to Fen."""
        week = LONG_AGO - timedelta(days=LONG_AGO.weekday())
        plan = Plan.objects.create(
            unit=self.unit.pdu, week_start=week, day=week, made_by="x", serving_order_since=LONG_AGO,
            safe=True, value=0, bound=0, method="exact",
        )  # fmt: skip
        PlannedWaiting.objects.create(
            plan=plan, person=self.person, points=1, first_order=False, rank=1, reason={}
        )
        return PlannedAllocation.objects.create(
            plan=plan, person=self.person, practitioner=self.unit.fen, points=1
        )

    def visited(self, practitioner) -> dict[str, int]:
        """Make an old visit with a note, for which there was no time, and whose call was overdue."""
        past = timezone.now() - timedelta(days=9)
        contact = Contact.objects.create(
            person=self.person, practitioner=practitioner, kind="home_visit", starts_at=past, made_at=past,
            ends_at=past + timedelta(hours=1), outcome="no_time", outcome_at=past,
        )  # fmt: skip
        NoTime.objects.create(contact=contact, day=LONG_AGO, points=1, available_points=0)
        Note.objects.create(person=self.person, kind="note", text="x", written_by="x", written_at=past)
        call = SafetyCall.objects.create(
            contact=contact, practitioner=practitioner, started_at=past, due_at=past, answered_at=past
        )
        SafetyAlarm.objects.create(call=call, step=1, practitioner=self.unit.fen, at=past)
        return {"contact": contact.pk, "call": call.pk}

    def handed_over(self, held, stated) -> Handover:
        """Make an old handover of hers, in which a warning was acknowledged."""
        made = Handover.objects.create(
            kind="change", person=self.person, relationship=held, begun_on=LONG_AGO, closed_on=LONG_AGO,
            closed="passed_on",
        )  # fmt: skip
        Acknowledgement.objects.create(handover=made, statement=stated, by="x", on=LONG_AGO)
        return made

    def planned_with(self) -> dict[str, int]:
        """Make her supervision plan, with one goal and one step."""
        plan = SupervisionPlan.objects.create(person=self.person, from_date=LONG_AGO, made_by="x")
        Agreement.objects.create(plan=plan, agreed=True, day=LONG_AGO, kept_by="x")
        goal = Goal.objects.create(plan=plan, area="housing", words="x", from_date=LONG_AGO, made_by="x")
        Step.objects.create(goal=goal, what="x", whose="person", from_date=LONG_AGO, made_by="x")
        return {"supervision_plan": plan.pk, "goal": goal.pk}

    def restricted_to(self, *readers) -> None:
        """Restrict her record from now on."""
        Restriction.objects.filter(pk=self.restriction.pk).update(until_date=None)
        Reader.objects.all().delete()
        Reader.objects.bulk_create(Reader(restriction=self.restriction, practitioner=one) for one in readers)

    def exclude(self, practitioner) -> None:
        """Exclude somebody from her record."""
        Exclusion.objects.create(
            person=self.person, practitioner=practitioner, because="Kin.", from_date=LONG_AGO, decided_by="x"
        )


@contextmanager
def as_app(practitioner, day=MONDAY) -> Iterator[None]:
    """Enter the database as a practitioner's requests do."""
    user, _ = User.objects.get_or_create(username=f"user-{practitioner.ref}")
    practitioner.user = user
    practitioner.save()
    with acting_as(user, day):
        yield
