"""Whose record may not be seen by whom: exclusions, restrictions, and the glass that was broken."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from befriend import history, periods
from befriend.people.models import Person

from .practitioners import Practitioner


@history.kept()
class Exclusion(models.Model):
    """Somebody who may not see a person's record, whatever office they hold. Nothing lifts it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="exclusions")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="exclusions")
    because = models.TextField()
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            periods.one_at_a_time("practitioner", "person", name="an_exclusion_is_noted_once_at_a_time"),
            periods.ends_after_it_begins("an_exclusion_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(because=""), name="an_exclusion_says_why"),
        ]


@history.kept()
class Restriction(models.Model):
    """A record that only its readers may see, and whoever supervises or covers the person."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="restrictions")
    because = models.TextField()
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            periods.one_at_a_time("person", name="a_record_is_restricted_once_at_a_time"),
            periods.ends_after_it_begins("a_restriction_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(because=""), name="a_restriction_says_why"),
        ]


@history.kept()
class Reader(models.Model):
    """One of those who may see a restricted record."""

    restriction = models.ForeignKey(Restriction, on_delete=models.PROTECT, related_name="readers")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["restriction", "practitioner"], name="a_reader_is_named_once"),
        ]


@history.kept()
class BrokenGlass(models.Model):
    """One hour in which somebody sees a record otherwise closed to them, and why they needed it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="glass")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="glass")
    because = models.TextField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["practitioner", "person", "until_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(until_at__gt=F("from_at")), name="broken_glass_is_mended"),
            models.CheckConstraint(condition=~Q(because=""), name="whoever_breaks_glass_says_why"),
        ]
