"""Handover: what whoever takes somebody over has to know, and that they have taken note of it.

Made from the record: nothing is written for it, so what it shows is asked anew each time. Kept is who
hands over to whom, that each live warning was acknowledged by itself, and that the person was told.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from befriend import history
from befriend.people.models import Person, Statement
from befriend.supervision.models import Contact
from befriend.workforce.models import Incident, Practitioner

from .relationships import Cover, Relationship


@history.kept()
class Handover(models.Model):
    """That one practitioner hands somebody over to another, for good or while they cover."""

    class Kind(models.TextChoices):
        CHANGE = "change"
        COVER = "cover"  # the short form

    class Told(models.TextChoices):
        """How the person was told who is with them now, or that they could not be."""

        IN_PERSON = "in_person"
        TELEPHONE = "telephone"
        VIDEO = "video"
        LETTER = "letter"
        NOT_TOLD = "not_told"

    class Closed(models.TextChoices):
        COMPLETE = "complete"
        PASSED_ON = "passed_on"  # changed again before it was complete: another handover goes on from it
        OVER = "over"  # the cover ended, or the person stays with whom they were

    kind = models.CharField(max_length=6, choices=Kind)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="handovers")
    # Whoever hands over supervised, or supervises, in this one.
    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="handovers")
    cover = models.ForeignKey(
        Cover, on_delete=models.PROTECT, null=True, blank=True, related_name="handovers"
    )
    # None while nobody has been found: then the person waits, and the head's office owns that.
    to = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="handovers"
    )
    # From this day the receiver answers, whatever is still open here.
    answers_from = models.DateField(null=True, blank=True)
    begun_on = models.DateField()
    # Blank: the change itself began it.
    begun_by = models.CharField(max_length=40, blank=True)
    told = models.CharField(max_length=9, choices=Told, blank=True)
    told_on = models.DateField(null=True, blank=True)
    told_by = models.CharField(max_length=40, blank=True)
    told_words = models.TextField(blank=True)
    meeting = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="handovers"
    )
    closed_on = models.DateField(null=True, blank=True)
    closed = models.CharField(max_length=9, choices=Closed, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["to"], condition=Q(closed_on__isnull=True), name="handovers_not_closed"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(closed_on__isnull=True),
                name="a_person_is_handed_over_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(kind="cover") ^ Q(cover__isnull=True), name="a_short_handover_is_of_a_cover"
            ),
            models.CheckConstraint(
                condition=Q(answers_from__isnull=True) | Q(to__isnull=False),
                name="nobody_answers_before_they_are_named",
            ),
            models.CheckConstraint(
                condition=Q(told="", told_on__isnull=True) | (~Q(told="") & Q(told_on__isnull=False)),
                name="whoever_was_told_was_told_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(told="not_told") | ~Q(told_words=""), name="it_is_said_why_nobody_was_told"
            ),
            models.CheckConstraint(
                condition=Q(closed="", closed_on__isnull=True) | (~Q(closed="") & Q(closed_on__isnull=False)),
                name="a_handover_that_closed_says_how",
            ),
            models.CheckConstraint(
                condition=~Q(closed="complete") | (~Q(told="") & Q(to__isnull=False)),
                name="a_handover_is_complete_when_the_person_was_told",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("begun_on")),
                name="a_handover_ends_after_it_begins",
            ),
        ]

    @property
    def is_short(self) -> bool:
        """Return whether it is the short form, for a cover."""
        return self.kind == self.Kind.COVER


@history.kept()
class Acknowledgement(models.Model):
    """That the receiver took note of one live warning: of one statement, or of what one incident left."""

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="acknowledgements")
    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="acknowledgements"
    )
    incident = models.ForeignKey(
        Incident, on_delete=models.PROTECT, null=True, blank=True, related_name="acknowledgements"
    )
    by = models.CharField(max_length=40)
    on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(statement__isnull=True) ^ Q(incident__isnull=True),
                name="each_warning_is_acknowledged_by_itself",
            ),
            models.UniqueConstraint(
                fields=["handover", "statement"], name="a_warning_is_acknowledged_once_a_handover"
            ),
            models.UniqueConstraint(
                fields=["handover", "incident"], name="what_an_incident_left_is_acknowledged_once"
            ),
        ]
