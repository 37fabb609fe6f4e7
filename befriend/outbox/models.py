"""Messages that leave Befriend, and when the worker last lived."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q

from befriend.people.models import ContactDetail
from befriend.workforce.models import Office, Practitioner

# An id follows from what a message says, so that the same thing is never written twice.
NAMESPACE = uuid.UUID("6f6b3c0e-54f5-4c0a-9d9c-3f5d1f0e7b21")


# The fields by which a message can lead to whom it is for; one of them is filled.
KINDS = ("practitioner", "office", "user", "detail")


def to_one(kind: str) -> Q:
    """Return the condition that a message goes to one recipient of a kind, and to nobody else."""
    return Q(**{f"{each}__isnull": each != kind for each in KINDS})


class Message(models.Model):
    """That somebody has something to read, on its way to them. It never says what, nor about whom.

    One to a person, by their detail, reminds them of an appointment: it is made into words only when it
    goes, by whoever wrote it (`befriend.outbox.letters`), and not at all if that has been called off.

    The states: waiting -> sending -> sent; or failed, to be tried again, and in the end given up.
    Uncertain is what the mail server may have taken without our hearing so; it is not sent again
    unless somebody says so. Told is what somebody passed on by other means. Withdrawn is what was not
    to be sent any more, before it was.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        GIVEN_UP = "given_up"
        UNCERTAIN = "uncertain"
        TOLD = "told"
        WITHDRAWN = "withdrawn"

    class Channel(models.TextChoices):
        EMAIL = "email"
        SMS = "sms"

    class Problem(models.TextChoices):
        """Why it was not delivered: a kind, never an address."""

        NO_ADDRESS = "no_address"
        NOBODY_HOLDS = "nobody_holds"
        UNUSABLE_ADDRESS = "unusable_address"
        REFUSED = "refused"
        NOT_NOW = "not_now"
        SENDER_REFUSED = "sender_refused"
        LOGIN_REFUSED = "login_refused"
        UNREACHABLE = "unreachable"
        TIMED_OUT = "timed_out"
        NOT_SET_UP = "not_set_up"
        WORKER_ENDED = "worker_ended"
        TOO_LATE = "too_late"

    # What may still be sent without anybody saying so, and what somebody must look at.
    OPEN = (State.WAITING, State.FAILED)
    UNDELIVERED = (State.GIVEN_UP, State.UNCERTAIN)

    id = models.UUIDField(primary_key=True, editable=False)
    practitioner = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="messages"
    )
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="messages"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="messages"
    )
    detail = models.ForeignKey(
        ContactDetail, on_delete=models.PROTECT, null=True, blank=True, related_name="messages"
    )
    # Who is shown that it was not delivered.
    owner = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="undelivered"
    )
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.EMAIL)
    code = models.CharField(max_length=40)
    values = models.JSONField(default=dict)
    day = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    # Attempts that came before somebody had it tried again; they no longer count.
    forgiven = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    last_problem = models.CharField(max_length=20, choices=Problem, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=to_one("practitioner") | to_one("office") | to_one("user") | to_one("detail"),
                name="a_message_goes_to_one",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "uncertain"]) | Q(handed_over_at__isnull=False),
                name="what_was_sent_was_handed_over",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(state__in=["waiting", "failed", "sending"]),
                name="messages_on_their_way",
            ),
            models.Index(
                fields=["owner"],
                condition=Q(state__in=["given_up", "uncertain"]),
                name="messages_not_delivered",
            ),
        ]

    @property
    def kind(self) -> str:
        """Return what it goes to: the name of the field that is filled."""
        return next(kind for kind in KINDS if getattr(self, f"{kind}_id"))

    @property
    def recipient(self) -> Practitioner | Office | AbstractBaseUser | ContactDetail:
        """Return whom it goes to."""
        return getattr(self, self.kind)


class Pulse(models.Model):
    """When a worker last lived; one row."""

    only_row = models.BooleanField(primary_key=True, default=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(only_row=True), name="workers_have_one_pulse"),
        ]
