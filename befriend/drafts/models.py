"""The draft: the words of one form, by one user, about one thing."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from befriend.identity.models import User


class Draft(models.Model):
    """A form half written. What it is about are the keys of its address, never a name.

    Once the form is sent the words are gone, and `sent` holds the mark of the showing that sent it for
    one more day, so that a save that was still on its way brings nothing back.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=60)
    about = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    # What stood there when the form was opened, as the form itself tells one state from another.
    based_on = models.CharField(max_length=80, blank=True)
    # The showing of the form that wrote last, and how often it was written: two windows are told apart.
    mark = models.CharField(max_length=32, blank=True)
    version = models.PositiveIntegerField(default=0)
    sent = models.CharField(max_length=32, blank=True)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    expires_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "form", "about"], name="a_user_has_one_draft_of_a_form_about_a_thing"
            ),
            models.CheckConstraint(condition=Q(sent="") | Q(words={}), name="what_is_sent_is_no_draft"),
        ]
        indexes = [models.Index(fields=["expires_on"])]
