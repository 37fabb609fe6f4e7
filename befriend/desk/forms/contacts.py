"""The forms of appointments, of what came of them, and of notes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from befriend.supervision.models import Contact, Note

from .fields import LONGEST, Count, Day, Line, OneOf, Pairs, Words

CLOCKS = ["%H:%M", "%H.%M", "%H%M", "%I:%M%p", "%I.%M%p", "%I%p", "%I:%M %p", "%I %p"]
KINDS = [
    (Contact.Kind.OFFICE, _("At the office")),
    (Contact.Kind.HOME_VISIT, _("Home visit")),
    (Contact.Kind.TELEPHONE, _("By telephone")),
    (Contact.Kind.VIDEO, _("By video")),
    (Contact.Kind.THREE_WAY, _("Three-way meeting")),
    (Contact.Kind.OTHER, _("Otherwise")),
]
SIDES = [
    (Contact.Side.SERVICE, _("The service: it never counts against the person")),
    (Contact.Side.PERSON, _("The person asked for it")),
]
OUTCOMES = [
    (Contact.Outcome.ATTENDED, _("They came")),
    (Contact.Outcome.LATE, _("They came late")),
    (Contact.Outcome.GOOD_REASON, _("They did not come, with a good reason")),
    (Contact.Outcome.MISSED, _("They did not come, and gave no good reason")),
    (Contact.Outcome.TALKED, _("We talked; nothing needs recording")),
]


class Clock(forms.TimeField):
    """A time of day, written as people write it."""

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(
            label=label,
            help_text=_("For example 10:30 or 2.15pm"),
            input_formats=CLOCKS,
            widget=forms.TimeInput(format="%H:%M"),
            error_messages={
                "required": _("Write a time, for example 10:30."),
                "invalid": _("There is no such time. Write it as hours and minutes, for example 14:15."),
            },
            **options,
        )


class MaybeWords(forms.CharField):
    """A few sentences, or none."""

    def __init__(self, label: Any, hint: Any = "") -> None:
        super().__init__(
            label=label,
            help_text=hint,
            max_length=LONGEST,
            required=False,
            widget=forms.Textarea,
            error_messages={
                "max_length": _("Write at most %(limit_value)d characters; there are %(show_value)d.")
            },
        )


class WhenForm(forms.Form):
    """When something is, for how long, and of what kind."""

    kind = OneOf(_("How do you meet?"), KINDS)
    day = Day(_("Day"))
    time = Clock(_("Time"))
    minutes = Count(_("Minutes"))

    def begins(self) -> datetime:
        """Return the moment at which it begins."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"]))

    def when(self) -> dict[str, Any]:
        """Return the moment at which it begins, the minutes and the kind, as actions ask for them."""
        said = self.cleaned_data
        return {"starts_at": self.begins(), "minutes": said["minutes"], "kind": said["kind"]}


class PlacedForm(WhenForm):
    """When and where something is."""

    where = Line(
        _("Where? (optional)"),
        _("The room, the address or the number. No other calendar is told it."),
        max_length=200,
        required=False,
    )


class BookForm(PlacedForm):
    """A new appointment."""

    practitioner = OneOf(_("With whom?"), [], widget=forms.Select)

    def __init__(self, *args: Any, practitioners: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practitioner"].choices = list(practitioners)


class MoveForm(PlacedForm):
    """The new time of an appointment, and whose wish it is."""

    side = OneOf(_("Who moves it?"), SIDES)


class CancelForm(forms.Form):
    """Whose doing it is that an appointment does not take place."""

    side = OneOf(_("Who cancels it?"), SIDES)


class OutcomeForm(forms.Form):
    """What came of a contact, with a note if there is something to write."""

    outcome = OneOf(_("What came of it?"), OUTCOMES)
    note = MaybeWords(_("Note (optional)"), _("Whatever stands here, the person can ask to read."))
    mattered = MaybeWords(_("What mattered to them (optional)"), _("In their words, as near as you can."))
    promised = MaybeWords(_("What you promised them (optional)"))


class UnplannedForm(WhenForm):
    """A contact that nobody had booked."""

    note = MaybeWords(_("Note (optional)"), _("Whatever stands here, the person can ask to read."))


class NoteForm(forms.Form):
    """A note, what mattered, or a promise."""

    kind = OneOf(
        _("What is it?"),
        [
            (Note.Kind.NOTE, _("A note")),
            (Note.Kind.MATTERED, _("What mattered to them")),
            ("practitioner", _("Something I promised them")),
            ("person", _("Something they promised")),
        ],
    )
    text = Words(_("In words"), _("Whatever stands here, the person can ask to read."))
    promised_for = Day(_("If it is a promise: by which day? (optional)"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a day for what is no promise."""
        said = super().clean() or {}
        is_promise = said.get("kind") in Note.Side.values
        if said.get("promised_for") and said.get("kind") and not is_promise:
            self.add_error("promised_for", _("Only a promise has a day. Choose a promise, or take it out."))
        return said

    def noted(self) -> dict[str, Any]:
        """Return the kind, the words and whose promise it is, as actions ask for them."""
        said = self.cleaned_data
        if said["kind"] in Note.Side.values:
            return {
                "kind": Note.Kind.PROMISED, "promised_by": said["kind"],
                "promised_for": said["promised_for"], "text": said["text"],
            }  # fmt: skip
        return {"kind": said["kind"], "text": said["text"]}


class SearchForm(forms.Form):
    """What to look for. Posted, so that no name stands in an address, and kept nowhere."""

    words = Line(
        _("A name, or words of a note"),
        _(
            "A name is found however it is spelt. The letters and numbers that somebody copied onto “This is "
            "not right”, like A1B2-C3D4, open what they mean. Only people you may see are looked through."
        ),
        max_length=100,
    )


class TimelineForm(forms.Form):
    """What of a timeline is shown; it stands in the address and names nobody."""

    what = OneOf(
        _("Show"),
        [
            ("", _("Everything")),
            ("contacts", _("Contacts")),
            ("missed", _("Not come")),
            ("service", _("Called off or not done by us")),
            ("notes", _("Notes")),
            ("mattered", _("What mattered")),
            ("promised", _("Promises")),
        ],
        widget=forms.Select,
        required=False,
    )
    first = Day(_("From (optional)"), required=False)
    last = Day(_("Until (optional)"), required=False)
    as_of = Day(_("As it was known on (optional)"), required=False)
