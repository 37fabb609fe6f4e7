"""The plan of a week, and the objections to it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from befriend import history
from befriend.people.models import Person
from befriend.rules.values import WaitingFor
from befriend.sentences.models import Case
from befriend.workforce.models import Practitioner, Unit


@history.kept()
class Plan(models.Model):
    """One proposal for a week of a unit, as the planner made it that day."""

    class State(models.TextChoices):
        MADE = "made"
        ACCEPTED = "accepted"
        REPLACED = "replaced"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="plans")
    week_start = models.DateField()
    day = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.MADE)
    made_by = models.CharField(max_length=40)
    serving_order_since = models.DateField()
    safe = models.BooleanField()
    decision = models.TextField(blank=True)
    decided_by = models.CharField(max_length=40, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    value = models.BigIntegerField()
    bound = models.BigIntegerField()
    method = models.CharField(max_length=40)
    one_more = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "week_start"],
                condition=~Q(state="replaced"),
                name="a_unit_has_one_plan_a_week_in_force",
            ),
        ]


@history.kept()
class PlannedAllocation(models.Model):
    """One person and the practitioner the plan proposes, with the choices there were."""

    class State(models.TextChoices):
        PROPOSED = "proposed"
        ACCEPTED = "accepted"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="allocations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="planned")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="planned")
    waiting_for = models.PositiveSmallIntegerField(
        choices=[(w.value, w.code) for w in WaitingFor], default=WaitingFor.OFFICER
    )
    points = models.PositiveIntegerField()
    reasons = models.JSONField(default=list)
    choices_then = models.JSONField(default=list)
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    refused_because = models.TextField(blank=True)
    decided_by = models.CharField(max_length=40, blank=True)
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "person", "waiting_for"], name="a_plan_names_a_person_once"
            ),
        ]


@history.kept()
class PlannedWaiting(models.Model):
    """One person whom the plan leaves waiting, with the limit that binds."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="waiting")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    waiting_for = models.PositiveSmallIntegerField(
        choices=[(w.value, w.code) for w in WaitingFor], default=WaitingFor.OFFICER
    )
    points = models.PositiveIntegerField()
    first_order = models.BooleanField()
    rank = models.PositiveIntegerField()
    reason = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "person", "waiting_for"],
                name="a_plan_leaves_a_person_waiting_once",
            ),
        ]


@history.kept()
class Objection(models.Model):
    """A practitioner's objection to a planned allocation or a release, and its answer."""

    class Kind(models.TextChoices):
        CONFLICT = "conflict"
        SAFETY = "safety"
        CANNOT_BE_DONE = "cannot_be_done"
        NO_NOTICE = "no_notice"

    planned = models.ForeignKey(
        PlannedAllocation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="objections",
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="objections")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="objections")
    kind = models.CharField(max_length=14, choices=Kind)
    words = models.TextField()
    day = models.DateField()
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=40, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(planned__isnull=True) ^ Q(case__isnull=True),
                name="an_objection_is_to_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | ~Q(answer=""),
                name="an_objection_is_answered_in_words",
            ),
            models.UniqueConstraint(
                fields=["planned", "practitioner"],
                name="a_practitioner_objects_once_to_a_proposal",
            ),
        ]
