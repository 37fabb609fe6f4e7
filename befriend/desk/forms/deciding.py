"""The forms of whoever decides for a unit: seniors and heads."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from befriend.allocation.models import CapacityNotice, WhyChanged

from .fields import Count, Day, OneOf, Pairs, Words

MOVES = [
    (WhyChanged.WORKLOAD, _("The work of the practitioner they are with")),
    (WhyChanged.ABSENT, _("The practitioner they are with is away")),
    (WhyChanged.LEFT, _("The practitioner they are with has left")),
    (WhyChanged.ASKED, _("The person asked")),
    (WhyChanged.MOVED, _("The person moved")),
]
AGAIN = [("yes", _("Yes, if there is room")), ("no", _("No: harm or a complaint ended it"))]


class ChooseForm(forms.Form):
    """A practitioner for a person; `move` when the person already has one."""

    def __init__(self, *args: Any, practitioners: Pairs, move: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practitioner"] = OneOf(_("Practitioner"), practitioners)
        if move:
            self.fields["instead"] = OneOf(_("Why do they change?"), MOVES)
            self.fields["again"] = OneOf(_("Could they be together again later?"), AGAIN)


class CoverForm(forms.Form):
    """A practitioner who covers, and until when."""

    def __init__(self, *args: Any, practitioners: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practitioner"] = OneOf(_("Who covers?"), practitioners)
        self.fields["until"] = Day(
            _("Until (not including)"),
            _("Leave blank for until their officer is back. For example 27/11/2026"),
            required=False,
        )


class HandBackForm(forms.Form):
    """Why a person and a practitioner part."""

    why = OneOf(_("Why?"), MOVES)
    again = OneOf(_("Could they be together again later?"), AGAIN)


class RequestForm(forms.Form):
    """The answer to a person's request about who supervises them."""

    granted = OneOf(_("Do you grant it?"), [("yes", _("Yes")), ("no", _("No"))])
    words = Words(_("Your answer"), _("The person is given these words."))


class NoticeForm(forms.Form):
    """What an office gives when told that there is no safe capacity."""

    gave = OneOf(
        _("What do you give?"),
        [
            (CapacityNotice.Gave.PEOPLE, _("People: practitioners lent or posted")),
            (CapacityNotice.Gave.MONEY, _("Money: overtime, agency or sessional staff")),
            (CapacityNotice.Gave.STOP_WORK, _("An order to stop work")),
            (CapacityNotice.Gave.NOTHING, _("Nothing")),
        ],
    )
    answer = Words(_("How much, from when, or why nothing?"))


class OrderForm(forms.Form):
    """An order that a practitioner carry more than their limit."""

    def __init__(self, *args: Any, practitioners: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practitioner"] = OneOf(
            _("Who is to carry more?"), [("", _("Choose")), *practitioners], widget=forms.Select
        )
        self.fields["points"] = Count(_("Up to how many points?"), _("The whole load, not what is added."))
        self.fields["people"] = Count(_("Up to how many people?"), _("The whole number."))
        self.fields["from_date"] = Day(_("From"))
        self.fields["until_date"] = Day(_("Until (not including)"))
        self.fields["because"] = Words(_("Why?"), _("The practitioner and the representative read this."))
        self.fields["not_done"] = Words(_("What will not be done meanwhile?"))


class StopForm(forms.Form):
    """Work that may stop for a while."""

    rank = Count(_("Rank in the list"), _("1 stops first."))
    work = forms.CharField(
        label=_("What work may stop?"),
        max_length=200,
        error_messages={
            "required": _("Write what work may stop."),
            "max_length": _("Write at most %(limit_value)d characters; there are %(show_value)d."),
        },
    )
    harm = Words(_("What harm does that do, and to whom?"))
    lawful_because = Words(_("Why is stopping it lawful?"))
    until_date = Day(_("Until (not including)"))


class AwayForm(forms.Form):
    """Somebody who might be away."""

    def __init__(self, *args: Any, practitioners: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practitioner"] = OneOf(
            _("Who is away?"), [("", _("Choose")), *practitioners], widget=forms.Select
        )
        self.fields["from_date"] = Day(_("From"))
        self.fields["until_date"] = Day(_("Until (not including)"))

    def clean(self) -> dict[str, Any]:
        """Refuse an absence without a day in it."""
        said = super().clean() or {}
        first, until = said.get("from_date"), said.get("until_date")
        if first and until and until <= first:
            self.add_error("until_date", _("Write a day after the first."))
        return said
