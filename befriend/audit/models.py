"""The audit lines: words and references only, so that history outlives what it is about."""

from django.db import models


class Line(models.Model):
    """One thing somebody did. No foreign keys: a line never blocks or vanishes."""

    at = models.DateTimeField(auto_now_add=True)
    day = models.DateField()
    by = models.CharField(max_length=40)
    office = models.CharField(max_length=40, blank=True)
    did = models.CharField(max_length=40)
    what = models.CharField(max_length=80)
    because = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["what", "day"]), models.Index(fields=["by", "day"])]
