"""A paper about somebody: exactly what stood in it, what made it, and to whom it went."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from befriend import history, periods
from befriend.people.models import Person, Source, Statement
from befriend.workforce.models import Office


@history.kept()
class Recipient(models.Model):
    """An organisation's office to which papers go; never a human being, and never a victim.

    A victim is told through the office of victim liaison and nobody else, so there is no kind for one.
    """

    class Kind(models.TextChoices):
        PERSON = "person"  # the person's own copy
        HOUSING_PROVIDER = "housing_provider"
        PAROLE_BOARD = "parole_board"
        PRISON = "prison"
        PROBATION_OFFICE = "probation_office"
        VICTIM_LIAISON = "victim_liaison"

    # Inside are those that have an office here: they are told by a message.
    INSIDE = (Kind.PROBATION_OFFICE, Kind.VICTIM_LIAISON)

    ref = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=16, choices=Kind)
    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=120)
    address = models.TextField(blank=True)
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="receives"
    )
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            periods.ends_after_it_begins("a_recipient_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(office__isnull=True) | Q(kind__in=["probation_office", "victim_liaison"]),
                name="only_what_is_inside_has_an_office_here",
            ),
            models.CheckConstraint(
                condition=~Q(kind="victim_liaison") | Q(office__isnull=False),
                name="victims_are_reached_through_an_office_here",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def is_inside(self) -> bool:
        """Say whether it has an office here, to which a message goes."""
        return self.office_id is not None


@history.kept()
class Paper(models.Model):
    """One paper as it was made. It is never changed: what is made later is another edition."""

    class Agreed(models.TextChoices):
        """What the person said when they were told to whom it goes, and what is in it."""

        AGREED = "agreed"
        TOLD = "told"
        NOT_TOLD = "not_told"

    ref = models.UUIDField(default=uuid.uuid4, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=40)
    edition = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    # Of the template: tells the version it was made with from every other.
    template_digest = models.CharField(max_length=64)
    language = models.CharField(max_length=10)
    # The record is read as it was known on this day.
    day = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    agreed = models.CharField(max_length=8, choices=Agreed)
    agreed_words = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "day"], name="papers_of_a_kind")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "edition"], name="an_edition_of_a_paper_is_made_once"
            ),
            models.CheckConstraint(
                condition=~Q(agreed="not_told") | ~Q(agreed_words=""),
                name="whoever_is_not_told_is_not_told_for_a_reason",
            ),
        ]


@history.kept()
class PaperLine(models.Model):
    """One thing that stood in a paper, in the words it stood there, and from where it came."""

    class Known(models.TextChoices):
        MISSING = "missing"
        STALE = "stale"  # known, and not confirmed for longer than its key allows
        KNOWN = "known"

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=120)
    field = models.CharField(max_length=60)
    label = models.CharField(max_length=200)
    was_known = models.CharField(max_length=7, choices=Known)
    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="used_in"
    )
    words = models.TextField(blank=True)
    # What is told instead to whoever may not have the words, if anything may.
    gist = models.TextField(blank=True)
    shown = models.CharField(max_length=8, choices=Source.Shown)
    how_known = models.CharField(max_length=8, choices=Statement.Known, blank=True)
    evidence = models.CharField(max_length=11, choices=Statement.Evidence, blank=True)
    observed_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    contested = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "position"], name="a_line_has_its_place_in_a_paper"),
            models.CheckConstraint(
                condition=Q(was_known="missing", words="", statement__isnull=True)
                | (~Q(was_known="missing") & ~Q(words="")),
                name="a_line_says_something_unless_nothing_is_known",
            ),
        ]


@history.kept()
class Delivery(models.Model):
    """That a paper is for a recipient: how much of it they may have; and when and how it was given."""

    class Means(models.TextChoices):
        POST = "post"
        HAND = "hand"
        SECURE_MAIL = "secure_mail"
        THEIR_SYSTEM = "their_system"

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="deliveries")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="deliveries")
    may_have = models.CharField(max_length=8, choices=Source.Shown)
    means = models.CharField(max_length=12, choices=Means, blank=True)
    given_on = models.DateField(null=True, blank=True)
    given_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "recipient"], name="a_paper_is_for_a_recipient_once"),
            models.CheckConstraint(
                condition=Q(given_on__isnull=True, means="", given_by="")
                | (Q(given_on__isnull=False) & ~Q(means="") & ~Q(given_by="")),
                name="what_was_given_was_given_by_somebody_in_some_way",
            ),
        ]


@history.kept()
class Unanswered(models.Model):
    """That a question was put to somebody and stayed without an answer, so that it is not put again."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="unanswered")
    key = models.CharField(max_length=60)
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "key", "asked_on"], name="a_question_is_put_once_a_day"
            ),
        ]
