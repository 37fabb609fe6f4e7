"""Where a person agreed to be reminded of their appointments, and whether they still want it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from befriend import history

from .person import Person


@history.kept()
class ContactDetail(models.Model):
    """One address of a person, for reminders and nothing else. It stands in no log and in no address.

    An address that changes is another row; what stood before ends, and stays with its days.
    """

    class Channel(models.TextChoices):
        EMAIL = "email"
        SMS = "sms"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contact_details")
    channel = models.CharField(max_length=5, choices=Channel)
    address = models.CharField(max_length=254)
    agreed_on = models.DateField()
    opted_out_on = models.DateField(null=True, blank=True)
    # The first day on which it was no longer in use.
    ended_on = models.DateField(null=True, blank=True)
    kept_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "channel"],
                condition=Q(ended_on__isnull=True),
                name="a_person_has_one_address_of_a_kind_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(address=""), name="a_contact_detail_has_an_address"),
            models.CheckConstraint(
                condition=Q(opted_out_on__isnull=True) | Q(opted_out_on__gte=F("agreed_on")),
                name="nobody_opts_out_before_they_agreed",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("agreed_on")),
                name="a_contact_detail_ends_after_it_was_agreed",
            ),
        ]

    @property
    def is_wanted(self) -> bool:
        """Say whether a reminder may go there."""
        return self.ended_on is None and self.opted_out_on is None
