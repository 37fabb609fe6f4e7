"""The gap: who waits, load over the cap, what may stop, and the notices sent about it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from befriend import history, periods
from befriend.people.models import Person
from befriend.rules.values import WaitingFor
from befriend.workforce.models import Office, Practitioner, Unit

from .plans import Plan


@history.kept()
class Waiting(models.Model):
    """A person who waits for an officer or for cover, and the office that owns that."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="waits")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="waiting")
    waiting_for = models.PositiveSmallIntegerField(
        choices=[(w.value, w.code) for w in WaitingFor], default=WaitingFor.OFFICER
    )
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="owns_waiting")
    limit_code = models.CharField(max_length=40, blank=True)
    limit_values = models.JSONField(default=dict)

    class Meta:
        constraints = [
            periods.one_at_a_time("person", "waiting_for", name="a_person_waits_once_for_one_thing"),
            periods.ends_after_it_begins("waiting_ends_after_it_begins"),
        ]


@history.kept()
class InheritedOverload(models.Model):
    """Load over the cap that nobody was newly given: brought in, or risen since."""

    class Cause(models.TextChoices):
        BROUGHT_IN = "brought_in"
        TIER = "tier"
        RELEASE = "release"
        LESS_TIME = "less_time"
        FROM_COVER = "from_cover"

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="overloads")
    cause = models.CharField(max_length=10, choices=Cause)
    owner = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="owns_overload")
    points_over = models.PositiveIntegerField()
    people_over = models.PositiveIntegerField()
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            periods.one_at_a_time("practitioner", name="an_overload_is_counted_once"),
            periods.ends_after_it_begins("an_overload_ends_after_it_begins"),
        ]


@history.kept()
class StopListEntry(models.Model):
    """Work that may lawfully stop for a while: ranked, signed, expiring, with its harm."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="stop_list")
    rank = models.PositiveSmallIntegerField()
    work = models.CharField(max_length=200)
    harm = models.TextField()
    lawful_because = models.TextField()
    signed_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    from_date = models.DateField()
    until_date = models.DateField()

    class Meta:
        constraints = [
            periods.one_at_a_time("office", "rank", name="one_entry_stands_at_a_rank"),
            models.CheckConstraint(condition=Q(until_date__gt=F("from_date")), name="a_stop_lapses"),
            models.CheckConstraint(condition=~Q(harm=""), name="a_stop_says_its_harm"),
        ]


@history.kept()
class CapacityNotice(models.Model):
    """A notice of no safe capacity: counts and reasons, no names; unanswered, it climbs."""

    class Gave(models.TextChoices):
        PEOPLE = "people"
        MONEY = "money"
        STOP_WORK = "stop_work"
        NOTHING = "nothing"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="notices")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="notices")
    climbs_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="climbed_to"
    )
    day = models.DateField()
    counts = models.JSONField()
    gave = models.CharField(max_length=10, choices=Gave, blank=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "office"], name="an_office_gets_one_notice_a_plan"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | (~Q(gave="") & ~Q(answer="")),
                name="an_answer_says_what_was_given",
            ),
        ]
