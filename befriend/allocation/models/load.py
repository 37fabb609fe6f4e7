"""Loads as reckoned on a day, and answers already given to programs."""

from __future__ import annotations

from django.db import models

from befriend.workforce.models import Practitioner


class Load(models.Model):
    """What one practitioner carried on one day, as the rules reckoned it then.

    A whole country is written at once each night. What the database would do for each row beyond keeping it
    takes longer than the reckoning: so there is no key beside the day and the practitioner, and whether the
    practitioner is there is not asked again; they come from tables that the database holds to that.
    """

    pk = models.CompositePrimaryKey("day", "practitioner_id")
    day = models.DateField()
    practitioner = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, related_name="loads", db_constraint=False, db_index=False
    )
    points = models.PositiveIntegerField()
    people = models.PositiveIntegerField()


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
