"""Contacts: one table for what is planned and what has been, and why there was no time."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from befriend import history
from befriend.people.models import Person
from befriend.workforce.models import Office, Practitioner

# What the two constraints are called against double booking; refusals are told from them.
PRACTITIONER_TWICE = "a_practitioner_has_one_appointment_at_a_time"
PERSON_TWICE = "a_person_has_one_appointment_at_a_time"


class Moments(Func):
    """The half-open range of time of a row."""

    function = "tstzrange"
    output_field = DateTimeRangeField()


def never_twice(whose: str, name: str) -> ExclusionConstraint:
    """Return a constraint that what is still to come does not meet, for each of `whose`.

    What is called off, done or missed takes nobody's time any more, so it is apart; and the index
    stays as small as the diary, however many years of contacts there are.
    """
    return ExclusionConstraint(
        name=name,
        expressions=[
            (whose, RangeOperators.EQUAL),
            (Moments("starts_at", "ends_at"), RangeOperators.OVERLAPS),
        ],
        condition=Q(outcome=""),
    )


def new_ref() -> str:
    """Return a reference from which nothing can be read."""
    return f"k{uuid.uuid4().hex[:20]}"


@history.kept()
class Contact(models.Model):
    """A meeting or call with one person: planned as long as it has no outcome."""

    class Kind(models.TextChoices):
        OFFICE = "office"
        HOME_VISIT = "home_visit"
        TELEPHONE = "telephone"
        VIDEO = "video"
        THREE_WAY = "three_way"
        OTHER = "other"

    class Outcome(models.TextChoices):
        ATTENDED = "attended"
        LATE = "late"
        GOOD_REASON = "good_reason"
        MISSED = "missed"
        CANCELLED = "cancelled"
        MOVED = "moved"
        NO_TIME = "no_time"
        TALKED = "talked"

    class Side(models.TextChoices):
        """Whose doing it was that an appointment was called off."""

        SERVICE = "service"
        PERSON = "person"

    HAPPENED = (Outcome.ATTENDED, Outcome.LATE, Outcome.TALKED)
    CALLED_OFF = (Outcome.CANCELLED, Outcome.MOVED)

    ref = models.CharField(max_length=40, unique=True, default=new_ref)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contacts")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=10, choices=Kind)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    where = models.CharField(max_length=200, blank=True)
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=11, choices=Outcome, blank=True)
    outcome_by = models.CharField(max_length=40, blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)
    called_off_by = models.CharField(max_length=7, choices=Side, blank=True)
    # The appointment that was moved, and that this one stands for now.
    instead_of = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="moved_to"
    )

    class Meta:
        indexes = [
            models.Index(fields=["person", "-starts_at", "-id"], name="contacts_of_a_person"),
            models.Index(fields=["practitioner", "starts_at"], name="contacts_of_a_practitioner"),
        ]
        constraints = [
            never_twice("practitioner", PRACTITIONER_TWICE),
            never_twice("person", PERSON_TWICE),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_contact_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_at__isnull=True, outcome_by="")
                | (~Q(outcome="") & Q(outcome_at__isnull=False)),
                name="an_outcome_says_since_when",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["cancelled", "moved"]) ^ Q(called_off_by=""),
                name="whoever_calls_off_is_named_by_side",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def length(self) -> timedelta:
        """Return how long it takes."""
        return self.ends_at - self.starts_at

    @property
    def minutes(self) -> int:
        """Return how long it takes, in whole minutes."""
        return int(self.length.total_seconds() // 60)

    @property
    def is_planned(self) -> bool:
        """Say whether it has no outcome yet."""
        return not self.outcome

    @property
    def is_failure(self) -> bool:
        """Say whether the person failed to come and gave no good reason.

        Nothing that the service called off, moved or had no time for ever counts.
        """
        return self.outcome == self.Outcome.MISSED


@history.kept()
class NoTime(models.Model):
    """That there was no time for a contact: the load of that day, and the office that owns the gap."""

    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="no_time")
    day = models.DateField()
    points = models.PositiveIntegerField()
    available_points = models.PositiveIntegerField()
    # None where nothing is available: a practitioner without time is full.
    percent = models.PositiveIntegerField(null=True, blank=True)
    # None where the unit and all above it have no head's office.
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(available_points=0, percent__isnull=True)
                | Q(available_points__gt=0, percent__isnull=False),
                name="no_time_at_all_has_no_percentage",
            ),
        ]
