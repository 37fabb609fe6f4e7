"""The call that is due after a home visit, and who was told when it did not come."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from befriend import history
from befriend.workforce.models import Office, Practitioner

from .contacts import Contact


@history.kept()
class SafetyCall(models.Model):
    """That somebody is out on a home visit and says by when they will be heard of.

    `practitioner` and `where` stand here too, so that whoever is told of an overdue call can act
    though the person is beyond their reach.
    """

    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="safety_call")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="safety_calls")
    where = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(answered_at__isnull=True), name="calls_not_answered"),
        ]


@history.kept()
class SafetyAlarm(models.Model):
    """That an overdue call was passed on: to whom, as the how-manieth, and when."""

    call = models.ForeignKey(SafetyCall, on_delete=models.PROTECT, related_name="alarms")
    step = models.PositiveSmallIntegerField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    practitioner = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "step"], name="an_alarm_climbs_once_a_step"),
            models.CheckConstraint(
                condition=Q(office__isnull=True) ^ Q(practitioner__isnull=True),
                name="an_alarm_is_passed_to_one",
            ),
        ]
