"""The person and the facts stated about them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import F, Q

from befriend import history
from befriend.audit import looking


@history.kept()
class Person(models.Model):
    """Somebody supervised by, or waiting for, a practitioner."""

    ref = models.CharField(max_length=40, unique=True)
    chosen_name = models.CharField(max_length=120)
    language = models.CharField(max_length=20, default="en")
    patch = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return self.ref

    @classmethod
    def from_db(cls, db: str | None, field_names: Sequence[str], values: Sequence[Any]) -> Person:
        """Return somebody as the database has them, and note that they were looked at."""
        found = super().from_db(db, field_names, values)
        looking.note(found.pk)
        return found


@history.kept()
class Fact(models.Model):
    """One thing known about a person: what, since when true, since when known."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="facts")
    key = models.CharField(max_length=60)
    value = models.TextField()
    observed_on = models.DateField()
    known_from = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "key", "observed_on", "known_from"],
                name="a_fact_is_stated_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(known_from__gte=F("observed_on")),
                name="a_fact_is_known_no_earlier_than_it_is_observed",
            ),
        ]
