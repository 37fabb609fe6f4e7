"""Accounts, the tokens of programs, and what kind of database this is."""

from __future__ import annotations

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
