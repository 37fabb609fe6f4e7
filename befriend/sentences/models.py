"""Cases: the work an order or sentence makes, and how it stood over time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from befriend import history, periods
from befriend.people.models import Person
from befriend.rules.values import Place, Risk, Tier
from befriend.workforce.models import Unit


@history.kept()
class Case(models.Model):
    """The work of one person's order or sentence; never the human being."""

    class OrderType(models.TextChoices):
        COMMUNITY_ORDER = "community_order"
        SUSPENDED_SENTENCE = "suspended_sentence"
        CUSTODIAL = "custodial"
        LICENCE = "licence"
        POST_SENTENCE = "post_sentence"

    ref = models.CharField(max_length=40, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cases")
    order_type = models.CharField(max_length=20, choices=OrderType)
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    release_on = models.DateField(null=True, blank=True)
    release_notice_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "until_date"]),
            # Asked for every row that anybody reads: whether the case is one of their units'. Without this
            # PostgreSQL takes the index of the constraint below, which costs several times as much.
            models.Index(
                fields=["person", "from_date"],
                include=["until_date", "unit", "release_on", "id"],
                name="sentences_case_of_a_person",
            ),
        ]
        constraints = [
            periods.one_at_a_time("person", name="a_person_has_one_open_case_at_a_time"),
            periods.ends_after_it_begins("a_case_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(release_notice_on__isnull=True) | Q(release_on__isnull=False),
                name="notice_is_of_a_release",
            ),
        ]


@history.kept()
class CaseState(models.Model):
    """The tier, place and marks of a case over a period."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="states")
    tier = models.PositiveSmallIntegerField(choices=[(t.value, t.code) for t in Tier])
    place = models.PositiveSmallIntegerField(choices=[(p.value, p.code) for p in Place])
    risk = models.PositiveSmallIntegerField(choices=[(r.value, r.code) for r in Risk])
    mappa = models.PositiveSmallIntegerField(default=0)
    safeguarding = models.BooleanField(default=False)
    sexual_offence = models.BooleanField(default=False)
    domestic_abuse = models.BooleanField(default=False)
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        # For what it weighs, by the same reasoning as that of a case.
        indexes = [
            models.Index(
                fields=["case", "from_date"],
                include=["until_date", "tier", "place"],
                name="sentences_state_of_a_case",
            )
        ]
        constraints = [
            periods.one_at_a_time("case", name="a_case_has_one_state_at_a_time"),
            models.CheckConstraint(condition=Q(mappa__lte=3), name="mappa_levels_go_to_three"),
        ]


@history.kept()
class Report(models.Model):
    """A report due to a court or the parole board."""

    class Kind(models.TextChoices):
        STANDARD = "standard"
        FAST = "fast"
        ORAL = "oral"
        PAROLE = "parole"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=8, choices=Kind)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "kind", "due_on"], name="a_report_is_due_once_on_a_day"),
        ]
