"""Whom a correction reaches: each office that was given a paper in which a wrong statement stood."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from befriend import history
from befriend.people.models import Contest

from .papers import Delivery


@history.kept()
class Telling(models.Model):
    """That a recipient is to be told of a correction, how, and whether they said that they know.

    Of a letter Befriend knows only that somebody posted it when somebody says so.
    """

    class Means(models.TextChoices):
        MESSAGE = "message"  # through the outbox, to an office here
        POST = "post"  # a letter, to be sent by post

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="tellings")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="tellings")
    means = models.CharField(max_length=7, choices=Means)
    queued_on = models.DateField()
    queued_by = models.CharField(max_length=40)
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.CharField(max_length=40, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "delivery"], name="a_correction_is_told_to_a_recipient_once"
            ),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True) ^ ~Q(sent_by=""), name="what_was_posted_was_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True) | Q(sent_on__isnull=False),
                name="nobody_confirms_what_was_not_sent",
            ),
        ]

    @property
    def is_to_be_posted(self) -> bool:
        """Say whether a letter waits for somebody to post it."""
        return self.means == self.Means.POST and self.sent_on is None
