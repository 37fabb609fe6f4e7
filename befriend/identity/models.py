"""Accounts, tokens of programs, what kind of database this is, and what sign-in remembers for a while."""

from __future__ import annotations

from uuid import uuid4

import pgtrigger
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from befriend import history


@history.kept(exclude=["password", "last_login"])
class User(AbstractUser):
    """Somebody who signs in; what they may do follows from the offices they hold."""


@history.kept(exclude=["digest"])
class ApiToken(models.Model):
    """A key with which a program acts as its user. Only its digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField()


class Nature(models.Model):
    """Whether this database holds invented or real people; one row, for good."""

    class Kind(models.TextChoices):
        INVENTED = "invented"
        REAL = "real"

    kind = models.CharField(max_length=8, choices=Kind)
    only_row = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(only_row=True), name="a_database_has_one_nature"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="a_nature_is_for_good",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]


class Tally(models.Model):
    """How often something was done in a stretch of time. `who` is a digest; forgotten after a day."""

    kind = models.CharField(max_length=20)
    who = models.CharField(max_length=64)
    began = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "who", "began"], name="one_tally_of_a_stretch_of_time"),
        ]


class RememberedManager(models.Manager["Remembered"]):
    """Keeps what is not kept yet."""

    def add(self, kept: Remembered) -> bool:
        """Keep it and return True, or return False where there is one already."""
        return bool(self.bulk_create([kept], ignore_conflicts=True) and self.owns(kept))

    def owns(self, kept: Remembered) -> bool:
        """Say whether what is kept is this very one."""
        return self.filter(name=kept.name, mark=kept.mark).exists()


class Remembered(models.Model):
    """What all processes remember for a while (identity/cache.py): that a code was used, tries counted."""

    name = models.CharField(max_length=64, primary_key=True)
    value = models.JSONField()
    until = models.DateTimeField(db_index=True)
    # Who put it there: of two who add at once, one finds its own mark.
    mark = models.UUIDField(default=uuid4)

    objects = RememberedManager()
