"""The day a page is asked about: today, or one before it that stands in the address."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.http import HttpRequest

from befriend.desk import forms


class AsOf(NamedTuple):
    """The day that is shown, the form that asks for another, and whether what was asked is a day."""

    day: date
    form: forms.AsOfForm
    is_today: bool
    is_readable: bool

    @property
    def status(self) -> int:
        """Return how a page of that day is answered."""
        return 200 if self.is_readable else 422


def as_of(request: HttpRequest, today: date) -> AsOf:
    """Return the day that the address asks for, and today where it asks for none or for nonsense."""
    form = forms.AsOfForm(request.GET if "on" in request.GET else None, day=today)
    is_readable = not form.is_bound or form.is_valid()
    day = form.cleaned_data["on"] if form.is_bound and is_readable else today
    return AsOf(day, form, day == today, is_readable)
