"""The trial of a policy on a made-up country, and what those said of it who work or live under it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from befriend import history
from befriend.people.models import Person


# How far it is changes with every run, and what came out is in its statement: neither is history.
@history.kept(exclude=["runs_done", "result", "shown", "drawings"])
class Trial(models.Model):
    """That somebody asked what a policy would do, and what came out. Nobody in it is real."""

    class State(models.TextChoices):
        """How far it is."""

        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    # The reference of a practitioner.
    asked_by = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    # A pack by its name; of a proposal that was typed, what it is called and its text.
    policy = models.CharField(max_length=80)
    proposal = models.TextField(blank=True)
    against = models.CharField(max_length=80)
    country = models.CharField(max_length=80)
    months = models.PositiveSmallIntegerField()
    runs = models.PositiveIntegerField()
    seed = models.BigIntegerField()
    # A country so many times smaller: for trying the program out.
    smaller = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=9, choices=State, default=State.QUEUED)
    runs_done = models.PositiveIntegerField(default=0)
    # How often it was begun: a process may die with it.
    begun = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    why_failed = models.TextField(blank=True)
    # The reference of a practitioner.
    cancelled_by = models.CharField(max_length=40, blank=True)
    # The capacity impact statement as nobody has commented on it, what its page shows, and SVG by measure.
    result = models.JSONField(null=True, blank=True)
    shown = models.JSONField(null=True, blank=True)
    drawings = models.JSONField(null=True, blank=True)
    # What `tested_by:` calls it.
    name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="running"), name="one_trial_runs_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="done", result__isnull=False, shown__isnull=False) & ~Q(name="")
                | ~Q(state="done") & Q(result__isnull=True, shown__isnull=True, name=""),
                name="a_trial_that_is_done_has_a_statement",
            ),
            models.CheckConstraint(
                condition=Q(state="failed") ^ Q(why_failed=""), name="a_trial_that_failed_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled") ^ Q(cancelled_by=""),
                name="a_trial_that_is_cancelled_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(runs_done__lte=F("runs")), name="no_more_runs_are_done_than_asked"
            ),
        ]

    def __str__(self) -> str:
        return f"trial {self.pk}"


# Words that would identify somebody are taken out of the row and are then nowhere.
@history.kept(exclude=["words"])
class Comment(models.Model):
    """What somebody said of a trial, who agreed that their words are published without their name."""

    class Voice(models.TextChoices):
        """As whom."""

        PRACTITIONER = "practitioner"
        SUPERVISED = "supervised"

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="comments")
    voice = models.CharField(max_length=12, choices=Voice)
    # Of somebody supervised, who they are: read by whoever reaches them, and by nobody else.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Of a practitioner, their reference.
    said_by = models.CharField(max_length=40, blank=True)
    said_on = models.DateField()
    words = models.TextField(blank=True)
    # How many words were taken out because they would identify somebody, by whom and when.
    removed = models.PositiveIntegerField(default=0)
    removed_by = models.CharField(max_length=40, blank=True)
    removed_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trial", "person"],
                condition=Q(withdrawn_on__isnull=True, person__isnull=False),
                name="a_person_comments_on_a_trial_once",
            ),
            models.UniqueConstraint(
                fields=["trial", "said_by"],
                condition=Q(withdrawn_on__isnull=True) & ~Q(said_by=""),
                name="a_practitioner_comments_on_a_trial_once",
            ),
            models.CheckConstraint(
                condition=Q(voice="supervised", person__isnull=False, said_by="")
                | Q(voice="practitioner", person__isnull=True) & ~Q(said_by=""),
                name="a_comment_is_somebodys",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) ^ Q(words=""),
                name="a_comment_has_words_until_it_is_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(removed=0, removed_by="", removed_on__isnull=True)
                | Q(removed__gt=0, removed_on__isnull=False) & ~Q(removed_by=""),
                name="words_are_removed_by_somebody",
            ),
        ]
