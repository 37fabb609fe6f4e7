"""The forms of a handover: who is told and how, when the three meet, and from whom one begins."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from befriend.allocation.models import Handover

from .contacts import Clock, MaybeWords
from .fields import Count, Day, Line, OneOf, Pairs

TOLD = {
    Handover.Told.IN_PERSON: _("In person"),
    Handover.Told.TELEPHONE: _("By telephone"),
    Handover.Told.VIDEO: _("By video"),
    Handover.Told.LETTER: _("By letter"),
    Handover.Told.NOT_TOLD: _("They could not be told"),
}


class ToldForm(forms.Form):
    """How the person was told who is with them now, when and by whom; or why they could not be."""

    how = OneOf(_("How was the person told?"), TOLD.items())
    on = Day(
        _("On which day?"), _("If they could not be told: the last day it was tried. For example 27/11/2026")
    )
    told_by = OneOf(_("Who told them, or tried to?"), [], widget=forms.Select)
    words = MaybeWords(_("If they could not be told: why?"))

    def __init__(self, *args: Any, practitioners: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told_by"].choices = list(practitioners)

    def clean(self) -> dict[str, Any]:
        """Refuse that somebody could not be told without a word of why."""
        said = super().clean() or {}
        if said.get("how") == Handover.Told.NOT_TOLD and not (said.get("words") or "").strip():
            self.add_error("words", _("Write why they could not be told."))
        return said


class MeetForm(forms.Form):
    """When and where the three meet."""

    day = Day(_("Day"))
    time = Clock(_("Time"))
    minutes = Count(_("Minutes"))
    where = Line(
        _("Where? (optional)"),
        _("The room, the address or the number. It is in no calendar and no reminder."),
        max_length=200,
        required=False,
    )

    def when(self) -> dict[str, Any]:
        """Return the moment at which it begins, the minutes and the place, as the action asks for them."""
        said = self.cleaned_data
        begins = timezone.make_aware(datetime.combine(said["day"], said["time"]))
        return {"starts_at": begins, "minutes": said["minutes"], "where": said["where"]}


class HandOverForm(forms.Form):
    """From whom somebody is handed over."""

    def __init__(self, *args: Any, relationships: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["relationship"] = OneOf(_("Who hands them over?"), relationships)
