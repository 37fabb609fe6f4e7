"""Units, and which belongs to which over time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from befriend import history, periods


@history.kept()
class Unit(models.Model):
    """A nation, region, probation delivery unit or team."""

    class Kind(models.TextChoices):
        NATION = "nation"
        REGION = "region"
        UNIT = "unit"
        TEAM = "team"

    ref = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=Kind)

    def __str__(self) -> str:
        return self.name


@history.kept()
class UnitParent(models.Model):
    """Which unit a unit belongs to, over time."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="parents")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="children")
    from_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            periods.one_at_a_time("unit", name="a_unit_has_one_parent_at_a_time"),
            models.CheckConstraint(
                condition=~Q(unit=models.F("parent")), name="a_unit_is_not_its_own_parent"
            ),
        ]
