"""The person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models

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
        found.was_read()
        return found

    def was_read(self) -> None:
        """Note that they were looked at; `befriend.rows` says so of those it reads."""
        looking.note(self.pk)
