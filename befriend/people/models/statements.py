"""What is stated about a person: each thing once, with how it is known, by whom, and since when."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Func, Q, TextField
from django.db.models.functions import Now

from befriend import history

from .person import Person

# Kept under the name it was made with: the audit's digests tell of rows by their table.
TABLE, HISTORY = "people_fact", "people_factevent"


class MD5(Func):
    """A text in a few bytes, for an index: a text itself may be too long for one."""

    function = "MD5"
    output_field = TextField()


@history.kept(event_table=HISTORY)
class Statement(models.Model):
    """One thing stated about a person. `key` is one of the vocabulary; `value` is words, a code or a day.

    It is never changed: what corrects it is another that replaces it. What was typed for a practitioner
    by somebody else stands from when they accept it.
    """

    class Known(models.TextChoices):
        """How it is known."""

        TOLD = "told"
        SEEN = "seen"
        DOCUMENT = "document"
        AGENCY = "agency"
        CARRIED = "carried"  # from an earlier system, or an earlier assessment
        UNKNOWN = "unknown"

    class Evidence(models.TextChoices):
        """What it is worth as evidence; a charge is never a conviction."""

        SELF_REPORT = "self_report"
        ALLEGATION = "allegation"
        CHARGE = "charge"
        CONVICTION = "conviction"
        ACQUITTAL = "acquittal"

    ref = models.UUIDField(default=uuid.uuid4, db_default=Func(function="gen_random_uuid"), unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="statements")
    key = models.CharField(max_length=60)
    value = models.TextField()
    how_known = models.CharField(max_length=8, choices=Known, default=Known.UNKNOWN, db_default=Known.UNKNOWN)
    evidence = models.CharField(max_length=11, choices=Evidence, blank=True, default="", db_default="")
    observed_on = models.DateField()
    known_from = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.CharField(max_length=40, blank=True, default="", db_default="")
    # The practitioner it was typed for, who has not yet said that it is so.
    awaits = models.CharField(max_length=40, blank=True, default="", db_default="")
    # The practitioner who said that it is so, where somebody else had typed it for them.
    accepted_by = models.CharField(max_length=40, blank=True, default="", db_default="")
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    # The first day on which it no longer stood: replaced, over, or found to be wrong.
    stood_until = models.DateField(null=True, blank=True)

    class Meta:
        db_table = TABLE
        indexes = [models.Index(fields=["person", "key"], name="statements_of_a_person")]
        constraints = [
            # Of what stands: what was taken back may be said again on the same day.
            models.UniqueConstraint(
                "person", "key", "observed_on", "known_from", MD5("value"),
                condition=Q(stood_until__isnull=True), name="a_statement_is_made_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(known_from__gte=F("observed_on")),
                name="a_statement_is_known_no_earlier_than_observed",
            ),
            models.CheckConstraint(
                condition=Q(stood_until__isnull=True) | Q(stood_until__gte=F("known_from")),
                name="a_statement_stands_from_when_it_is_known",
            ),
        ]  # fmt: skip


@history.kept()
class Source(models.Model):
    """Whom a statement comes from, and how much of that may be told.

    What comes from a victim or another third party starts withheld, and is read by few.
    """

    class Kind(models.TextChoices):
        PERSON = "person"
        PRACTITIONER = "practitioner"
        FAMILY = "family"
        VICTIM = "victim"
        THIRD_PARTY = "third_party"
        AGENCY = "agency"
        COURT = "court"
        POLICE = "police"

    class Shown(models.TextChoices):
        SHOWN = "shown"
        GIST = "gist"
        WITHHELD = "withheld"

    # Whose words put others at risk when it is told that they said them.
    PROTECTED = (Kind.FAMILY, Kind.VICTIM, Kind.THIRD_PARTY)

    statement = models.OneToOneField(Statement, on_delete=models.PROTECT, related_name="source")
    kind = models.CharField(max_length=12, choices=Kind)
    words = models.TextField(blank=True)
    gist = models.TextField(blank=True)
    shown = models.CharField(max_length=8, choices=Shown)
    decided_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(shown="gist") | ~Q(gist=""), name="a_source_told_in_gist_has_a_gist"
            ),
        ]


@history.kept()
class Confirmation(models.Model):
    """That a statement is still true: one statement, one day, and how that is known."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="confirmations")
    day = models.DateField()
    how_known = models.CharField(max_length=8, choices=Statement.Known)
    by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "day"], name="a_statement_is_confirmed_once_a_day"),
        ]
