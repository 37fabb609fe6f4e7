"""Notes: what was said and done, what mattered to the person, and what was promised."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from befriend import history
from befriend.people.models import Person

from .contacts import Contact


@history.kept()
class Note(models.Model):
    """A few words about a person, of a contact or of none.

    A note is never changed: a correction is a new note that replaces it, and both stand in the
    timeline. There is no secret kind: whoever may see the person may read every note, the person's
    own copy among them. The column `found_by` beside these is made by the database from `text`, for
    searching (migration 0003).
    """

    class Kind(models.TextChoices):
        NOTE = "note"
        MATTERED = "mattered"
        PROMISED = "promised"

    class Side(models.TextChoices):
        """Whose promise it is."""

        PERSON = "person"
        PRACTITIONER = "practitioner"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notes")
    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="notes"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    text = models.TextField()
    written_by = models.CharField(max_length=40)
    written_at = models.DateTimeField()
    promised_by = models.CharField(max_length=12, choices=Side, blank=True)
    # By when it is promised, if that was said.
    promised_for = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.CharField(max_length=40, blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        indexes = [
            models.Index(fields=["person", "-written_at", "-id"], name="notes_of_a_person"),
            models.Index(
                fields=["person", "written_at"],
                condition=Q(kind="promised", done_on__isnull=True),
                name="promises_not_kept_yet",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_note_says_something"),
            models.CheckConstraint(
                condition=Q(kind="promised") ^ Q(promised_by=""), name="a_promise_is_somebodys"
            ),
            models.CheckConstraint(
                condition=Q(kind="promised") | Q(done_on__isnull=True, promised_for__isnull=True),
                name="only_promises_are_kept",
            ),
        ]
