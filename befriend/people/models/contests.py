"""What a person says is not right, and what an independent reviewer decides."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from befriend import history

from .statements import Statement


@history.kept()
class Contest(models.Model):
    """That a statement is not right: said by the person or somebody for them, decided by a reviewer.

    Until it is decided nothing that protects anybody is lifted; the mark shows wherever the statement does.
    """

    class Way(models.TextChoices):
        """How it was said."""

        PAGE = "page"
        PAPER = "paper"
        SPOKEN = "spoken"

    class Decision(models.TextChoices):
        STANDS = "stands"
        CORRECTED = "corrected"  # another statement replaces it
        REMOVED = "removed"  # nothing is known in its place

    ref = models.UUIDField(default=uuid.uuid4, unique=True)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="contests")
    way = models.CharField(max_length=6, choices=Way)
    words = models.TextField()
    # Who said it for them, where somebody did; empty for the person themselves.
    said_for_them_by = models.CharField(max_length=120, blank=True)
    received_on = models.DateField()
    receipt_by = models.CharField(max_length=40)
    answer_by = models.DateField()
    reviewer = models.CharField(max_length=40, blank=True)
    decision = models.CharField(max_length=9, choices=Decision, blank=True)
    reasons = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    correction = models.OneToOneField(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="corrects"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement"],
                condition=Q(decided_on__isnull=True),
                name="a_statement_is_contested_once_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="a_contest_says_what_is_not_right"),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, decision="")
                | (Q(decided_on__isnull=False) & ~Q(decision="") & ~Q(reasons="") & ~Q(reviewer="")),
                name="a_contest_is_decided_with_reasons_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(correction__isnull=True) | Q(decision="corrected"),
                name="a_correction_comes_of_a_contest_that_was_upheld",
            ),
        ]
