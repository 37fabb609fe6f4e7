"""The secret address at which a practitioner's other calendar reads when they are busy."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from befriend import history
from befriend.workforce.models import Practitioner


@history.kept()
class CalendarFeed(models.Model):
    """One secret address; only a digest of its secret is kept, so nobody can read it here."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="calendar_feeds")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner"],
                condition=Q(revoked_at__isnull=True),
                name="a_practitioner_has_one_secret_address",
            ),
        ]
