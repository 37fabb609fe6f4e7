"""Units, the offices that answer for them, and the practitioners who do the work."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from befriend import history, periods
from befriend.people.models import Person
from befriend.rules.values import Grade


@history.kept()
class Unit(models.Model):
    """A nation, region, probation delivery unit or team."""

    class Kind(models.TextChoices):
        NATION = "nation"
        REGION = "region"
        UNIT = "unit"
        TEAM = "team"

    ref = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=Kind)

    def __str__(self) -> str:
        return self.name


@history.kept()
class UnitParent(models.Model):
    """Which unit a unit belongs to, over time."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="parents")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="children")
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            periods.one_at_a_time("unit", name="a_unit_has_one_parent_at_a_time"),
            models.CheckConstraint(
                condition=~Q(unit=models.F("parent")), name="a_unit_is_not_its_own_parent"
            ),
        ]


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
class Office(models.Model):
    """A named post of a unit, which somebody holds or nobody."""

    class Post(models.TextChoices):
        HEAD = "head"
        SENIOR = "senior"
        REPRESENTATIVE = "representative"
        DATA_PROTECTION = "data_protection"

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
