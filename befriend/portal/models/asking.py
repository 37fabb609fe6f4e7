"""What a person asks of whoever works with them. No rule reads it, and enforcement cannot.

This app stands above all that decides, so nothing there can ask for it (.importlinter); a test looks that
none reads its tables by name either. Asking for help is never evidence of anything.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from befriend import history
from befriend.people.models import Person


@history.kept()
class Message(models.Model):
    """A few words from the person to whoever works with them, or from them to the person."""

    class Side(models.TextChoices):
        """Whose words they are."""

        PERSON = "person"
        PRACTITIONER = "practitioner"

    ref = models.UUIDField(default=uuid.uuid4, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="messages")
    side = models.CharField(max_length=12, choices=Side)
    text = models.TextField()
    # The practitioner; blank where the person wrote it themselves.
    written_by = models.CharField(max_length=40, blank=True)
    written_at = models.DateTimeField()
    seen_by = models.CharField(max_length=40, blank=True)
    seen_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "written_at"], name="messages_of_a_person")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_message_says_something"),
            models.CheckConstraint(
                condition=Q(side="practitioner") ^ Q(written_by=""), name="a_reply_is_somebodys"
            ),
        ]


class Wish(models.Model):
    """That a person wants to see somebody. It says no more: nobody has to say why.

    It has no history: when it has had its time nothing is left of it, and it never counts for or against
    anybody.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="wishes")
    written_at = models.DateTimeField()
    expires_on = models.DateField()
    seen_by = models.CharField(max_length=40, blank=True)
    seen_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(seen_on__isnull=True), name="a_wish_is_kept_once_until_seen"
            ),
        ]
