"""Orders to exceed the cap."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from befriend import history, periods
from befriend.workforce.models import Office, Practitioner


@history.kept()
class ExceedOrder(models.Model):
    """An order that a practitioner carry more than their limit, for a while, and who gave it."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="exceed_orders")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="exceed_orders")
    given_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    points = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    because = models.TextField()
    not_done = models.TextField()
    from_date = models.DateField()
    until_date = models.DateField()
    renews = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="renewed_by"
    )
    disagreement = models.TextField(blank=True)
    disagreed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            periods.one_at_a_time("practitioner", name="one_order_to_exceed_stands_at_a_time"),
            models.CheckConstraint(condition=Q(until_date__gt=F("from_date")), name="an_order_lapses"),
            models.CheckConstraint(
                condition=~Q(because="") & ~Q(not_done=""),
                name="an_order_says_why_and_what_will_not_be_done",
            ),
        ]
