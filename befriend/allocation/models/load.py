"""Loads as reckoned on a day, and answers already given to programs."""

from __future__ import annotations

from django.db import models

from befriend.workforce.models import Practitioner


class Load(models.Model):
    """What one practitioner carried on one day, as the rules reckoned it then."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="loads")
    day = models.DateField()
    points = models.PositiveIntegerField()
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practitioner", "day"], name="a_load_is_reckoned_once_a_day"),
        ]


class Idempotency(models.Model):
    """An answer already given to a program's key, so that asking twice acts once."""

    user_id = models.BigIntegerField()
    key = models.CharField(max_length=80)
    asked = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user_id", "key"], name="a_key_is_answered_once"),
        ]
