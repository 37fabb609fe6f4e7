"""What stands between a practitioner and a person, and harm at work."""

from __future__ import annotations

from django.db import models

from befriend import history, periods
from befriend.people.models import Person

from .practitioners import Practitioner


@history.kept()
class Conflict(models.Model):
    """A practitioner who may not supervise a person. It never says why."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="conflicts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="conflicts")
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            periods.one_at_a_time("practitioner", "person", name="a_conflict_is_noted_once_at_a_time"),
        ]


@history.kept()
class Incident(models.Model):
    """Harm or threat to a practitioner at work, as they put it."""

    class Kind(models.TextChoices):
        THREAT = "threat"
        ASSAULT = "assault"
        HARASSMENT = "harassment"
        NEAR_MISS = "near_miss"
        OTHER = "other"

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="incidents")
    day = models.DateField()
    kind = models.CharField(max_length=12, choices=Kind)
    where = models.CharField(max_length=120)
    words = models.TextField()
    warning = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="incidents"
    )
