"""Holds on erasing, erasures, and what was given to those who asked for their record."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from befriend import history, periods
from befriend.people.models import Person
from befriend.workforce.models import Office


@history.kept()
class Hold(models.Model):
    """A reason, with a day, not to erase a person; while it stands nobody does."""

    class Kind(models.TextChoices):
        LITIGATION = "litigation"
        INQUIRY = "inquiry"
        COMPLAINT = "complaint"
        REVIEW = "review"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holds")
    kind = models.CharField(max_length=12, choices=Kind)
    because = models.TextField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    decided_by = models.CharField(max_length=40)
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    ended_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            periods.ends_after_it_begins("a_hold_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(because=""), name="a_hold_says_why"),
        ]


@history.kept()
class Erasure(models.Model):
    """The approval to erase one person, and after it the tombstone: when, by which office, under what."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="erasures")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    approved_by = models.CharField(max_length=40)
    approved_on = models.DateField()
    due_on = models.DateField()
    because = models.JSONField()
    withdrawn_on = models.DateField(null=True, blank=True)
    erased_on = models.DateField(null=True, blank=True)
    counts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(withdrawn_on__isnull=True),
                name="a_person_is_erased_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(erased_on__isnull=True),
                name="what_is_erased_is_not_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(due_on__lte=F("approved_on")), name="nobody_is_erased_before_they_are_due"
            ),
        ]


@history.kept(exclude=["content"])
class AccessRequest(models.Model):
    """What somebody asked to see of their own record, and what they were given."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="access_requests")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    begun_by = models.CharField(max_length=40)
    given_on = models.DateField(null=True, blank=True)
    given_by = models.CharField(max_length=40, blank=True)
    content = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(given_on__isnull=True),
                name="one_access_request_of_a_person_is_open",
            ),
        ]


@history.kept()
class Passage(models.Model):
    """Words held back until a reviewer decides: where they stand and their digest, never the words."""

    class Ground(models.TextChoices):
        OTHER_PERSON = "other_person"
        INQUIRY = "inquiry"
        CRIME = "crime"
        PUBLIC_SECURITY = "public_security"
        NATIONAL_SECURITY = "national_security"

    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="passages")
    table = models.CharField(max_length=60)
    row = models.BigIntegerField()
    field = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    released = models.BooleanField(null=True)
    ground = models.CharField(max_length=20, choices=Ground, blank=True)
    because = models.TextField(blank=True)
    decided_by = models.CharField(max_length=40, blank=True)
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "table", "row", "field", "digest"], name="a_passage_is_reviewed_once"
            ),
            models.CheckConstraint(
                condition=~Q(released=False) | (~Q(ground="") & ~Q(because="")),
                name="what_is_withheld_has_a_ground_and_a_reason",
            ),
        ]
