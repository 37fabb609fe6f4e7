"""Those who do the work: where, in what grade, for how long, and when they cannot."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from befriend import history, periods
from befriend.rules.values import Grade

from .units import Unit


@history.kept()
class Practitioner(models.Model):
    """Somebody who works for a unit: officers, trainees, seniors, heads."""

    ref = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="practitioner",
    )
    programme_started = models.DateField(null=True, blank=True)
    qualified_on = models.DateField(null=True, blank=True)
    languages = models.JSONField(default=list)
    patches = models.JSONField(default=list)
    woman_officer = models.BooleanField(null=True)

    def __str__(self) -> str:
        return self.name


@history.kept()
class Posting(models.Model):
    """Where a practitioner works, in what grade and for how many minutes a week."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="postings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="postings")
    grade = models.PositiveSmallIntegerField(choices=[(g.value, g.code) for g in Grade])
    weekly_minutes = models.PositiveIntegerField()
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            periods.one_at_a_time("practitioner", name="a_practitioner_has_one_posting_at_a_time"),
            periods.ends_after_it_begins("a_posting_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(weekly_minutes__lte=3600), name="nobody_works_over_sixty_hours"
            ),
        ]


@history.kept()
class Absence(models.Model):
    """Days a practitioner is away. Why is nobody's business here: there is no reason."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="absences")
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            periods.one_at_a_time("practitioner", name="absences_do_not_overlap"),
            periods.ends_after_it_begins("an_absence_ends_after_it_begins"),
        ]


@history.kept()
class Training(models.Model):
    """A module booked for, or completed by, a practitioner."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="training")
    module = models.CharField(max_length=60)
    from_date = models.DateField(null=True, blank=True)
    until_date = models.DateField(null=True, blank=True)
    minutes_a_day = models.PositiveIntegerField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(from_date__isnull=False) | Q(completed_on__isnull=False),
                name="training_is_booked_or_completed",
            ),
            models.UniqueConstraint(
                fields=["practitioner", "module", "from_date"],
                nulls_distinct=False,
                name="a_module_is_booked_once_from_a_day",
            ),
        ]


@history.kept()
class Reduction(models.Model):
    """Hours or a share of them taken off a practitioner's week."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="reductions")
    kind = models.CharField(max_length=40)
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__isnull=True) ^ Q(minutes__isnull=True),
                name="a_reduction_is_a_percentage_or_minutes",
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100),
                name="a_reduction_takes_at_most_everything",
            ),
            periods.one_at_a_time("practitioner", "kind", name="reductions_of_a_kind_do_not_overlap"),
        ]
