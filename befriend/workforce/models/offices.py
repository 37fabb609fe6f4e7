"""Named posts of units, who holds them, and what they were told."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from befriend import history, periods

from .practitioners import Practitioner
from .units import Unit


@history.kept()
class Office(models.Model):
    """A named post of a unit, which somebody holds or nobody."""

    class Post(models.TextChoices):
        HEAD = "head"
        SENIOR = "senior"
        REPRESENTATIVE = "representative"
        DATA_PROTECTION = "data_protection"
        COURT = "court"
        VICTIM_LIAISON = "victim_liaison"
        ADMIN = "admin"
        INSPECTOR = "inspector"
        RESEARCHER = "researcher"

    ref = models.CharField(max_length=40, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="offices")
    post = models.CharField(max_length=20, choices=Post)

    def __str__(self) -> str:
        return self.ref


@history.kept()
class OfficeHolding(models.Model):
    """Who holds an office, over time."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="holdings")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="holdings")
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            periods.one_at_a_time("office", name="one_person_holds_an_office_at_a_time"),
            periods.ends_after_it_begins("a_holding_ends_after_it_begins"),
        ]


@history.kept()
class Told(models.Model):
    """Something an office or a practitioner has been told, and when they saw it."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True)
    practitioner = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="told"
    )
    day = models.DateField()
    code = models.CharField(max_length=40)
    values = models.JSONField(default=dict)
    seen_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(office__isnull=True) ^ Q(practitioner__isnull=True),
                name="what_is_told_is_told_to_one",
            ),
        ]
