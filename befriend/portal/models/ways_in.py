"""How a person gets in: an account that is theirs, and the invitation that opens it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from befriend import history
from befriend.identity.models import User
from befriend.people.models import Person


@history.kept()
class Account(models.Model):
    """That an account belongs to a person. Identity knows nobody who is supervised; this does."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="own_page")
    made_on = models.DateField()


@history.kept(exclude=["digest"])
class Invitation(models.Model):
    """A code on a sheet of paper that opens a way in once. Only its digest is kept."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=40)
    made_on = models.DateField()
    # The first day on which it opens nothing any more.
    expires_on = models.DateField()
    used_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(used_on__isnull=True, withdrawn_on__isnull=True),
                name="a_person_has_one_open_invitation",
            ),
            models.CheckConstraint(
                condition=Q(used_on__isnull=True) | Q(withdrawn_on__isnull=True),
                name="an_invitation_is_used_or_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__gt=models.F("made_on")), name="an_invitation_expires_after_it_is_made"
            ),
        ]
