"""Who is with whom: relationships, cover, the duty rota and what people asked for."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from befriend import history, periods
from befriend.people.models import Person
from befriend.workforce.models import Practitioner, Unit


class WhyChanged(models.TextChoices):
    """The kinds of reason a relationship ends; never more than the kind."""

    LEFT = "left"
    ABSENT = "absent"
    WORKLOAD = "workload"
    ASKED = "asked"
    MOVED = "moved"
    ENDED = "ended"
    HANDED_BACK = "handed_back"


@history.kept()
class Relationship(models.Model):
    """A person and the practitioner who supervises them; its history is continuity."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="relationships")
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    why_changed = models.CharField(max_length=12, choices=WhyChanged, blank=True)
    may_resume = models.BooleanField(default=True)
    decided_by = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["practitioner", "until_date"])]
        constraints = [
            periods.one_at_a_time("person", name="one_practitioner_supervises_a_person"),
            periods.ends_after_it_begins("a_relationship_ends_after_it_begins"),
        ]


@history.kept()
class Cover(models.Model):
    """Somebody who does the work of a relationship while its practitioner is away."""

    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="covers")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="covers")
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            periods.one_at_a_time("relationship", name="one_practitioner_covers_at_a_time"),
            periods.ends_after_it_begins("a_cover_ends_after_it_begins"),
        ]


@history.kept()
class DutyRota(models.Model):
    """Who answers for a day those who have no practitioner: contact only, debited in time."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="duty")
    day = models.DateField()
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="duty")
    minutes = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "day", "practitioner"], name="a_duty_stands_once_a_day"),
            models.CheckConstraint(
                condition=Q(minutes__gt=0) & Q(minutes__lte=720),
                name="duty_has_time_and_ends_the_same_day",
            ),
        ]


@history.kept()
class SupervisorRequest(models.Model):
    """What a person asked about who supervises them, and what they were answered."""

    class Kind(models.TextChoices):
        FOR = "for"
        NOT = "not"
        WOMAN_OFFICER = "woman_officer"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=13, choices=Kind)
    practitioner = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="asked_about"
    )
    made_on = models.DateField()
    granted = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="woman_officer") ^ Q(practitioner__isnull=False),
                name="a_request_for_or_not_names_a_practitioner",
            ),
            models.CheckConstraint(
                condition=Q(granted__isnull=True) | ~Q(answer=""),
                name="a_request_is_answered_in_writing",
            ),
        ]
